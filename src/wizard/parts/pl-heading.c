// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/parts/pl-heading.h"

#include "wizard/parts/pl-keep-together.h"

struct _PlHeading
{
  GtkWidget parent_instance;

  GtkWidget *text; /* borrowed: a child */
  int level;
};

G_DEFINE_FINAL_TYPE (PlHeading, pl_heading, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_LEVEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pl_heading_dispose (GObject *object)
{
  PlHeading *self = PL_HEADING (object);

  g_clear_pointer (&self->text, gtk_widget_unparent);
  G_OBJECT_CLASS (pl_heading_parent_class)->dispose (object);
}

static void
set_level (PlHeading *self, int level)
{
  self->level = level;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  if (level == 1)
    gtk_widget_add_css_class (GTK_WIDGET (self), "pl-title");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "pl-title");
}

static void
pl_heading_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlHeading *self = PL_HEADING (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, pl_heading_get_label (self));
      break;
    case PROP_LEVEL:
      g_value_set_int (value, self->level);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pl_heading_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlHeading *self = PL_HEADING (object);

  switch (id)
    {
    case PROP_LABEL:
      pl_heading_set_label (self, g_value_get_string (value));
      break;
    case PROP_LEVEL:
      set_level (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Tab passes by: there is nothing to do with a heading. */
static gboolean
pl_heading_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return FALSE;
}

static void
pl_heading_class_init (PlHeadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pl_heading_dispose;
  object_class->get_property = pl_heading_get_property;
  object_class->set_property = pl_heading_set_property;
  widget_class->focus = pl_heading_focus;

  properties[PROP_LABEL] =
      g_param_spec_string ("label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LEVEL] = g_param_spec_int (
      "level", NULL, NULL, 1, 6, 2, G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "heading");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_HEADING);
}

static void
pl_heading_init (PlHeading *self)
{
  /* The heading itself speaks; the label inside is only its look. */
  self->text = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                             "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  pl_keep_together (GTK_LABEL (self->text));
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

void
pl_heading_set_label (PlHeading *self, const char *label)
{
  const char *text = label != NULL ? label : "";

  if (g_str_equal (gtk_label_get_label (GTK_LABEL (self->text)), text))
    return;

  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

const char *
pl_heading_get_label (PlHeading *self)
{
  return gtk_label_get_label (GTK_LABEL (self->text));
}
