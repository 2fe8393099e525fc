// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlAdaptiveBox:
 *
 * Puts its children side by side where there is room for that, else one below the other. GTK 4.8
 * has no breakpoints.
 *
 * Side by side, children that expand share what the others leave, equally. One below the other,
 * children that expand vertically share what is left of the height. A child with the style class
 * `only-wide` or `only-narrow` is there in that arrangement only.
 *
 * Properties: `wide-from` (pixels of its own width with text of the usual size; more with larger text),
 * `spacing` (pixels).
 */
#define PL_TYPE_ADAPTIVE_BOX (pl_adaptive_box_get_type ())
G_DECLARE_FINAL_TYPE (PlAdaptiveBox, pl_adaptive_box, PL, ADAPTIVE_BOX, GtkWidget)

G_END_DECLS
