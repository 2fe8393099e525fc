// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-check-runner.h"

#include <glib-unix.h>

/* One check on a main loop of its own. */
typedef struct
{
  GMainLoop *loop; /* owned */
  PlSetup *setup; /* borrowed */
  gboolean interrupted;
} Run;

static gboolean
stop_cb (gpointer user_data)
{
  Run *run = user_data;

  run->interrupted = TRUE;
  pl_setup_cancel (run->setup);
  return G_SOURCE_CONTINUE;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  if (!pl_setup_check_finish (PL_SETUP (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_printerr ("postlotse: %s\n", error->message);
  g_main_loop_quit (run->loop);
}

/* Whether the check's own deadline ended it. */
static gboolean
was_stopped (PlSetup *setup)
{
  PlEvidence *evidence = pl_setup_get_evidence (setup);

  return evidence != NULL &&
         pl_evidence_find_last (evidence, PL_SERVICE_ACCOUNT, PL_SIGHT_END) != NULL;
}

static gboolean
is_verified (PlSetup *setup, PlDirections directions)
{
  PlEvidence *evidence = pl_setup_get_evidence (setup);

  if (evidence == NULL)
    return FALSE;
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if ((directions & (1u << i)) &&
        pl_check_get_state (evidence, (PlDirection) i) != PL_CHECK_STATE_OK)
      return FALSE;

  return TRUE;
}

/**
 * pl_check_runner_run:
 *
 * Runs the check and waits for its end. Ctrl+C and SIGTERM end it early; what is known is then in
 * @setup all the same.
 *
 * Returns: the exit status that belongs to the result
 */
PlExit
pl_check_runner_run (PlSetup *setup, PlDirections directions)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { .loop = loop, .setup = setup };
  guint interrupt = g_unix_signal_add (SIGINT, stop_cb, &run);
  guint terminate = g_unix_signal_add (SIGTERM, stop_cb, &run);

  pl_setup_check_async (setup, directions, NULL, checked_cb, &run);
  g_main_loop_run (loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);

  if (is_verified (setup, directions))
    return PL_EXIT_DONE;
  return run.interrupted || was_stopped (setup) ? PL_EXIT_STOPPED : PL_EXIT_NOT_WORKING;
}
