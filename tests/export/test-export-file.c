// SPDX-License-Identifier: GPL-3.0-or-later
/* Files of other programs: what is read, replaced, copied and put back, and what must not happen. */
#include "export/export-folder.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define AT 1795294798 /* 2026-11-21T20:59:58Z */

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
in (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
test_replace (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autofree char *path = in (folder, "a");
  g_autoptr (GBytes) contents = bytes ("new");
  g_autofree char *text = NULL;
  g_autofree char *names = NULL;
  g_autoptr (PlExportFile) file = NULL;
  struct stat status;

  export_folder_write (folder, "a", "old");
  g_assert_true (g_chmod (path, 0640) == 0);
  file = pl_export_file_read (path, NULL);
  g_assert_true (pl_export_file_exists (file));
  g_assert_true (pl_export_file_replace (file, contents, NULL));
  text = export_folder_read (folder, "a");
  names = export_folder_list (folder);
  g_assert_cmpstr (text, ==, "new");
  g_assert_cmpstr (names, ==, "a");
  g_assert_true (g_stat (path, &status) == 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0640);
}

/* An administrator who sets up somebody's account does not take their files. */
static void
test_owner (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autofree char *path = in (folder, "a");
  g_autofree char *new_path = in (folder, "b");
  g_autoptr (GBytes) contents = bytes ("new");
  g_autoptr (PlExportFile) file = NULL;
  g_autoptr (PlExportFile) new_file = NULL;
  struct stat status;

  export_folder_write (folder, "a", "old");
  if (chown (path, 65534, 65534) != 0 || chown (folder, 65534, 65534) != 0)
    {
      g_test_skip ("not as root");
      return;
    }
  file = pl_export_file_read (path, NULL);
  new_file = pl_export_file_read (new_path, NULL);
  g_assert_true (pl_export_file_replace (file, contents, NULL));
  g_assert_true (pl_export_file_replace (new_file, contents, NULL));
  g_assert_true (g_stat (path, &status) == 0);
  g_assert_cmpuint (status.st_uid, ==, 65534);
  g_assert_true (g_stat (new_path, &status) == 0);
  g_assert_cmpuint (status.st_uid, ==, 65534);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0600);
}

static void
test_link (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autofree char *path = in (folder, "link");
  g_autofree char *target = in (folder, "real/a");
  g_autofree char *real_names = NULL;
  g_autofree char *real_folder = in (folder, "real");
  g_autofree char *text = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (GBytes) contents = bytes ("new");
  g_autoptr (PlExportFile) file = NULL;

  export_folder_write (folder, "real/a", "old");
  g_assert_true (symlink ("real/a", path) == 0);
  file = pl_export_file_read (path, NULL);
  backup = pl_export_file_back_up (file, AT, NULL);
  g_assert_true (pl_export_file_replace (file, contents, NULL));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  text = export_folder_read (folder, "real/a");
  g_assert_cmpstr (text, ==, "new");
  real_names = export_folder_list (real_folder);
  g_assert_cmpstr (real_names, ==, "a a.postlotse");
}

