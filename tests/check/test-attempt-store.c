// SPDX-License-Identifier: GPL-3.0-or-later
/* What is remembered of refused sign-ins from one run of the program to the next. Two budgets with a
 * store each on the same file are two runs. */
#include "check/pl-attempt-budget-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOST "mx.example.org"

static gint64 now; /* µs, of both clocks */

static gint64
get_now (void)
{
  return now;
}

static gint64
get_wall (void)
{
  return now + G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC;
}

typedef struct
{
  char *folder;
  char *path;
  PlSecret *wrong;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  now = 1000 * G_USEC_PER_SEC;
  fixture->folder = g_dir_make_tmp ("attempts-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "state", "attempts", NULL);
  fixture->wrong = pl_secret_new ("Mondschein 7!", -1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (fixture->path);

  (void) g_unlink (fixture->path);
  (void) g_rmdir (state);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  pl_secret_unref (fixture->wrong);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Another run of the program. */
static PlAttemptBudget *
begin_run (Fixture *fixture)
{
  PlAttemptBudget *budget = pl_attempt_budget_new (
      get_now, pl_attempt_store_new (fixture->path, get_wall, PL_ATTEMPTS_MEMORY_S));

  pl_attempt_budget_load (budget);
  return budget;
}

static void
refuse (Fixture *fixture, const char *user)
{
  g_autoptr (PlAttemptBudget) budget = begin_run (fixture);

  pl_attempt_budget_note_refusal (budget, HOST, user, fixture->wrong);
}

static guint
count (Fixture *fixture, const char *user)
{
  g_autoptr (PlAttemptBudget) budget = begin_run (fixture);

  return pl_attempt_budget_count_refusals (budget, HOST, user);
}

static char *
read_state (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  return text;
}

static void
test_runs_add_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlAttemptBudget) budget = NULL;
  guint left = 0;

  refuse (fixture, "anna");
  now += 60 * G_USEC_PER_SEC;
  refuse (fixture, "anna");
  refuse (fixture, "bert");
  now += 60 * G_USEC_PER_SEC;

  budget = begin_run (fixture);
  pl_attempt_budget_note_refusal (budget, "MX.example.org", "anna", fixture->wrong);
  g_assert_cmpuint (pl_attempt_budget_look_up (budget, HOST, "anna", &left), ==, 3);
  g_assert_cmpuint (left, ==, PL_ATTEMPTS_MEMORY_S);
  g_assert_cmpuint (pl_attempt_budget_look_up (budget, HOST, "bert", &left), ==, 1);
  g_assert_cmpuint (left, ==, PL_ATTEMPTS_MEMORY_S - 60);
  g_assert_cmpuint (pl_attempt_budget_look_up (budget, HOST, NULL, NULL), ==, 4);
  g_assert_cmpuint (pl_attempt_budget_look_up (budget, "mx.example.net", "anna", &left), ==, 0);
  g_assert_cmpuint (left, ==, 0);

  /* Passwords cannot be told apart across runs: the count warns, it forbids nothing. */
  g_assert_true (pl_attempt_budget_may_try (budget, HOST, "anna", fixture->wrong));
}

static void
test_forgotten_after_a_quarter_of_an_hour (Fixture *fixture, gconstpointer data)
{
  refuse (fixture, "anna");
  now += (gint64) (PL_ATTEMPTS_MEMORY_S - 1) * G_USEC_PER_SEC;
  g_assert_cmpuint (count (fixture, "anna"), ==, 1);
  now += G_USEC_PER_SEC;
  g_assert_cmpuint (count (fixture, "anna"), ==, 0);
}

static void
test_forgotten_while_it_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlAttemptBudget) budget = NULL;

  refuse (fixture, "anna");
  budget = begin_run (fixture);
  g_assert_cmpuint (pl_attempt_budget_count_refusals (budget, HOST, "anna"), ==, 1);
  now += (gint64) PL_ATTEMPTS_MEMORY_S * G_USEC_PER_SEC;
  g_assert_cmpuint (pl_attempt_budget_count_refusals (budget, HOST, "anna"), ==, 0);
}

static void
test_success_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlAttemptBudget) budget = NULL;

  refuse (fixture, "anna");
  refuse (fixture, "anna");
  refuse (fixture, "bert");
  budget = begin_run (fixture);
  pl_attempt_budget_note_success (budget, HOST, "anna");
  g_assert_cmpuint (pl_attempt_budget_count_refusals (budget, HOST, "anna"), ==, 0);
  g_assert_cmpuint (count (fixture, "anna"), ==, 0);
  g_assert_cmpuint (count (fixture, "bert"), ==, 1);
}

