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
