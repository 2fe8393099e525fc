// SPDX-License-Identifier: GPL-3.0-or-later
/* Questions about one direction of a case. */
#include "diagnosis/pl-case-private.h"

/**
 * pl_lane_is_of_account:
 *
 * Returns: whether this is the lane of what concerns no server
 */
gboolean
pl_lane_is_of_account (const PlLane *lane)
{
  return lane->place == PL_LANE_ACCOUNT;
}

gboolean
pl_lane_failed_at (const PlLane *lane, PlStage stage)
{
  return lane->failed && lane->stage == stage;
}

/**
 * pl_lane_is_encrypted:
 *
 * Returns: whether TLS was established; with TLS from the first byte nothing else can follow
 */
gboolean
pl_lane_is_encrypted (const PlLane *lane)
{
  if (lane->tls != NULL && pl_observation_get_outcome (lane->tls) == PL_OUTCOME_ESTABLISHED)
    return TRUE;

  return lane->server.security == PL_SECURITY_TLS && lane->stage > PL_STAGE_TLS;
}

/**
 * pl_lane_says:
 * @code: of the catalogue
 *
 * Returns: how strongly the server's own words support @code, 0 for not at all
 */
int
pl_lane_says (const PlLane *lane, const char *code)
{
  for (guint i = 0; i < lane->said->len; i++)
    if (g_str_equal (g_array_index (lane->said, PlReplyCause, i).code, code))
      return g_array_index (lane->said, PlReplyCause, i).strength;

  return 0;
}

/**
 * pl_lane_is_by_token:
 *
 * Returns: whether an access token was sent, or would have been: no password had a part in it
 */
gboolean
pl_lane_is_by_token (const PlLane *lane)
{
  const char *mechanism =
      lane->sign_in != NULL ? pl_observation_get (lane->sign_in, PL_FACT_MECHANISM) : NULL;

  return g_strcmp0 (mechanism, "XOAUTH2") == 0 || g_strcmp0 (mechanism, "OAUTHBEARER") == 0;
}

/**
 * pl_lane_is_generic_refusal:
 *
 * Returns: whether the password was refused in words that give no reason
 */
gboolean
pl_lane_is_generic_refusal (const PlLane *lane)
{
  return !pl_lane_is_by_token (lane) && pl_lane_failed_at (lane, PL_STAGE_SIGN_IN) &&
         lane->said->len > 0 &&
         g_str_equal (g_array_index (lane->said, PlReplyCause, 0).code, "credentials-rejected");
}

/**
 * pl_lane_has_own_password:
 *
 * Returns: whether this server was to get another password than the one for receiving
 */
gboolean
pl_lane_has_own_password (const PlLane *lane)
{
  return lane->password != NULL && pl_observation_has_word (lane->password, PL_FACT_WORDS, "own");
}

/**
 * pl_lane_can:
 * @word: a capability, in upper case
 */
gboolean
pl_lane_can (const PlLane *lane, const char *word)
{
  return lane->capabilities != NULL &&
         pl_observation_has_word (lane->capabilities, PL_FACT_WORDS, word);
}

/**
 * pl_lane_find_words:
 *
 * Returns: (transfer none) (nullable): what is to be read: the reply that refused, or what stood in a
 *   greeting's or STARTTLS's place
 */
PlObservation *
pl_lane_find_words (const PlLane *lane)
{
  PlObservation *const spoken[] = { lane->reply, lane->starttls, lane->greeting };

  for (guint i = 0; i < G_N_ELEMENTS (spoken); i++)
    if (spoken[i] != NULL && pl_observation_get (spoken[i], PL_FACT_TEXT) != NULL &&
        pl_observation_get_stage (spoken[i]) == lane->stage &&
        pl_observation_get_outcome (spoken[i]) != PL_OUTCOME_ACCEPTED)
      return spoken[i];

  return NULL;
}

/**
 * pl_lane_get_words:
 *
 * Returns: (transfer none) (nullable): what the server said last, when it was no consent
 */
const char *
pl_lane_get_words (const PlLane *lane)
{
  PlObservation *spoken = pl_lane_find_words (lane);

  if (spoken == NULL && lane->violation != NULL)
    spoken = lane->violation;
  if (spoken == NULL && lane->tls != NULL)
    spoken = lane->tls;

  return spoken != NULL ? pl_observation_get (spoken, PL_FACT_TEXT) : NULL;
}

/**
 * pl_lane_get_answering_protocol:
 *
 * Returns: (transfer none) (nullable): what the port really speaks: nick of a protocol, as in
 *   %PL_SIGHT_GREETING
 */
const char *
pl_lane_get_answering_protocol (const PlLane *lane)
{
  const char *text = lane->tls != NULL ? pl_observation_get (lane->tls, PL_FACT_TEXT) : NULL;

  if (pl_lane_failed_at (lane, PL_STAGE_GREETING) && lane->greeting != NULL)
    return pl_observation_get (lane->greeting, PL_FACT_PROTOCOL);
  if (!pl_lane_failed_at (lane, PL_STAGE_TLS))
    return NULL;

  for (guint i = 0; i < lane->probes->len; i++)
    {
      PlObservation *probe = lane->probes->pdata[i];
      const char *protocol = pl_observation_get (probe, PL_FACT_PROTOCOL);

      if (pl_probe_get_port (probe) == lane->server.port && protocol != NULL &&
          g_strcmp0 (pl_observation_get (probe, PL_FACT_SECURITY), "tls") != 0 &&
          g_strcmp0 (pl_observation_get (probe, PL_FACT_HOST), lane->server.host) == 0)
        return protocol;
    }

  return text != NULL ? pl_server_reply_recognize_protocol (text) : NULL;
}
