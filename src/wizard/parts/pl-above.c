// SPDX-License-Identifier: GPL-3.0-or-later
/* Windows that stand above another one. */
#include "wizard/parts/pl-above.h"

static void
forget_parent (GtkWindow *window)
{
  gtk_window_set_transient_for (window, NULL);
}

/**
 * pl_above_go_with_parent:
 * @window: stands above another one; where it does not, nothing is done
 *
 * When the window below goes, this one does, too. GTK's own property for that leaves it with a pointer to
 * what was freed, where somebody still holds it: its button that was pressed, for one.
 */
void
pl_above_go_with_parent (GtkWindow *window)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent == NULL)
    return;

  gtk_window_set_destroy_with_parent (window, TRUE);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (forget_parent), window,
                           G_CONNECT_SWAPPED);
}
