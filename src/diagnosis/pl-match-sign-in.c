// SPDX-License-Identifier: GPL-3.0-or-later
/* When the causes of the chapter "Sign-in" fit: what the server says first, then what it offers and
 * how the other direction fared, then what is known about the provider. */
#include "diagnosis/pl-match-sign-in-private.h"

#include "diagnosis/pl-fixes-private.h"

#include <string.h>

/* --- what the evidence says about the password and the provider --- */

static gboolean
password_has (const PlLane *lane, const char *trait)
{
  return lane->password != NULL && pl_observation_has_word (lane->password, PL_FACT_WORDS, trait);
}

/* What the provider is known to take as user name for this service; nullable. */
static char *
dup_expected_username (PlCase *facts, const PlLane *lane)
{
  const PlProviderServer *server = facts->provider != NULL ? facts->provider->servers : NULL;

  for (; server != NULL && server->host != NULL; server++)
    if (server->service == lane->server.service)
      return pl_provider_server_make_username (server, facts->address);

  return NULL;
}

/**
 * pl_match_get_access:
 *
 * Returns: (transfer none) (nullable): the provider's switch that lets mail programs use this
 *   service; one that is off at first comes before one that is on
 */
const PlProviderRequirement *
pl_match_get_access (PlCase *facts, const PlLane *lane)
{
  static const PlRequirementKind own[] = {
    [PL_SERVICE_IMAP] = PL_REQUIREMENT_ENABLE_IMAP,
    [PL_SERVICE_POP3] = PL_REQUIREMENT_ENABLE_POP,
    [PL_SERVICE_SMTP] = PL_REQUIREMENT_ENABLE_SMTP,
  };
  const PlProviderRequirement *of_service =
      pl_provider_get_requirement (facts->provider, own[lane->server.service]);
  const PlProviderRequirement *of_all =
      pl_provider_get_requirement (facts->provider, PL_REQUIREMENT_ENABLE_THIRD_PARTY);

  if (of_service == NULL || (of_all != NULL && of_service->conditional && !of_all->conditional))
    return of_all;

  return of_service;
}

static gboolean
is_sign_in_outcome (const PlLane *lane, PlOutcome outcome)
{
  return pl_lane_failed_at (lane, PL_STAGE_SIGN_IN) && lane->sign_in != NULL &&
         pl_observation_get_outcome (lane->sign_in) == outcome;
}

static gboolean
has_reason (const PlLane *lane, const char *reason)
{
  return lane->sign_in != NULL &&
         g_strcmp0 (pl_observation_get (lane->sign_in, PL_FACT_REASON), reason) == 0;
}

/* --- matches --- */

PlMatch
pl_match_credentials_rejected (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);
  gboolean generic = pl_lane_is_generic_refusal (lane);

  if (pl_lane_is_by_token (lane))
    return PL_NO_MATCH;
  if (match.strength == PL_STRENGTH_NONE &&
      (!is_sign_in_outcome (lane, PL_OUTCOME_REJECTED) || has_reason (lane, "server-unproven")))
    return PL_NO_MATCH;

  /* A refusal without a reason stands below every reason that fits. */
  match.strength = generic ? PL_STRENGTH_FALLBACK : MIN (match.strength, PL_STRENGTH_FALLBACK);
  match.strength = MAX (match.strength, PL_STRENGTH_FALLBACK / 2);
  match.certainty = generic ? PL_CERTAINTY_LIKELY : PL_CERTAINTY_POSSIBLE;
  return match;
}

PlMatch
pl_match_app_password (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);
  const PlProviderRequirement *wanted =
      pl_provider_get_requirement (facts->provider, PL_REQUIREMENT_APP_PASSWORD);
  gboolean sure;

  if (match.strength > PL_STRENGTH_NONE)
    return match;
  if (!pl_lane_is_generic_refusal (lane) || wanted == NULL ||
      pl_case_is_accepted_elsewhere (facts, lane))
    return PL_NO_MATCH;

  sure = !wanted->conditional && wanted->certainty != PL_CERTAINTY_POSSIBLE;
  match.wording = wanted->conditional ? 2 : 1;
  match.strength = sure ? PL_STRENGTH_PROVIDER : PL_STRENGTH_GUESS;
  match.certainty = sure ? PL_CERTAINTY_LIKELY : PL_CERTAINTY_POSSIBLE;
  return match;
}

