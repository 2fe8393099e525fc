// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-runner.h"

#include "cli/pl-terminal.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

typedef gboolean (*FinishFunc) (PlSetup *setup, GAsyncResult *result, GError **error);

/* One discovery or check on a main loop of its own. */
typedef struct
{
  GMainLoop *loop; /* owned */
  PlSetup *setup; /* borrowed */
  FinishFunc finish;
  GError *error; /* owned, nullable: why it was not carried out */
  gboolean interrupted;
  guint interrupt; /* sources of the signals */
  guint terminate;
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
run_begin (Run *run, PlSetup *setup, FinishFunc finish)
{
  *run = (Run){ .loop = g_main_loop_new (NULL, FALSE), .setup = setup, .finish = finish };
  run->interrupt = g_unix_signal_add (SIGINT, stop_cb, run);
  run->terminate = g_unix_signal_add (SIGTERM, stop_cb, run);
}

/* Waits for the end of what was begun. */
static void
run_end (Run *run)
{
  g_main_loop_run (run->loop);
  g_source_remove (run->interrupt);
  g_source_remove (run->terminate);
  g_main_loop_unref (run->loop);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  run->finish (PL_SETUP (source), result, &run->error);
  g_main_loop_quit (run->loop);
}

/* Not for what the person has ended. */
static void
print_error (Run *run)
{
  if (run->error != NULL && !g_error_matches (run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_printerr ("postlotse: %s\n", run->error->message);
  g_clear_error (&run->error);
}

/* Whether its own deadline ended it. */
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

/* A provider that has no servers is named by a proposal, too. */
static gboolean
has_servers (PlDiscovery *discovery)
{
  for (guint i = 0; discovery != NULL && i < pl_discovery_get_n_proposals (discovery); i++)
    if (pl_proposal_has_servers (pl_discovery_get_proposal (discovery, i)))
      return TRUE;

  return FALSE;
}

/**
 * pl_runner_discover:
 *
 * Runs the discovery and waits for its end. Ctrl+C and SIGTERM end it early; what is known is then in
 * @setup all the same.
 *
 * Returns: the exit status that belongs to the result
 */
PlExit
pl_runner_discover (PlSetup *setup)
{
  Run run;

  run_begin (&run, setup, pl_setup_discover_finish);
  pl_setup_discover_async (setup, NULL, finished_cb, &run);
  run_end (&run);
  print_error (&run);

  if (run.interrupted)
    return PL_EXIT_STOPPED;
  if (has_servers (pl_setup_get_discovery (setup)))
    return PL_EXIT_DONE;
  return was_stopped (setup) ? PL_EXIT_STOPPED : PL_EXIT_NOT_WORKING;
}

/* Where a browser can be started it is; where not, the person can do it elsewhere on this computer. */
static void
show_page_cb (PlSetup *setup, const char *url, gpointer fd)
{
  g_autoptr (PlPaper) paper = pl_paper_new (GPOINTER_TO_INT (fd));

  /* Translators: an address in the internet follows on the next line */
  pl_paper_write (paper, PL_INK_PLAIN, _ ("Sign in on this page in your browser:\n"));
  pl_paper_write (paper, PL_INK_STRONG, url);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_print (paper, GPOINTER_TO_INT (fd));
  if (g_getenv ("DISPLAY") != NULL || g_getenv ("WAYLAND_DISPLAY") != NULL)
    (void) g_app_info_launch_default_for_uri (url, NULL, NULL);
}

/**
 * pl_runner_sign_in:
 * @fd: where to print the page's address
 *
 * Lets the person sign in in the browser and waits for it. Ctrl+C and SIGTERM give it up.
 *
 * Returns: %FALSE with @error, whose message is for people, and %G_IO_ERROR_CANCELLED after Ctrl+C
 */
gboolean
pl_runner_sign_in (PlSetup *setup, int fd, GError **error)
{
  gulong handler =
      g_signal_connect (setup, "sign-in-page", G_CALLBACK (show_page_cb), GINT_TO_POINTER (fd));
  Run run;

  run_begin (&run, setup, pl_setup_sign_in_browser_finish);
  pl_setup_sign_in_browser_async (setup, NULL, finished_cb, &run);
  run_end (&run);
  g_signal_handler_disconnect (setup, handler);

  if (run.error == NULL)
    return TRUE;
  g_propagate_error (error, run.error);
  return FALSE;
}

/**
 * pl_runner_check:
 *
 * @directions: what to check now
 * @wanted: what is to work in the end, be it known from an earlier check
 *
 * Runs the check and waits for its end. Ctrl+C and SIGTERM end it early; what is known is then in
 * @setup all the same.
 *
 * Returns: the exit status that belongs to the result
 */
PlExit
pl_runner_check (PlSetup *setup, PlDirections directions, PlDirections wanted)
{
  Run run;

  run_begin (&run, setup, pl_setup_check_finish);
  pl_setup_check_async (setup, directions, NULL, finished_cb, &run);
  run_end (&run);
  print_error (&run);

  if (is_verified (setup, wanted))
    return PL_EXIT_DONE;
  return run.interrupted || was_stopped (setup) ? PL_EXIT_STOPPED : PL_EXIT_NOT_WORKING;
}