static void
test_not_a_file (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autofree char *dangling = in (folder, "dangling");
  g_autofree char *circle = in (folder, "circle");
  g_autofree char *nowhere = in (folder, "no/such/folder");
  g_autofree char *pipe_path = in (folder, "pipe");
  g_autoptr (GError) error = NULL;

  g_assert_true (symlink ("nothing", dangling) == 0 && symlink ("circle", circle) == 0);
  g_assert_true (mkfifo (pipe_path, 0600) == 0);
  g_assert_null (pl_export_file_read (dangling, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (pl_export_file_read (circle, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (pl_export_file_read (folder, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (pl_export_file_read (pipe_path, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (pl_export_file_read (nowhere, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE);
}

static void
test_changed (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autofree char *path = in (folder, "a");
  g_autofree char *missing_path = in (folder, "b");
  g_autoptr (PlExportFile) file = NULL;
  g_autoptr (PlExportFile) missing = NULL;
  g_autoptr (GError) error = NULL;

  export_folder_write (folder, "a", "old");
  file = pl_export_file_read (path, NULL);
  missing = pl_export_file_read (missing_path, NULL);
  g_assert_false (pl_export_file_exists (missing));
  g_assert_true (pl_export_file_check_unchanged (file, NULL));
  g_assert_true (pl_export_file_check_unchanged (missing, NULL));

  export_folder_write (folder, "a", "olD");
  g_assert_false (pl_export_file_check_unchanged (file, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_CHANGED);
  g_clear_error (&error);
  export_folder_write (folder, "b", "");
  g_assert_false (pl_export_file_check_unchanged (missing, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_CHANGED);
}

static void
test_backup (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autofree char *path = in (folder, "a");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *expected = in (folder, "a.postlotse-20261121T205958Z");
  g_autofree char *expected_second = in (folder, "a.postlotse-20261121T205958Z-2");
  g_autofree char *text = NULL;
  g_autoptr (PlExportFile) file = NULL;

  export_folder_write (folder, "a", "old");
  file = pl_export_file_read (path, NULL);
  first = pl_export_file_back_up (file, AT, NULL);
  second = pl_export_file_back_up (file, AT, NULL);
  g_assert_cmpstr (first, ==, expected);
  g_assert_cmpstr (second, ==, expected_second);
  text = export_folder_read (folder, "a.postlotse-20261121T205958Z");
  g_assert_cmpstr (text, ==, "old");
}

static void
test_restore (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autofree char *path = in (folder, "a");
  g_autofree char *new_path = in (folder, "b");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) contents = bytes ("new");
  g_autoptr (PlExportFile) file = NULL;
  g_autoptr (PlExportFile) new_file = NULL;

  export_folder_write (folder, "a", "old");
  file = pl_export_file_read (path, NULL);
  new_file = pl_export_file_read (new_path, NULL);
  g_assert_true (pl_export_file_replace (file, contents, NULL));
  g_assert_true (pl_export_file_replace (new_file, contents, NULL));
  g_assert_true (pl_export_file_restore (file, NULL));
  g_assert_true (pl_export_file_restore (new_file, NULL));
  text = export_folder_read (folder, "a");
  g_assert_cmpstr (text, ==, "old");
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
}

static void
test_no_rights (void)
{
  g_autoptr (ExportFolder) folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) contents = bytes ("new");
  g_autoptr (PlExportFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  folder = export_folder_new ();
  path = in (folder, "a");
  export_folder_write (folder, "a", "old");
  g_assert_true (export_test_without_rights (folder));
  g_assert_true (g_chmod (folder, 0555) == 0);
  file = pl_export_file_read (path, NULL);
  g_assert_null (pl_export_file_back_up (file, AT, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_false (pl_export_file_replace (file, contents, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOT_ALLOWED);
  text = export_folder_read (folder, "a");
  g_assert_cmpstr (text, ==, "old");
}

/* A limit on the size of files breaks off in the middle as a full disk does. */
static void
test_disk_full (void)
{
  g_autoptr (ExportFolder) folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *names = NULL;
  g_autofree char *long_text = g_strnfill (100000, 'x');
  g_autoptr (GBytes) contents = bytes (long_text);
  g_autoptr (PlExportFile) file = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit = { 1000, RLIM_INFINITY };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  folder = export_folder_new ();
  path = in (folder, "a");
  export_folder_write (folder, "a", "old");
  file = pl_export_file_read (path, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (setrlimit (RLIMIT_FSIZE, &limit) == 0);
  g_assert_false (pl_export_file_replace (file, contents, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NO_SPACE);
  text = export_folder_read (folder, "a");
  names = export_folder_list (folder);
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpstr (names, ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-file/replace", test_replace);
  g_test_add_func ("/export-file/owner", test_owner);
  g_test_add_func ("/export-file/link", test_link);
  g_test_add_func ("/export-file/not-a-file", test_not_a_file);
  g_test_add_func ("/export-file/changed", test_changed);
  g_test_add_func ("/export-file/backup", test_backup);
  g_test_add_func ("/export-file/restore", test_restore);
  g_test_add_func ("/export-file/no-rights", test_no_rights);
  g_test_add_func ("/export-file/disk-full", test_disk_full);
  return g_test_run ();
}
