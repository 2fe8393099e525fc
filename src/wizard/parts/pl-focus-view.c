// SPDX-License-Identifier: GPL-3.0-or-later
/* GTK scrolls to what takes the focus, as it stands at that moment and no further than its edge. A page that
 * is only just being laid out, a window that gets lower and text that gets larger leave it half below the
 * edge all the same; and a field's label and hint belong to it. */
#include "wizard/parts/pl-focus-view.h"

#define MARGIN 6 /* pixels above and below */
#define N_FRAMES 2 /* after a change: one is laid out in between */

struct _PlFocusView
{
  GObject parent_instance;

  GtkScrolledWindow *scrolled; /* borrowed: whoever has this owns it, too */
  GtkAdjustment *adjustment; /* owned: the vertical one */
  GtkRoot *root; /* borrowed, nullable: the window, weakly */
  guint tick; /* 0 while nothing has changed */
  guint n_frames; /* still to be waited for */
  gboolean wanted; /* what has the focus is to be in view: until the person scrolls it away */
};

G_DEFINE_FINAL_TYPE (PlFocusView, pl_focus_view, G_TYPE_OBJECT)

/* --- Where it is --- */

static gboolean
is_text (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_visible (widget) && GTK_IS_LABEL (widget) &&
         *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
}

static void
add_bounds (GtkWidget *widget, GtkWidget *content, graphene_rect_t *area)
{
  graphene_rect_t bounds;

  if (is_text (widget) && gtk_widget_compute_bounds (widget, content, &bounds))
    graphene_rect_union (area, &bounds, area);
}

/* The field around a text has the frame, and its texts beside it. */
static GtkWidget *
get_whole (GtkWidget *focus)
{
  return GTK_IS_TEXT (focus) ? gtk_widget_get_parent (focus) : focus;
}

/* @whole: (out): with what belongs to it */
static gboolean
find_area (PlFocusView *self, graphene_rect_t *area, graphene_rect_t *whole)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  GtkWidget *viewport = gtk_scrolled_window_get_child (self->scrolled);
  GtkWidget *content = viewport != NULL ? gtk_widget_get_first_child (viewport) : NULL;

  if (focus == NULL || content == NULL || !gtk_widget_is_ancestor (focus, content) ||
      !gtk_widget_get_mapped (focus) ||
      !gtk_widget_compute_bounds (get_whole (focus), content, area))
    return FALSE;

  *whole = *area;
  if (GTK_IS_TEXT (focus))
    {
      add_bounds (gtk_widget_get_prev_sibling (get_whole (focus)), content, whole);
      add_bounds (gtk_widget_get_next_sibling (get_whole (focus)), content, whole);
    }
  return TRUE;
}

static gboolean
is_in_view (PlFocusView *self, const graphene_rect_t *area)
{
  double top = gtk_adjustment_get_value (self->adjustment);

  return area->origin.y >= top - 0.5 &&
         area->origin.y + area->size.height <=
             top + gtk_adjustment_get_page_size (self->adjustment) + 0.5;
}

static gboolean
has_room (PlFocusView *self, const graphene_rect_t *area)
{
  return area->size.height <= gtk_adjustment_get_page_size (self->adjustment);
}

/* No further than needed. */
static void
scroll_to (PlFocusView *self, const graphene_rect_t *area)
{
  double page = gtk_adjustment_get_page_size (self->adjustment);
  double top = gtk_adjustment_get_value (self->adjustment);
  double margin = MIN (MARGIN, (page - area->size.height) / 2);

  if (area->origin.y < top)
    top = area->origin.y - margin;
  else
    top = area->origin.y + area->size.height + margin - page;
  gtk_adjustment_set_value (self->adjustment, top);
}

/* --- When it is looked at --- */

static void
keep_in_view (PlFocusView *self)
{
  graphene_rect_t area;
  graphene_rect_t whole;

  if (!find_area (self, &area, &whole))
    return;

  if (self->wanted && has_room (self, &whole) && !is_in_view (self, &whole))
    scroll_to (self, &whole);
  else if (self->wanted && has_room (self, &area) && !is_in_view (self, &area))
    scroll_to (self, &area);
  self->wanted = is_in_view (self, &area);
}

static gboolean
tick_cb (GtkWidget *scrolled, GdkFrameClock *clock, gpointer data)
{
  PlFocusView *self = data;

  if (--self->n_frames > 0)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  keep_in_view (self);
  return G_SOURCE_REMOVE;
}

static void
look_soon (PlFocusView *self)
{
  self->n_frames = N_FRAMES;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->scrolled), tick_cb, self, NULL);
}

static void
focus_changed_cb (PlFocusView *self)
{
  self->wanted = TRUE;
  look_soon (self);
}

/* @root: (nullable): the window around it; nothing else has a focus */
static void
set_root (PlFocusView *self, GtkRoot *root)
{
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_func (self->root, focus_changed_cb, self);
  g_set_weak_pointer (&self->root, GTK_IS_WINDOW (root) ? root : NULL);
  if (self->root != NULL)
    g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_changed_cb),
                              self);
}

static void
root_changed_cb (PlFocusView *self)
{
  set_root (self, gtk_widget_get_root (GTK_WIDGET (self->scrolled)));
}

/* The page or what is on it has another height. */
static void
height_changed_cb (PlFocusView *self)
{
  look_soon (self);
}

/* Somebody scrolls. While the layout changes, that is GTK. */
static void
scrolled_cb (PlFocusView *self)
{
  graphene_rect_t area;
  graphene_rect_t whole;

  if (self->tick == 0 && find_area (self, &area, &whole))
    self->wanted = is_in_view (self, &area);
}

/* --- Construction --- */

static void
pl_focus_view_dispose (GObject *object)
{
  PlFocusView *self = PL_FOCUS_VIEW (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scrolled), self->tick);
  self->tick = 0;
  set_root (self, NULL);
  if (self->adjustment != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->scrolled, self);
      g_signal_handlers_disconnect_by_data (self->adjustment, self);
    }
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (pl_focus_view_parent_class)->dispose (object);
}

static void
pl_focus_view_class_init (PlFocusViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pl_focus_view_dispose;
}

static void
pl_focus_view_init (PlFocusView *self)
{
}

/**
 * pl_focus_view_new:
 * @scrolled: outlives what is returned
 *
 * Returns: (transfer full): keeps the focus in view as long as it is there
 */
PlFocusView *
pl_focus_view_new (GtkScrolledWindow *scrolled)
{
  PlFocusView *self = g_object_new (PL_TYPE_FOCUS_VIEW, NULL);

  self->scrolled = scrolled;
  self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (scrolled));
  root_changed_cb (self);
  g_signal_connect_swapped (scrolled, "notify::root", G_CALLBACK (root_changed_cb), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (height_changed_cb), self);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  return self;
}
