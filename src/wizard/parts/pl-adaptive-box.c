// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/parts/pl-adaptive-box.h"

#include "wizard/window/pl-text-scale.h"

struct _PlAdaptiveBox
{
  GtkWidget parent_instance;

  int wide_from;
  int spacing;
};

G_DEFINE_FINAL_TYPE (PlAdaptiveBox, pl_adaptive_box, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_WIDE_FROM,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The children that one arrangement shows, what they need in the direction in which they follow
 * each other, and what they get. GTK takes it for granted that what gets wider does not get higher; so
 * a child that is there only in the wide arrangement is cut where the height does not suffice. */
#define MOST_CHILDREN 8

typedef struct
{
  GtkWidget *children[MOST_CHILDREN]; /* borrowed */
  int least[MOST_CHILDREN];
  int wanted[MOST_CHILDREN];
  gboolean expands[MOST_CHILDREN];
  gboolean gives_way[MOST_CHILDREN]; /* it may be cut below, and makes nothing higher */
  guint n;
} Line;

/* Larger words need more room beside each other. */
static int
get_wide_from (PlAdaptiveBox *self)
{
  return pl_text_scale (GTK_WIDGET (self), self->wide_from);
}

static gboolean
is_there (GtkWidget *child, gboolean wide)
{
  return gtk_widget_should_layout (child) &&
         !gtk_widget_has_css_class (child, wide ? "only-narrow" : "only-wide");
}

static void
collect (PlAdaptiveBox *self, gboolean wide, int across, Line *line)
{
  GtkOrientation along = wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;

  line->n = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      guint i = line->n;

      if (!is_there (child, wide) || i == MOST_CHILDREN)
        continue;

      line->children[i] = child;
      line->expands[i] = gtk_widget_compute_expand (child, along);
      line->gives_way[i] = gtk_widget_has_css_class (child, "only-wide");
      gtk_widget_measure (child, along, across, &line->least[i], &line->wanted[i], NULL, NULL);
      line->n++;
    }
}

static int
gaps (PlAdaptiveBox *self, const Line *line)
{
  return line->n > 1 ? (int) (line->n - 1) * self->spacing : 0;
}

/* Gives each child its natural length, and those that expand equal shares of the rest, or, where
 * one of them needs more than that, its minimum and equal shares of what is above all minima. */
static void
share (PlAdaptiveBox *self, Line *line, int length, int *given)
{
  int rest = length - gaps (self, line);
  int least = 0;
  int most_least = 0;
  int n_expand = 0;

  for (guint i = 0; i < line->n; i++)
    {
      given[i] = line->wanted[i];
      if (line->expands[i])
        {
          least += line->least[i];
          most_least = MAX (most_least, line->least[i]);
          n_expand++;
        }
      else
        {
          rest -= given[i];
        }
    }

  for (guint i = 0; i < line->n; i++)
    if (line->expands[i])
      given[i] = most_least * n_expand <= rest ? rest / n_expand
                                               : line->least[i] + MAX (0, rest - least) / n_expand;
}

static int
height_for_width (PlAdaptiveBox *self, int width, gboolean natural)
{
  gboolean wide = width >= get_wide_from (self);
  int given[MOST_CHILDREN];
  int height = 0;
  Line line;

  collect (self, wide, wide ? -1 : width, &line);
  if (!wide)
    {
      for (guint i = 0; i < line.n; i++)
        height += natural ? line.wanted[i] : line.least[i];
      return height + gaps (self, &line);
    }

  share (self, &line, width, given);
  for (guint i = 0; i < line.n; i++)
    {
      int least = 0;
      int wanted = 0;

      gtk_widget_measure (line.children[i], GTK_ORIENTATION_VERTICAL, given[i], &least, &wanted,
                          NULL, NULL);
      if (natural || !line.gives_way[i])
        height = MAX (height, natural ? wanted : least);
    }
  return height;
}

static void
measure_width (PlAdaptiveBox *self, int *minimum, int *natural)
{
  Line line;

  *minimum = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;

      if (is_there (child, FALSE))
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      *minimum = MAX (*minimum, least);
    }

  collect (self, TRUE, -1, &line);
  *natural = gaps (self, &line);
  for (guint i = 0; i < line.n; i++)
    *natural += line.wanted[i];
  *natural = MAX (*natural, *minimum);
}

