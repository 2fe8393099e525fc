// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/setup-watch.h"

static void
stage_cb (PlSetup *setup, GParamSpec *pspec, SetupWatch *watch)
{
  g_string_append_c (watch->stages, "EDCTV"[pl_setup_get_stage (setup)]);
}

static void
observed_cb (PlSetup *setup, PlObservation *observation, SetupWatch *watch)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_false (watch->finished);
  g_assert_true (pl_setup_get_stage (setup) == PL_SETUP_STAGE_CHECKING ||
                 pl_setup_get_stage (setup) == PL_SETUP_STAGE_DISCOVERING);
  watch->n_observed++;
}

static void
finish (SetupWatch *watch, GObject *source, gboolean carried_out)
{
  g_assert_true (source == G_OBJECT (watch->setup));
  g_assert_cmpint (carried_out, ==, watch->error == NULL);
  watch->finished = TRUE;
  g_main_loop_quit (watch->loop);
}

void
setup_watch_checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SetupWatch *watch = data;

  finish (watch, source, pl_setup_check_finish (watch->setup, result, &watch->error));
}

void
setup_watch_discovered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SetupWatch *watch = data;

  finish (watch, source, pl_setup_discover_finish (watch->setup, result, &watch->error));
}

void
setup_watch_begin (SetupWatch *watch, PlSetup *setup)
{
  *watch = (SetupWatch){
    .loop = g_main_loop_new (NULL, FALSE),
    .setup = setup,
    .stages = g_string_new (NULL),
  };
  g_signal_connect (setup, "notify::stage", G_CALLBACK (stage_cb), watch);
  g_signal_connect (setup, "observed", G_CALLBACK (observed_cb), watch);
}

void
setup_watch_end (SetupWatch *watch)
{
  g_signal_handlers_disconnect_by_data (watch->setup, watch);
  g_main_loop_unref (watch->loop);
  g_string_free (watch->stages, TRUE);
  g_clear_error (&watch->error);
}

static void
reset (SetupWatch *watch)
{
  watch->finished = FALSE;
  watch->n_observed = 0;
  g_clear_error (&watch->error);
  g_string_truncate (watch->stages, 0);
}

void
setup_watch_check (SetupWatch *watch, PlDirections directions)
{
  reset (watch);
  pl_setup_check_async (watch->setup, directions, NULL, setup_watch_checked_cb, watch);
  g_assert_false (watch->finished);
  g_main_loop_run (watch->loop);
}

void
setup_watch_discover (SetupWatch *watch)
{
  reset (watch);
  pl_setup_discover_async (watch->setup, NULL, setup_watch_discovered_cb, watch);
  g_assert_false (watch->finished);
  g_main_loop_run (watch->loop);
}
