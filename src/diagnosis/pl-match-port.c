// SPDX-License-Identifier: GPL-3.0-or-later
/* When the causes of the chapter "Port and security" fit: the stage that was reached, and what the
 * probes of other ports and of the other TLS mode found. */
#include "diagnosis/pl-match-port-private.h"

/* Causes of this chapter explain what those of the network chapter only state, so they stand a
 * little above them. */
#define EXPLAINS (PL_STRENGTH_STAGE + 10)
#define SMTP_RELAY_PORT 25 /* RFC 6409 3.1 */

static gboolean
is_usual_port (const PlLane *lane)
{
  guint n_ports = 0;
  const PlUsualPort *ports = pl_service_get_usual_ports (lane->server.service, &n_ports);

  for (guint i = 0; i < n_ports; i++)
    if (ports[i].port == lane->server.port)
      return TRUE;

  return lane->listed.host != NULL;
}

PlMatch
pl_match_wrong_port (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (EXPLAINS, PL_CERTAINTY_PROVEN);

  if (!pl_lane_failed_at (lane, PL_STAGE_CONNECT) || pl_lane_find_good_port (lane) == NULL)
    return PL_NO_MATCH;
  /* Silence on a port that is right means that something on the way swallows it. */
  if (lane->dialled.refused == 0 && (lane->dialled.denied > 0 || is_usual_port (lane)))
    return PL_NO_MATCH;

  match.wording = lane->dialled.refused > 0 ? 0 : 1;
  return match;
}

PlMatch
pl_match_port_blocked (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (EXPLAINS, PL_CERTAINTY_PROVEN);

  if (!pl_lane_failed_at (lane, PL_STAGE_CONNECT) || lane->dialled.refused > 0)
    return PL_NO_MATCH;
  if (lane->dialled.denied > 0)
    {
      match.wording = 1;
      return match;
    }
  if (lane->dialled.silent == 0 || !is_usual_port (lane) || pl_lane_find_good_port (lane) == NULL)
    return PL_NO_MATCH;

  match.certainty = PL_CERTAINTY_LIKELY;
  return match;
}

PlMatch
pl_match_wrong_protocol (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const char *answered = pl_lane_get_answering_protocol (lane);
  PlService service;

  if (answered == NULL || !pl_service_from_nick (answered, &service) ||
      service == lane->server.service)
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
}

PlMatch
pl_match_not_a_mail_server (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const char *answered = pl_lane_get_answering_protocol (lane);
  PlService service;

  if (answered == NULL || g_str_equal (answered, "tls") ||
      pl_service_from_nick (answered, &service))
    return PL_NO_MATCH;
  if (g_str_equal (answered, "unknown") && lane->said->len > 0)
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_LITERAL, g_str_equal (answered, "unknown") ? PL_CERTAINTY_LIKELY
                                                                             : PL_CERTAINTY_PROVEN);
}

/* A port that encrypts from the first byte meets plain text with silence, or hangs up. */
PlMatch
pl_match_needs_implicit_tls (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const char *answered = pl_lane_get_answering_protocol (lane);
  PlMatch match = pl_match_at (EXPLAINS, PL_CERTAINTY_PROVEN);

  if (!pl_lane_failed_at (lane, PL_STAGE_GREETING) || lane->server.security == PL_SECURITY_TLS)
    return PL_NO_MATCH;

  match.wording = lane->server.security == PL_SECURITY_NONE ? 1 : 0;
  if (pl_lane_find_same_port (lane, PL_SECURITY_TLS) != NULL || g_strcmp0 (answered, "tls") == 0)
    return match;
  if (answered != NULL || lane->said->len > 0 ||
      lane->server.port != pl_service_get_usual_port (lane->server.service, PL_SECURITY_TLS))
    return PL_NO_MATCH;

  match.certainty = PL_CERTAINTY_LIKELY;
  return match;
}

/* The right service answers at this port in plain text, and does not know STARTTLS. */
static gboolean
is_plain_only (const PlLane *lane)
{
  for (guint i = 0; i < lane->probes->len; i++)
    {
      PlObservation *probe = lane->probes->pdata[i];

      if (pl_observation_get_outcome (probe) == PL_OUTCOME_NOT_TLS &&
          pl_probe_get_port (probe) == lane->server.port &&
          g_strcmp0 (pl_observation_get (probe, PL_FACT_PROTOCOL),
                     pl_service_to_nick (lane->server.service)) == 0)
        return pl_lane_failed_at (lane, PL_STAGE_TLS);
    }

  return FALSE;
}

