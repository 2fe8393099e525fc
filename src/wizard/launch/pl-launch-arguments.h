// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/pl-launch-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlLaunchArguments:
 * @wanted: whether another program waits for the result
 * @result_fd: -1 for standard output
 * @secret_fd: -1 for none
 * @options: all of it lent by the dictionary
 *
 * The options of `postlotse add` by which a program launches it (the spawned door).
 */
typedef struct
{
  gboolean wanted;
  int result_fd;
  int secret_fd;
  PlLaunchOptions options;
} PlLaunchArguments;

extern const GOptionEntry pl_launch_argument_entries[];

gboolean
pl_launch_arguments_read (GVariantDict *given, PlLaunchArguments *arguments, GError **error);

G_END_DECLS
