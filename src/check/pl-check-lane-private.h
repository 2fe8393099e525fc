// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-check-context-private.h"

G_BEGIN_DECLS

/**
 * PlCheckLane:
 *
 * One direction of a check, from the name to the mailbox or the sender. Runs on one thread and owns
 * its evidence until it is collected.
 */
typedef struct _PlCheckLane PlCheckLane;

PlCheckLane *pl_check_lane_new (PlCheckContext *context, PlServerSettings *settings);
void pl_check_lane_free (PlCheckLane *lane);
void pl_check_lane_run (PlCheckLane *lane);
gboolean pl_check_lane_has_passed (PlCheckLane *lane);
gboolean pl_check_lane_was_interrupted (PlCheckLane *lane);
void pl_check_lane_collect (PlCheckLane *lane, GPtrArray *observations);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlCheckLane, pl_check_lane_free)

G_END_DECLS
