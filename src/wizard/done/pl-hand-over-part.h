// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/launch/pl-launch-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlHandOverPart:
 *
 * On the last page of a window that another program has opened: what becomes of the password, and what
 * stands in the way.
 *
 * Signals: `changed`: what it says, or what the button has to say, is another thing now.
 */
#define PL_TYPE_HAND_OVER_PART (pl_hand_over_part_get_type ())
G_DECLARE_FINAL_TYPE (PlHandOverPart, pl_hand_over_part, PL, HAND_OVER_PART, GtkWidget)

void pl_hand_over_part_update (PlHandOverPart *part, PlLaunchJob *job, PlSetup *setup);
char *pl_hand_over_part_dup_action (PlHandOverPart *part);
gboolean pl_hand_over_part_can_act (PlHandOverPart *part);
void pl_hand_over_part_act (PlHandOverPart *part);

G_END_DECLS