PlMatch
pl_match_needs_starttls (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const char *answered = pl_lane_get_answering_protocol (lane);

  if (!pl_lane_failed_at (lane, PL_STAGE_TLS) || lane->server.security != PL_SECURITY_TLS ||
      is_plain_only (lane))
    return PL_NO_MATCH;
  if (pl_lane_find_same_port (lane, PL_SECURITY_STARTTLS) == NULL &&
      g_strcmp0 (answered, pl_service_to_nick (lane->server.service)) != 0)
    return PL_NO_MATCH;

  return pl_match_at (EXPLAINS, PL_CERTAINTY_PROVEN);
}

static gboolean
is_starttls_missing (const PlLane *lane)
{
  PlOutcome outcome =
      lane->starttls != NULL ? pl_observation_get_outcome (lane->starttls) : PL_OUTCOME_NONE;

  return lane->failed && lane->stage <= PL_STAGE_CAPABILITIES &&
         (outcome == PL_OUTCOME_NOT_OFFERED || outcome == PL_OUTCOME_REJECTED);
}

PlMatch
pl_match_starttls_unavailable (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  if (match.strength == PL_STRENGTH_NONE)
    {
      if (!is_plain_only (lane) && (!is_starttls_missing (lane) || lane->said->len > 0))
        return PL_NO_MATCH;
      match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);
    }

  match.wording = pl_lane_find_good_port (lane) != NULL ? 0 : 1;
  return match;
}

PlMatch
pl_match_starttls_stripped (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_LITERAL + 10, PL_CERTAINTY_PROVEN);

  if (!lane->failed || lane->starttls == NULL)
    return PL_NO_MATCH;
  if (pl_observation_get_outcome (lane->starttls) == PL_OUTCOME_INJECTED)
    return match;
  if (!is_starttls_missing (lane) || lane->listed.host == NULL ||
      lane->listed.security != PL_SECURITY_STARTTLS)
    return PL_NO_MATCH;

  match.certainty = PL_CERTAINTY_LIKELY;
  match.wording = 1;
  return match;
}

/* LOGINDISABLED (RFC 9051 6.2.3), or sign-in that appears only behind STARTTLS (RFC 4954 4): what
 * the server offers in plain text says no before a password was sent. */
static gboolean
refuses_before_encryption (const PlLane *lane)
{
  const char *offered =
      lane->sign_in != NULL ? pl_observation_get (lane->sign_in, PL_FACT_WORDS) : NULL;

  if (pl_lane_is_encrypted (lane) || lane->signed_in || lane->sign_in == NULL)
    return FALSE;
  if (pl_lane_can (lane, "LOGINDISABLED"))
    return TRUE;

  return (pl_lane_can (lane, "STARTTLS") || pl_lane_can (lane, "STLS")) && offered != NULL &&
         *offered == '\0';
}

PlMatch
pl_match_plaintext_refused (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  /* A server that misses encryption where there is some has another trouble. */
  if (pl_lane_is_encrypted (lane))
    return PL_NO_MATCH;
  if (match.strength > PL_STRENGTH_NONE || !refuses_before_encryption (lane))
    return match;

  return pl_match_at (EXPLAINS, PL_CERTAINTY_PROVEN);
}

/* The password was kept back because nobody has agreed to clear text: as it is set, it cannot work. */
static gboolean
is_waiting_for_consent (const PlLane *lane)
{
  return lane->sign_in != NULL && !lane->server.allow_cleartext &&
         pl_observation_get_outcome (lane->sign_in) == PL_OUTCOME_WITHHELD &&
         pl_observation_has_word (lane->sign_in, PL_FACT_REASON, "cleartext");
}

PlMatch
pl_match_insecure_connection (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);

  /* Whoever has not yet met the right server needs to hear other things first. */
  if (lane->server.security != PL_SECURITY_NONE || pl_lane_is_encrypted (lane) ||
      lane->stage < PL_STAGE_CAPABILITIES)
    return PL_NO_MATCH;

  match.wording = lane->server.allow_cleartext ? 1 : 0;
  match.stops = is_waiting_for_consent (lane) && !refuses_before_encryption (lane);
  return match;
}

PlMatch
pl_match_smtp_auth_not_offered (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  if (lane->server.service != PL_SERVICE_SMTP)
    return PL_NO_MATCH;
  if (match.strength == PL_STRENGTH_NONE)
    {
      const char *offered =
          lane->sign_in != NULL ? pl_observation_get (lane->sign_in, PL_FACT_WORDS) : NULL;

      if (!pl_lane_failed_at (lane, PL_STAGE_SIGN_IN) || lane->sign_in == NULL ||
          pl_observation_get_outcome (lane->sign_in) != PL_OUTCOME_NOT_OFFERED ||
          (offered != NULL && *offered != '\0'))
        return PL_NO_MATCH;
      match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);
    }

  match.wording = lane->server.port == SMTP_RELAY_PORT ? 0 : 1;
  return match;
}
