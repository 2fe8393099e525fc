// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PL_LAUNCH_CALLER_LOOK_MS 1000 /* for which a window waits to know whose it is */
#define PL_LAUNCH_CALLER_MOST_LOOKS 4 /* at a time, those that hang included */

/**
 * PlLaunchCallerRead:
 *
 * Blocks, perhaps for ever. Returns: (transfer full) (nullable): what the program of @pid is
 */
typedef char *(*PlLaunchCallerRead) (guint32 pid);

void pl_launch_caller_find_async (GDBusConnection *connection,
                                  const char *sender,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *pl_launch_caller_find_finish (GAsyncResult *result);

/* For tests */
void pl_launch_caller_look (GTask *task, guint32 pid, PlLaunchCallerRead read, guint limit_ms);
char *pl_launch_caller_read_sandbox (const char *file);

G_END_DECLS
