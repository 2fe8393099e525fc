// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-fix.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlFixRow:
 *
 * A button for one fix, with what it changes below it, and whether that was seen to work.
 *
 * Signals: `chosen` (#PlFix).
 */
#define PL_TYPE_FIX_ROW (pl_fix_row_get_type ())
G_DECLARE_FINAL_TYPE (PlFixRow, pl_fix_row, PL, FIX_ROW, GtkWidget)

GtkWidget *pl_fix_row_new (PlFix *fix, PlServerSettings *before, gboolean first);

G_END_DECLS
