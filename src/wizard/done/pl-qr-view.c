// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-qr-view.h"

/* Pixels of one square: less is hard to scan, more fills the page. */
#define LEAST 3
#define USUAL 5

struct _PlQrView
{
  GtkWidget parent_instance;

  PlQrImage *image; /* owned */
};

G_DEFINE_FINAL_TYPE (PlQrView, pl_qr_view, GTK_TYPE_WIDGET)

static int
count_squares (PlQrView *self)
{
  return (int) (pl_qr_image_get_width (self->image) + 2 * PL_QR_QUIET_ZONE);
}

static GtkSizeRequestMode
pl_qr_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* As high as whole pixels for each square make it wide, and not larger for more room. */
static void
pl_qr_view_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  int n = count_squares (PL_QR_VIEW (widget));

  *minimum = n * LEAST;
  *natural = n * USUAL;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    *minimum = *natural = n * CLAMP (for_size / n, LEAST, USUAL);
}

/* Whole pixels for each square: its edges are sharp, at whatever scale the screen has. */
static void
pl_qr_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PlQrView *self = PL_QR_VIEW (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA black = { 0, 0, 0, 1 };
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int n = count_squares (self);
  int side = MAX (1, MIN (width, height) / n);
  int left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - n * side : 0;

  gtk_snapshot_append_color (
      snapshot, &white,
      &GRAPHENE_RECT_INIT ((float) left, 0, (float) (n * side), (float) (n * side)));
  left += (int) PL_QR_QUIET_ZONE * side;
  for (guint y = 0; y < pl_qr_image_get_width (self->image); y++)
    for (guint x = 0; x < pl_qr_image_get_width (self->image); x++)
      {
        int run = (int) pl_qr_image_get_run (self->image, x, y);

        if (run > 0)
          gtk_snapshot_append_color (
              snapshot, &black,
              &GRAPHENE_RECT_INIT ((float) (left + (int) x * side),
                                   (float) ((int) (y + PL_QR_QUIET_ZONE) * side),
                                   (float) (run * side), (float) side));
      }
}

static void
pl_qr_view_dispose (GObject *object)
{
  g_clear_object (&PL_QR_VIEW (object)->image);
  G_OBJECT_CLASS (pl_qr_view_parent_class)->dispose (object);
}

static void
pl_qr_view_class_init (PlQrViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_qr_view_dispose;
  widget_class->get_request_mode = pl_qr_view_get_request_mode;
  widget_class->measure = pl_qr_view_measure;
  widget_class->snapshot = pl_qr_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "qr");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
pl_qr_view_init (PlQrView *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * pl_qr_view_new:
 * @image: shared
 * @name: what it is, for whoever does not see it
 * @description: what it is for
 */
GtkWidget *
pl_qr_view_new (PlQrImage *image, const char *name, const char *description)
{
  PlQrView *self = g_object_new (PL_TYPE_QR_VIEW, NULL);

  self->image = g_object_ref (image);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  return GTK_WIDGET (self);
}
