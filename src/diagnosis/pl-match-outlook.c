// SPDX-License-Identifier: GPL-3.0-or-later
/* Causes that lie neither in the settings nor at the server, but in between: what others that were
 * looked at have in common with it. */
#include "diagnosis/pl-match-outlook-private.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "diagnosis/pl-interceptors-private.h"

#include <string.h>

/* These explain what other rows only see, and stand before them. What a hotspot says in place of the
 * server are not even the server's own words. */
#define CAPTIVE (PL_STRENGTH_LITERAL + 20)
#define CLOCK (PL_STRENGTH_STAGE + 80)
#define INTERCEPTED (PL_STRENGTH_STAGE + 70)
#define BLOCKED (PL_STRENGTH_STAGE + 50)

/* A clock that is less wrong than that makes no certificate invalid but by chance. */
#define WRONG_BY_S (24 * 60 * 60)

static gboolean
has_fault (PlObservation *seen, const char *word)
{
  return seen != NULL && pl_observation_has_word (seen, PL_FACT_WORDS, word);
}

/* Neither of the person's domain nor of the server's. */
static gboolean
is_unrelated (PlCase *facts, const PlLane *lane, PlObservation *look)
{
  const char *host = pl_observation_get (look, PL_FACT_HOST);

  return host != NULL && lane->server.host != NULL &&
         !pl_domain_is_same_registrable (host, lane->server.host) &&
         !pl_domain_is_same_registrable (host, pl_address_get_domain (facts->address));
}

/* --- Names --- */

static gboolean
is_name_found (const PlLane *lane)
{
  PlOutcome outcome =
      lane->name != NULL ? pl_observation_get_outcome (lane->name) : PL_OUTCOME_NONE;

  /* An address needs nobody's answer. */
  return lane->server.host != NULL && !pl_hostname_is_address (lane->server.host) &&
         (outcome == PL_OUTCOME_FOUND || outcome == PL_OUTCOME_NO_DATA);
}

/**
 * pl_case_finds_names:
 *
 * Returns: whether the name service found any name at all
 */
gboolean
pl_case_finds_names (PlCase *facts)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (facts->lanes[i].used && is_name_found (&facts->lanes[i]))
      return TRUE;
  for (guint i = 0; i < facts->outlook.looks->len; i++)
    if (pl_look_has_name (facts->outlook.looks->pdata[i]))
      return TRUE;

  return FALSE;
}

/**
 * pl_case_lacks_every_name:
 *
 * Returns: whether names that certainly exist are denied, too: then the denial says nothing
 */
gboolean
pl_case_lacks_every_name (PlCase *facts, const PlLane *lane)
{
  if (pl_case_finds_names (facts))
    return FALSE;

  for (guint i = 0; i < facts->outlook.looks->len; i++)
    if (is_unrelated (facts, lane, facts->outlook.looks->pdata[i]) ||
        (facts->provider != NULL && pl_provider_owns_host (facts->provider, lane->server.host)))
      return TRUE;

  return FALSE;
}

/**
 * pl_case_is_cut_off:
 *
 * Returns: whether nobody at all answers, though names are found: neither this server nor others
 */
gboolean
pl_case_is_cut_off (PlCase *facts, const PlLane *lane)
{
  guint n_unrelated = 0;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (facts->lanes[i].used && facts->lanes[i].dialled.connected > 0)
      return FALSE;
  for (guint i = 0; i < facts->outlook.looks->len; i++)
    {
      PlObservation *look = facts->outlook.looks->pdata[i];

      if (pl_look_is_reached (look) || pl_observation_get (look, PL_FACT_ADDRESSES) == NULL ||
          pl_observation_get_outcome (look) == PL_OUTCOME_CLOSED)
        return FALSE;
      n_unrelated += is_unrelated (facts, lane, look);
    }

  return pl_lane_failed_at (lane, PL_STAGE_CONNECT) && lane->probes->len > 0 &&
         pl_lane_find_good_port (lane) == NULL && n_unrelated >= 2;
}

/* --- Somebody else answers --- */

/* At a name that is not its own. */
static gboolean
is_somebody_else (PlObservation *look)
{
  return pl_observation_get_outcome (look) == PL_OUTCOME_SPOKEN &&
         has_fault (look, "host-mismatch");
}

static gboolean
is_same_fact (PlObservation *look, PlObservation *other, PlFact fact)
{
  const char *value = pl_observation_get (look, fact);

  return value != NULL && g_strcmp0 (value, pl_observation_get (other, fact)) == 0;
}

