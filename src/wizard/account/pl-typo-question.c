// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-typo-question.h"

#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-mark.h"

#include <glib/gi18n.h>

struct _PlTypoQuestion
{
  GtkWidget parent_instance;

  GtkWidget *row; /* borrowed: a child */
  GtkLabel *text; /* borrowed: inside the row */
  GtkButton *take; /* borrowed: a child */
  char *address; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (PlTypoQuestion, pl_typo_question, GTK_TYPE_WIDGET)

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
take_cb (PlTypoQuestion *self)
{
  g_autofree char *address = g_strdup (self->address);

  g_signal_emit (self, signals[TAKEN], 0, address);
}

static void
pl_typo_question_dispose (GObject *object)
{
  PlTypoQuestion *self = PL_TYPO_QUESTION (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->address, g_free);
  G_OBJECT_CLASS (pl_typo_question_parent_class)->dispose (object);
}

static void
pl_typo_question_class_init (PlTypoQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_typo_question_dispose;
  signals[TAKEN] = g_signal_new ("taken", PL_TYPE_TYPO_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "typo");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_typo_question_init (PlTypoQuestion *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);

  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->text = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             "xalign", 0.0, NULL);
  gtk_box_append (GTK_BOX (self->row), pl_mark_new ("info"));
  gtk_box_append (GTK_BOX (self->row), GTK_WIDGET (self->text));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));

  self->take =
      g_object_new (GTK_TYPE_BUTTON, "label",
                    /* Translators: button that takes the address that was probably meant */
                    _ ("Use this address"), "halign", GTK_ALIGN_START, NULL);
  pl_button_let_wrap (self->take);
  gtk_widget_set_parent (GTK_WIDGET (self->take), GTK_WIDGET (self));
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
pl_typo_question_new (void)
{
  return g_object_new (PL_TYPE_TYPO_QUESTION, NULL);
}

/**
 * pl_typo_question_update:
 * @address: (nullable): what was probably meant; %NULL when there is nothing to ask
 */
void
pl_typo_question_update (PlTypoQuestion *self, const char *address)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), address != NULL);
  if (address == NULL || g_strcmp0 (address, self->address) == 0)
    return;

  g_free (self->address);
  self->address = g_strdup (address);
  /* Translators: below the address field; %s is the address that was probably meant */
  text = g_strdup_printf (_ ("Did you mean %s?"), address);
  gtk_label_set_label (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  address, -1);
}
