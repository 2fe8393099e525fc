// SPDX-License-Identifier: GPL-3.0-or-later
/* Long lists appear over some frames, a few rows in each. Making a row costs nearly nothing; finding out
 * how much room its text needs, in every width that GTK asks for, is what takes long when many come at
 * once, and meanwhile no key is heard. A few frames are nothing to the eye. What is taken off again goes the
 * same way: to take much apart takes nearly as long as to make it. */
#include "wizard/parts/pl-gradual.h"

#define ROWS_A_FRAME 4 /* of all lists together */

/* On a box: rows of it are still hidden. 1 before its first frame, 2 from then on */
#define WAITING "pl-gradual-waiting"
#define HIDDEN "pl-gradual-hidden" /* on a row: whether it is hidden for that reason */

/* Rows shown in the frame that has this number. */
static gint64 frame = -1;
static guint n_shown;

static gboolean
may_show (GdkFrameClock *clock)
{
  if (frame != gdk_frame_clock_get_frame_counter (clock))
    {
      frame = gdk_frame_clock_get_frame_counter (clock);
      n_shown = 0;
    }
  return n_shown++ < ROWS_A_FRAME;
}

static gboolean
show_some_cb (GtkWidget *box, GdkFrameClock *clock, gpointer unused)
{
  gboolean is_first = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (box), WAITING)) == 1;

  /* The frame in which the list itself appears has enough to do. */
  g_object_set_data (G_OBJECT (box), WAITING, GUINT_TO_POINTER (2));
  if (is_first)
    return G_SOURCE_CONTINUE;

  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (g_object_get_data (G_OBJECT (row), HIDDEN) == NULL)
        continue;
      if (!may_show (clock))
        return G_SOURCE_CONTINUE;
      g_object_set_data (G_OBJECT (row), HIDDEN, NULL);
      gtk_widget_set_visible (row, TRUE);
    }

  g_object_set_data (G_OBJECT (box), WAITING, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * pl_gradual_append:
 * @child: (transfer full): visible
 *
 * Appends @child to @box, to be seen in one of the next frames: after those appended before.
 */
void
pl_gradual_append (GtkBox *box, GtkWidget *child)
{
  g_object_set_data (G_OBJECT (child), HIDDEN, GUINT_TO_POINTER (TRUE));
  gtk_widget_set_visible (child, FALSE);
  gtk_box_append (box, child);
  if (g_object_get_data (G_OBJECT (box), WAITING) != NULL)
    return;

  g_object_set_data (G_OBJECT (box), WAITING, GUINT_TO_POINTER (1));
  gtk_widget_add_tick_callback (GTK_WIDGET (box), show_some_cb, NULL, NULL);
}

/**
 * pl_gradual_is_busy:
 *
 * Returns: whether anything on view within @widget is still growing
 */
gboolean
pl_gradual_is_busy (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_object_get_data (G_OBJECT (widget), WAITING) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (pl_gradual_is_busy (child))
      return TRUE;
  return FALSE;
}

/* --- Taking off --- */

/* On a parent: its former children. With the parent, all of them go at once. */
#define REMOVED "pl-gradual-removed"

typedef struct
{
  GQueue children; /* of GtkWidget, owned */
  guint source; /* while there are any */
} Removed;

static void
removed_free (gpointer data)
{
  Removed *removed = data;

  g_clear_handle_id (&removed->source, g_source_remove);
  g_queue_clear_full (&removed->children, g_object_unref);
  g_free (removed);
}

static gboolean
take_apart_cb (gpointer data)
{
  Removed *removed = data;
  g_autoptr (GtkWidget) child = g_queue_pop_head (&removed->children);

  if (!g_queue_is_empty (&removed->children))
    return G_SOURCE_CONTINUE;

  removed->source = 0;
  return G_SOURCE_REMOVE;
}

/**
 * pl_gradual_remove:
 *
 * Takes @child off its parent. What it consists of goes in an idle moment.
 */
void
pl_gradual_remove (GtkWidget *child)
{
  GObject *parent = G_OBJECT (gtk_widget_get_parent (child));
  Removed *removed = g_object_get_data (parent, REMOVED);

  if (removed == NULL)
    {
      removed = g_new0 (Removed, 1);
      g_object_set_data_full (parent, REMOVED, removed, removed_free);
    }
  g_queue_push_tail (&removed->children, g_object_ref (child));
  if (removed->source == 0)
    removed->source = g_idle_add_full (G_PRIORITY_LOW, take_apart_cb, removed, NULL);
  gtk_widget_unparent (child);
}
