// SPDX-License-Identifier: GPL-3.0-or-later
/* Plans are carried out, or come to nothing; and undone, or not. The mail program is one of our own: two
 * files, each with a word in it. */
#include "export/export-folder.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static gboolean locks; /* whether the program lets us in */
static gboolean is_held;
static guint n_plans;
static const char *second_word;
static guint forgets_from; /* the plan from which on it wants something else; 0: never */
static gboolean blocks; /* and then puts a folder where its first file was */

static PlExportFile *
read_word (PlExportPlace *place, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (pl_export_place_get_path (place), name, NULL);

  return pl_export_file_read (path, error);
}

static gboolean
plan_word (PlExportPlan *plan, const char *name, const char *word, GError **error)
{
  g_autoptr (PlExportFile) file = read_word (pl_export_plan_get_place (plan), name, error);
  g_autoptr (GBytes) contents = g_bytes_new (word, strlen (word));

  if (file == NULL)
    return FALSE;
  pl_export_plan_add_edit (plan, file, contents);
  return TRUE;
}

static PlExportPlan *
make_plan (PlExportPlace *place, PlExportAccount *account, GError **error)
{
  g_autoptr (PlExportPlan) plan = pl_export_plan_new (place, account);
  gboolean forgets = forgets_from > 0 && ++n_plans >= forgets_from;
  g_autofree char *one = g_build_filename (pl_export_place_get_path (place), "one", NULL);

  if (forgets && blocks)
    {
      g_assert_cmpint (g_unlink (one), ==, 0);
      g_assert_cmpint (g_mkdir (one, 0700), ==, 0);
    }
  if (!plan_word (plan, "one", forgets ? "else" : "first", error) ||
      !plan_word (plan, "two", second_word, error))
    return NULL;
  return g_steal_pointer (&plan);
}

static gpointer
lock (PlExportPlace *place, GError **error)
{
  if (!locks)
    {
      g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING, "runs");
      return NULL;
    }
  g_assert_false (is_held);
  is_held = TRUE;
  return &is_held;
}

static void
unlock (gpointer data)
{
  g_assert_true (is_held);
  is_held = FALSE;
}

static gboolean
is_running (PlExportPlace *place)
{
  return !locks;
}

static const PlExportTarget words = {
  .id = "words",
  .name = "Words",
  .plan = make_plan,
  .lock = lock,
  .unlock = unlock,
  .is_running = is_running,
};

/* --- A place, before each test --- */

typedef struct
{
  char *folder; /* owned */
  PlExportPlace *place; /* owned */
  PlExportAccount *account; /* owned */
  PlExportPlan *plan; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  export_home_empty ();
  locks = TRUE;
  second_word = "second";
  n_plans = forgets_from = 0;
  blocks = FALSE;
  fixture->folder = export_folder_new ();
  export_folder_write (fixture->folder, "one", "before");
  fixture->place = pl_export_place_new (
      &(PlExportPlaceFields){ .target = &words, .title = "Words", .path = fixture->folder });
  fixture->account = export_account_usual ();
  fixture->plan = pl_export_plan (fixture->place, fixture->account, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_false (is_held);
  g_clear_object (&fixture->plan);
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->place);
  export_folder_free (fixture->folder);
}

static void
assert_words (Fixture *fixture, const char *one, const char *two)
{
  g_autofree char *is_one = export_folder_read (fixture->folder, "one");
  g_autofree char *is_two = export_folder_read (fixture->folder, "two");

  g_assert_cmpstr (is_one, ==, one);
  g_assert_cmpstr (is_two, ==, two);
}

static void
assert_untouched (Fixture *fixture)
{
  g_autofree char *names = export_folder_list (fixture->folder);

  assert_words (fixture, "before", NULL);
  g_assert_cmpstr (names, ==, "one");
}

