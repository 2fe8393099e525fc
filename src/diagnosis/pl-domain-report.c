// SPDX-License-Identifier: GPL-3.0-or-later
/* What discovery saw of a domain, digested once, so that the rows of the catalogue stay small. */
#include "diagnosis/pl-domain-report-private.h"

#include "base/pl-domain.h"
#include "provider/pl-provider.h"

#include <string.h>

#define NULL_EXCHANGER "." /* RFC 7505 3 */

/**
 * pl_domain_report_init:
 * @domain: of the address; borrowed
 */
void
pl_domain_report_init (PlDomainReport *self, const char *domain)
{
  self->domain = domain;
  self->meant = pl_provider_correct_domain (domain, &self->meant_is_sure);
}

void
pl_domain_report_clear (PlDomainReport *self)
{
  g_clear_pointer (&self->meant, g_free);
}

static gboolean
is_answer (PlOutcome outcome)
{
  return outcome == PL_OUTCOME_FOUND || outcome == PL_OUTCOME_NO_DATA ||
         outcome == PL_OUTCOME_NO_SUCH_NAME;
}

static void
note_name (PlDomainReport *self, PlObservation *observation)
{
  const char *record = pl_observation_get (observation, PL_FACT_RECORD);
  const char *name = pl_observation_get (observation, PL_FACT_NAME);

  self->n_names++;
  self->n_answered += is_answer (pl_observation_get_outcome (observation));
  self->n_found += pl_observation_get_outcome (observation) == PL_OUTCOME_FOUND;
  if (g_strcmp0 (name, PL_DOMAIN_ALWAYS_THERE) == 0 && g_strcmp0 (record, "address") == 0)
    self->known_name = observation;
  if (g_strcmp0 (name, self->domain) != 0)
    return;

  if (g_strcmp0 (record, "mx") == 0)
    self->mx = observation;
  else if (g_strcmp0 (record, "address") == 0)
    self->address = observation;
}

/* What each source needs an answer from. The built-in facts need none, and the mail exchangers are
 * among the names. Guesses fail in silence at every server that is not meant for mail programs: that
 * tells nothing. */
typedef enum
{
  ASKS_NOBODY,
  ASKS_NAMES,
  ASKS_WEB,
} Asks;

static Asks
find_asked (const char *source)
{
  static const char *const nobody[] = { "provider", "mx", "guess", NULL };
  static const char *const names[] = { "srv", "ispdb-mx", NULL };

  if (source == NULL || g_strv_contains (nobody, source))
    return ASKS_NOBODY;

  return g_strv_contains (names, source) ? ASKS_NAMES : ASKS_WEB;
}

static void
note_source (PlDomainReport *self, PlObservation *observation)
{
  const char *source = pl_observation_get (observation, PL_FACT_NAME);
  Asks asks = find_asked (source);

  if (asks == ASKS_NOBODY)
    return;

  self->n_sources++;
  switch ((int) pl_observation_get_outcome (observation))
    {
    case PL_OUTCOME_UNREACHABLE:
      self->n_unreachable++;
      self->n_unheard++;
      break;
    case PL_OUTCOME_SERVER_FAILURE:
    case PL_OUTCOME_SILENT:
    case PL_OUTCOME_FAILED:
      self->n_unheard++;
      break;
    case PL_OUTCOME_NO_SUCH_NAME:
      /* Mozilla's database is always there, but some keep its name from people on purpose. */
      self->misses_directory |= g_str_equal (source, "ispdb");
      break;
    case PL_OUTCOME_NO_DATA:
      /* RFC 6186 3.4 */
      self->denies_service |=
          g_str_equal (source, "srv") &&
          g_strcmp0 (pl_observation_get (observation, PL_FACT_REASON), "not-offered") == 0;
      self->n_heard += asks == ASKS_WEB;
      break;
    case PL_OUTCOME_FOUND:
    case PL_OUTCOME_REFUSED:
    case PL_OUTCOME_REJECTED:
    case PL_OUTCOME_VIOLATION:
      self->n_heard += asks == ASKS_WEB;
      break;
    default:
      break;
    }
}

/**
 * pl_domain_report_note:
 * @observation: of service `account`; borrowed
 */
