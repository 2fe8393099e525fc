// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/parts/pl-mark.h"

#include "wizard/window/pl-text-scale.h"

#define SIZE 16 /* pixels with text of the usual size; what follows is drawn on such a grid */

typedef struct
{
  const char *kind;
  void (*draw) (cairo_t *cr);
} Sign;

struct _PlMark
{
  GtkWidget parent_instance;

  const Sign *sign; /* borrowed: static, nullable */
};

G_DEFINE_FINAL_TYPE (PlMark, pl_mark, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* --- The signs --- */

static void
draw_check (cairo_t *cr)
{
  cairo_move_to (cr, 2, 8.5);
  cairo_line_to (cr, 6, 12.5);
  cairo_line_to (cr, 14, 3.5);
  cairo_stroke (cr);
}

static void
draw_cross (cairo_t *cr)
{
  cairo_move_to (cr, 3, 3);
  cairo_line_to (cr, 13, 13);
  cairo_move_to (cr, 13, 3);
  cairo_line_to (cr, 3, 13);
  cairo_stroke (cr);
}

static void
draw_warning (cairo_t *cr)
{
  cairo_move_to (cr, 8, 2);
  cairo_line_to (cr, 15, 14);
  cairo_line_to (cr, 1, 14);
  cairo_close_path (cr);
  cairo_rectangle (cr, 7.1, 6, 1.8, 4);
  cairo_rectangle (cr, 7.1, 11, 1.8, 1.8);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (cr);
}

static void
draw_info (cairo_t *cr)
{
  cairo_arc (cr, 8, 8, 7, 0, 2 * G_PI);
  cairo_rectangle (cr, 7, 4, 2, 2);
  cairo_rectangle (cr, 7, 7, 2, 5);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (cr);
}

static void
draw_dash (cairo_t *cr)
{
  cairo_move_to (cr, 3, 8);
  cairo_line_to (cr, 13, 8);
  cairo_stroke (cr);
}

static void
draw_circle (cairo_t *cr)
{
  cairo_arc (cr, 8, 8, 4, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_disc (cairo_t *cr)
{
  cairo_arc (cr, 8, 8, 5, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_eye (cairo_t *cr)
{
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, 1, 8);
  cairo_curve_to (cr, 4, 2.5, 12, 2.5, 15, 8);
  cairo_curve_to (cr, 12, 13.5, 4, 13.5, 1, 8);
  cairo_close_path (cr);
  cairo_stroke (cr);
  cairo_arc (cr, 8, 8, 2.5, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_eye_closed (cairo_t *cr)
{
  draw_eye (cr);
  cairo_move_to (cr, 2.5, 14);
  cairo_line_to (cr, 13.5, 2);
  cairo_stroke (cr);
}

/* What can be opened, and what is open. */
static void
draw_closed (cairo_t *cr)
{
  cairo_move_to (cr, 5, 3);
  cairo_line_to (cr, 10.5, 8);
  cairo_line_to (cr, 5, 13);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_open (cairo_t *cr)
{
  cairo_move_to (cr, 3, 5.5);
  cairo_line_to (cr, 13, 5.5);
  cairo_line_to (cr, 8, 11);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static const Sign signs[] = {
  { "check", draw_check },   { "cross", draw_cross }, { "warning", draw_warning },
  { "info", draw_info },     { "dash", draw_dash },   { "circle", draw_circle },
  { "disc", draw_disc },     { "eye", draw_eye },     { "eye-closed", draw_eye_closed },
  { "closed", draw_closed }, { "open", draw_open },
};

/* --- The widget --- */

static void
pl_mark_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  *minimum = *natural = pl_text_scale (widget, SIZE);
}

static void
pl_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PlMark *self = PL_MARK (widget);
  int size = pl_text_scale (widget, SIZE);
  int x = (gtk_widget_get_width (widget) - size) / 2;
  int y = (gtk_widget_get_height (widget) - size) / 2;
  GdkRGBA color;
  cairo_t *cr;

  if (self->sign == NULL)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, size, size));
  cairo_translate (cr, x, y);
  cairo_scale (cr, (double) size / SIZE, (double) size / SIZE);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  self->sign->draw (cr);
  cairo_destroy (cr);
}

static void
pl_mark_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KIND)
    pl_mark_set_kind (PL_MARK (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pl_mark_class_init (PlMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = pl_mark_set_property;
  widget_class->measure = pl_mark_measure;
  widget_class->snapshot = pl_mark_snapshot;
  properties[PROP_KIND] =
      g_param_spec_string ("kind", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pl_mark_init (PlMark *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
pl_mark_new (const char *kind)
{
  return g_object_new (PL_TYPE_MARK, "kind", kind, NULL);
}

/**
 * pl_mark_set_kind:
 * @kind: (nullable): one of the kinds above
 */
void
pl_mark_set_kind (PlMark *self, const char *kind)
{
  self->sign = NULL;
  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (signs); i++)
    if (g_str_equal (signs[i].kind, kind))
      self->sign = &signs[i];
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
