// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlLaneView:
 *
 * One direction of the check, stage by stage, as it is seen.
 */
#define PL_TYPE_LANE_VIEW (pl_lane_view_get_type ())
G_DECLARE_FINAL_TYPE (PlLaneView, pl_lane_view, PL, LANE_VIEW, GtkWidget)

void pl_lane_view_start (PlLaneView *lane, PlServerSettings *settings);
void pl_lane_view_observe (PlLaneView *lane, PlObservation *observation);
void pl_lane_view_tick (PlLaneView *lane, gint64 now_us);
void pl_lane_view_stop (PlLaneView *lane);
void pl_lane_view_leave_out (PlLaneView *lane, PlDirection direction);
gboolean pl_lane_view_is_waiting_for_message (PlLaneView *lane);
char *pl_lane_view_describe_wait (PlLaneView *lane, gint64 now_us, int *seconds);

G_END_DECLS
