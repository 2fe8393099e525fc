// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlLanePair:
 *
 * Receiving and sending side by side, as they are checked, and folded below them what can be known
 * of each connection once the check is over.
 */
#define PL_TYPE_LANE_PAIR (pl_lane_pair_get_type ())
G_DECLARE_FINAL_TYPE (PlLanePair, pl_lane_pair, PL, LANE_PAIR, GtkWidget)

void pl_lane_pair_begin (PlLanePair *pair, PlSetup *setup, PlDirections directions);
void pl_lane_pair_observe (PlLanePair *pair, PlObservation *observation);
void pl_lane_pair_tick (PlLanePair *pair);
void pl_lane_pair_stop (PlLanePair *pair, PlSetup *setup);
gboolean pl_lane_pair_is_waiting_for_message (PlLanePair *pair);
char *pl_lane_pair_describe_wait (PlLanePair *pair);

G_END_DECLS
