// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/keyring-session.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

#define DAEMON "gnome-keyring-daemon"
#define SECRETS "org.freedesktop.secrets"
#define PASSWORD "keyring" /* of the login keyring */

struct _KeyringSession
{
  GTestDBus *bus; /* owned */
  char *folder; /* owned */
  GSubprocess *daemon; /* owned, nullable */
};

gboolean
keyring_session_is_possible (void)
{
  g_autofree char *daemon = g_find_program_in_path (DAEMON);
  g_autofree char *bus = g_find_program_in_path ("dbus-daemon");

  return daemon != NULL && bus != NULL;
}

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  g_main_loop_quit (data);
}

static void
await_name (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, SECRETS, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  appeared_cb, NULL, loop, NULL);

  g_main_loop_run (loop);
  g_bus_unwatch_name (watch);
}

/* Its login keyring is made, and unlocked, with the password that comes on its standard input. */
static void
start_daemon (KeyringSession *self)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                 G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *control = g_strconcat ("--control-directory=", self->folder, NULL);
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  self->daemon = g_subprocess_launcher_spawn (launcher, &error, DAEMON, "--foreground", "--unlock",
                                              "--components=secrets", control, NULL);
  g_assert_no_error (error);

  input = g_subprocess_get_stdin_pipe (self->daemon);
  g_assert_true (g_output_stream_write_all (input, PASSWORD, strlen (PASSWORD), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (input, NULL, NULL));
  await_name ();
}

KeyringSession *
keyring_session_new (gboolean with_daemon)
{
  KeyringSession *self = g_new0 (KeyringSession, 1);

  self->folder = g_dir_make_tmp ("postlotse-keyring-XXXXXX", NULL);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  if (with_daemon)
    start_daemon (self);
  return self;
}

/* With one that has an entry but does not hand out what is in it. */
KeyringSession *
keyring_session_new_mute (void)
{
  KeyringSession *self = keyring_session_new (FALSE);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "mute-keyring.py", NULL);
  g_autoptr (GError) error = NULL;

  self->daemon = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, script, NULL);
  g_assert_no_error (error);
  await_name ();
  return self;
}

/* As the screen's lock does it. */
void
keyring_session_lock (KeyringSession *self)
{
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, NULL);
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_sync (
      service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, NULL);
  g_autoptr (GList) one = g_list_prepend (NULL, collection);
  GList *locked = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (secret_service_lock_sync (service, one, NULL, &locked, &error), ==, 1);
  g_assert_no_error (error);
  g_list_free_full (locked, g_object_unref);
}

/* As logging in does it; nobody is asked. The daemon offers that to its own, on a session without
 * encryption. */
void
keyring_session_unlock (KeyringSession *self)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) opened = NULL;
  g_autoptr (GVariant) done = NULL;
  g_autoptr (GError) error = NULL;
  const char *session;

  opened = g_dbus_connection_call_sync (bus, SECRETS, "/org/freedesktop/secrets",
                                        "org.freedesktop.Secret.Service", "OpenSession",
                                        g_variant_new ("(sv)", "plain", g_variant_new_string ("")),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (opened, "(v&o)", NULL, &session);
  done = g_dbus_connection_call_sync (
      bus, SECRETS, "/org/freedesktop/secrets",
      "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
      g_variant_new ("(o(o@ay@ays))", "/org/freedesktop/secrets/collection/login", session,
                     g_variant_new_from_data (G_VARIANT_TYPE ("ay"), "", 0, TRUE, NULL, NULL),
                     g_variant_new_from_data (G_VARIANT_TYPE ("ay"), PASSWORD, strlen (PASSWORD),
                                              TRUE, NULL, NULL),
                     "text/plain"),
      NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_folder (inner);
    }
  g_remove (path);
}

void
keyring_session_free (KeyringSession *self)
{
  secret_service_disconnect ();
  if (self->daemon != NULL)
    {
      g_subprocess_force_exit (self->daemon);
      g_subprocess_wait (self->daemon, NULL, NULL);
      g_object_unref (self->daemon);
    }
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}
