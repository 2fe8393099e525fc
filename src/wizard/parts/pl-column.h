// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlColumn:
 *
 * Holds one child in the middle, never wider than 560 pixels: longer lines are hard to read.
 */
#define PL_TYPE_COLUMN (pl_column_get_type ())
G_DECLARE_FINAL_TYPE (PlColumn, pl_column, PL, COLUMN, GtkWidget)

#define PL_COLUMN_WIDTH 560

G_END_DECLS
