// SPDX-License-Identifier: GPL-3.0-or-later
/* Who a caller on the bus is. What a program says of itself is worth nothing; the bus knows the process,
 * and the kernel what runs in it. */
#include "service/pl-launch-caller-private.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define ASK_MS 2000
#define LARGEST_INFO 65536 /* bytes */

/**
 * pl_launch_caller_find_async:
 * @sender: unique name
 */
void
pl_launch_caller_find_async (GDBusConnection *connection,
                             const char *sender,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_dbus_connection_call (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                          g_variant_new ("(s)", sender), G_VARIANT_TYPE ("(u)"),
                          G_DBUS_CALL_FLAGS_NONE, ASK_MS, NULL, callback, user_data);
}

/* All of a small regular file; what lies in somebody else's root may be anything. */
static char *
read_small (const char *file)
{
  int fd = open (file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  g_autofree char *text = g_malloc0 (LARGEST_INFO + 1);
  struct stat status;
  gssize length = -1;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    length = read (fd, text, LARGEST_INFO);
  (void) close (fd);
  return length > 0 ? g_steal_pointer (&text) : NULL;
}

/**
 * pl_launch_caller_read_sandbox:
 * @file: `.flatpak-info` in the root of a process, where Flatpak has put it
 *
 * A program in a sandbox talks through a proxy, which is what the bus sees.
 *
 * Returns: (transfer full) (nullable): the application's id
 */
char *
pl_launch_caller_read_sandbox (const char *file)
{
  g_autofree char *text = read_small (file);
  g_autoptr (GKeyFile) info = g_key_file_new ();

  if (text == NULL || !g_key_file_load_from_data (info, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return NULL;

  return g_key_file_get_string (info, "Application", "name", NULL);
}

/**
 * pl_launch_caller_find_finish:
 *
 * Returns: (transfer full) (nullable): the application's id where it is in a sandbox, else the name of
 *   the program's file; of an interpreter's programs only the interpreter's is known. %NULL where the
 *   kernel does not tell, as of other users' programs
 */
char *
pl_launch_caller_find_finish (GDBusConnection *connection, GAsyncResult *result)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (connection, result, NULL);
  g_autofree char *sandbox = NULL;
  g_autofree char *link = NULL;
  g_autofree char *file = NULL;
  char *application;
  guint32 pid;

  if (answer == NULL)
    return NULL;

  g_variant_get (answer, "(u)", &pid);
  sandbox = g_strdup_printf ("/proc/%u/root/.flatpak-info", pid);
  application = pl_launch_caller_read_sandbox (sandbox);
  if (application != NULL)
    return application;

  link = g_strdup_printf ("/proc/%u/exe", pid);
  file = g_file_read_link (link, NULL);
  return file != NULL ? g_path_get_basename (file) : NULL;
}
