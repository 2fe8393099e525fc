// SPDX-License-Identifier: GPL-3.0-or-later
/* Thunderbird's directory of providers, which knows domains and, for domains of one's own, hosters. It
 * is a third party: it hears the domain, and nothing else. */
#include "base/pl-domain.h"
#include "discovery/pl-document-private.h"

#include <string.h>

#define DIRECTORY "https://autoconfig.thunderbird.net/v1.1/"

static PlOutcome
look_up (const PlSourceContext *context,
         const char *domain,
         PlTrust trust,
         GPtrArray *proposals,
         GError **error)
{
  g_autofree char *url = g_strconcat (DIRECTORY, domain, NULL);
  const PlHttpsRequest request = { .url = url };
  g_autoptr (PlConfig) config = NULL;
  PlOutcome outcome = pl_document_fetch (context, &request, pl_autoconfig_parse, &config, error);

  return outcome == PL_OUTCOME_FOUND
             ? pl_document_propose (context, config, PL_SOURCE_ISPDB, trust, proposals)
             : outcome;
}

/**
 * pl_source_ispdb:
 *
 * By the domain itself.
 *
 * Returns: as pl_https_ask() and pl_document_propose()
 */
PlOutcome
pl_source_ispdb (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  return look_up (context, context->domain, PL_TRUST_DIRECTORY, proposals, error);
}

/**
 * pl_ispdb_list_hosters:
 * @exchanger: the mail exchanger, lower-case ASCII
 * @domain: the domain whose exchanger it is
 *
 * By which names the directory may know the hoster: the name above the exchanger's, which tells apart what
 * one hoster has for different customers (mail.protection.outlook.com, outlook.com), and its registrable
 * domain. None where the exchanger is the domain's own: the directory was asked for that already.
 *
 * Returns: (transfer full) (array zero-terminated=1): to be asked for in this order
 */
char **
pl_ispdb_list_hosters (const char *exchanger, const char *domain)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const char *registrable = pl_domain_get_registrable (exchanger);
  const char *dot = strchr (exchanger, '.');

  if (registrable == NULL || g_str_equal (registrable, domain))
    return g_strv_builder_end (names);

  if (dot != NULL && dot + 1 < registrable && !g_str_equal (dot + 1, domain))
    g_strv_builder_add (names, dot + 1);
  g_strv_builder_add (names, registrable);
  return g_strv_builder_end (names);
}

/**
 * pl_source_ispdb_mx:
 *
 * By the first mail exchanger: its domain is likely to be the hoster's. The directory's answer is
 * authentic, the question comes out of DNS.
 *
 * Returns: %PL_OUTCOME_NO_DATA also when the exchanger is the domain's own; else as pl_source_get_mx(),
 *   pl_https_ask() and pl_document_propose()
 */
PlOutcome
pl_source_ispdb_mx (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  g_autoptr (GPtrArray) hosts = NULL;
  g_auto (GStrv) names = NULL;
  PlOutcome outcome = pl_source_get_mx (context, &hosts, error);

  if (outcome != PL_OUTCOME_FOUND || hosts->len == 0)
    return outcome == PL_OUTCOME_FOUND ? PL_OUTCOME_NO_DATA : outcome;

  names = pl_ispdb_list_hosters (hosts->pdata[0], context->domain);
  outcome = PL_OUTCOME_NO_DATA;
  for (guint i = 0; names[i] != NULL && outcome == PL_OUTCOME_NO_DATA; i++)
    outcome = look_up (context, names[i], PL_TRUST_DNS, proposals, error);
  return outcome;
}
