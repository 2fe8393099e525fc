// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/frame/pl-export-session.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
test_decision (void)
{
  static const struct
  {
    PlExportSession session;
    gboolean own;
    const char *what;
  } rows[] = {
    { { 1000, { 1000, 1000 }, 2 }, TRUE, "a user in a session of their own" },
    { { 1000, { 0 }, 0 }, TRUE, "a user of whose session nothing is known" },
    { { 1001, { 1000, 1001 }, 2 }, TRUE, "a user whom another one has let in" },
    { { 0, { 0, 0 }, 2 }, TRUE, "root, where the session is root's" },
    { { 0, { 0 }, 0 }, TRUE, "root, where nothing is known" },
    { { 0, { 1000, 0 }, 2 }, FALSE, "root after su: the folder of the session is another's" },
    { { 0, { 0, 1000 }, 2 }, FALSE, "root with the home of another" },
    { { 0, { 0, 0, 0, 1000 }, 4 }, FALSE, "root after sudo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].what);
      g_assert_cmpint (pl_export_session_is_own (&rows[i].session), ==, rows[i].own);
    }
}

static gboolean
has_owner (const PlExportSession *session, gint64 owner)
{
  for (guint i = 0; i < session->n_owners; i++)
    if (session->owners[i] == owner)
      return TRUE;
  return FALSE;
}

/* Each sign is looked at, and none that is missing or no number. */
static void
test_look (void)
{
  g_autofree char *folder = g_dir_make_tmp ("postlotse-session-XXXXXX", NULL);
  gint64 another = (gint64) geteuid () + 4711;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, another);
  PlExportSession session;

  g_unsetenv ("XAUTHORITY");
  g_unsetenv ("SUDO_UID");
  g_unsetenv ("PKEXEC_UID");
  g_setenv ("HOME", "/nonexistent", TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  pl_export_session_look (&session);
  g_assert_cmpint (session.uid, ==, geteuid ());
  g_assert_cmpuint (session.n_owners, ==, 1);
  g_assert_true (has_owner (&session, geteuid ()));

  g_setenv ("XDG_RUNTIME_DIR", "/nonexistent", TRUE);
  g_setenv ("XAUTHORITY", folder, TRUE);
  pl_export_session_look (&session);
  g_assert_cmpuint (session.n_owners, ==, 1);

  g_setenv ("SUDO_UID", "root", TRUE);
  g_setenv ("PKEXEC_UID", number, TRUE);
  pl_export_session_look (&session);
  g_assert_cmpuint (session.n_owners, ==, 2);
  g_assert_true (has_owner (&session, another));

  g_setenv ("SUDO_UID", number, TRUE);
  g_unsetenv ("PKEXEC_UID");
  g_setenv ("HOME", folder, TRUE);
  pl_export_session_look (&session);
  g_assert_cmpuint (session.n_owners, ==, 3);
  g_rmdir (folder);
}

/* Where root can give it away, the folder of a session of another. */
static void
test_look_at_another (void)
{
  g_autofree char *folder = g_dir_make_tmp ("postlotse-session-XXXXXX", NULL);
  PlExportSession session;

  if (geteuid () != 0 || chown (folder, 4711, 4711) != 0)
    {
      g_test_skip ("only root can do this");
      g_rmdir (folder);
      return;
    }

  g_setenv ("HOME", "/root", TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_unsetenv ("XAUTHORITY");
  g_unsetenv ("SUDO_UID");
  g_unsetenv ("PKEXEC_UID");
  pl_export_session_look (&session);
  g_assert_true (has_owner (&session, 4711));
  g_assert_false (pl_export_session_is_own (&session));
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-session/decision", test_decision);
  g_test_add_func ("/export-session/look", test_look);
  g_test_add_func ("/export-session/look-at-another", test_look_at_another);
  return g_test_run ();
}
