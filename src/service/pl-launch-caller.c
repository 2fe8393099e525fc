// SPDX-License-Identifier: GPL-3.0-or-later
/* Who a caller on the bus is. What a program says of itself is worth nothing; the bus knows the process,
 * and the kernel what runs in it. */
#include "service/pl-launch-caller-private.h"

#define ASK_MS 2000

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

/**
 * pl_launch_caller_find_finish:
 *
 * Returns: (transfer full) (nullable): the name of the program's file; of an interpreter's programs
 *   only the interpreter's is known. %NULL where the kernel does not tell, as of other users' programs
 */
char *
pl_launch_caller_find_finish (GDBusConnection *connection, GAsyncResult *result)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (connection, result, NULL);
  g_autofree char *link = NULL;
  g_autofree char *file = NULL;
  guint32 pid;

  if (answer == NULL)
    return NULL;

  g_variant_get (answer, "(u)", &pid);
  link = g_strdup_printf ("/proc/%u/exe", pid);
  file = g_file_read_link (link, NULL);
  return file != NULL ? g_path_get_basename (file) : NULL;
}
