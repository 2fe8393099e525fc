// SPDX-License-Identifier: GPL-3.0-or-later
/* From evidence to checked settings: reads what was seen, and nothing else. */
#include "check/pl-check.h"

#include "model/pl-checked-settings-maker.h"

/* What has to be passed before a direction may be called working. */
static const PlStage incoming_stages[] = { PL_STAGE_SIGN_IN, PL_STAGE_MAILBOX };
static const PlStage outgoing_stages[] = { PL_STAGE_SIGN_IN, PL_STAGE_SENDER, PL_STAGE_RECIPIENT };

static gboolean
is_passed (PlEvidence *evidence, PlService service, PlStage stage)
{
  PlStageState state;

  return pl_evidence_get_stage_state (evidence, service, stage, &state, NULL) &&
         (state == PL_STAGE_STATE_PASSED || state == PL_STAGE_STATE_WARNING);
}

static gboolean
is_begun (PlEvidence *evidence, PlService service, PlStage stage)
{
  PlStageState state;

  return pl_evidence_get_stage_state (evidence, service, stage, &state, NULL);
}

static gboolean
needs_stage (PlServerSettings *server, PlStage stage)
{
  return stage != PL_STAGE_SIGN_IN || pl_server_settings_get_username (server) != NULL ||
         pl_server_settings_get_direction (server) == PL_DIRECTION_INCOMING;
}

static gboolean
is_ok (PlEvidence *evidence, PlServerSettings *server)
{
  PlService service = pl_server_settings_get_service (server);
  gboolean outgoing = pl_service_get_direction (service) == PL_DIRECTION_OUTGOING;
  const PlStage *stages = outgoing ? outgoing_stages : incoming_stages;
  guint n_stages = outgoing ? G_N_ELEMENTS (outgoing_stages) : G_N_ELEMENTS (incoming_stages);

  for (guint i = 0; i < n_stages; i++)
    if (needs_stage (server, stages[i]) && !is_passed (evidence, service, stages[i]))
      return FALSE;

  /* A test message is sent only when the person asked for it, and then it counts. */
  return !is_begun (evidence, service, PL_STAGE_MESSAGE) ||
         is_passed (evidence, service, PL_STAGE_MESSAGE);
}

static gboolean
is_trusted (PlEvidence *evidence, PlService service)
{
  PlObservation *trust = pl_evidence_find_last (evidence, service, PL_SIGHT_TRUST);

  return trust != NULL && pl_observation_get_outcome (trust) == PL_OUTCOME_ACCEPTED;
}

/* Reached, encrypted, trusted, and only for want of a password or token not signed in. */
static gboolean
is_partial (PlEvidence *evidence, PlService service)
{
  PlObservation *sign_in = pl_evidence_find_last (evidence, service, PL_SIGHT_SIGN_IN);

  return is_trusted (evidence, service) && sign_in != NULL &&
         pl_observation_get_outcome (sign_in) == PL_OUTCOME_WITHHELD &&
         (pl_observation_has_word (sign_in, PL_FACT_REASON, "no-password") ||
          pl_observation_has_word (sign_in, PL_FACT_REASON, "oauth"));
}

/**
 * pl_check_get_state:
 *
 * Returns: what the evidence shows of that direction; %PL_CHECK_STATE_NOT_TESTED when the check did
 *   not try it, or there is no such server
 */
PlCheckState
pl_check_get_state (PlEvidence *evidence, PlDirection direction)
{
  PlServerSettings *server =
      pl_proposal_get_server (pl_evidence_get_proposal (evidence), direction);

  if (server == NULL ||
      !is_begun (evidence, pl_server_settings_get_service (server), PL_STAGE_RESOLVE))
    return PL_CHECK_STATE_NOT_TESTED;
  if (is_ok (evidence, server))
    return PL_CHECK_STATE_OK;
  if (is_partial (evidence, pl_server_settings_get_service (server)))
    return PL_CHECK_STATE_PARTIAL;
  return PL_CHECK_STATE_FAILED;
}

static const char *
get_fact (PlEvidence *evidence, PlService service, PlSight sight, PlFact fact)
{
  PlObservation *observation = pl_evidence_find_last (evidence, service, sight);

  return observation != NULL ? pl_observation_get (observation, fact) : NULL;
}

/* The server's own certificate, which the last handshake has shown. */
static PlObservation *
find_certificate (PlEvidence *evidence, PlService service)
{
  for (guint i = pl_evidence_get_n_observations (evidence); i > 0; i--)
    {
      PlObservation *observation = pl_evidence_get_observation (evidence, i - 1);

      if (pl_observation_get_sight (observation) == PL_SIGHT_CERTIFICATE &&
          pl_observation_get_probe (observation) == 0 &&
          pl_observation_get_service (observation) == service &&
          pl_observation_get_int (observation, PL_FACT_INDEX, -1) == 0)
        return observation;
    }

  return NULL;
}

