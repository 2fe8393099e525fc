// SPDX-License-Identifier: GPL-3.0-or-later
/* When the causes fit that have to do with access tokens: servers that take nothing else, and
 * servers that do not take this one. */
#include "diagnosis/pl-match-sign-in-private.h"

static gboolean
is_sign_in_outcome (const PlLane *lane, PlOutcome outcome)
{
  return lane->sign_in != NULL && pl_observation_get_outcome (lane->sign_in) == outcome;
}

static gboolean
has_reason (const PlLane *lane, const char *reason)
{
  return lane->sign_in != NULL && pl_observation_has_word (lane->sign_in, PL_FACT_REASON, reason);
}

/* Every mechanism the server offers wants a token. */
static gboolean
offers_tokens_only (const PlLane *lane)
{
  static const char *const passwords[] = { "PLAIN",       "LOGIN",         "CRAM-MD5",
                                           "SCRAM-SHA-1", "SCRAM-SHA-256", "DIGEST-MD5" };

  if (lane->sign_in == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    if (pl_observation_has_word (lane->sign_in, PL_FACT_WORDS, passwords[i]))
      return FALSE;

  return pl_observation_has_word (lane->sign_in, PL_FACT_WORDS, "XOAUTH2") ||
         pl_observation_has_word (lane->sign_in, PL_FACT_WORDS, "OAUTHBEARER");
}

static gboolean
is_known_to_refuse_passwords (PlCase *facts, const PlLane *lane)
{
  return offers_tokens_only (lane) ||
         pl_provider_get_requirement (facts->provider, PL_REQUIREMENT_OAUTH2_ONLY) != NULL;
}

/* Nothing is wrong there: as much is proven as can be without the person's browser. So it is a note,
 * and the settings may leave as they are. */
static PlMatch
match_partial (PlCase *facts, const PlLane *lane)
{
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);

  match.informs = TRUE;
  match.wording = is_known_to_refuse_passwords (facts, lane) ? 0 : 2;
  return match;
}

PlMatch
pl_match_oauth (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  if (match.strength > PL_STRENGTH_NONE)
    {
      match.wording = 1;
      return match;
    }
  if (is_sign_in_outcome (lane, PL_OUTCOME_WITHHELD) && has_reason (lane, "oauth"))
    return match_partial (facts, lane);
  if (!pl_lane_failed_at (lane, PL_STAGE_SIGN_IN) ||
      !is_sign_in_outcome (lane, PL_OUTCOME_NOT_OFFERED) || !offers_tokens_only (lane))
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_STAGE + 10, PL_CERTAINTY_PROVEN);
}

/**
 * pl_lane_is_token_refused:
 *
 * Returns: whether the server was shown a token and did not take it
 */
gboolean
pl_lane_is_token_refused (const PlLane *lane)
{
  return pl_lane_failed_at (lane, PL_STAGE_SIGN_IN) && pl_lane_is_by_token (lane) &&
         (lane->token != NULL || is_sign_in_outcome (lane, PL_OUTCOME_REJECTED));
}

/* What a server says against a token, in words. The first of these decides; a server that only says
 * that it is invalid (RFC 6750 3.1) may mean anything. */
typedef struct
{
  const char *status; /* nullable: alternatives by | */
  const char *words; /* as in PlReplyPhrase */
  guint wording;
} TokenReason;

enum
{
  WORDING_INVALID,
  WORDING_EXPIRED,
  WORDING_SCOPE,
  WORDING_USER,
};

static const TokenReason reasons[] = {
  { "insufficient_scope|403",
    "insufficient scope|insufficient permission*|insufficient privilege*|missing scope|"
    "not valid for scope",
    WORDING_SCOPE },
  { NULL,
    "user|username|account|mailbox & mismatch|does not match|doesnt match|not match|different|"
    "another|other user|not the same|wrong user",
    WORDING_USER },
  { NULL, "expired|has run out|outdated|lifetime", WORDING_EXPIRED },
};

static gboolean
is_one_of (const char *word, const char *alternatives)
{
  g_auto (GStrv) all = g_strsplit (alternatives, "|", -1);

  return g_strv_contains ((const char *const *) all, word);
}

/* Returns: (transfer full): the server's words, from inside the exchange and behind it, as plain
 *   words */
static char *
get_words (const PlLane *lane)
{
  const char *said = pl_lane_get_words (lane);
  const char *inside = lane->token != NULL ? pl_observation_get (lane->token, PL_FACT_TEXT) : NULL;
  g_autofree char *both =
      g_strjoin (" ", inside != NULL ? inside : "", said != NULL ? said : "", NULL);

  return pl_server_reply_normalize (both);
}

static guint
find_reason (const PlLane *lane)
{
  const char *status =
      lane->token != NULL ? pl_observation_get (lane->token, PL_FACT_STATUS) : NULL;
  g_autofree char *words = get_words (lane);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if ((status != NULL && reasons[i].status != NULL && is_one_of (status, reasons[i].status)) ||
        pl_server_reply_words_match (words, reasons[i].words))
      return reasons[i].wording;

  return WORDING_INVALID;
}

/* The same token is taken by the other server: it is neither expired nor anybody else's. */
static gboolean
is_taken_elsewhere (PlCase *facts, const PlLane *lane)
{
  const PlLane *other = pl_case_get_other (facts, lane);

  return other->used && other->signed_in && pl_lane_is_by_token (other) &&
         g_strcmp0 (other->server.username, lane->server.username) == 0;
}

PlMatch
pl_match_token_rejected (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);
  guint wording;

  if (match.strength == PL_STRENGTH_NONE && has_reason (lane, "token-characters"))
    return pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
  if (match.strength == PL_STRENGTH_NONE && !pl_lane_is_token_refused (lane))
    return PL_NO_MATCH;

  /* That a token was refused is seen, however vague the words are. */
  wording = find_reason (lane);
  if (pl_lane_is_token_refused (lane) && match.strength < PL_STRENGTH_LITERAL)
    match = pl_match_at (wording != WORDING_INVALID ? PL_STRENGTH_LITERAL : PL_STRENGTH_STAGE + 50,
                         PL_CERTAINTY_PROVEN);
  if (wording == WORDING_INVALID && is_taken_elsewhere (facts, lane))
    {
      match.certainty = PL_CERTAINTY_LIKELY;
      wording = WORDING_SCOPE;
    }
  match.wording = wording;
  return match;
}