/* imap-disabled and pop-disabled: by the server's words, because the other direction takes the same
 * password, or because access is off at first at this provider. */
PlMatch
pl_match_fetching_disabled (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);
  PlService service = g_str_equal (cause->code, "pop-disabled") ? PL_SERVICE_POP3 : PL_SERVICE_IMAP;
  const PlProviderRequirement *access;

  if (lane->server.service != service)
    return PL_NO_MATCH;
  if (match.strength > PL_STRENGTH_NONE)
    return match;
  if (!pl_lane_is_generic_refusal (lane) && !pl_lane_is_token_refused (lane))
    return PL_NO_MATCH;
  if (pl_case_is_accepted_elsewhere (facts, lane) && !pl_lane_is_by_token (lane))
    {
      match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_LIKELY);
      match.wording = 2;
      return match;
    }
  access = pl_match_get_access (facts, lane);
  if (access == NULL || access->conditional)
    return PL_NO_MATCH;

  /* A fact that nobody confirmed must not outdo one that somebody did. */
  if (access->certainty == PL_CERTAINTY_POSSIBLE)
    match = pl_match_at (PL_STRENGTH_GUESS + 10, PL_CERTAINTY_POSSIBLE);
  else
    match = pl_match_at (PL_STRENGTH_PROVIDER + 10, PL_CERTAINTY_LIKELY);
  match.wording = 1;
  return match;
}

PlMatch
pl_match_smtp_disabled (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);
  const char *words = pl_lane_get_words (lane);
  g_autofree char *normal = pl_server_reply_normalize (words != NULL ? words : "");

  if (lane->server.service != PL_SERVICE_SMTP)
    return PL_NO_MATCH;
  if (match.strength > PL_STRENGTH_NONE)
    {
      match.wording = pl_server_reply_words_match (normal, "tenant|organization|organisation|"
                                                           "administrator|criteria|policy")
                          ? 2
                          : 1;
      return match;
    }
  if (!pl_lane_is_generic_refusal (lane) || !pl_case_is_accepted_elsewhere (facts, lane))
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_LIKELY);
}

PlMatch
pl_match_username_format (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);
  g_autofree char *expected = dup_expected_username (facts, lane);

  if (match.strength > PL_STRENGTH_NONE)
    return match;
  if (!pl_lane_is_generic_refusal (lane) || expected == NULL ||
      g_ascii_strcasecmp (expected, lane->server.username != NULL ? lane->server.username : "") ==
          0)
    return PL_NO_MATCH;

  match = pl_match_at (PL_STRENGTH_PROVIDER + 20, PL_CERTAINTY_LIKELY);
  match.wording = 1;
  return match;
}

static gboolean
ended_unheard (PlObservation *observation)
{
  PlOutcome outcome =
      observation != NULL ? pl_observation_get_outcome (observation) : PL_OUTCOME_NONE;

  return outcome == PL_OUTCOME_CLOSED || outcome == PL_OUTCOME_SILENT;
}

/* The host took sign-ins a moment ago, refused them, and now has not a word to say: not on this port and
 * not on any other. A ban is the plain reason; a fault that came just now is the other one. */
static gboolean
is_banned (const PlLane *lane)
{
  if (lane->attempts == NULL || pl_lane_find_good (lane) != NULL)
    return FALSE;
  if (pl_lane_failed_at (lane, PL_STAGE_CONNECT))
    return lane->dialled.refused + lane->dialled.silent > 0 && lane->dialled.unreachable == 0;
  if (pl_lane_failed_at (lane, PL_STAGE_TLS))
    return lane->greeting == NULL && ended_unheard (lane->tls);
  return pl_lane_failed_at (lane, PL_STAGE_GREETING) && ended_unheard (lane->greeting);
}

