// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-check-context-private.h"

/**
 * pl_check_get_credential:
 *
 * A token goes before a password; where only a token is taken, the password is none. A server that
 * the person has yet to agree to gets neither.
 *
 * Returns: (transfer none) (nullable): what this direction may sign in with
 */
PlSecret *
pl_check_get_credential (const PlCheckRequest *request, PlDirection direction)
{
  if (pl_proposal_is_foreign (request->proposal, direction))
    return NULL;
  if (request->tokens[direction] != NULL)
    return request->tokens[direction];
  if (pl_check_wants_token (request->proposal, direction))
    return NULL;
  return request->passwords[direction];
}

/**
 * pl_check_context_make_recorder:
 *
 * Returns: (transfer full): a recorder that knows all passwords and tokens, so that none can come
 *   through it, and reports to the context's sink
 */
PlRecorder *
pl_check_context_make_recorder (PlCheckContext *context, PlService service)
{
  PlRecorder *recorder = pl_recorder_new (service, context->began_at);

  for (guint i = 0; i < G_N_ELEMENTS (context->request->passwords); i++)
    {
      if (context->request->passwords[i] != NULL)
        pl_recorder_add_secret (recorder, context->request->passwords[i]);
      if (context->request->tokens[i] != NULL)
        pl_recorder_add_secret (recorder, context->request->tokens[i]);
    }
  pl_recorder_set_sink (recorder, context->sink, context->sink_data);
  return recorder;
}

/**
 * pl_check_context_note_attempts:
 *
 * Notes how many sign-ins the host of @settings has refused lately: one that answers no more after
 * that has probably banned this address.
 */
void
pl_check_context_note_attempts (PlCheckContext *context,
                                PlServerSettings *settings,
                                PlRecorder *recorder)
{
  guint left_s;
  guint n = pl_attempt_budget_look_up (context->budget, pl_server_settings_get_host (settings),
                                       NULL, &left_s);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *ms =
      g_strdup_printf ("%u", (PL_ATTEMPTS_MEMORY_S - MIN (left_s, PL_ATTEMPTS_MEMORY_S)) * 1000);

  if (n > 0)
    pl_recorder_note (recorder, PL_SIGHT_ATTEMPTS, PL_OUTCOME_FOUND, PL_FACT_COUNT, count,
                      PL_FACT_MS, ms, PL_FACT_END);
}
