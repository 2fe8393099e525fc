// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/parts/pl-choice.h"

#include "wizard/parts/pl-field.h"
#include "wizard/parts/pl-keep-together.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"

typedef struct
{
  int value;
  GtkToggleButton *button; /* borrowed: a child */
} Option;

struct _PlChoice
{
  GtkWidget parent_instance;

  GArray *options; /* owned: Option */
  int value;
  gboolean quiet; /* the program chooses, not the person */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (PlChoice,
                               pl_choice,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ORIENTABLE, NULL))

enum
{
  PROP_0,
  PROP_ORIENTATION,
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkOrientation
get_orientation (PlChoice *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  return gtk_orientable_get_orientation (GTK_ORIENTABLE (layout));
}

static void
set_orientation (PlChoice *self, GtkOrientation orientation)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), orientation);
  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout),
                                  orientation == GTK_ORIENTATION_HORIZONTAL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "vertical");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "vertical");
}

static void
pl_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORIENTATION)
    g_value_set_enum (value, get_orientation (PL_CHOICE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pl_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORIENTATION)
    set_orientation (PL_CHOICE (object), g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pl_choice_dispose (GObject *object)
{
  PlChoice *self = PL_CHOICE (object);

  if (self->options != NULL)
    pl_choice_clear (self);
  g_clear_pointer (&self->options, g_array_unref);
  G_OBJECT_CLASS (pl_choice_parent_class)->dispose (object);
}

/* On what is chosen. */
static gboolean
pl_choice_grab_focus (GtkWidget *widget)
{
  PlChoice *self = PL_CHOICE (widget);

  for (guint i = 0; i < self->options->len; i++)
    {
      const Option *option = &g_array_index (self->options, Option, i);

      if (gtk_toggle_button_get_active (option->button))
        return gtk_widget_grab_focus (GTK_WIDGET (option->button));
    }
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
pl_choice_class_init (PlChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = pl_field_move_focus;
  widget_class->grab_focus = pl_choice_grab_focus;
  object_class->dispose = pl_choice_dispose;
  object_class->get_property = pl_choice_get_property;
  object_class->set_property = pl_choice_set_property;
  g_object_class_override_property (object_class, PROP_ORIENTATION, "orientation");

  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "choice");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_choice_init (PlChoice *self)
{
  self->options = g_array_new (FALSE, FALSE, sizeof (Option));
  self->value = -1;
  set_orientation (self, GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
}

static void
toggled_cb (PlChoice *self, GtkToggleButton *button)
{
  if (self->quiet || !gtk_toggle_button_get_active (button))
    return;

  for (guint i = 0; i < self->options->len; i++)
    if (g_array_index (self->options, Option, i).button == button)
      self->value = g_array_index (self->options, Option, i).value;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_option (PlChoice *self, int value, GtkToggleButton *button)
{
  Option option = { value, button };

  if (self->options->len > 0)
    gtk_toggle_button_set_group (button, g_array_index (self->options, Option, 0).button);
  gtk_widget_set_parent (GTK_WIDGET (button), GTK_WIDGET (self));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_array_append_val (self->options, option);
}

/**
 * pl_choice_add:
 * @value: not negative
 * @label: copied
 */
void
pl_choice_add (PlChoice *self, int value, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);
  GtkWidget *text = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  if (get_orientation (self) == GTK_ORIENTATION_VERTICAL)
    gtk_label_set_xalign (GTK_LABEL (text), 0);
  else
    gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  add_option (self, value, GTK_TOGGLE_BUTTON (button));
}

static GtkWidget *
make_words (const char *words, const char *style)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "xalign", 0.0, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  pl_keep_together (GTK_LABEL (label));
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* A disc or a circle: what is chosen shows without colour. */
static void
mark_toggled_cb (GtkToggleButton *button, PlMark *mark)
{
  pl_mark_set_kind (mark, gtk_toggle_button_get_active (button) ? "disc" : "circle");
}

/* What it is called, and its technical name at the other end of the line. */
static GtkWidget *
make_head (const char *label, const char *tag)
{
  GtkWidget *head = pl_row_new (12);
  GtkWidget *words = make_words (label, NULL);

  gtk_widget_set_hexpand (words, TRUE);
  pl_row_append (PL_ROW (head), words);
  if (tag != NULL)
    {
      GtkWidget *name = make_words (tag, "pl-tag");

      g_object_set (name, "valign", GTK_ALIGN_START, "wrap", FALSE, NULL);
      pl_row_append (PL_ROW (head), name);
    }
  return head;
}

/**
 * pl_choice_add_described:
 * @value: not negative
 * @label: what is chosen, in plain words
 * @tag: (nullable): its technical name, small beside it
 * @text: (nullable): what it means, below; several lines stand apart a little
 *
 * For a vertical choice that needs more than a few words.
 */
void
pl_choice_add_described (PlChoice *self,
                         int value,
                         const char *label,
                         const char *tag,
                         const char *text)
{
  GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, NULL);
  GtkWidget *row = pl_row_new (6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *mark = pl_mark_new ("circle");
  g_autofree char *name = tag != NULL ? g_strdup_printf ("%s (%s)", label, tag) : g_strdup (label);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "pl-mark");
  pl_row_append (PL_ROW (row), mark);
  pl_row_append (PL_ROW (row), words);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_head (label, tag));
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    gtk_box_append (GTK_BOX (words), make_words (lines[i], "pl-hint"));

  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "pl-described");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (mark_toggled_cb), mark, 0);
  add_option (self, value, GTK_TOGGLE_BUTTON (button));
}

void
pl_choice_clear (PlChoice *self)
{
  for (guint i = 0; i < self->options->len; i++)
    gtk_widget_unparent (GTK_WIDGET (g_array_index (self->options, Option, i).button));
  g_array_set_size (self->options, 0);
  self->value = -1;
}

/**
 * pl_choice_get:
 *
 * Returns: the value chosen, -1 when none is
 */
int
pl_choice_get (PlChoice *self)
{
  return self->value;
}

/**
 * pl_choice_set:
 *
 * Chooses without emitting `changed`. A value that no option has leaves all as it is.
 */
void
pl_choice_set (PlChoice *self, int value)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const Option *option = &g_array_index (self->options, Option, i);

      if (option->value != value)
        continue;

      self->quiet = TRUE;
      gtk_toggle_button_set_active (option->button, TRUE);
      self->quiet = FALSE;
      self->value = value;
    }
}

/**
 * pl_choice_unset:
 *
 * Nothing is chosen then; without emitting `changed`.
 */
void
pl_choice_unset (PlChoice *self)
{
  self->quiet = TRUE;
  for (guint i = 0; i < self->options->len; i++)
    gtk_toggle_button_set_active (g_array_index (self->options, Option, i).button, FALSE);
  self->quiet = FALSE;
  self->value = -1;
}

/**
 * pl_choice_set_label:
 * @label: what is chosen here
 */
void
pl_choice_set_label (PlChoice *self, GtkLabel *label)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
}
