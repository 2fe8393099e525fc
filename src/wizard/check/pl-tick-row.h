// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlTickRow:
 *
 * One thing to do, with a number that the person can tick off when it is done. Only for the person's
 * own eyes: nothing depends on it.
 */
#define PL_TYPE_TICK_ROW (pl_tick_row_get_type ())
G_DECLARE_FINAL_TYPE (PlTickRow, pl_tick_row, PL, TICK_ROW, GtkWidget)

GtkWidget *pl_tick_row_new (guint number, const char *text);

G_END_DECLS
