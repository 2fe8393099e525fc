// SPDX-License-Identifier: GPL-3.0-or-later
/* When the causes of the chapter "Certificates and TLS" fit. */
#include "diagnosis/pl-match-tls-private.h"

#include "diagnosis/pl-chain-tests-private.h"
#include "diagnosis/pl-fixes-private.h"
#include "diagnosis/pl-match-outlook-private.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"

#include <string.h>

/* TLS alerts (RFC 8446 6.2) and GnuTLS's numbers, which the catalogue knows by meaning. */
#define ALERT_PROTOCOL_VERSION 70
#define GNUTLS_UNSUPPORTED_VERSION (-8)

/* Which word of the judgement belongs to which cause, and which other word says it better. */
static const struct
{
  const char *code;
  const char *word;
  const char *said_better_by;
} faults[] = {
  { "certificate-expired", "expired", NULL },
  { "certificate-not-yet-valid", "not-yet-valid", NULL },
  { "certificate-self-signed", "self-signed", NULL },
  { "certificate-unknown-issuer", "unknown-issuer", "self-signed" },
  { "certificate-incomplete-chain", "incomplete-chain", NULL },
  { "certificate-host-mismatch", "host-mismatch", NULL },
  { "certificate-revoked", "revoked", NULL },
  { "certificate-weak", "weak", NULL },
};

static gboolean
is_judged (const PlLane *lane, const char *word)
{
  return lane->trust != NULL && pl_observation_has_word (lane->trust, PL_FACT_WORDS, word);
}

static gboolean
is_distrusted (const PlLane *lane)
{
  return lane->failed && lane->trust != NULL &&
         pl_observation_get_outcome (lane->trust) == PL_OUTCOME_REJECTED;
}

/* What is wrong with somebody else's certificate is not the server's fault. */
static gboolean
is_of_somebody_else (PlCase *facts, const PlLane *lane)
{
  PlCertainty certainty;

  return pl_case_is_captive (facts, lane, &certainty) || pl_case_is_intercepted (facts, lane);
}

PlMatch
pl_match_certificate_fault (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  /* Without a certificate there is nothing to show, to compare or to accept. */
  if (!is_distrusted (lane) || lane->certificate == NULL || is_of_somebody_else (facts, lane))
    return PL_NO_MATCH;

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].code, cause->code) && is_judged (lane, faults[i].word) &&
        (faults[i].said_better_by == NULL || !is_judged (lane, faults[i].said_better_by)))
      return pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);

  return PL_NO_MATCH;
}

/* By the right clock the certificate may well be valid. */
PlMatch
pl_match_certificate_date (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  return pl_case_explains_date (facts, lane) ? PL_NO_MATCH
                                             : pl_match_certificate_fault (facts, lane, cause);
}

/* It may be one of those that vouch for the server, which others renew. */
PlMatch
pl_match_certificate_expired (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_certificate_date (facts, lane, cause);

  if (match.strength > PL_STRENGTH_NONE)
    match.wording = pl_chain_find_expired (facts, lane) != lane->certificate;
  return match;
}

PlMatch
pl_match_certificate_weak (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_certificate_fault (facts, lane, cause);

  if (match.strength > PL_STRENGTH_NONE)
    match.wording = pl_chain_find_weak (facts, lane) != lane->certificate;
  return match;
}

PlMatch
pl_match_unknown_issuer (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  if (is_judged (lane, "incomplete-chain"))
    return PL_NO_MATCH;

  return pl_match_certificate_fault (facts, lane, cause);
}

PlMatch
pl_match_certificate_revoked (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const char *ocsp = lane->tls != NULL ? pl_observation_get (lane->tls, PL_FACT_OCSP) : NULL;

  if (!is_judged (lane, "revoked") && (!lane->failed || g_strcmp0 (ocsp, "revoked") != 0))
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
}

static gboolean
is_mail_name (const char *name)
{
  static const char *const beginnings[] = { "imap", "pop", "smtp", "mail", "mx", "post", "secure" };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (name, beginnings[i]))
      return TRUE;

  return FALSE;
}

/* How well a name of the certificate would do: one of our own domain or the provider's before a
 * foreign one, one that sounds like a mail server before others. A foreign name that only some other
 * network knows, such as localhost.localdomain, leads nowhere.
 * Returns: -1 for not at all */
static int
rank_name (PlCase *facts, const PlLane *lane, const char *name)
{
  g_autofree char *ascii = pl_hostname_to_ascii (name, NULL);
  gboolean own;

  if (ascii == NULL || !g_str_equal (ascii, name) || strchr (ascii, '.') == NULL ||
      pl_hostname_is_address (ascii))
    return -1;
  own = pl_fixes_is_own_host (facts, lane, ascii);
  if (!own && !pl_domain_is_public (ascii))
    return -1;

  return (own ? 2 : 0) + (is_mail_name (ascii) ? 1 : 0);
}