/* Where nothing was ever refused, a sign-in that works leaves no file behind. */
static void
test_success_makes_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlAttemptBudget) budget = begin_run (fixture);

  pl_attempt_budget_note_success (budget, HOST, "anna");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_nobody_can_read_who (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  struct stat status;

  refuse (fixture, "anna@example.org");
  text = read_state (fixture);
  g_assert_null (strstr (text, "anna"));
  g_assert_null (strstr (text, "example"));
  g_assert_null (strstr (text, "Mondschein"));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  /* Nor after somebody has opened it to all. */
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpuint (count (fixture, "anna@example.org"), ==, 1);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* Whatever stands there: it is read without harm, and the next refusal is kept. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "",
    "\n",
    "postlotse-attempts 1 \n",
    "postlotse-attempts 2 00112233445566778899aabbccddeeff\n",
    "postlotse-attempts 1 00112233445566778899aabbccddeeff\n1 2 3 4\n9999999999999999999999 a b c\n",
    "postlotse-attempts 1 00112233445566778899aabbccddeeff\n-5 0011223344556677 "
    "00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff\n",
    "\xff\xfe\x01 nonsense",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      refuse (fixture, "anna");
      g_assert_true (g_file_set_contents (fixture->path, damages[i], -1, NULL));
      g_assert_cmpuint (count (fixture, "anna"), ==, 0);
      refuse (fixture, "anna");
      g_assert_cmpuint (count (fixture, "anna"), ==, 1);
    }
}

/* A crash in the middle of a write costs one line, not all. */
static void
test_half_written (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  refuse (fixture, "anna");
  refuse (fixture, "anna");
  text = read_state (fixture);
  g_assert_true (g_file_set_contents (fixture->path, text, (gssize) strlen (text) - 9, NULL));
  g_assert_cmpuint (count (fixture, "anna"), ==, 1);
}

/* Times that are yet to come are from before the clock was put right. */
static void
test_future (Fixture *fixture, gconstpointer data)
{
  refuse (fixture, "anna");
  now -= 500 * G_USEC_PER_SEC;
  g_assert_cmpuint (count (fixture, "anna"), ==, 0);
}

static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlAttemptBudget) budget = begin_run (fixture);
  g_autofree char *text = NULL;

  for (guint i = 0; i < PL_ATTEMPT_STORE_MOST + 50; i++)
    pl_attempt_budget_note_refusal (budget, HOST, "anna", fixture->wrong);
  g_assert_cmpuint (count (fixture, "anna"), ==, PL_ATTEMPT_STORE_MOST);
  text = read_state (fixture);
  g_assert_cmpuint (strlen (text), <, 64 * 1024);
}

/* Somebody who never lets the lock go costs a moment and the memory of it, not the check. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlAttemptBudget) budget = NULL;
  gint64 began_at;
  int fd;

  refuse (fixture, "anna");
  fd = g_open (fixture->path, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  began_at = g_get_monotonic_time ();
  budget = begin_run (fixture);
  pl_attempt_budget_note_refusal (budget, HOST, "anna", fixture->wrong);
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (pl_attempt_budget_count_refusals (budget, HOST, "anna"), ==, 1);
  close (fd);
}

static void
test_no_plain_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (fixture->path);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *untouched = NULL;

  g_assert_cmpint (g_mkdir_with_parents (state, 0700), ==, 0);
  g_assert_true (g_file_set_contents (elsewhere, "mine", -1, NULL));
  g_assert_cmpint (symlink (elsewhere, fixture->path), ==, 0);
  refuse (fixture, "anna");
  g_assert_cmpuint (count (fixture, "anna"), ==, 0);
  g_assert_true (g_file_get_contents (elsewhere, &untouched, NULL, NULL));
  g_assert_cmpstr (untouched, ==, "mine");
  g_assert_cmpint (g_unlink (elsewhere), ==, 0);

  /* A pipe that nobody reads would else be waited for. */
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  refuse (fixture, "anna");
  g_assert_cmpuint (count (fixture, "anna"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/attempts/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("runs-add-up", test_runs_add_up);
  ADD ("forgotten-after-a-quarter-of-an-hour", test_forgotten_after_a_quarter_of_an_hour);
  ADD ("forgotten-while-it-runs", test_forgotten_while_it_runs);
  ADD ("success-is-told", test_success_is_told);
  ADD ("success-makes-no-file", test_success_makes_no_file);
  ADD ("nobody-can-read-who", test_nobody_can_read_who);
  ADD ("damage", test_damage);
  ADD ("half-written", test_half_written);
  ADD ("future", test_future);
  ADD ("bounded", test_bounded);
  ADD ("locked", test_locked);
  ADD ("no-plain-file", test_no_plain_file);
  return g_test_run ();
}
