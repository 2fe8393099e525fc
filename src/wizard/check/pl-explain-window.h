// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlExplainWindow:
 *
 * Explains an error message that is pasted into it: a server's, or another mail program's. Needs no
 * account and asks nobody.
 */
#define PL_TYPE_EXPLAIN_WINDOW (pl_explain_window_get_type ())
G_DECLARE_FINAL_TYPE (PlExplainWindow, pl_explain_window, PL, EXPLAIN_WINDOW, GtkWindow)

PlExplainWindow *pl_explain_window_new (GtkWindow *parent);

G_END_DECLS
