// SPDX-License-Identifier: GPL-3.0-or-later
/* Which desktop file starts the program that an account was put into. */
#include "export/frame/pl-export-launcher.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define FLATPAK_HOME "/home/anna/.var/app/org.mozilla.Thunderbird/.thunderbird/abc"

static char *folder; /* of the desktop files */

static void
write_desktop_file (const char *id, const char *exec, const char *more)
{
  g_autofree char *path = g_build_filename (folder, id, NULL);
  g_autofree char *text =
      g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Mail\nExec=%s %%u\n%s", exec, more);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* All before anything is looked up: GLib notices what comes later, but not at once. */
static void
write_desktop_files (void)
{
  write_desktop_file ("thunderbird.desktop", "/bin/true", "");
  write_desktop_file ("org.mozilla.Thunderbird.desktop", "/bin/true",
                      "X-Flatpak=org.mozilla.Thunderbird\n");
  write_desktop_file ("thunderbird_thunderbird.desktop", "/bin/true",
                      "X-SnapInstanceName=thunderbird\n");
  /* What is left of a program that was removed starts nothing. */
  write_desktop_file ("Mailspring.desktop", "/nonexistent/mailspring", "");
  write_desktop_file ("mailspring_mailspring.desktop", "/bin/true",
                      "X-SnapInstanceName=mailspring\n");
}

static void
remove_desktop_files (void)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static PlExportPlace *
make_place (const char *target, PlPackaging packaging, const char *path, gboolean preferred)
{
  return pl_export_place_new (&(PlExportPlaceFields){
      .target = pl_export_find_target (target),
      .title = "a program",
      .profile = g_str_equal (target, "thunderbird") ? "default" : NULL,
      .path = path,
      .packaging = packaging,
      .preferred = preferred,
  });
}

/* @id: (nullable): of the desktop file that is expected */
static void
expect (PlExportPlace *place, const char *id)
{
  g_autoptr (PlExportPlace) owned = place;
  g_autoptr (GAppInfo) found = pl_export_find_launcher (owned);

  g_assert_cmpstr (found != NULL ? g_app_info_get_id (found) : NULL, ==, id);
}

#define FOLDER "/home/anna/.thunderbird/abc"

static void
test_packages (void)
{
  expect (make_place ("thunderbird", PL_PACKAGING_NATIVE, FOLDER, TRUE), "thunderbird.desktop");
  expect (make_place ("thunderbird", PL_PACKAGING_FLATPAK, FLATPAK_HOME, TRUE),
          "org.mozilla.Thunderbird.desktop");
  expect (make_place ("thunderbird", PL_PACKAGING_SNAP,
                      "/home/anna/snap/thunderbird/common/.thunderbird/abc", TRUE),
          "thunderbird_thunderbird.desktop");
  expect (make_place ("mailspring", PL_PACKAGING_SNAP, "/home/anna/snap/mailspring/common", FALSE),
          "mailspring_mailspring.desktop");
}

/* One of another package would open another profile. */
static void
test_only_its_own (void)
{
  expect (make_place ("thunderbird", PL_PACKAGING_FLATPAK,
                      "/home/anna/.var/app/org.mozilla.thunderbird_esr/.thunderbird/abc", TRUE),
          NULL);
  expect (make_place ("mailspring", PL_PACKAGING_NATIVE, "/home/anna/.config/Mailspring", TRUE),
          NULL);
  expect (make_place ("mailspring", PL_PACKAGING_FLATPAK,
                      "/home/anna/.var/app/com.getmailspring.Mailspring/config/Mailspring", TRUE),
          NULL);
}

/* The desktop file opens the profile in use: another one is not started by it. */
static void
test_other_profile (void)
{
  expect (make_place ("thunderbird", PL_PACKAGING_NATIVE, "/home/anna/.thunderbird/other", FALSE),
          NULL);
}

static void
test_administrator (void)
{
  g_setenv ("SUDO_UID", "1000", TRUE);
  expect (make_place ("thunderbird", PL_PACKAGING_NATIVE, FOLDER, TRUE),
          geteuid () == 0 ? NULL : "thunderbird.desktop");
  g_unsetenv ("SUDO_UID");
  expect (make_place ("thunderbird", PL_PACKAGING_NATIVE, FOLDER, TRUE), "thunderbird.desktop");
}

/* After a plain su, the session is still that of the user before. */
static void
test_session_of_another (void)
{
  g_autofree char *session = g_dir_make_tmp ("postlotse-session-XXXXXX", NULL);
  g_autofree char *own = g_strdup (g_getenv ("XDG_RUNTIME_DIR"));

  if (geteuid () != 0 || chown (session, 4711, 4711) != 0)
    {
      g_rmdir (session);
      g_test_skip ("only root can do this");
      return;
    }
  g_setenv ("XDG_RUNTIME_DIR", session, TRUE);
  expect (make_place ("thunderbird", PL_PACKAGING_NATIVE, FOLDER, TRUE), NULL);
  g_setenv ("XDG_RUNTIME_DIR", own, TRUE);
  expect (make_place ("thunderbird", PL_PACKAGING_NATIVE, FOLDER, TRUE), "thunderbird.desktop");
  g_rmdir (session);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("postlotse-launcher-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_DATA_DIRS", home, TRUE);
  /* In a session of our own, whoever we are. */
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", home, TRUE);
  g_unsetenv ("XAUTHORITY");
  g_unsetenv ("SUDO_UID");
  g_unsetenv ("PKEXEC_UID");
  folder = g_build_filename (home, "applications", NULL);
  g_assert_true (g_mkdir (folder, 0700) == 0);
  write_desktop_files ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launcher/packages", test_packages);
  g_test_add_func ("/launcher/only-its-own", test_only_its_own);
  g_test_add_func ("/launcher/other-profile", test_other_profile);
  g_test_add_func ("/launcher/administrator", test_administrator);
  g_test_add_func ("/launcher/session-of-another", test_session_of_another);
  status = g_test_run ();

  remove_desktop_files ();
  g_rmdir (folder);
  g_rmdir (home);
  g_free (folder);
  return status;
}
