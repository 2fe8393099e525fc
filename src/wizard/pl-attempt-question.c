// SPDX-License-Identifier: GPL-3.0-or-later
/* The question before a server that has refused several sign-ins is asked once more. */
#include "wizard/pl-attempt-question.h"

#include "base/pl-worker.h"

#include <glib/gi18n.h>

static void
load (gpointer data)
{
  g_autoptr (GTask) task = data;

  pl_setup_load_attempts (PL_SETUP (g_task_get_source_object (task)));
  g_task_return_boolean (task, TRUE);
}

/**
 * pl_attempt_question_load_async:
 *
 * Reads what other runs of the program know of refused sign-ins, in a thread: the disk may be slow.
 */
void
pl_attempt_question_load_async (PlSetup *setup,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (setup, cancellable, callback, user_data);
  PlWorker *worker;

  g_task_set_source_tag (task, (gpointer) pl_attempt_question_load_async);
  worker = pl_worker_start ("attempts", load, g_object_ref (task), NULL);
  if (worker != NULL)
    pl_worker_forget (worker);
  else
    {
      /* The check reads it, too. */
      g_object_unref (task);
      g_task_return_boolean (task, TRUE);
    }
}

/**
 * pl_attempt_question_load_finish:
 *
 * Returns: %FALSE with @error set to %G_IO_ERROR_CANCELLED when nobody wants to know any more
 */
gboolean
pl_attempt_question_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * pl_attempt_question_ask:
 * @directions: what is to be checked
 *
 * Returns: (transfer none) (nullable): shown already; %NULL when nothing speaks against a check
 */
PlQuestion *
pl_attempt_question_ask (GtkWindow *parent, PlSetup *setup, PlDirections directions)
{
  g_autofree char *text = pl_setup_dup_attempt_warning (setup, directions);

  if (text == NULL)
    return NULL;

  return pl_question_new (
      parent,
      /* Translators: heading of a question before another sign-in */
      _ ("Try once more?"), text,
      /* Translators: the safe answer: no sign-in is tried now */
      _ ("_Wait"),
      /* Translators: the other answer to the question whether to try once more */
      _ ("Try anyway"));
}