/* Another name to use, out of the certificate. */
static char *
find_name (PlCase *facts, const PlLane *lane)
{
  const char *names =
      lane->certificate != NULL ? pl_observation_get (lane->certificate, PL_FACT_NAMES) : NULL;
  g_auto (GStrv) all = g_strsplit_set (names != NULL ? names : "", " ,", -1);
  const char *best = NULL;
  int best_rank = -1;

  for (guint i = 0; all[i] != NULL; i++)
    {
      int rank = rank_name (facts, lane, all[i]);

      if (rank > best_rank)
        {
          best_rank = rank;
          best = all[i];
        }
    }

  return g_strdup (best);
}

static gboolean
has_name_to_use (PlCase *facts, const PlLane *lane)
{
  g_autofree char *name = find_name (facts, lane);

  return pl_lane_find_good_host (lane) != NULL ||
         (name != NULL && !g_str_equal (name, lane->server.host));
}

PlMatch
pl_match_host_mismatch (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_certificate_fault (facts, lane, cause);

  match.wording = has_name_to_use (facts, lane) ? 0 : 1;
  return match;
}

static gboolean
is_handshake_over (const PlLane *lane, PlOutcome outcome)
{
  return lane->failed && lane->tls != NULL && pl_observation_get_outcome (lane->tls) == outcome;
}

/* A probe that admitted old versions got through where the check itself did not. */
static gboolean
is_old_version_spoken (const PlLane *lane)
{
  static const char *const old[] = { "SSL3.0", "TLS1.0", "TLS1.1" };

  for (guint i = 0; i < lane->probes->len; i++)
    {
      PlObservation *probe = lane->probes->pdata[i];
      const char *version = pl_observation_get (probe, PL_FACT_VERSION);

      for (guint k = 0; k < G_N_ELEMENTS (old); k++)
        if (g_strcmp0 (version, old[k]) == 0 && pl_probe_get_port (probe) == lane->server.port)
          return TRUE;
    }

  return FALSE;
}

PlMatch
pl_match_version_too_old (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  gint64 alert = lane->tls != NULL ? pl_observation_get_int (lane->tls, PL_FACT_ALERT, -1) : -1;
  gint64 error = lane->tls != NULL ? pl_observation_get_int (lane->tls, PL_FACT_ERROR, 0) : 0;

  if (pl_lane_failed_at (lane, PL_STAGE_TLS) && is_old_version_spoken (lane))
    return pl_match_at (PL_STRENGTH_STAGE + 20, PL_CERTAINTY_PROVEN);
  if ((is_handshake_over (lane, PL_OUTCOME_ALERT) && alert == ALERT_PROTOCOL_VERSION) ||
      (is_handshake_over (lane, PL_OUTCOME_FAILED) && error == GNUTLS_UNSUPPORTED_VERSION))
    return (PlMatch){ PL_STRENGTH_STAGE + 10, PL_CERTAINTY_LIKELY, .wording = 1 };

  return PL_NO_MATCH;
}

PlMatch
pl_match_handshake_failed (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);

  if (is_handshake_over (lane, PL_OUTCOME_ALERT))
    return match;
  match.wording = 1;
  if (is_handshake_over (lane, PL_OUTCOME_FAILED) || is_handshake_over (lane, PL_OUTCOME_NOT_TLS))
    return match;

  if (pl_lane_failed_at (lane, PL_STAGE_TLS) &&
      (is_handshake_over (lane, PL_OUTCOME_CLOSED) || is_handshake_over (lane, PL_OUTCOME_RESET)))
    {
      match.strength = PL_STRENGTH_GUESS;
      match.certainty = PL_CERTAINTY_POSSIBLE;
      return match;
    }

  return PL_NO_MATCH;
}

void
pl_match_add_fixes_of_name (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  PlObservation *probe = pl_lane_find_good_host (lane);
  const char *proven = probe != NULL ? pl_observation_get (probe, PL_FACT_HOST) : NULL;
  g_autofree char *name = find_name (facts, lane);

  if (proven != NULL)
    pl_fixes_add_host (facts, lane, proven, TRUE, fixes);
  else if (facts->provider != NULL && !pl_provider_owns_host (facts->provider, lane->server.host))
    pl_fixes_add_provider_host (facts, lane, fixes);
  /* Names at home are probed: one that did not pass is no way out. */
  if (fixes->len == 0 && name != NULL && !pl_fixes_is_own_host (facts, lane, name))
    pl_fixes_add_host (facts, lane, name, FALSE, fixes);
  /* Where the right name is known, nobody needs an exception for a wrong one. */
  if (proven == NULL)
    pl_fixes_add_exception (facts, lane, fixes);
}
