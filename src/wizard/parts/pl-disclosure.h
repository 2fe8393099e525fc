// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlDisclosure:
 *
 * A button that shows and hides what stands below it. Not GtkExpander: that of GTK 4.8 lets the Tab
 * key run into a child that is not in the window, and has no name once its label has changed.
 *
 * Properties: `label` (string, with a mnemonic), `expanded` (boolean).
 */
#define PL_TYPE_DISCLOSURE (pl_disclosure_get_type ())
G_DECLARE_FINAL_TYPE (PlDisclosure, pl_disclosure, PL, DISCLOSURE, GtkWidget)

void pl_disclosure_set_label (PlDisclosure *disclosure, const char *label);
gboolean pl_disclosure_get_expanded (PlDisclosure *disclosure);
void pl_disclosure_set_expanded (PlDisclosure *disclosure, gboolean expanded);
GtkWidget *pl_disclosure_get_child (PlDisclosure *disclosure);
void pl_disclosure_set_child (PlDisclosure *disclosure, GtkWidget *child);

G_END_DECLS
