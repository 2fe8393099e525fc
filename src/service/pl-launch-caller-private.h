// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void pl_launch_caller_find_async (GDBusConnection *connection,
                                  const char *sender,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *pl_launch_caller_read_sandbox (const char *file);
char *pl_launch_caller_find_finish (GDBusConnection *connection, GAsyncResult *result);

G_END_DECLS
