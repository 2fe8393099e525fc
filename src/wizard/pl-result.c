// SPDX-License-Identifier: GPL-3.0-or-later
/* What came of something: heard, because its heading takes the focus, and seen, because the page scrolls
 * to it. */
#include "wizard/pl-result.h"

#include "wizard/pl-column.h"

#define MARGIN 12 /* pixels above and below */

/* As much as there is room for, from its top. */
static void
scroll_to (GtkScrolledWindow *scrolled, const graphene_rect_t *place)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);
  double top = place->origin.y - MARGIN;
  double end = place->origin.y + place->size.height + MARGIN;
  double value = gtk_adjustment_get_value (adjustment);

  value = MAX (value, end - gtk_adjustment_get_page_size (adjustment));
  gtk_adjustment_set_value (adjustment, MIN (value, top));
}

/* There is a place to scroll to once a frame was laid out. */
static gboolean
scroll_cb (GtkWidget *whole, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;
  GtkWidget *content = gtk_widget_get_ancestor (whole, PL_TYPE_COLUMN);
  GtkWidget *scrolled = gtk_widget_get_ancestor (whole, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  if (content == NULL || scrolled == NULL || !gtk_widget_get_mapped (whole))
    return G_SOURCE_REMOVE;
  if ((*n_frames)++ < 2 || !gtk_widget_compute_bounds (whole, content, &place))
    return G_SOURCE_CONTINUE;

  scroll_to (GTK_SCROLLED_WINDOW (scrolled), &place);
  return G_SOURCE_REMOVE;
}

/**
 * pl_result_scroll_to:
 * @whole: what is to be seen, from its top
 *
 * To be called when it is in the window; the focus stays where it is.
 */
void
pl_result_scroll_to (GtkWidget *whole)
{
  gtk_widget_add_tick_callback (whole, scroll_cb, g_new0 (guint, 1), g_free);
}

/**
 * pl_result_show:
 * @heading: takes the focus
 * @whole: what is to be seen, with @heading at its top
 *
 * To be called when both are in the window.
 */
void
pl_result_show (GtkWidget *heading, GtkWidget *whole)
{
  gtk_widget_grab_focus (heading);
  pl_result_scroll_to (whole);
}
