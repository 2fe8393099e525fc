// SPDX-License-Identifier: GPL-3.0-or-later
/* From a check into a mail program and back, on the main loop that is never blocked. */
#include "check/check-lab.h"
#include "export/export-folder.h"
#include "setup/setup-watch.h"

#include "setup/pl-setup-export.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define PROFILE ".thunderbird/p"

/* A profile that was used before. Returns: the home folder */
static const char *
make_home (void)
{
  const char *home = export_home_empty ();

  export_folder_write (home, ".thunderbird/profiles.ini",
                       "[Profile0]\nName=p\nIsRelative=1\nPath=p\n");
  export_folder_write (home, PROFILE "/prefs.js", "user_pref(\"mail.rights.version\", 1);\n");
  return home;
}

static void
set_server (PlSetup *setup, CheckLab *lab, PlService service, const char *host, guint16 port)
{
  g_autoptr (PlServerSettings) server =
      check_lab_make_server (lab, service, host, port, PL_SECURITY_TLS);
  PlServerFields fields;

  pl_server_settings_peek_fields (server, &fields);
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static PlSetup *
make_setup (CheckLab *lab)
{
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  PlSetup *setup;

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  setup = pl_setup_new (check_lab_get_network (lab));
  pl_setup_set_address (setup, check_lab_get_address (lab));
  pl_setup_set_display_name (setup, "Anna Beispiel");
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  set_server (setup, lab, PL_SERVICE_IMAP, LAB_IMAP, 993);
  set_server (setup, lab, PL_SERVICE_SMTP, LAB_SMTP, 465);
  return setup;
}

static void
check (PlSetup *setup)
{
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (watch.stages->str, ==, "CV");
  setup_watch_end (&watch);
}

/* --- Calls that are waited for --- */

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static PlExportPlace *
find_place (PlSetup *setup)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) places = NULL;

  pl_setup_find_programs_async (setup, NULL, keep_result_cb, &result);
  await (&result);
  places = pl_setup_find_programs_finish (setup, result, NULL);
  g_assert_cmpuint (places->len, ==, 1);
  return g_object_ref (places->pdata[0]);
}

static PlExportPlan *
plan (PlSetup *setup, PlExportPlace *place, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pl_setup_plan_export_async (setup, place, NULL, keep_result_cb, &result);
  await (&result);
  return pl_setup_plan_export_finish (setup, result, error);
}

static PlExportReceipt *export(PlSetup *setup, PlExportPlan *exported, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pl_setup_export_async (setup, exported, NULL, keep_result_cb, &result);
  await (&result);
  return pl_setup_export_finish (setup, result, error);
}

static gboolean
undo (PlSetup *setup, PlExportReceipt *receipt, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pl_setup_undo_export_async (setup, receipt, NULL, keep_result_cb, &result);
  await (&result);
  return pl_setup_undo_export_finish (setup, result, error);
}

/* --- Tests --- */

static void
test_there_and_back (void)
{
  const char *home = make_home ();
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_setup (lab);
  g_autoptr (PlExportPlace) place = find_place (setup);
  g_autoptr (PlExportPlan) too_early = NULL;
  g_autoptr (PlExportPlan) planned = NULL;
  g_autoptr (PlExportReceipt) receipt = NULL;
  g_autofree char *before = export_folder_read (home, PROFILE "/prefs.js");
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  too_early = plan (setup, place, &error);
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED);
  g_clear_error (&error);
  check (setup);
  planned = plan (setup, place, &error);
  g_assert_no_error (error);
  g_assert_true (pl_export_plan_changes_anything (planned));
  g_assert_nonnull (pl_export_account_get_id (pl_export_plan_get_account (planned)));

  receipt = export(setup, planned, &error);
  g_assert_no_error (error);
  after = export_folder_read (home, PROFILE "/prefs.js");
  g_assert_nonnull (strstr (after, "\"" LAB_IMAP "\""));
  g_assert_null (strstr (after, LAB_PASSWORD));
  g_assert_true (undo (setup, receipt, &error));
  again = export_folder_read (home, PROFILE "/prefs.js");
  g_assert_cmpstr (again, ==, before);
}

/* Holds the profile's lock as Thunderbird does; not as a classic one, which would be this process's. */
static int
hold (const char *home)
{
  g_autofree char *path = g_build_filename (home, PROFILE, ".parentlock", NULL);
  struct flock record = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_true (fd >= 0 && fcntl (fd, F_OFD_SETLK, &record) == 0);
  return fd;
}

static gboolean
close_cb (gpointer fd)
{
  close (GPOINTER_TO_INT (fd));
  return G_SOURCE_REMOVE;
}

static void
test_wait (void)
{
  const char *home = make_home ();
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_setup (lab);
  int fd = hold (home);
  g_autoptr (PlExportPlace) place = find_place (setup);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (pl_export_place_get_state (place), ==, PL_EXPORT_PLACE_RUNNING);
  pl_setup_wait_for_program_async (setup, place, cancellable, keep_result_cb, &cancelled);
  pl_setup_wait_for_program_async (setup, place, NULL, keep_result_cb, &result);
  g_cancellable_cancel (cancellable);
  await (&cancelled);
  g_assert_false (pl_setup_wait_for_program_finish (setup, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result);
  g_idle_add (close_cb, GINT_TO_POINTER (fd));
  await (&result);
  g_assert_true (pl_setup_wait_for_program_finish (setup, result, NULL));
}

static void
test_import (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_setup (lab);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) file = NULL;

  check (setup);
  pl_setup_make_import_async (setup, pl_export_find_target ("thunderbird"), NULL, keep_result_cb,
                              &result);
  await (&result);
  file = pl_setup_make_import_finish (setup, result, NULL);
  g_assert_cmpuint (g_bytes_get_size (file), >, 100);
}

/* Several at once, and a window that is gone before any of them has ended. */
static void
test_dropped (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  GAsyncResult *results[4] = { NULL };
  PlSetup *setup = make_setup (lab);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    pl_setup_find_programs_async (setup, NULL, keep_result_cb, &results[i]);
  g_object_add_weak_pointer (G_OBJECT (setup), (gpointer *) &setup);
  g_object_unref (setup);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      await (&results[i]);
      g_clear_object (&results[i]);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (setup);
}

int
main (int argc, char **argv)
{
  export_home_empty ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setup-export/there-and-back", test_there_and_back);
  g_test_add_func ("/setup-export/wait", test_wait);
  g_test_add_func ("/setup-export/import", test_import);
  g_test_add_func ("/setup-export/dropped", test_dropped);
  return export_home_run_tests ();
}
