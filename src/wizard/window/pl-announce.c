// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-announce.h"

#include <gmodule.h>

#define PRIORITY_MEDIUM \
  1 /* GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM: when what is being read ends */

typedef void (*Announce) (GtkAccessible *accessible, const char *text, int priority);

/* GTK has the call from 4.14 on; we are built for 4.8, where readers hear of focus and names only. It is
 * looked up in the GTK that runs, once. */
static Announce
find_announce (void)
{
  static gsize looked;
  static gpointer symbol;

  if (g_once_init_enter (&looked))
    {
      GModule *program = g_module_open (NULL, G_MODULE_BIND_LAZY);

      if (program == NULL || !g_module_symbol (program, "gtk_accessible_announce", &symbol))
        symbol = NULL;
      g_once_init_leave (&looked, 1);
    }
  return (Announce) symbol;
}

/**
 * pl_announce:
 * @widget: whatever it is about
 * @text: what has appeared away from the focus
 *
 * Has a screen reader say @text, where the running GTK can.
 */
void
pl_announce (GtkWidget *widget, const char *text)
{
  Announce announce = find_announce ();

  if (announce != NULL && gtk_widget_get_mapped (widget))
    announce (GTK_ACCESSIBLE (widget), text, PRIORITY_MEDIUM);
}
