// SPDX-License-Identifier: GPL-3.0-or-later
/* Why not GtkBoxLayout: to say how high a line is in one width, it asks each child how wide it would be in
 * its least height, and again when it places it. A text that wraps answers that by being laid out in a dozen
 * widths, a box around texts by asking each of them so, and lines within lines multiply. What comes out is
 * what the text has said already: its natural width. Here every child is asked how wide it wants to be, and
 * then how high it is in the width that it gets, and nothing else. */
#include "wizard/parts/pl-row-layout.h"

#define MOST_CHILDREN 8

struct _PlRowLayout
{
  GtkLayoutManager parent_instance;

  int spacing; /* pixels */
};

G_DEFINE_FINAL_TYPE (PlRowLayout, pl_row_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkRequestedSize sizes
      [MOST_CHILDREN]; /* data: GtkWidget, borrowed; after share(), minimum_size is its width */
  int n;
  int least; /* all of them and what is between them, in pixels */
  int wanted;
} Line;

static void
collect (PlRowLayout *self, GtkWidget *row, Line *line)
{
  *line = (Line){ 0 };
  for (GtkWidget *child = gtk_widget_get_first_child (row);
       child != NULL && line->n < MOST_CHILDREN; child = gtk_widget_get_next_sibling (child))
    {
      GtkRequestedSize *size = &line->sizes[line->n];

      if (!gtk_widget_should_layout (child))
        continue;

      size->data = child;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &size->minimum_size,
                          &size->natural_size, NULL, NULL);
      if (line->n > 0)
        {
          line->least += self->spacing;
          line->wanted += self->spacing;
        }
      line->least += size->minimum_size;
      line->wanted += size->natural_size;
      line->n++;
    }
}

/* First as much as each needs, then as much as each wants, then the rest. */
static void
share (Line *line, int width)
{
  int rest = gtk_distribute_natural_allocation (MAX (0, width - line->least), (guint) line->n,
                                                line->sizes);
  int n_expand = 0;

  for (int i = 0; i < line->n; i++)
    n_expand += gtk_widget_compute_expand (line->sizes[i].data, GTK_ORIENTATION_HORIZONTAL);
  for (int i = 0; i < line->n && n_expand > 0; i++)
    if (gtk_widget_compute_expand (line->sizes[i].data, GTK_ORIENTATION_HORIZONTAL))
      {
        int more = rest / n_expand;

        line->sizes[i].minimum_size += more;
        rest -= more;
        n_expand--;
      }
}

/* @width: -1 for the least height of all. */
static void
measure_height (Line *line, int width, int *minimum, int *natural)
{
  if (width >= 0)
    share (line, width);
  for (int i = 0; i < line->n; i++)
    {
      int least = 0;
      int wanted = 0;

      gtk_widget_measure (line->sizes[i].data, GTK_ORIENTATION_VERTICAL,
                          width >= 0 ? line->sizes[i].minimum_size : -1, &least, &wanted, NULL,
                          NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

/* A width in which the line is no higher than that: the least will do or the one that it wants to have.
 * There may be a lesser one in between; nothing here asks for it. */
static void
measure_width (Line *line, int height, int *minimum, int *natural)
{
  Line narrow = *line;
  int least = 0;
  int wanted = 0;

  *minimum = line->least;
  *natural = line->wanted;
  if (height < 0)
    return;

  measure_height (&narrow, line->least, &least, &wanted);
  if (least > height)
    *minimum = line->wanted;
}

static void
pl_row_layout_measure (GtkLayoutManager *layout,
                       GtkWidget *row,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  Line line;

  *minimum = *natural = 0;
  collect (PL_ROW_LAYOUT (layout), row, &line);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (&line, for_size, minimum, natural);
  else
    measure_height (&line, for_size, minimum, natural);
}

static void
pl_row_layout_allocate (GtkLayoutManager *layout,
                        GtkWidget *row,
                        int width,
                        int height,
                        int baseline)
{
  PlRowLayout *self = PL_ROW_LAYOUT (layout);
  gboolean from_right = gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL;
  int at = 0;
  Line line;

  collect (self, row, &line);
  share (&line, width);
  for (int i = 0; i < line.n; i++)
    {
      int given = line.sizes[i].minimum_size;
      GtkAllocation place = { from_right ? width - at - given : at, 0, given, height };

      gtk_widget_size_allocate (line.sizes[i].data, &place, -1);
      at += given + self->spacing;
    }
}

static GtkSizeRequestMode
pl_row_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *row)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pl_row_layout_class_init (PlRowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = pl_row_layout_get_request_mode;
  layout_class->measure = pl_row_layout_measure;
  layout_class->allocate = pl_row_layout_allocate;
}

static void
pl_row_layout_init (PlRowLayout *self)
{
}

/**
 * pl_row_layout_set_spacing:
 * @spacing: pixels between two children
 */
void
pl_row_layout_set_spacing (PlRowLayout *self, int spacing)
{
  self->spacing = spacing;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