static char *
list_passed_stages (PlEvidence *evidence, PlService service)
{
  GString *stages = g_string_new (NULL);

  for (int stage = 0; stage < PL_N_STAGES; stage++)
    if (is_passed (evidence, service, (PlStage) stage))
      g_string_append_printf (stages, "%s%s", stages->len > 0 ? " " : "",
                              pl_stage_to_nick ((PlStage) stage));

  return g_string_free (stages, FALSE);
}

static void
describe_server (PlEvidence *evidence, PlService service, PlCheckedServer *server)
{
  PlObservation *certificate = find_certificate (evidence, service);
  const char *trust = get_fact (evidence, service, PL_SIGHT_TRUST, PL_FACT_TRUST);

  server->mechanism = get_fact (evidence, service, PL_SIGHT_SIGN_IN, PL_FACT_MECHANISM);
  server->tls_version = get_fact (evidence, service, PL_SIGHT_TLS, PL_FACT_VERSION);
  server->trust = trust != NULL ? trust : "none";
  if (g_strcmp0 (trust, "pinned") == 0)
    server->faults = get_fact (evidence, service, PL_SIGHT_TRUST, PL_FACT_WORDS);
  server->capabilities = get_fact (evidence, service, PL_SIGHT_CAPABILITIES, PL_FACT_WORDS);
  server->folders = get_fact (evidence, service, PL_SIGHT_FOLDERS, PL_FACT_WORDS);
  server->folder_delimiter = get_fact (evidence, service, PL_SIGHT_FOLDERS, PL_FACT_TEXT);
  if (certificate != NULL)
    {
      server->sha256 = pl_observation_get (certificate, PL_FACT_SHA256);
      server->spki_sha256 = pl_observation_get (certificate, PL_FACT_SPKI_SHA256);
      server->not_after = pl_observation_get (certificate, PL_FACT_NOT_AFTER);
    }
}

/* @server: (out): filled where the direction is there and was tried. Returns whether it may leave. */
static gboolean
conclude_direction (PlEvidence *evidence,
                    PlDirection direction,
                    PlDirections untested,
                    PlCheckedServer *server,
                    char **stages)
{
  PlProposal *proposal = pl_evidence_get_proposal (evidence);
  PlServerSettings *settings = pl_proposal_get_server (proposal, direction);

  if (settings == NULL || (untested & (1u << direction)) != 0)
    {
      server->state = PL_CHECK_STATE_NOT_TESTED;
      server->trust = "none";
      return TRUE;
    }

  server->state = pl_check_get_state (evidence, direction);
  describe_server (evidence, pl_server_settings_get_service (settings), server);
  server->stages = *stages =
      list_passed_stages (evidence, pl_server_settings_get_service (settings));
  return server->state == PL_CHECK_STATE_OK || server->state == PL_CHECK_STATE_PARTIAL;
}

/* When the last thing was seen, in seconds since 1970. */
static gint64
get_end (PlEvidence *evidence)
{
  guint n = pl_evidence_get_n_observations (evidence);
  gint64 last =
      n > 0 ? pl_observation_get_at_us (pl_evidence_get_observation (evidence, n - 1)) : 0;

  return pl_evidence_get_began_at (evidence) + last / G_USEC_PER_SEC;
}

/**
 * pl_check_conclude:
 * @untested: directions that the person chose to leave untested; both of them, when they take all of
 *   it as it is
 *
 * Returns: (transfer full) (nullable): checked settings; %NULL when a direction failed, or was not
 *   tested without being in @untested
 */
PlCheckedSettings *
pl_check_conclude (PlEvidence *evidence, PlDirections untested)
{
  PlCheckedServer incoming = { 0 };
  PlCheckedServer outgoing = { 0 };
  g_autofree char *incoming_stages_passed = NULL;
  g_autofree char *outgoing_stages_passed = NULL;

  if (!conclude_direction (evidence, PL_DIRECTION_INCOMING, untested, &incoming,
                           &incoming_stages_passed) ||
      !conclude_direction (evidence, PL_DIRECTION_OUTGOING, untested, &outgoing,
                           &outgoing_stages_passed))
    return NULL;
  if (untested == 0 && incoming.state == PL_CHECK_STATE_NOT_TESTED &&
      outgoing.state == PL_CHECK_STATE_NOT_TESTED)
    return NULL;

  return pl_checked_settings_new (pl_evidence_get_proposal (evidence), &incoming, &outgoing,
                                  get_end (evidence));
}
