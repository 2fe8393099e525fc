// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-text-scale.h"

#define USUAL_DPI (96 * 1024) /* in the unit of the setting */

/**
 * pl_text_scale:
 * @pixels: a width that is right for text of the usual size
 *
 * Returns: the width that holds as many words of the size that the person has chosen; never less
 */
int
pl_text_scale (GtkWidget *widget, int pixels)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > USUAL_DPI ? (int) ((gint64) pixels * dpi / USUAL_DPI) : pixels;
}
