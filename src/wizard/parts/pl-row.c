// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/parts/pl-row.h"

#include "wizard/parts/pl-row-layout.h"

struct _PlRow
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PlRow, pl_row, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pl_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (object));

  if (id == PROP_SPACING)
    pl_row_layout_set_spacing (PL_ROW_LAYOUT (layout), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pl_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_row_parent_class)->dispose (object);
}

static void
pl_row_class_init (PlRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = pl_row_set_property;
  object_class->dispose = pl_row_dispose;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, PL_TYPE_ROW_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_row_init (PlRow *self)
{
}

GtkWidget *
pl_row_new (int spacing)
{
  return g_object_new (PL_TYPE_ROW, "spacing", spacing, NULL);
}

/**
 * pl_row_append:
 * @child: (transfer full):
 */
void
pl_row_append (PlRow *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
