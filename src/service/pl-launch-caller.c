// SPDX-License-Identifier: GPL-3.0-or-later
/* Who a caller on the bus is. What a program says of itself is worth nothing; the bus knows the process,
 * and the kernel what runs in it. */
#include "service/pl-launch-caller-private.h"

#include "base/pl-worker.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define ASK_MS 2000
#define LARGEST_INFO 65536 /* bytes */

/* One look at a process, on a thread: its root may be a file system of its own making, which answers
 * late or never. Whoever is first, the thread or the clock, returns the task; the thread's end comes in any
 * case, and frees this. */
typedef struct
{
  GTask *task; /* owned: touched on the main loop only; NULL once it was returned */
  GMainContext *context; /* owned */
  guint timeout; /* source; 0 once it was over */
  guint32 pid;
  PlLaunchCallerRead read;
  char *found; /* owned, nullable */
} Look;

static guint looks; /* under way; touched on the main loop only */

static void
look_free (gpointer data)
{
  Look *look = data;

  g_clear_handle_id (&look->timeout, g_source_remove);
  g_clear_object (&look->task);
  g_main_context_unref (look->context);
  g_free (look->found);
  g_free (look);
}

static gboolean
looked_cb (gpointer data)
{
  Look *look = data;
  g_autoptr (GTask) task = g_steal_pointer (&look->task);

  looks--;
  if (task != NULL)
    g_task_return_pointer (task, g_steal_pointer (&look->found), g_free);
  return G_SOURCE_REMOVE;
}

static gboolean
too_late_cb (gpointer data)
{
  Look *look = data;
  g_autoptr (GTask) task = g_steal_pointer (&look->task);

  look->timeout = 0;
  g_task_return_pointer (task, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
look_cb (gpointer data)
{
  Look *look = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  look->found = look->read (look->pid);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, looked_cb, look, look_free);
  g_source_attach (source, look->context);
}

/**
 * pl_launch_caller_look:
 * @task: (transfer full): gets what @read finds; %NULL when that takes longer than @limit_ms, or when too
 *   many looks hang already
 */
void
pl_launch_caller_look (GTask *task, guint32 pid, PlLaunchCallerRead read, guint limit_ms)
{
  g_autoptr (PlWorker) worker = NULL;
  Look *look = g_new0 (Look, 1);

  look->task = task;
  look->context = g_main_context_ref_thread_default ();
  look->pid = pid;
  look->read = read;
  if (looks < PL_LAUNCH_CALLER_MOST_LOOKS)
    {
      look->timeout = g_timeout_add (limit_ms, too_late_cb, look);
      looks++;
      worker = pl_worker_start ("caller", look_cb, look, NULL);
    }
  if (worker != NULL)
    {
      pl_worker_forget (g_steal_pointer (&worker));
      return;
    }

  looks -= look->timeout != 0;
  g_task_return_pointer (task, NULL, NULL);
  look_free (look);
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

static char *
read_program (guint32 pid)
{
  g_autofree char *sandbox = g_strdup_printf ("/proc/%u/root/.flatpak-info", pid);
  g_autofree char *link = g_strdup_printf ("/proc/%u/exe", pid);
  char *application = pl_launch_caller_read_sandbox (sandbox);
  g_autofree char *file = application == NULL ? g_file_read_link (link, NULL) : NULL;

  return file != NULL ? g_path_get_basename (file) : application;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  guint32 pid;

  if (answer == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  g_variant_get (answer, "(u)", &pid);
  pl_launch_caller_look (g_steal_pointer (&task), pid, read_program, PL_LAUNCH_CALLER_LOOK_MS);
}

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
                          G_DBUS_CALL_FLAGS_NONE, ASK_MS, NULL, asked_cb,
                          g_task_new (connection, NULL, callback, user_data));
}

/**
 * pl_launch_caller_find_finish:
 *
 * Returns: (transfer full) (nullable): the application's id where it is in a sandbox, else the name of
 *   the program's file; of an interpreter's programs only the interpreter's is known. %NULL where the
 *   kernel does not tell, as of other users' programs, or not in time
 */
char *
pl_launch_caller_find_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
