// SPDX-License-Identifier: GPL-3.0-or-later
/* What a window does that another program has asked for. */
#include "wizard/launch/pl-launched-window.h"

#include "wizard/window/pl-parent-window.h"

static void
drop_cb (PlLaunchJob *job, gpointer data)
{
  g_object_unref (job);
}

/**
 * pl_launched_window_attach:
 * @window: not shown yet
 *
 * Puts @window where the caller wants it and binds it to @request: one ends with the other.
 *
 * Returns: (transfer none): lives until its `over`
 */
PlLaunchJob *
pl_launched_window_attach (PlWizardWindow *window, PlLaunchRequest *request)
{
  PlSetup *setup = pl_wizard_window_get_setup (window);
  PlLaunchJob *job = pl_launch_job_new (setup, request);
  PlLaunchOptions options;

  pl_launch_request_peek_options (request, &options);
  if (options.services == 1u << PL_SERVICE_POP3)
    pl_setup_set_incoming_service (setup, PL_SERVICE_POP3);
  pl_launch_job_fill (job);
  pl_wizard_window_set_launch (window, job);
  pl_parent_window_set (GTK_WINDOW (window), options.parent_window, options.modal);
  if (options.activation_token != NULL && *options.activation_token != '\0')
    gtk_window_set_startup_id (GTK_WINDOW (window), options.activation_token);
  g_signal_connect (job, "over", G_CALLBACK (drop_cb), NULL);
  return job;
}
