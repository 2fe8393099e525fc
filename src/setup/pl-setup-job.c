// SPDX-License-Identifier: GPL-3.0-or-later
/* The bridge between the main loop, where PlSetup lives, and the threads in which its work blocks.
 *
 * A thread knows the setup by a weak reference only, and takes even that on the main loop alone: who
 * drops the setup ends the work and hears no more of it. So the task that carries the end has no
 * source object, as that would keep the setup alive; the callback is given the setup all the same. */
#include "setup/pl-setup-job-private.h"

#include "base/pl-worker.h"
#include "setup/pl-setup-private.h"

struct _PlSetupJob
{
  gatomicrefcount refs; /* of the setup, the thread, and each delivery on its way */
  GWeakRef setup; /* read on the main loop only */
  GMainContext *context; /* owned: where the setup lives */
  gpointer tag; /* the function that was called */
  GCancellable *cancellable; /* owned: ends this job */
  GCancellable *outer; /* owned, nullable: the caller's */
  gulong outer_handler;
  GAsyncReadyCallback callback; /* nullable */
  gpointer user_data; /* borrowed: the caller's */
  gint64 began_at; /* monotonic µs */
};

static void
cancel_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/**
 * pl_setup_job_new:
 * @tag: the function that was called, for pl_setup_job_finish()
 * @outer: (nullable): the caller's, as good as pl_setup_job_cancel()
 * @callback: (nullable): called when the job has ended, never before the main loop has come round,
 *   and not at all when @setup is gone by then
 *
 * Returns: (transfer full): a job that has not begun
 */
PlSetupJob *
pl_setup_job_new (PlSetup *setup,
                  gpointer tag,
                  GCancellable *outer,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  PlSetupJob *self = g_new0 (PlSetupJob, 1);

  g_atomic_ref_count_init (&self->refs);
  g_weak_ref_init (&self->setup, setup);
  self->context = g_main_context_ref_thread_default ();
  self->tag = tag;
  self->cancellable = g_cancellable_new ();
  self->callback = callback;
  self->user_data = user_data;
  self->began_at = g_get_monotonic_time ();
  if (outer != NULL)
    {
      self->outer = g_object_ref (outer);
      self->outer_handler = g_cancellable_connect (
          outer, G_CALLBACK (cancel_cb), g_object_ref (self->cancellable), g_object_unref);
    }
  return self;
}