/* No width makes the children lower than this. Not the height in the natural width: where that is
 * below the change, they stand one below the other there, and a wider box is lower. */
static int
least_height (PlAdaptiveBox *self)
{
  int height = G_MAXINT;

  for (int wide = FALSE; wide <= TRUE; wide++)
    {
      int together = 0;
      int highest = 0;
      Line line;

      collect (self, wide, -1, &line);
      for (guint i = 0; i < line.n; i++)
        {
          int least = 0;

          gtk_widget_measure (line.children[i], GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL,
                              NULL);
          together += least;
          if (!line.gives_way[i])
            highest = MAX (highest, least);
        }
      height = MIN (height, wide ? highest : together + gaps (self, &line));
    }
  return height;
}

/* The least width in which the children are not higher than that, as the layouts of GTK answer it:
 * by halving; the width in which they stand side by side is tried by name. */
static int
width_for_height (PlAdaptiveBox *self, int height, int minimum, int natural)
{
  int wide_from = get_wide_from (self);
  int low = minimum;
  int high = MAX (natural, wide_from);

  if (height_for_width (self, low, FALSE) <= height)
    return low;
  if (low < wide_from && wide_from - 1 > low &&
      height_for_width (self, wide_from - 1, FALSE) <= height)
    high = wide_from - 1;
  while (low + 1 < high)
    {
      int middle = low + (high - low) / 2;

      if (height_for_width (self, middle, FALSE) <= height)
        high = middle;
      else
        low = middle;
    }
  return high;
}

static GtkSizeRequestMode
pl_adaptive_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pl_adaptive_box_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  PlAdaptiveBox *self = PL_ADAPTIVE_BOX (widget);
  int least = 0;
  int wanted = 0;

  measure_width (self, &least, &wanted);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = for_size < 0 ? least : width_for_height (self, for_size, least, wanted);
      *natural = MAX (*minimum, wanted);
      return;
    }

  *minimum = for_size < 0 ? least_height (self) : height_for_width (self, for_size, FALSE);
  *natural = MAX (*minimum, height_for_width (self, for_size < 0 ? wanted : for_size, TRUE));
}

/* To the eye and to screen readers: GTK 4.8 tells those only of widgets that are hidden for good. */
static void
show_child (GtkWidget *child, gboolean shown)
{
  if (gtk_widget_get_child_visible (child) == shown)
    return;

  gtk_widget_set_child_visible (child, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
}

static void
pl_adaptive_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PlAdaptiveBox *self = PL_ADAPTIVE_BOX (widget);
  gboolean wide = width >= get_wide_from (self);
  int given[MOST_CHILDREN];
  int at = 0;
  Line line;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    show_child (child, !gtk_widget_has_css_class (child, wide ? "only-narrow" : "only-wide"));

  collect (self, wide, wide ? -1 : width, &line);
  share (self, &line, wide ? width : height, given);
  for (guint i = 0; i < line.n; i++)
    {
      GtkAllocation place = { .x = wide ? at : 0,
                              .y = wide ? 0 : at,
                              .width = wide ? given[i] : width,
                              .height = wide ? height : given[i] };

      if (wide && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        place.x = width - at - given[i];
      gtk_widget_size_allocate (line.children[i], &place, -1);
      at += given[i] + self->spacing;
    }
}

static void
pl_adaptive_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_adaptive_box_parent_class)->dispose (object);
}

static void
pl_adaptive_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlAdaptiveBox *self = PL_ADAPTIVE_BOX (object);

  switch (id)
    {
    case PROP_WIDE_FROM:
      g_value_set_int (value, self->wide_from);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pl_adaptive_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlAdaptiveBox *self = PL_ADAPTIVE_BOX (object);

  switch (id)
    {
    case PROP_WIDE_FROM:
      self->wide_from = g_value_get_int (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
pl_adaptive_box_class_init (PlAdaptiveBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pl_adaptive_box_dispose;
  object_class->get_property = pl_adaptive_box_get_property;
  object_class->set_property = pl_adaptive_box_set_property;
  widget_class->get_request_mode = pl_adaptive_box_get_request_mode;
  widget_class->measure = pl_adaptive_box_measure;
  widget_class->size_allocate = pl_adaptive_box_size_allocate;

  properties[PROP_WIDE_FROM] = g_param_spec_int ("wide-from", NULL, NULL, 0, G_MAXINT, 0,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_adaptive_box_init (PlAdaptiveBox *self)
{
}
