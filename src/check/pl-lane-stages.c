// SPDX-License-Identifier: GPL-3.0-or-later
/* Which stages a direction goes through, and how one of them ends. */
#include "check/pl-lane-stages-private.h"

static gboolean
was_begun (PlRecorder *recorder, PlStage stage)
{
  const GPtrArray *seen = pl_recorder_peek (recorder);

  for (guint i = 0; i < seen->len; i++)
    if (pl_observation_get_sight (seen->pdata[i]) == PL_SIGHT_STAGE &&
        pl_observation_get_stage (seen->pdata[i]) == stage)
      return TRUE;

  return FALSE;
}

static gboolean
is_planned (PlServerSettings *settings, PlStage stage, gboolean send_test)
{
  PlSecurity security = pl_server_settings_get_security (settings);
  gboolean outgoing = pl_server_settings_get_direction (settings) == PL_DIRECTION_OUTGOING;

  if (stage < PL_STAGE_RESOLVE)
    return FALSE;
  if (stage == PL_STAGE_STARTTLS)
    return security == PL_SECURITY_STARTTLS;
  if (stage == PL_STAGE_TLS)
    return security != PL_SECURITY_NONE;
  if (stage == PL_STAGE_MAILBOX)
    return !outgoing;
  if (stage == PL_STAGE_SENDER || stage == PL_STAGE_RECIPIENT)
    return outgoing;
  if (stage == PL_STAGE_MESSAGE)
    return outgoing && send_test;
  /* Of both directions; whoever looks for the message tells it. */
  if (stage == PL_STAGE_ARRIVAL)
    return FALSE;
  return TRUE;
}

/**
 * pl_lane_stages_skip_rest:
 * @send_test: a message was to be sent
 *
 * Every stage that was planned and not reached is told of, so that nothing seems to be missing.
 */
void
pl_lane_stages_skip_rest (PlRecorder *recorder, PlServerSettings *settings, gboolean send_test)
{
  for (int stage = 0; stage < PL_N_STAGES; stage++)
    if (is_planned (settings, (PlStage) stage, send_test) && !was_begun (recorder, (PlStage) stage))
      pl_recorder_skip_stage (recorder, (PlStage) stage);
}

/**
 * pl_lane_stages_note_given_up:
 * @began_at: monotonic µs: when the wait began
 *
 * What a probe has shown to be silence, written as the hard limit would have written it.
 */
void
pl_lane_stages_note_given_up (PlRecorder *recorder, gint64 began_at)
{
  char ms[G_ASCII_DTOSTR_BUF_SIZE];
  PlStage stage = pl_recorder_get_stage (recorder);
  double spent = (double) (g_get_monotonic_time () - began_at) / 1000;

  g_ascii_formatd (ms, sizeof ms, "%.1f", spent);
  pl_recorder_note (recorder, PL_SIGHT_SILENCE, PL_OUTCOME_SILENT, PL_FACT_REASON,
                    stage == PL_STAGE_CONNECT ? "connect" : "first-byte", PL_FACT_LIMIT, "hard",
                    PL_FACT_MS, ms, PL_FACT_END);
  if (stage == PL_STAGE_TLS)
    pl_recorder_note (recorder, PL_SIGHT_TLS, PL_OUTCOME_SILENT, PL_FACT_MS, ms, PL_FACT_END);
  if (stage != PL_STAGE_GREETING)
    return;

  /* The dialogue took it for a cancel, and left the stage as skipped. */
  pl_recorder_note (recorder, PL_SIGHT_GREETING, PL_OUTCOME_SILENT, PL_FACT_END);
  pl_recorder_note (recorder, PL_SIGHT_STAGE, PL_OUTCOME_NONE, PL_FACT_STATE,
                    pl_stage_state_to_nick (PL_STAGE_STATE_FAILED), PL_FACT_MS, ms, PL_FACT_END);
}
