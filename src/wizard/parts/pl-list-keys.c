// SPDX-License-Identifier: GPL-3.0-or-later
/* The arrow keys of a window with a field to search in and rows below it. */
#include "wizard/parts/pl-list-keys.h"

typedef struct
{
  GtkWidget *search; /* borrowed: of the window */
  GtkWidget *list; /* borrowed: of the window */
} Keys;

static void
keys_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* The next row in that direction that takes the focus has it then. */
static gboolean
focus_row (GtkWidget *row, gboolean upwards)
{
  for (; row != NULL;
       row = upwards ? gtk_widget_get_prev_sibling (row) : gtk_widget_get_next_sibling (row))
    if (gtk_widget_grab_focus (row))
      return TRUE;

  return FALSE;
}

static GtkWidget *
find_row (GtkWidget *list, GtkWidget *focus)
{
  while (focus != NULL && gtk_widget_get_parent (focus) != list)
    focus = gtk_widget_get_parent (focus);
  return focus;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                gpointer data)
{
  const Keys *self = data;
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *row = find_row (self->list, gtk_window_get_focus (GTK_WINDOW (window)));

  if (key == GDK_KEY_Down)
    return focus_row (row != NULL ? gtk_widget_get_next_sibling (row)
                                  : gtk_widget_get_first_child (self->list),
                      FALSE);
  if (key == GDK_KEY_Up && row != NULL)
    return focus_row (gtk_widget_get_prev_sibling (row), TRUE) ||
           gtk_widget_grab_focus (self->search);
  return GDK_EVENT_PROPAGATE;
}

/**
 * pl_list_keys_add:
 * @window: has both others inside, as long as it is there
 * @search: the way up ends in it
 * @list: has the rows as its children
 *
 * The arrows lead from row to row, as in any list, and over those that take no focus; Tab does, too.
 */
void
pl_list_keys_add (GtkWidget *window, GtkWidget *search, GtkWidget *list)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  Keys *keys = g_new0 (Keys, 1);

  keys->search = search;
  keys->list = list;
  /* Before the search field and the scrolled window have them. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller, "key-pressed", G_CALLBACK (key_pressed_cb), keys, keys_free,
                         0);
  gtk_widget_add_controller (window, controller);
}
