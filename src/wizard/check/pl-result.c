// SPDX-License-Identifier: GPL-3.0-or-later
/* What came of something: heard, because its heading takes the focus, and seen, because the page scrolls
 * to it. */
#include "wizard/check/pl-result.h"

#include "wizard/parts/pl-column.h"

#define MARGIN 12 /* pixels above and below */
#define SETTLED_US 350000 /* longer than anything slides */

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

/* There is a place to scroll to once a frame was laid out; what slides open gets higher with each, and
 * there is room to scroll only in the frame after. @user_data: when it began, 0 for not yet */
static gboolean
scroll_cb (GtkWidget *whole, GdkFrameClock *clock, gpointer user_data)
{
  gint64 *began_at = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  GtkWidget *content = gtk_widget_get_ancestor (whole, PL_TYPE_COLUMN);
  GtkWidget *scrolled = gtk_widget_get_ancestor (whole, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  if (content == NULL || scrolled == NULL || !gtk_widget_get_mapped (whole))
    return G_SOURCE_REMOVE;
  if (*began_at == 0)
    *began_at = now;
  else if (gtk_widget_compute_bounds (whole, content, &place))
    scroll_to (GTK_SCROLLED_WINDOW (scrolled), &place);
  return now - *began_at < SETTLED_US ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
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
  gtk_widget_add_tick_callback (whole, scroll_cb, g_new0 (gint64, 1), g_free);
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

/**
 * pl_result_say:
 * @heading: shows @title and takes the focus: a result is heard by its heading
 * @label: shows @text
 * @whole: what is to be seen, with both in it
 *
 * Shows what has been hidden until now.
 */
void
pl_result_say (PlHeading *heading,
               const char *title,
               GtkLabel *label,
               const char *text,
               GtkWidget *whole)
{
  pl_heading_set_label (heading, title);
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (heading), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  pl_result_show (GTK_WIDGET (heading), whole);
}
