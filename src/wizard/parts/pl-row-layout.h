// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PL_TYPE_ROW_LAYOUT (pl_row_layout_get_type ())
G_DECLARE_FINAL_TYPE (PlRowLayout, pl_row_layout, PL, ROW_LAYOUT, GtkLayoutManager)

/**
 * PlRowLayout:
 *
 * Children beside each other in one line, as wide as they want to be where there is room, the rest shared by
 * those that expand; all as high as the line. As GtkBoxLayout arranges them, but for texts of several lines,
 * which that takes long to measure.
 *
 * For the class of a widget, by gtk_widget_class_set_layout_manager_type(); boxes without a class of their
 * own are a PlRow.
 */
void pl_row_layout_set_spacing (PlRowLayout *self, int spacing);

G_END_DECLS