void
pl_domain_report_note (PlDomainReport *self, PlObservation *observation)
{
  switch ((int) pl_observation_get_sight (observation))
    {
    case PL_SIGHT_NAME:
      note_name (self, observation);
      break;
    case PL_SIGHT_SOURCE:
      note_source (self, observation);
      break;
    default:
      break;
    }
}

static PlOutcome
get_outcome (PlObservation *observation)
{
  return observation != NULL ? pl_observation_get_outcome (observation) : PL_OUTCOME_NONE;
}

/**
 * pl_domain_report_was_asked:
 *
 * Returns: whether anybody was asked over the network
 */
gboolean
pl_domain_report_was_asked (const PlDomainReport *self)
{
  return self->n_names > 0 || self->n_sources > 0;
}

static gboolean
is_found (PlObservation *observation)
{
  PlOutcome outcome = get_outcome (observation);

  return outcome == PL_OUTCOME_FOUND || outcome == PL_OUTCOME_NO_DATA;
}

/**
 * pl_domain_report_is_offline:
 *
 * Returns: whether there is no way out of this computer: to none of those who were asked, or a name
 *   server here denies all names, even two that certainly exist and have nothing to do with each other
 */
gboolean
pl_domain_report_is_offline (const PlDomainReport *self)
{
  if (self->n_heard > 0 || is_found (self->mx) || is_found (self->address))
    return FALSE;

  return self->n_unreachable > 0 || (self->misses_directory && self->n_found == 0 &&
                                     self->known_name != NULL && !is_found (self->known_name));
}

/**
 * pl_domain_report_lacks_names:
 *
 * Returns: whether the name service said nothing of the domain, neither that it exists nor that it
 *   does not
 */
gboolean
pl_domain_report_lacks_names (const PlDomainReport *self)
{
  return self->n_names > 0 && !is_answer (get_outcome (self->mx)) &&
         !is_answer (get_outcome (self->address));
}

/**
 * pl_domain_report_is_unknown:
 *
 * Returns: whether the domain does not exist
 */
gboolean
pl_domain_report_is_unknown (const PlDomainReport *self)
{
  if (is_found (self->mx) || is_found (self->address))
    return FALSE;

  return get_outcome (self->mx) == PL_OUTCOME_NO_SUCH_NAME ||
         get_outcome (self->address) == PL_OUTCOME_NO_SUCH_NAME;
}

/* `10 mx.example.org, 20 mx2.example.org`: the first name. */
static char *
dup_first_exchanger (PlObservation *mx)
{
  const char *answers = mx != NULL ? pl_observation_get (mx, PL_FACT_ANSWERS) : NULL;
  g_auto (GStrv) words = g_strsplit_set (answers != NULL ? answers : "", " ,", 3);

  return words[0] != NULL && words[1] != NULL ? g_strdup (words[1]) : NULL;
}

/**
 * pl_domain_report_refuses_mail:
 *
 * Returns: whether the domain says of itself that it takes no mail (RFC 7505)
 */
gboolean
pl_domain_report_refuses_mail (const PlDomainReport *self)
{
  g_autofree char *exchanger = dup_first_exchanger (self->mx);

  return get_outcome (self->mx) == PL_OUTCOME_FOUND && g_strcmp0 (exchanger, NULL_EXCHANGER) == 0;
}

/**
 * pl_domain_report_has_no_mail:
 *
 * Returns: whether the domain exists, but neither a mail exchanger nor a server stands behind it, to
 *   which mail would go in their place (RFC 5321 5.1)
 */
gboolean
pl_domain_report_has_no_mail (const PlDomainReport *self)
{
  PlOutcome address = get_outcome (self->address);

  return get_outcome (self->mx) == PL_OUTCOME_NO_DATA &&
         (address == PL_OUTCOME_NO_DATA || address == PL_OUTCOME_NO_SUCH_NAME);
}

/**
 * pl_domain_report_has_mail:
 *
 * Returns: whether the domain names mail exchangers
 */
gboolean
pl_domain_report_has_mail (const PlDomainReport *self)
{
  return get_outcome (self->mx) == PL_OUTCOME_FOUND && !pl_domain_report_refuses_mail (self);
}

/**
 * pl_domain_report_dup_exchanger:
 *
 * Returns: (transfer full) (nullable): the most wanted mail exchanger
 */
char *
pl_domain_report_dup_exchanger (const PlDomainReport *self)
{
  return pl_domain_report_has_mail (self) ? dup_first_exchanger (self->mx) : NULL;
}
