// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/parts/pl-column.h"

#include "wizard/window/pl-text-scale.h"

struct _PlColumn
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PlColumn, pl_column, GTK_TYPE_WIDGET)

static void
pl_column_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_column_parent_class)->dispose (object);
}

static GtkSizeRequestMode
pl_column_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The child never gets less than it needs, were that wider than the column. Where no width is given
 * (-1), the widest column is meant: no other makes the child lower. */
static int
inner_width (GtkWidget *child, int width)
{
  int widest = pl_text_scale (child, PL_COLUMN_WIDTH);
  int least = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return MAX (width < 0 ? widest : MIN (width, widest), least);
}

static void
pl_column_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int inner = for_size;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    inner = inner_width (child, for_size);
  gtk_widget_measure (child, orientation, inner, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, MIN (*natural, pl_text_scale (widget, PL_COLUMN_WIDTH)));
}

static void
pl_column_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int inner = inner_width (child, width);

  gtk_widget_size_allocate (
      child, &(GtkAllocation){ .x = (width - inner) / 2, .y = 0, .width = inner, .height = height },
      -1);
}

static void
pl_column_class_init (PlColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_column_dispose;
  widget_class->get_request_mode = pl_column_get_request_mode;
  widget_class->measure = pl_column_measure;
  widget_class->size_allocate = pl_column_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_column_init (PlColumn *self)
{
}