PlSetupJob *
pl_setup_job_ref (PlSetupJob *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
pl_setup_job_unref (PlSetupJob *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_cancellable_disconnect (self->outer, self->outer_handler);
  g_weak_ref_clear (&self->setup);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_clear_object (&self->outer);
  g_free (self);
}

void
pl_setup_job_cancel (PlSetupJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

gboolean
pl_setup_job_is_cancelled (PlSetupJob *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/**
 * pl_setup_job_get_elapsed_ms:
 *
 * Returns: milliseconds since the call
 */
gint64
pl_setup_job_get_elapsed_ms (PlSetupJob *self)
{
  return (g_get_monotonic_time () - self->began_at) / 1000;
}

/* --- From the thread to the main loop --- */

/* What is on its way. */
typedef struct
{
  PlSetupJob *job; /* shared */
  PlObservation *observation; /* shared, nullable */
  char *page; /* owned, nullable */
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  pl_setup_job_unref (delivery->job);
  g_clear_object (&delivery->observation);
  g_free (delivery->page);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer user_data)
{
  Delivery *delivery = user_data;
  g_autoptr (PlSetup) setup = g_weak_ref_get (&delivery->job->setup);

  if (setup == NULL || !pl_setup_has_job (setup, delivery->job))
    return G_SOURCE_REMOVE;

  if (delivery->observation != NULL)
    pl_setup_note_observed (setup, delivery->observation);
  if (delivery->page != NULL)
    pl_setup_note_page (setup, delivery->page);
  return G_SOURCE_REMOVE;
}

/* An idle source, not g_main_context_invoke(): that would call back in this very thread wherever the
 * main loop has not begun to run yet. All have one priority, so they come in the order in which they
 * were sent and the end comes last. */
static void
send (PlSetupJob *self, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}

/**
 * pl_setup_job_observed:
 * @job: the #PlSetupJob
 *
 * A #PlObservationFunc for the thread: brings the observation to the main loop.
 */
void
pl_setup_job_observed (PlObservation *observation, gpointer job)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->job = pl_setup_job_ref (job);
  delivery->observation = g_object_ref (observation);
  send (job, deliver_cb, delivery, delivery_free);
}

/**
 * pl_setup_job_show_page:
 * @job: the #PlSetupJob
 *
 * For the thread: brings a page to the main loop that the person has to see in the browser.
 */
void
pl_setup_job_show_page (const char *url, gpointer job)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->job = pl_setup_job_ref (job);
  delivery->page = g_strdup (url);
  send (job, deliver_cb, delivery, delivery_free);
}

/**
 * pl_setup_job_get_cancellable:
 *
 * Returns: (transfer none): for the thread
 */
GCancellable *
pl_setup_job_get_cancellable (PlSetupJob *self)
{
  return self->cancellable;
}

/* --- One step --- */

/* Belongs to its thread, then to the source that brings its end. */
typedef struct
{
  PlSetupJob *job; /* shared */
  const PlSetupStep *step; /* static */
  gpointer request; /* owned */
  gpointer result; /* owned, nullable */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  pl_setup_job_unref (run->job);
  if (run->request != NULL && run->step->free_request != NULL)
    run->step->free_request (run->request);
  if (run->result != NULL && run->step->free_result != NULL)
    run->step->free_result (run->result);
  g_free (run);
}

static gboolean
done_cb (gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (PlSetup) setup = g_weak_ref_get (&run->job->setup);

  if (setup != NULL && pl_setup_has_job (setup, run->job))
    run->step->done (setup, run->job, run->request, run->result);
  return G_SOURCE_REMOVE;
}

static void
work (gpointer user_data)
{
  Run *run = user_data;

  run->result = run->step->work (run->job, run->request);
  send (run->job, done_cb, run, run_free);
}

/**
 * pl_setup_job_run:
 * @step: static
 * @request: (transfer full):
 *
 * Begins a step.
 *
 * Returns: %FALSE when no thread could be had, which has ended the job
 */
gboolean
pl_setup_job_run (PlSetupJob *self, const PlSetupStep *step, gpointer request)
{
  g_autoptr (PlWorker) worker = NULL;
  GError *error = NULL;
  Run *run = g_new0 (Run, 1);

  run->job = pl_setup_job_ref (self);
  run->step = step;
  run->request = request;
  worker = pl_worker_start (step->thread, work, run, &error);
  if (worker == NULL)
    {
      run_free (run);
      pl_setup_job_end (self, error);
      return FALSE;
    }
  pl_worker_forget (g_steal_pointer (&worker));
  return TRUE;
}

/* --- The end --- */

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlSetupJob) self = user_data;
  g_autoptr (PlSetup) setup = g_weak_ref_get (&self->setup);

  if (setup != NULL && self->callback != NULL)
    self->callback (G_OBJECT (setup), result, self->user_data);
}

/**
 * pl_setup_job_end:
 * @error: (nullable) (transfer full): what the caller is to be told
 *
 * To be called once, on the main loop: from here on the setup is free for another job.
 */
void
pl_setup_job_end (PlSetupJob *self, GError *error)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, ended_cb, pl_setup_job_ref (self));
  g_autoptr (PlSetup) setup = g_weak_ref_get (&self->setup);

  g_cancellable_disconnect (self->outer, self->outer_handler);
  self->outer_handler = 0;
  g_task_set_source_tag (task, self->tag);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);

  if (setup != NULL)
    pl_setup_forget_job (setup, self);
}

/**
 * pl_setup_job_finish:
 *
 * Returns: what the job ended with
 */
gboolean
pl_setup_job_finish (GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
