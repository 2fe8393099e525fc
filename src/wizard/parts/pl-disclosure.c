// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/parts/pl-disclosure.h"

#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"

struct _PlDisclosure
{
  GtkWidget parent_instance;

  PlRow *head; /* borrowed: the first child; what is shown and hidden is the second */
  GtkWidget *button; /* borrowed: inside the head */
  GtkWidget *arrow; /* borrowed: inside the button */
  GtkWidget *text; /* borrowed: inside the button */
  gboolean expanded;
};

static void pl_disclosure_buildable_init (GtkBuildableIface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlDisclosure,
                               pl_disclosure,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      pl_disclosure_buildable_init))

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_EXPANDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void
update (PlDisclosure *self)
{
  GtkWidget *child = pl_disclosure_get_child (self);

  if (child != NULL)
    gtk_widget_set_visible (child, self->expanded);
  pl_mark_set_kind (PL_MARK (self->arrow), self->expanded ? "open" : "closed");
  if (self->expanded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "pl-open");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "pl-open");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               self->expanded, -1);
}

static void
clicked_cb (PlDisclosure *self)
{
  pl_disclosure_set_expanded (self, !self->expanded);
}

static void
pl_disclosure_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_last_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_disclosure_parent_class)->dispose (object);
}

static void
pl_disclosure_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlDisclosure *self = PL_DISCLOSURE (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->text)));
      break;
    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pl_disclosure_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlDisclosure *self = PL_DISCLOSURE (object);

  switch (id)
    {
    case PROP_LABEL:
      pl_disclosure_set_label (self, g_value_get_string (value));
      break;
    case PROP_EXPANDED:
      pl_disclosure_set_expanded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pl_disclosure_add_child (GtkBuildable *buildable,
                         GtkBuilder *builder,
                         GObject *child,
                         const char *type)
{
  if (GTK_IS_WIDGET (child))
    pl_disclosure_set_child (PL_DISCLOSURE (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
pl_disclosure_buildable_init (GtkBuildableIface *interface)
{
  parent_buildable = g_type_interface_peek_parent (interface);
  interface->add_child = pl_disclosure_add_child;
}

static void
pl_disclosure_class_init (PlDisclosureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pl_disclosure_dispose;
  object_class->get_property = pl_disclosure_get_property;
  object_class->set_property = pl_disclosure_set_property;

  properties[PROP_LABEL] =
      g_param_spec_string ("label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXPANDED] =
      g_param_spec_boolean ("expanded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "disclosure");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_disclosure_init (PlDisclosure *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *box = pl_row_new (6);

  self->head = PL_ROW (pl_row_new (0));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->button = g_object_new (GTK_TYPE_BUTTON, "has-frame", FALSE, "halign", GTK_ALIGN_START,
                               "child", box, NULL);
  self->arrow = pl_mark_new ("closed");
  gtk_widget_set_valign (self->arrow, GTK_ALIGN_CENTER);
  self->text = g_object_new (GTK_TYPE_LABEL, "use-underline", TRUE, "mnemonic-widget", self->button,
                             "wrap", TRUE, "xalign", 0.0, NULL);
  pl_row_append (PL_ROW (box), self->arrow);
  pl_row_append (PL_ROW (box), self->text);
  gtk_widget_add_css_class (self->button, "pl-disclosure-button");
  pl_row_append (self->head, self->button);
  gtk_widget_set_parent (GTK_WIDGET (self->head), GTK_WIDGET (self));
  /* In one line where there is room for it: by itself GTK would rather have two short ones. */
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->text), GTK_NATURAL_WRAP_NONE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->text, NULL, -1);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  update (self);
}

void
pl_disclosure_set_label (PlDisclosure *self, const char *label)
{
  const char *text = label != NULL ? label : "";

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->text)), text) == 0)
    return;

  gtk_label_set_label (GTK_LABEL (self->text), text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

gboolean
pl_disclosure_get_expanded (PlDisclosure *self)
{
  return self->expanded;
}

void
pl_disclosure_set_expanded (PlDisclosure *self, gboolean expanded)
{
  if (self->expanded == expanded)
    return;

  self->expanded = expanded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
  update (self);
}

/**
 * pl_disclosure_get_child:
 *
 * Returns: (transfer none) (nullable): what is shown and hidden
 */
GtkWidget *
pl_disclosure_get_child (PlDisclosure *self)
{
  return gtk_widget_get_next_sibling (GTK_WIDGET (self->head));
}

/**
 * pl_disclosure_set_child:
 * @child: (transfer full): once
 */
void
pl_disclosure_set_child (PlDisclosure *self, GtkWidget *child)
{
  g_return_if_fail (pl_disclosure_get_child (self) == NULL);

  gtk_widget_set_parent (child, GTK_WIDGET (self));
  update (self);
}
