// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlHeading:
 *
 * A heading that a screen reader finds as one and that can be given the focus by the program, but
 * is no stop of the Tab key. GTK 4.8 has no call that announces something: moving the focus to the
 * heading of a result is what readers hear.
 *
 * Properties: `label` (string), `level` (1 for the page's own heading).
 */
#define PL_TYPE_HEADING (pl_heading_get_type ())
G_DECLARE_FINAL_TYPE (PlHeading, pl_heading, PL, HEADING, GtkWidget)

void pl_heading_set_label (PlHeading *heading, const char *label);
const char *pl_heading_get_label (PlHeading *heading);

G_END_DECLS
