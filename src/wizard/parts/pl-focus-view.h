// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlFocusView:
 *
 * Keeps what has the focus within a page in view, whole, with the label above it and the hint below it where
 * there is room for them.
 */
#define PL_TYPE_FOCUS_VIEW (pl_focus_view_get_type ())
G_DECLARE_FINAL_TYPE (PlFocusView, pl_focus_view, PL, FOCUS_VIEW, GObject)

PlFocusView *pl_focus_view_new (GtkScrolledWindow *scrolled);

G_END_DECLS