static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlExportReceipt) receipt = pl_export_plan_apply (fixture->plan, NULL, NULL);
  g_autoptr (PlExportReceipt) remembered = NULL;
  g_autoptr (PlExportReceipt) again = NULL;
  g_autoptr (PlExportPlan) second = pl_export_plan (fixture->place, fixture->account, NULL, NULL);
  g_autofree char *names = export_folder_list (fixture->folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (pl_export_receipt_changed_anything (receipt));
  assert_words (fixture, "first", "second");
  g_assert_cmpstr (names, ==, "one one.postlotse two");
  g_assert_false (pl_export_plan_changes_anything (second));
  again = pl_export_plan_apply (second, NULL, NULL);
  g_assert_false (pl_export_receipt_changed_anything (again));

  remembered = pl_export_receipt_find (fixture->place, "Anna@example.org", NULL);
  g_assert_nonnull (remembered);
  g_assert_true (pl_export_receipt_check (remembered, NULL));
  assert_words (fixture, "first", "second");
  g_assert_true (pl_export_receipt_undo (remembered, NULL, NULL));
  assert_untouched (fixture);
  g_assert_null (pl_export_receipt_find (fixture->place, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOTHING_TO_UNDO);
}

static void
test_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  locks = FALSE;
  g_assert_null (pl_export_plan_apply (fixture->plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING);
  assert_untouched (fixture);
}

static void
test_changed_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  export_folder_write (fixture->folder, "two", "by others");
  g_assert_null (pl_export_plan_apply (fixture->plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_CHANGED);
  assert_words (fixture, "before", "by others");
}

/* The first file is written, for the second one there is no space: both are as they were. */
static void
test_second_fails (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_word = g_strnfill (100000, 'x');
  g_autoptr (PlExportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit = { 50000, RLIM_INFINITY };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (setrlimit (RLIMIT_FSIZE, &limit) == 0);
  second_word = long_word;
  plan = pl_export_plan (fixture->place, fixture->account, NULL, NULL);
  g_assert_null (pl_export_plan_apply (plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NO_SPACE);
  assert_untouched (fixture);
}

/* What is read back is not what was meant. */
static void
test_not_proven (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlExportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  forgets_from = 2;
  plan = pl_export_plan (fixture->place, fixture->account, NULL, NULL);
  g_assert_null (pl_export_plan_apply (plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED);
  assert_untouched (fixture);
  g_clear_error (&error);
  g_assert_null (pl_export_receipt_find (fixture->place, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOTHING_TO_UNDO);
}

/* What cannot be put back keeps its copy, and nobody says that all is as it was. */
static void
test_cannot_be_restored (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = g_build_filename (fixture->folder, "one", NULL);
  g_autofree char *copy = NULL;
  g_autoptr (PlExportReceipt) receipt = NULL;
  const PlExportWritten *written;
  g_autoptr (GError) error = NULL;

  forgets_from = 1;
  blocks = TRUE;
  g_assert_null (pl_export_plan_apply (fixture->plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "copies"));
  g_assert_cmpint (g_rmdir (one), ==, 0);

  assert_words (fixture, NULL, NULL);

  receipt = pl_export_receipt_find (fixture->place, NULL, NULL);
  g_assert_nonnull (receipt);
  written = pl_export_receipt_get_written (receipt)->pdata[0];
  g_assert_true (g_file_get_contents (written->backup, &copy, NULL, NULL));
  g_assert_cmpstr (copy, ==, "before");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  pl_export_plan_refuse (fixture->plan, "No.");
  g_assert_false (pl_export_plan_changes_anything (fixture->plan));
  g_assert_null (pl_export_plan_apply (fixture->plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED);
  assert_untouched (fixture);
}

/* An administrator does not follow the links of other people. */
static void
test_somebody_elses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlExportReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) undo_error = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("for the administrator");
      return;
    }
  g_assert_cmpint (chown (fixture->folder, 65534, 65534), ==, 0);
  g_assert_null (pl_export_plan_apply (fixture->plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOT_ALLOWED);
  g_assert_nonnull (strstr (error->message, "Run this as that user"));
  assert_untouched (fixture);

  g_assert_cmpint (chown (fixture->folder, 0, 0), ==, 0);
  receipt = pl_export_plan_apply (fixture->plan, NULL, NULL);
  g_assert_nonnull (receipt);
  g_assert_cmpint (chown (fixture->folder, 65534, 65534), ==, 0);
  g_assert_false (pl_export_receipt_undo (receipt, NULL, &undo_error));
  g_assert_error (undo_error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOT_ALLOWED);
  g_assert_cmpint (chown (fixture->folder, 0, 0), ==, 0);
}

/* A link of one's own into somebody else's folder is the same. */
static void
test_link_to_somebody_elses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *theirs = g_build_filename (fixture->folder, "theirs", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (PlExportPlace) place = NULL;
  g_autoptr (PlExportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("for the administrator");
      return;
    }
  g_assert_cmpint (g_mkdir (theirs, 0700), ==, 0);
  g_assert_cmpint (chown (theirs, 65534, 65534), ==, 0);
  g_assert_cmpint (symlink (theirs, link), ==, 0);
  place = pl_export_place_new (
      &(PlExportPlaceFields){ .target = &words, .title = "Words", .path = link });
  plan = pl_export_plan (place, fixture->account, NULL, NULL);
  g_assert_null (pl_export_plan_apply (plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOT_ALLOWED);
}

/* Made up for practice: shown, and never written, whatever way it has come. */
static void
test_practice (Fixture *fixture, gconstpointer data)
{
  static const char *const hosts[][2] = { { "imap.all-well.practice.test", "smtp.example.org" },
                                          { "imap.example.org", "smtp.all-well.practice.test" } };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      const PlServerFields incoming = {
        .service = PL_SERVICE_IMAP, .host = hosts[i][0], .port = 993, .username = "anna"
      };
      const PlServerFields outgoing = {
        .service = PL_SERVICE_SMTP, .host = hosts[i][1], .port = 465, .username = "anna"
      };
      const PlCheckedServer seen = { .state = PL_CHECK_STATE_OK };
      g_autoptr (PlExportAccount) account = export_account_new (&incoming, &outgoing, &seen);
      g_autoptr (PlExportPlan) plan = pl_export_plan (fixture->place, account, NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) import_error = NULL;

      g_assert_true (pl_export_plan_changes_anything (plan));
      g_assert_null (pl_export_plan_apply (plan, NULL, &error));
      g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED);
      g_assert_null (
          pl_export_make_import (pl_export_find_target ("thunderbird"), account, &import_error));
      g_assert_error (import_error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED);
      assert_untouched (fixture);
    }
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (pl_export_plan_apply (fixture->plan, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_untouched (fixture);
}

/* Whoever has written since keeps what they wrote. */
static void
test_undo_after_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlExportReceipt) receipt = pl_export_plan_apply (fixture->plan, NULL, NULL);
  g_autoptr (GError) error = NULL;

  export_folder_write (fixture->folder, "two", "by the program");
  g_assert_false (pl_export_receipt_undo (receipt, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_CHANGED);
  assert_words (fixture, "first", "by the program");
}

static void
test_undo_while_it_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlExportReceipt) receipt = pl_export_plan_apply (fixture->plan, NULL, NULL);
  g_autoptr (GError) error = NULL;

  locks = FALSE;
  g_assert_false (pl_export_receipt_undo (receipt, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING);
  assert_words (fixture, "first", "second");
}

/* Without the copy there is no way back, and half of one is not gone. */
static void
test_undo_without_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlExportReceipt) receipt = pl_export_plan_apply (fixture->plan, NULL, NULL);
  const PlExportWritten *written = pl_export_receipt_get_written (receipt)->pdata[0];
  g_autoptr (GError) error = NULL;

  g_assert_true (g_unlink (written->backup) == 0);
  g_assert_false (pl_export_receipt_undo (receipt, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE);
  assert_words (fixture, "first", "second");
}

static void
test_receipts_of_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlExportReceipt) receipt = pl_export_plan_apply (fixture->plan, NULL, NULL);
  g_autoptr (PlExportPlace) other = pl_export_place_new (
      &(PlExportPlaceFields){ .target = &words, .title = "Other", .path = "/nowhere" });
  g_autofree char *folder =
      g_build_filename (g_get_user_state_dir (), "postlotse", "exports", NULL);

  /* Rubbish among them is passed over. */
  export_folder_write (folder, "999999999999999999-1.json", "{\"format\": 1, \"written\": [7]}");
  export_folder_write (folder, "999999999999999999-2.json", "{");
  export_folder_write (folder, "999999999999999999-3.json", "[]");
  g_assert_null (pl_export_receipt_find (fixture->place, "bernd@example.org", NULL));
  g_assert_null (pl_export_receipt_find (other, NULL, NULL));
  g_assert_true (pl_export_receipt_undo (receipt, NULL, NULL));
}

