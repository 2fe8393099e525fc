// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlUntestedPart:
 *
 * What else can be done with an account that does not work: go on with the direction that does, or,
 * folded, take the settings as they are. Each button stands beside what it means.
 *
 * Signals: `leave-out` (#PlDirection as int), `accept` (#PlDirections as uint).
 */
#define PL_TYPE_UNTESTED_PART (pl_untested_part_get_type ())
G_DECLARE_FINAL_TYPE (PlUntestedPart, pl_untested_part, PL, UNTESTED_PART, GtkWidget)

void pl_untested_part_update (PlUntestedPart *part, PlSetup *setup);
PlDirections pl_untested_part_find_failed (PlSetup *setup);
char *pl_untested_part_describe (PlSetup *setup, PlDirections directions);

G_END_DECLS
