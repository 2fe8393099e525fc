// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PL_TYPE_ROW (pl_row_get_type ())
G_DECLARE_FINAL_TYPE (PlRow, pl_row, PL, ROW, GtkWidget)

/**
 * PlRow:
 * @spacing: pixels between two children
 *
 * A line of children, at most eight; in templates, too. To be taken for texts that wrap, instead of a
 * horizontal GtkBox: see PlRowLayout.
 */
GtkWidget *pl_row_new (int spacing);
void pl_row_append (PlRow *self, GtkWidget *child);

G_END_DECLS
