// SPDX-License-Identifier: GPL-3.0-or-later
/* Whoever stops it, in whatever moment, finds the mail program's files as they were: what was on its way
 * then comes to nothing. Needs no display. */
#include "export/export-folder.h"

#include "base/pl-worker.h"
#include "wizard/done/pl-program-job.h"

#define PROFILE ".thunderbird/p"

/* A profile that was used before, and is not in use. */
typedef struct
{
  const char *home; /* static */
  char *before; /* owned: what is in it */
  PlSetup *setup; /* owned */
  PlProgramJob *job; /* owned */
} Fixture;

static void
set_server (PlSetup *setup, PlService service, const char *host)
{
  const PlServerFields fields = {
    .service = service, .host = host, .port = 993, .username = "anna@example.org"
  };

  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static PlSetup *
make_setup (void)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  PlSetup *setup = pl_setup_new (network);

  pl_setup_set_address (setup, "anna@example.org");
  set_server (setup, PL_SERVICE_IMAP, "imap.example.org");
  set_server (setup, PL_SERVICE_SMTP, "smtp.example.org");
  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  g_assert_nonnull (pl_setup_get_checked_settings (setup));
  return setup;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer places)
{
  *(GPtrArray **) places = pl_setup_find_programs_finish (PL_SETUP (source), result, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) places = NULL;

  fixture->home = export_home_empty ();
  export_folder_write (fixture->home, ".thunderbird/profiles.ini",
                       "[Profile0]\nName=p\nIsRelative=1\nPath=p\n");
  export_folder_write (fixture->home, PROFILE "/prefs.js",
                       "user_pref(\"mail.rights.version\", 1);\n");
  fixture->before = export_folder_read (fixture->home, PROFILE "/prefs.js");
  fixture->setup = make_setup ();
  pl_setup_find_programs_async (fixture->setup, NULL, found_cb, &places);
  while (places == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (places->len, ==, 1);
  fixture->job = pl_program_job_new (fixture->setup, places->pdata[0]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->job);
  g_object_unref (fixture->setup);
  g_free (fixture->before);
}

/* Its thread has done its work, and the main loop does not know it yet. */
static void
work_behind_its_back (void)
{
  while (pl_worker_count_running () > 0)
    g_usleep (1000);
}

static void
turn_until (Fixture *fixture, PlProgramStage stage)
{
  while (pl_program_job_get_stage (fixture->job) != stage)
    g_main_context_iteration (NULL, TRUE);
}

/* Also what would begin now. */
static void
let_all_end (void)
{
  do
    {
      work_behind_its_back ();
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  while (pl_worker_count_running () > 0);
}

static void
assert_untouched (Fixture *fixture, PlProgramStage stage)
{
  g_autofree char *after = NULL;

  pl_program_job_stop (fixture->job);
  g_assert_cmpint (pl_program_job_get_stage (fixture->job), ==, stage);
  let_all_end ();
  g_assert_cmpint (pl_program_job_get_stage (fixture->job), ==, stage);
  after = export_folder_read (fixture->home, PROFILE "/prefs.js");
  g_assert_cmpstr (after, ==, fixture->before);
}

static void
test_not_stopped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *after = NULL;

  pl_program_job_plan (fixture->job);
  turn_until (fixture, PL_PROGRAM_PLANNED);
  pl_program_job_wait (fixture->job);
  turn_until (fixture, PL_PROGRAM_DONE);
  after = export_folder_read (fixture->home, PROFILE "/prefs.js");
  g_assert_cmpstr (after, !=, fixture->before);
}

static void
test_while_planning (Fixture *fixture, gconstpointer data)
{
  pl_program_job_plan (fixture->job);
  work_behind_its_back ();
  assert_untouched (fixture, PL_PROGRAM_IDLE);
  g_assert_null (pl_program_job_get_plan (fixture->job));
}

/* The program was closed in this very moment. */
static void
test_while_waiting (Fixture *fixture, gconstpointer data)
{
  pl_program_job_plan (fixture->job);
  turn_until (fixture, PL_PROGRAM_PLANNED);
  pl_program_job_wait (fixture->job);
  work_behind_its_back ();
  assert_untouched (fixture, PL_PROGRAM_PLANNED);
}

static void
test_after_waiting (Fixture *fixture, gconstpointer data)
{
  pl_program_job_plan (fixture->job);
  turn_until (fixture, PL_PROGRAM_PLANNED);
  pl_program_job_wait (fixture->job);
  turn_until (fixture, PL_PROGRAM_PLANNING);
  work_behind_its_back ();
  assert_untouched (fixture, PL_PROGRAM_IDLE);
}

#define ADD(path, test) g_test_add ("/program-job/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("not-stopped", test_not_stopped);
  ADD ("while-planning", test_while_planning);
  ADD ("while-waiting", test_while_waiting);
  ADD ("after-waiting", test_after_waiting);
  return export_home_run_tests ();
}
