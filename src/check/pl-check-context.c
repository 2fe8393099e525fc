// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-check-context-private.h"

/**
 * pl_check_context_make_recorder:
 *
 * Returns: (transfer full): a recorder that knows both passwords, so that neither can come through
 *   it, and reports to the context's sink
 */
PlRecorder *
pl_check_context_make_recorder (PlCheckContext *context, PlService service)
{
  PlRecorder *recorder = pl_recorder_new (service, context->began_at);

  for (guint i = 0; i < G_N_ELEMENTS (context->request->passwords); i++)
    if (context->request->passwords[i] != NULL)
      pl_recorder_add_secret (recorder, context->request->passwords[i]);
  pl_recorder_set_sink (recorder, context->sink, context->sink_data);
  return recorder;
}

/**
 * pl_check_note_asked:
 * @purpose: `check` or `probe`
 *
 * Notes that a host of the network is asked, for the list that every person may see.
 */
void
pl_check_note_asked (PlRecorder *recorder, const char *host, guint16 port, const char *purpose)
{
  g_autofree char *number = g_strdup_printf ("%u", port);

  pl_recorder_note (recorder, PL_SIGHT_HOST_ASKED, PL_OUTCOME_NONE, PL_FACT_HOST, host,
                    PL_FACT_PORT, number, PL_FACT_PROTOCOL,
                    pl_service_to_nick (pl_recorder_get_service (recorder)), PL_FACT_PURPOSE,
                    purpose, PL_FACT_END);
}

/**
 * pl_check_find_last:
 * @observations: (element-type PlObservation): of one recorder
 *
 * Returns: (transfer none) (nullable):
 */
PlObservation *
pl_check_find_last (const GPtrArray *observations, PlSight sight)
{
  for (guint i = observations->len; i > 0; i--)
    if (pl_observation_get_sight (observations->pdata[i - 1]) == sight)
      return observations->pdata[i - 1];

  return NULL;
}