/* The same certificate, or the same address, at hosts that have nothing to do with each other. */
static gboolean
is_one_for_all (PlCase *facts, const PlLane *lane, PlObservation *look)
{
  const PlOutlookReport *outlook = &facts->outlook;

  if (lane->certificate != NULL && is_same_fact (look, lane->certificate, PL_FACT_SHA256))
    return TRUE;

  for (guint i = 0; i < outlook->looks->len; i++)
    {
      PlObservation *other = outlook->looks->pdata[i];

      if (other != look && is_unrelated (facts, lane, other) && is_somebody_else (other) &&
          !pl_domain_is_same_registrable (pl_observation_get (look, PL_FACT_HOST),
                                          pl_observation_get (other, PL_FACT_HOST)) &&
          (is_same_fact (look, other, PL_FACT_SHA256) ||
           is_same_fact (look, other, PL_FACT_ADDRESSES)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
speaks_http (PlObservation *look)
{
  return g_strcmp0 (pl_observation_get (look, PL_FACT_REASON), "http") == 0;
}

/**
 * pl_case_is_captive:
 * @certainty: (out):
 *
 * Returns: whether somebody else answers in place of several hosts: a hotspot that wants one to sign
 *   in. Its page comes without anything that would prove whose it is, so that is never asked.
 */
gboolean
pl_case_is_captive (PlCase *facts, const PlLane *lane, PlCertainty *certainty)
{
  const PlOutlookReport *outlook = &facts->outlook;
  guint n_foreign = 0;

  *certainty = PL_CERTAINTY_PROVEN;
  if (!lane->failed || lane->stage > PL_STAGE_TLS ||
      pl_outlook_report_find_genuine_web (outlook) != NULL)
    return FALSE;
  if (pl_outlook_report_says (outlook, "portal"))
    return TRUE;

  for (guint i = 0; i < outlook->looks->len; i++)
    {
      PlObservation *look = outlook->looks->pdata[i];

      if (!is_unrelated (facts, lane, look))
        continue;
      if (speaks_http (look) || (is_somebody_else (look) && is_one_for_all (facts, lane, look)))
        return TRUE;
      n_foreign += is_somebody_else (look);
    }

  *certainty = PL_CERTAINTY_LIKELY;
  return n_foreign >= 2;
}

PlMatch
pl_match_captive_portal (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlCertainty certainty;

  if (pl_lane_is_of_account (lane) || !pl_case_is_captive (facts, lane, &certainty))
    return PL_NO_MATCH;

  return pl_match_at (CAPTIVE, certainty);
}

/* --- Mail alone does not get through --- */

static gboolean
is_blocked (PlObservation *look)
{
  switch ((int) pl_observation_get_outcome (look))
    {
    case PL_OUTCOME_SILENT:
    case PL_OUTCOME_REFUSED:
    case PL_OUTCOME_UNREACHABLE:
    case PL_OUTCOME_DENIED:
    case PL_OUTCOME_CLOSED:
      return pl_observation_get (look, PL_FACT_ADDRESSES) != NULL;
    default:
      return FALSE;
    }
}

static gboolean
is_any_mail_server_reached (PlCase *facts)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      const PlLane *lane = &facts->lanes[i];

      if (lane->used && (lane->dialled.connected > 0 || pl_lane_find_good_port (lane) != NULL))
        return TRUE;
    }

  return FALSE;
}

PlMatch
pl_match_network_blocks_mail (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const PlOutlookReport *outlook = &facts->outlook;
  guint n_blocked = 0;

  if (pl_lane_is_of_account (lane) || !pl_lane_failed_at (lane, PL_STAGE_CONNECT) ||
      is_any_mail_server_reached (facts) || pl_outlook_report_find_genuine_web (outlook) == NULL)
    return PL_NO_MATCH;

  for (guint i = 0; i < outlook->looks->len; i++)
    {
      PlObservation *look = outlook->looks->pdata[i];

      if (pl_look_is_web (look))
        continue;
      if (pl_look_is_reached (look))
        return PL_NO_MATCH;
      n_blocked += is_blocked (look);
    }
  if (n_blocked == 0)
    return PL_NO_MATCH;

  return pl_match_at (BLOCKED, n_blocked > 1 ? PL_CERTAINTY_PROVEN : PL_CERTAINTY_LIKELY);
}

/* --- The clock --- */

/**
 * pl_case_dup_real_time:
 * @local: (out) (transfer full): what this computer's clock showed at that moment
 *
 * Returns: (transfer full) (nullable): what an independent source said is the time
 */
GDateTime *
pl_case_dup_real_time (PlCase *facts, GDateTime **local)
{
  PlObservation *web = pl_outlook_report_find_genuine_web (&facts->outlook);
  const char *date = web != NULL ? pl_observation_get (web, PL_FACT_DATE) : NULL;
  gint64 now;

  *local = NULL;
  if (date == NULL)
    return NULL;

  now =
      pl_evidence_get_began_at (facts->evidence) + pl_observation_get_at_us (web) / G_USEC_PER_SEC;
  *local = g_date_time_new_from_unix_local (now);
  return g_date_time_new_from_iso8601 (date, NULL);
}

static gboolean
is_clock_wrong (PlCase *facts, GDateTime **real)
{
  g_autoptr (GDateTime) local = NULL;
  GTimeSpan difference;

  *real = pl_case_dup_real_time (facts, &local);
  if (*real == NULL || local == NULL)
    return FALSE;

  difference = g_date_time_difference (*real, local) / G_TIME_SPAN_SECOND;
  return ABS (difference) > WRONG_BY_S;
}

static gboolean
has_date_fault (const PlLane *lane)
{
  return lane->failed &&
         (has_fault (lane->trust, "expired") || has_fault (lane->trust, "not-yet-valid"));
}

static gboolean
is_before (const char *date, GDateTime *time)
{
  g_autoptr (GDateTime) parsed = date != NULL ? g_date_time_new_from_iso8601 (date, NULL) : NULL;

  return parsed != NULL && g_date_time_compare (parsed, time) < 0;
}

/**
 * pl_case_explains_date:
 *
 * Returns: whether the server's certificate is valid after all, by the time that others tell
 */
gboolean
pl_case_explains_date (PlCase *facts, const PlLane *lane)
{
  g_autoptr (GDateTime) real = NULL;

  if (lane->certificate == NULL || !is_clock_wrong (facts, &real))
    return FALSE;

  return is_before (pl_observation_get (lane->certificate, PL_FACT_NOT_BEFORE), real) &&
         !is_before (pl_observation_get (lane->certificate, PL_FACT_NOT_AFTER), real);
}

PlMatch
pl_match_clock_wrong (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  g_autoptr (GDateTime) real = NULL;

  if (pl_lane_is_of_account (lane) || !has_date_fault (lane) || !is_clock_wrong (facts, &real))
    return PL_NO_MATCH;

  return pl_match_at (CLOCK, PL_CERTAINTY_PROVEN);
}

/* --- Somebody reads along --- */

/**
 * pl_lane_get_interceptor:
 *
 * Returns: (transfer none) (nullable): the product that signed the server's certificate
 */
const char *
pl_lane_get_interceptor (const PlLane *lane)
{
  return lane->certificate != NULL
             ? pl_interceptor_find (pl_observation_get (lane->certificate, PL_FACT_ISSUER))
             : NULL;
}

/* Signed for the right name by the very authority that nobody knows. */
static gboolean
is_signed_alike (const PlLane *lane, PlObservation *look)
{
  return pl_observation_get_outcome (look) == PL_OUTCOME_SPOKEN &&
         has_fault (look, "unknown-issuer") && !has_fault (look, "host-mismatch") &&
         is_same_fact (look, lane->certificate, PL_FACT_ISSUER);
}

static gboolean
has_unknown_authority (const PlLane *lane)
{
  return lane->failed && lane->certificate != NULL && lane->trust != NULL &&
         pl_observation_get_outcome (lane->trust) == PL_OUTCOME_REJECTED &&
         (has_fault (lane->trust, "unknown-issuer") || has_fault (lane->trust, "incomplete-chain"));
}

/**
 * pl_case_is_intercepted:
 *
 * Returns: whether the certificate is the work of somebody in between, whom this computer does not
 *   trust
 */
gboolean
pl_case_is_intercepted (PlCase *facts, const PlLane *lane)
{
  if (!has_unknown_authority (lane))
    return FALSE;
  if (pl_lane_get_interceptor (lane) != NULL)
    return TRUE;

  for (guint i = 0; i < facts->outlook.looks->len; i++)
    if (is_unrelated (facts, lane, facts->outlook.looks->pdata[i]) &&
        is_signed_alike (lane, facts->outlook.looks->pdata[i]))
      return TRUE;

  return FALSE;
}

PlMatch
pl_match_tls_intercepted (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (INTERCEPTED, PL_CERTAINTY_PROVEN);
  const char *product;

  if (pl_lane_is_of_account (lane))
    return PL_NO_MATCH;

  product = pl_lane_get_interceptor (lane);
  if (pl_case_is_intercepted (facts, lane))
    {
      match.wording = product != NULL ? 0 : 1;
      return match;
    }
  /* Trusted on purpose: worth knowing, and no fault. */
  if (product == NULL || lane->trust == NULL ||
      pl_observation_get_outcome (lane->trust) != PL_OUTCOME_ACCEPTED)
    return PL_NO_MATCH;

  match.wording = 2;
  match.informs = TRUE;
  return match;
}
