// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include "model/pl-recorder.h"

G_BEGIN_DECLS

/**
 * PlSetupJob:
 *
 * What one asynchronous call of #PlSetup came to: one or several steps, each of which blocks in a
 * thread of its own, with one cancel for all of them. The one bridge between those threads and the
 * main loop.
 */
typedef struct _PlSetupJob PlSetupJob;

/**
 * PlSetupStep:
 * @thread: its name
 * @work: runs in the thread. Sees @request and nothing of the setup; may hand observations to
 *   pl_setup_job_observed(), whose data is @job, and must heed pl_setup_job_get_cancellable().
 *   Returns the result.
 * @done: runs on the main loop, behind all observations, and not at all when the setup is gone by
 *   then. Both are lent. It has to begin another step or to end the job.
 * @free_request: (nullable):
 * @free_result: (nullable):
 *
 * One piece of straight-line blocking work, as a constant.
 */
typedef struct
{
  const char *thread;
  gpointer (*work) (PlSetupJob *job, gpointer request);
  void (*done) (PlSetup *setup, PlSetupJob *job, gpointer request, gpointer result);
  GDestroyNotify free_request;
  GDestroyNotify free_result;
} PlSetupStep;

PlSetupJob *pl_setup_job_new (PlSetup *setup,
                              gpointer tag,
                              GCancellable *outer,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
PlSetupJob *pl_setup_job_ref (PlSetupJob *job);
void pl_setup_job_unref (PlSetupJob *job);

gboolean pl_setup_job_run (PlSetupJob *job, const PlSetupStep *step, gpointer request);
void pl_setup_job_end (PlSetupJob *job, GError *error);
gboolean pl_setup_job_finish (GAsyncResult *result, gpointer tag, GError **error);

void pl_setup_job_cancel (PlSetupJob *job);
gboolean pl_setup_job_is_cancelled (PlSetupJob *job);
gint64 pl_setup_job_get_elapsed_ms (PlSetupJob *job);

/* For the thread */
GCancellable *pl_setup_job_get_cancellable (PlSetupJob *job);
void pl_setup_job_observed (PlObservation *observation, gpointer job);
void pl_setup_job_show_page (const char *url, gpointer job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlSetupJob, pl_setup_job_unref)

G_END_DECLS