PlMatch
pl_match_too_many_attempts (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  /* Else the check itself may have held the password back: too many were refused lately. */
  if (match.strength == PL_STRENGTH_NONE && is_banned (lane))
    {
      match = pl_match_at (PL_STRENGTH_STAGE + 40, PL_CERTAINTY_LIKELY);
      match.wording = 2;
      return match;
    }
  if (match.strength > PL_STRENGTH_NONE || !has_reason (lane, "budget"))
    return match;

  match = pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
  match.wording = 1;
  return match;
}

PlMatch
pl_match_mechanism_unsupported (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  /* Refused by word of the server: then the attempt, and the password with it, was sent. */
  match.wording = 1;
  if (match.strength > PL_STRENGTH_NONE)
    return match;
  if (!is_sign_in_outcome (lane, PL_OUTCOME_NOT_OFFERED))
    return PL_NO_MATCH;

  match = pl_match_at (PL_STRENGTH_STAGE - 10, PL_CERTAINTY_PROVEN);
  if (pl_lane_is_by_token (lane))
    match.wording = 2;
  else
    match.wording = lane->server.security == PL_SECURITY_NONE ? 0 : 3;
  return match;
}

/* Invisible characters and blanks at an end come from copying and are nearly always the reason;
 * umlauts only may be one. */
PlMatch
pl_match_password_characters (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);
  gboolean copied = password_has (lane, "invisible") || password_has (lane, "blank-at-start") ||
                    password_has (lane, "blank-at-end");
  gboolean nonsense = pl_lane_says (lane, "protocol-violation") > 0;

  if (match.strength > PL_STRENGTH_NONE)
    return match;
  if (has_reason (lane, "password-characters"))
    {
      match = pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
      match.wording = 2;
      return match;
    }
  if (!pl_lane_failed_at (lane, PL_STAGE_SIGN_IN) ||
      (!pl_lane_is_generic_refusal (lane) && !nonsense) ||
      pl_case_is_accepted_elsewhere (facts, lane))
    return PL_NO_MATCH;
  if (copied)
    return pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_LIKELY);
  if (!password_has (lane, "non-ascii"))
    return PL_NO_MATCH;

  match = pl_match_at (nonsense ? PL_STRENGTH_LITERAL + 10 : PL_STRENGTH_GUESS + 10,
                       nonsense ? PL_CERTAINTY_LIKELY : PL_CERTAINTY_POSSIBLE);
  match.wording = 1;
  return match;
}

/* The server asks for a whole address, and got one: its other form would be the wrong one for sure. */
static gboolean
is_whole_name_wanted (const PlLane *lane)
{
  const char *words = pl_lane_get_words (lane);
  g_autofree char *normal = pl_server_reply_normalize (words != NULL ? words : "");

  return pl_server_reply_words_match (normal, "full|complete|entire|whole|with domain|include the "
                                              "domain|must include") &&
         pl_server_reply_words_match (normal,
                                      "email|e mail|mail|address|username|user name|domain");
}

/* The other usual form of the user name, where the provider is not known to want this one. */
void
pl_match_add_other_username (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  const char *address = pl_address_get_text (facts->address);
  const char *local_part = pl_address_get_local_part (facts->address);
  const char *username = lane->server.username != NULL ? lane->server.username : address;
  g_autofree char *expected = dup_expected_username (facts, lane);

  if (expected != NULL)
    pl_fixes_add_username (facts, lane, expected, fixes);
  else if (g_ascii_strcasecmp (username, address) != 0)
    pl_fixes_add_username (facts, lane, address, fixes);
  else if (!is_whole_name_wanted (lane))
    pl_fixes_add_username (facts, lane, local_part, fixes);
}
