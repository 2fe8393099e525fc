// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-observation.h"

G_BEGIN_DECLS

/**
 * PlDomainReport:
 * @n_names: names that were looked up; @n_answered: of them those that got an answer, be it no;
 *   @n_found: of those the ones that are there
 * @n_sources: sources that were asked over the network
 * @n_heard: web servers among them that answered, be it with nothing
 * @n_unheard: of the sources those from which nothing came, although they may know something
 * @n_unreachable: of those the ones to which there was no way
 *
 * What discovery saw of the address's domain, digested.
 */
typedef struct
{
  const char *domain; /* borrowed */
  PlObservation *mx; /* borrowed, nullable: its mail exchangers */
  PlObservation *address; /* borrowed, nullable: an address of its own */
  PlObservation *known_name; /* borrowed, nullable: %PL_DOMAIN_ALWAYS_THERE */
  guint n_names;
  guint n_answered;
  guint n_found;
  guint n_sources;
  guint n_heard;
  guint n_unheard;
  guint n_unreachable;
  gboolean denies_service; /* the domain says that there is nothing for mail programs */
  gboolean misses_directory; /* the name of Mozilla's list was denied */
  char *meant; /* owned, nullable: a well-known domain that looks much like it */
  gboolean meant_is_sure;
} PlDomainReport;

void pl_domain_report_init (PlDomainReport *report, const char *domain);
void pl_domain_report_clear (PlDomainReport *report);
void pl_domain_report_note (PlDomainReport *report, PlObservation *observation);

gboolean pl_domain_report_was_asked (const PlDomainReport *domain);
gboolean pl_domain_report_is_offline (const PlDomainReport *domain);
gboolean pl_domain_report_lacks_names (const PlDomainReport *domain);
gboolean pl_domain_report_is_unknown (const PlDomainReport *domain);
gboolean pl_domain_report_refuses_mail (const PlDomainReport *domain);
gboolean pl_domain_report_has_no_mail (const PlDomainReport *domain);
gboolean pl_domain_report_has_mail (const PlDomainReport *domain);
char *pl_domain_report_dup_exchanger (const PlDomainReport *domain);

G_END_DECLS
