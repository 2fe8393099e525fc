// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/export-folder.h"

#include "export/handover/pl-handover.h"
#include "model/pl-checked-settings-maker.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare);
  return names;
}

/* An empty folder, which is home and the place of the program's state. */
char *
export_folder_new (void)
{
  char *folder = g_dir_make_tmp ("postlotse-export-XXXXXX", NULL);

  g_assert_nonnull (folder);
  g_assert_true (g_chmod (folder, 0755) == 0);
  return folder;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GPtrArray) names = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK) || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_unlink (path);
      return;
    }
  g_chmod (path, 0700);
  names = list (path);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, names->pdata[i], NULL);

      remove_tree (child);
    }
  g_rmdir (path);
}

void
export_folder_free (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}

static char *home; /* owned, nullable */

/* Returns: the home folder, with nothing in it; programs are looked for there, too */
const char *
export_home_empty (void)
{
  if (home == NULL)
    {
      g_autofree char *state = NULL;

      home = export_folder_new ();
      state = g_build_filename (home, "state", NULL);
      g_setenv ("HOME", home, TRUE);
      g_setenv ("PATH", home, TRUE);
      g_setenv ("XDG_STATE_HOME", state, TRUE);
    }
  remove_tree (home);
  g_assert_true (g_mkdir (home, 0755) == 0);
  return home;
}

int
export_home_run_tests (void)
{
  int status;

  export_home_empty ();
  status = g_test_run ();
  g_clear_pointer (&home, export_folder_free);
  return status;
}

void
export_folder_write (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_true (g_mkdir_with_parents (parent, 0755) == 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Returns: (nullable): %NULL where there is no such file */
char *
export_folder_read (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  (void) g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* Returns: the names of all files, separated by blanks; the stamps of copies left out */
char *
export_folder_list (const char *folder)
{
  g_autoptr (GPtrArray) names = list (folder);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const char *stamp = strstr (names->pdata[i], ".postlotse-");

      g_string_append_printf (text, "%s%.*s", i > 0 ? " " : "",
                              stamp != NULL ? (int) (stamp - (char *) names->pdata[i]) + 10 : -1,
                              (char *) names->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

void
export_folder_copy (const char *from, const char *to)
{
  g_autoptr (GPtrArray) names = list (from);

  g_assert_true (g_mkdir_with_parents (to, 0755) == 0);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *text = export_folder_read (from, names->pdata[i]);

      export_folder_write (to, names->pdata[i], text);
    }
}

/* Byte for byte; copies and lock files are not looked at. */
void
export_folder_assert_same (const char *folder, const char *expected)
{
  g_autoptr (GPtrArray) names = list (folder);
  g_autoptr (GPtrArray) wanted = list (expected);
  guint n_looked_at = 0;

  for (guint i = 0; i < wanted->len; i++)
    {
      g_autofree char *is = export_folder_read (folder, wanted->pdata[i]);
      g_autofree char *should_be = export_folder_read (expected, wanted->pdata[i]);

      g_assert_cmpstr (is, ==, should_be);
    }
  for (guint i = 0; i < names->len; i++)
    n_looked_at += strstr (names->pdata[i], ".postlotse-") == NULL &&
                   !g_str_equal (names->pdata[i], ".parentlock");
  g_assert_cmpuint (n_looked_at, ==, wanted->len);
}

/* --- Accounts --- */

PlExportAccount *
export_account_new (const PlServerFields *incoming,
                    const PlServerFields *outgoing,
                    const PlCheckedServer *seen)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlServerSettings) in =
      incoming != NULL ? pl_server_settings_new (incoming, NULL) : NULL;
  g_autoptr (PlServerSettings) out =
      outgoing != NULL ? pl_server_settings_new (outgoing, NULL) : NULL;
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, in, out, NULL);
  g_autoptr (PlCheckedSettings) settings =
      pl_checked_settings_new (proposal, seen, seen, 1795294798);

  return pl_export_account_new (
      &(PlExportAccountFields){ .settings = settings, .display_name = "Anna Müller" });
}

PlExportAccount *
export_account_usual (void)
{
  return export_account_new (
      &(PlServerFields){ .service = PL_SERVICE_IMAP,
                         .host = "imap.example.org",
                         .port = 993,
                         .username = "anna@example.org" },
      &(PlServerFields){ .service = PL_SERVICE_SMTP,
                         .host = "smtp.example.org",
                         .port = 465,
                         .username = "anna@example.org" },
      &(PlCheckedServer){ .state = PL_CHECK_STATE_OK, .mechanism = "PLAIN", .trust = "system" });
}

/* From a hand-over; its exceptions count as agreed to. */
PlExportAccount *
export_account_load (const char *path)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlHandover) handover = NULL;
  PlHandoverFields said;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  handover = pl_handover_parse (json, -1, &error);
  g_assert_no_error (error);
  pl_handover_peek_fields (handover, &said);
  return pl_export_account_new (&(PlExportAccountFields){
      .settings = said.settings,
      .display_name = said.display_name,
      .uses_oauth = { said.servers[0].auth_kind == PL_AUTH_KIND_OAUTH2,
                      said.servers[1].auth_kind == PL_AUTH_KIND_OAUTH2 },
      .accept_exceptions = { TRUE, TRUE },
  });
}

/* Root may write everywhere, so the rest is for nobody, whose @path then is. */
gboolean
export_test_without_rights (const char *path)
{
  if (geteuid () != 0)
    return TRUE;

  return chown (path, 65534, 65534) == 0 && setgid (65534) == 0 && setuid (65534) == 0;
}
