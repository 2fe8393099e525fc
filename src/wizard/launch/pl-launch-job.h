// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/pl-launch-request.h"

G_BEGIN_DECLS

/**
 * PlLaunchJob:
 *
 * One account set up for another program: from the person's "hand over" to the moment where nothing
 * is left to do, which may be after the window is gone.
 *
 * Properties: `busy` (boolean, read): it is being handed over; `problem` (string, read, nullable):
 * why it was not handed over.
 *
 * Signals: `filled`: what is known of an account to repair is there; `close`: the window is not needed
 * any more; `over`: nothing is left to do.
 */
#define PL_TYPE_LAUNCH_JOB (pl_launch_job_get_type ())
G_DECLARE_FINAL_TYPE (PlLaunchJob, pl_launch_job, PL, LAUNCH_JOB, GObject)

PlLaunchJob *pl_launch_job_new (PlSetup *setup, PlLaunchRequest *request);
PlLaunchRequest *pl_launch_job_get_request (PlLaunchJob *job);
gboolean pl_launch_job_is_busy (PlLaunchJob *job);
const char *pl_launch_job_get_problem (PlLaunchJob *job);
gboolean pl_launch_job_is_secret_refused (PlLaunchJob *job);
char *pl_launch_job_dup_caller_words (PlLaunchJob *job);
void pl_launch_job_fill (PlLaunchJob *job);
void pl_launch_job_hand_over (PlLaunchJob *job, gboolean with_secret);
void pl_launch_job_stop (PlLaunchJob *job);
void pl_launch_job_leave (PlLaunchJob *job);

G_END_DECLS
