// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/pl-setup-call-private.h"

#include "base/pl-worker.h"

static void
call_free (gpointer data)
{
  PlSetupCall *call = data;

  g_object_unref (call->task);
  g_main_context_unref (call->context);
  g_object_unref (call->cancellable);
  g_clear_object (&call->subject);
  g_clear_object (&call->object);
  if (call->result != NULL && call->free_result != NULL)
    call->free_result (call->result);
  g_clear_error (&call->error);
  g_free (call);
}

static gboolean
ended_cb (gpointer user_data)
{
  PlSetupCall *call = user_data;

  if (call->error != NULL)
    g_task_return_error (call->task, g_steal_pointer (&call->error));
  else
    g_task_return_pointer (call->task, g_steal_pointer (&call->result), call->free_result);
  return G_SOURCE_REMOVE;
}

static void
send_end (PlSetupCall *call)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ended_cb, call, call_free);
  g_source_attach (source, call->context);
}

static void
work (gpointer user_data)
{
  PlSetupCall *call = user_data;

  call->result = call->func (call, &call->error);
  send_end (call);
}

/**
 * pl_setup_call_new:
 * @tag: of the task: the function that begins it
 *
 * A cancelled call ends as its function says: what was written is never called cancelled.
 *
 * Returns: (transfer full): to be filled, and given to pl_setup_call_run()
 */
PlSetupCall *
pl_setup_call_new (PlSetup *setup,
                   gpointer tag,
                   PlSetupCallFunc func,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  PlSetupCall *call = g_new0 (PlSetupCall, 1);

  call->task = g_task_new (setup, cancellable, callback, user_data);
  g_task_set_source_tag (call->task, tag);
  g_task_set_check_cancellable (call->task, FALSE);
  call->context = g_main_context_ref_thread_default ();
  call->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  call->func = func;
  return call;
}

/**
 * pl_setup_call_run:
 * @call: (transfer full):
 */
void
pl_setup_call_run (PlSetupCall *call)
{
  g_autoptr (PlWorker) worker = NULL;

  worker = call->error == NULL ? pl_worker_start ("pl-setup-call", work, call, &call->error) : NULL;
  if (worker != NULL)
    pl_worker_forget (g_steal_pointer (&worker));
  else
    send_end (call);
}

/**
 * pl_setup_call_finish:
 *
 * Returns: (transfer full) (nullable): the result, of the kind that the function of @tag makes
 */
gpointer
pl_setup_call_finish (PlSetup *setup, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, setup), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
