// SPDX-License-Identifier: GPL-3.0-or-later
/* The sign-in of one direction: how, whether at all, and what came of it. */
#include "check/pl-lane-sign-in-private.h"

#include "protocol/pl-mechanism.h"

static PlSecret *
get_credential (const PlCheckRequest *request, PlServerSettings *settings)
{
  return pl_check_get_credential (request, pl_server_settings_get_direction (settings));
}

static gboolean
wants_token (const PlCheckRequest *request, PlServerSettings *settings)
{
  PlDirection direction = pl_server_settings_get_direction (settings);

  return request->tokens[direction] != NULL || pl_check_wants_token (request->proposal, direction);
}

/**
 * pl_lane_sign_in_describe:
 *
 * Returns: how to sign in at that server; valid as long as @request and @settings
 */
PlSignIn
pl_lane_sign_in_describe (const PlCheckRequest *request, PlServerSettings *settings)
{
  PlSignIn how = {
    .username = pl_server_settings_get_username (settings),
    .only_token = wants_token (request, settings),
    .mechanism = pl_server_settings_get_auth (settings),
    .host = pl_server_settings_get_host (settings),
    .port = pl_server_settings_get_port (settings),
    .allow_cleartext = pl_server_settings_get_allow_cleartext (settings),
  };

  if (!how.only_token)
    {
      how.password = get_credential (request, settings);
      return how;
    }

  how.token = get_credential (request, settings);
  /* Set for passwords: at this server it stands for nothing. */
  if (!pl_mechanism_wants_token (how.mechanism))
    how.mechanism = NULL;
  return how;
}

static gboolean
withhold (PlRecorder *recorder, const char *reason)
{
  pl_recorder_skip_stage (recorder, PL_STAGE_SIGN_IN);
  pl_recorder_note (recorder, PL_SIGHT_SIGN_IN, PL_OUTCOME_WITHHELD, PL_FACT_REASON, reason,
                    PL_FACT_END);
  return FALSE;
}

static void
tell_budget (PlCheckContext *context, const PlSignIn *how, PlSecret *credential, PlOutcome outcome)
{
  if (outcome == PL_OUTCOME_ACCEPTED)
    pl_attempt_budget_note_success (context->budget, how->host, how->username);
  else if (outcome == PL_OUTCOME_REJECTED)
    pl_attempt_budget_note_refusal (context->budget, how->host, how->username, credential);
}

/* Whom the sign-in has to wait for, and whether the host would lock the account.
 * Returns: (nullable): the reason to hold it back; with @error set there is no time to wait for it */
static const char *
find_objection (PlCheckContext *context,
                PlDirection direction,
                const PlSignIn *how,
                PlSecret *credential,
                GError **error)
{
  gboolean open = TRUE;

  if (direction == PL_DIRECTION_OUTGOING &&
      !pl_gate_wait (context->gate, &open, &context->deadline, context->cancellable, error))
    return NULL;
  if (!open)
    return "incoming-failed";
  if (!pl_attempt_budget_may_try (context->budget, how->host, how->username, credential))
    return "budget";
  return NULL;
}

/* What speaks against it before anybody is asked.
 * @done: (out): that nothing needs to be done at all */
static const char *
find_obstacle (PlCheckContext *context, PlDirection direction, const PlSignIn *how, gboolean *done)
{
  *done = FALSE;
  /* Before anything else: not even the address goes to a stranger, as sender. */
  if (pl_proposal_is_foreign (context->request->proposal, direction))
    return "approval";
  /* A relay that asks for no sign-in: possible for sending only. */
  if (how->username == NULL && direction == PL_DIRECTION_OUTGOING)
    {
      *done = TRUE;
      return NULL;
    }
  if (how->username == NULL || (how->password == NULL && !how->only_token))
    return "no-password";

  return NULL;
}

/**
 * pl_lane_sign_in:
 *
 * The one place that gives a password or token away: once, and only when nothing speaks against it.
 * Where a token is wanted and there is none, the dialogue looks at the offer and sends nothing.
 *
 * Returns: whether the next step may follow
 */
gboolean
pl_lane_sign_in (PlCheckContext *context,
                 PlServerSettings *settings,
                 PlDialogue *dialogue,
                 PlRecorder *recorder,
                 GError **error)
{
  PlSignIn how = pl_lane_sign_in_describe (context->request, settings);
  PlSecret *credential = get_credential (context->request, settings);
  PlDirection direction = pl_server_settings_get_direction (settings);
  gboolean done;
  const char *objection = find_obstacle (context, direction, &how, &done);
  g_autoptr (GError) local = NULL;
  PlOutcome outcome;

  if (done)
    {
      pl_recorder_skip_stage (recorder, PL_STAGE_SIGN_IN);
      return TRUE;
    }
  if (objection == NULL && credential != NULL)
    objection = find_objection (context, direction, &how, credential, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (objection != NULL)
    return withhold (recorder, objection);

  outcome = pl_dialogue_sign_in (dialogue, &how, &context->deadline, context->cancellable, error);
  tell_budget (context, &how, credential, outcome);
  if (direction == PL_DIRECTION_INCOMING && outcome == PL_OUTCOME_ACCEPTED)
    pl_gate_open (context->gate);
  return outcome == PL_OUTCOME_ACCEPTED;
}

/* Whether sending has another password than receiving, about which nothing is shown by that. */
static gboolean
is_own (const PlCheckRequest *request, PlServerSettings *settings)
{
  PlSecret *const *passwords = request->passwords;

  return pl_server_settings_get_direction (settings) == PL_DIRECTION_OUTGOING &&
         passwords[PL_DIRECTION_INCOMING] != NULL && passwords[PL_DIRECTION_OUTGOING] != NULL &&
         !pl_secret_equal (passwords[PL_DIRECTION_INCOMING], passwords[PL_DIRECTION_OUTGOING]);
}

/**
 * pl_lane_sign_in_note_password:
 *
 * Of a password nothing is kept but its traits: blanks at an end explain a refusal. One that is `own` is
 * for this server alone: what the other one says to its own is no word about it.
 */
void
pl_lane_sign_in_note_password (const PlCheckRequest *request,
                               PlServerSettings *settings,
                               PlRecorder *recorder)
{
  PlSecret *credential = get_credential (request, settings);
  g_autofree char *traits = NULL;
  g_autofree char *words = NULL;

  if (wants_token (request, settings) || credential == NULL)
    return;

  traits = pl_secret_describe_traits (credential);
  if (is_own (request, settings))
    words = g_strconcat (traits, *traits != '\0' ? " own" : "own", NULL);
  pl_recorder_note (recorder, PL_SIGHT_PASSWORD, PL_OUTCOME_FOUND, PL_FACT_WORDS,
                    words != NULL ? words : traits, PL_FACT_END);
}