/* A note says which copy goes when nothing came of it: only one that we have made. */
static void
test_receipt_of_no_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_state_dir (), "postlotse", "exports", NULL);
  g_autofree char *note = g_strdup_printf (
      "{\"format\":1,\"target\":\"words\",\"place\":\"file://%s\",\"address\":\"a@b.example\",\"at\":1,"
      "\"written\":[{\"path\":\"file://%s/one\",\"backup\":\"file://%s/one\",\"sha256\":\"%064d\"}]}",
      fixture->folder, fixture->folder, fixture->folder, 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  export_folder_write (folder, "000000000000000001-1.json", note);
  g_assert_null (pl_export_receipt_find (fixture->place, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOTHING_TO_UNDO);
  assert_untouched (fixture);
}

/* An administrator takes no note from somebody else, and leaves none in their folder. */
static void
test_notes_of_somebody_else (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_state_dir (), "postlotse", "exports", NULL);
  g_autoptr (PlExportReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("for the administrator");
      return;
    }
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (chown (folder, 65534, 65534), ==, 0);
  g_assert_null (pl_export_plan_apply (fixture->plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  assert_untouched (fixture);

  g_assert_cmpint (chown (folder, 0, 0), ==, 0);
  receipt = pl_export_plan_apply (fixture->plan, NULL, NULL);
  g_assert_nonnull (receipt);
  g_assert_cmpint (chown (folder, 65534, 65534), ==, 0);
  g_assert_null (pl_export_receipt_find (fixture->place, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOT_ALLOWED);
  g_assert_cmpint (chown (folder, 0, 0), ==, 0);
}

static gboolean
end_cb (gpointer data)
{
  locks = TRUE;
  return G_SOURCE_REMOVE;
}

static gpointer
end_later (gpointer data)
{
  g_usleep (50 * 1000);
  end_cb (NULL);
  return NULL;
}

static void
test_wait (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  g_assert_true (pl_export_wait_for_end (fixture->place, NULL, NULL));
  locks = FALSE;
  g_cancellable_cancel (cancellable);
  g_assert_false (pl_export_wait_for_end (fixture->place, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  thread = g_thread_new ("end", end_later, NULL);
  g_assert_true (pl_export_wait_for_end (fixture->place, NULL, NULL));
  g_thread_join (thread);
}

static const struct
{
  const char *name;
  void (*run) (Fixture *fixture, gconstpointer data);
} tests[] = {
  { "/export-plan/there-and-back", test_there_and_back },
  { "/export-plan/runs", test_runs },
  { "/export-plan/changed-meanwhile", test_changed_meanwhile },
  { "/export-plan/second-fails", test_second_fails },
  { "/export-plan/not-proven", test_not_proven },
  { "/export-plan/cannot-be-restored", test_cannot_be_restored },
  { "/export-plan/refused", test_refused },
  { "/export-plan/somebody-elses", test_somebody_elses },
  { "/export-plan/link-to-somebody-elses", test_link_to_somebody_elses },
  { "/export-plan/practice", test_practice },
  { "/export-plan/cancelled", test_cancelled },
  { "/export-plan/undo-after-change", test_undo_after_change },
  { "/export-plan/undo-while-it-runs", test_undo_while_it_runs },
  { "/export-plan/undo-without-copy", test_undo_without_copy },
  { "/export-plan/receipts-of-others", test_receipts_of_others },
  { "/export-plan/receipt-of-no-copy", test_receipt_of_no_copy },
  { "/export-plan/notes-of-somebody-else", test_notes_of_somebody_else },
  { "/export-plan/wait", test_wait },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return export_home_run_tests ();
}
