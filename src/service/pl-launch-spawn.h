// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/pl-launch-request.h"

G_BEGIN_DECLS

/* Exit statuses of `postlotse add`; the last is EX_USAGE, the other EX_UNAVAILABLE of sysexits.h. */
#define PL_LAUNCH_EXIT_DONE 0
#define PL_LAUNCH_EXIT_CANCELLED 1
#define PL_LAUNCH_EXIT_FAILED 2
#define PL_LAUNCH_EXIT_USAGE 64
#define PL_LAUNCH_EXIT_NO_DISPLAY 69

/**
 * PlLaunchSpawn:
 *
 * The door of a program that has started us and waits at the end of a pipe. SIGTERM and SIGINT, and a
 * reader that is gone, close the request.
 */
typedef struct _PlLaunchSpawn PlLaunchSpawn;

gboolean pl_launch_spawn_is_open_for_writing (int fd);
int pl_launch_spawn_claim_stdout (void);
void pl_launch_spawn_hold_signals (void);
PlLaunchSpawn *pl_launch_spawn_new (PlLaunchRequest *request, int result_fd, int secret_fd);
int pl_launch_spawn_get_exit_status (PlLaunchSpawn *spawn);
void pl_launch_spawn_free (PlLaunchSpawn *spawn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlLaunchSpawn, pl_launch_spawn_free)

G_END_DECLS
