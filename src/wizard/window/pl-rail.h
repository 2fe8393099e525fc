// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlRail:
 *
 * The pages by name, at the left of a wide window: what is done, where one is, what is ahead; said by
 * a mark and a word, never by colour alone.
 */
#define PL_TYPE_RAIL (pl_rail_get_type ())
G_DECLARE_FINAL_TYPE (PlRail, pl_rail, PL, RAIL, GtkWidget)

void pl_rail_show (PlRail *rail, guint current, const gboolean *visited);

G_END_DECLS
