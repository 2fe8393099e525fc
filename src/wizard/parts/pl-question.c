// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/parts/pl-question.h"

#include "wizard/parts/pl-above.h"
#include "wizard/parts/pl-adaptive-box.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-keep-together.h"

#include <string.h>

struct _PlQuestion
{
  GtkWindow parent_instance;

  PlHeading *heading; /* borrowed: template child */
  GtkLabel *text; /* borrowed: template child */
  GtkLabel *value; /* borrowed: template child */
  GtkButton *stay; /* borrowed: template child */
  GtkButton *go; /* borrowed: template child */
  gboolean answered;
};

G_DEFINE_FINAL_TYPE (PlQuestion, pl_question, GTK_TYPE_WINDOW)

enum
{
  ANSWERED,
  OTHER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
answer (PlQuestion *self, gboolean go)
{
  if (self->answered)
    return;

  self->answered = TRUE;
  g_object_ref (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[ANSWERED], 0, go);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
other_cb (PlQuestion *self)
{
  if (self->answered)
    return;

  self->answered = TRUE;
  g_object_ref (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[OTHER], 0);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
stay_cb (PlQuestion *self)
{
  answer (self, FALSE);
}

static void
go_cb (PlQuestion *self)
{
  answer (self, TRUE);
}

static gboolean
pl_question_close_request (GtkWindow *window)
{
  answer (PL_QUESTION (window), FALSE);
  return TRUE;
}

static void
pl_question_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PL_TYPE_QUESTION);
  G_OBJECT_CLASS (pl_question_parent_class)->dispose (object);
}

static void
pl_question_class_init (PlQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_question_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pl_question_close_request;

  signals[ANSWERED] = g_signal_new ("answered", PL_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  signals[OTHER] = g_signal_new ("other", PL_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_ADAPTIVE_BOX);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-question.ui");
  gtk_widget_class_bind_template_child (widget_class, PlQuestion, heading);
  gtk_widget_class_bind_template_child (widget_class, PlQuestion, text);
  gtk_widget_class_bind_template_child (widget_class, PlQuestion, value);
  gtk_widget_class_bind_template_child (widget_class, PlQuestion, stay);
  gtk_widget_class_bind_template_child (widget_class, PlQuestion, go);
  gtk_widget_class_bind_template_callback (widget_class, stay_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
}

static void
pl_question_init (PlQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_keep_together (self->text);
  pl_keep_together (self->value);
}

/**
 * pl_question_new:
 * @parent: the window above which it appears
 * @heading: what it is about
 * @text: what going ahead means
 * @stay_label: what the safe button says, with a mnemonic
 * @go_label: what the other button says: what happens then
 *
 * Returns: (transfer none): shown already; belongs to GTK until it is answered
 */
PlQuestion *
pl_question_new (GtkWindow *parent,
                 const char *heading,
                 const char *text,
                 const char *stay_label,
                 const char *go_label)
{
  /* The class alone does not set the role of a window in GTK 4.8: it is asked for too early. */
  PlQuestion *self = g_object_new (PL_TYPE_QUESTION, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG,
                                   "transient-for", parent, "modal", TRUE, "title", heading, NULL);
  g_autofree char *words = NULL;

  pl_above_go_with_parent (GTK_WINDOW (self));
  pl_heading_set_label (self->heading, heading);
  gtk_label_set_label (self->text, text);
  pl_button_set_label (self->stay, stay_label);
  /* The question that an ellipsis announces has been asked. */
  words = g_str_has_suffix (go_label, "…")
              ? g_strchomp (g_strndup (go_label, strlen (go_label) - strlen ("…")))
              : g_strdup (go_label);
  gtk_button_set_label (self->go, words);
  pl_button_let_wrap (self->go);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->stay));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * pl_question_add_other:
 * @label: what happens then
 *
 * A third answer, less likely than the other two.
 */
void
pl_question_add_other (PlQuestion *self, const char *label)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, NULL);

  pl_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (other_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (gtk_window_get_child (GTK_WINDOW (self))), button);
}

/**
 * pl_question_set_value:
 * @value: what the text is about, such as an address: it can be marked and copied
 */
void
pl_question_set_value (PlQuestion *self, const char *value)
{
  gtk_label_set_label (self->value, value);
  gtk_widget_set_visible (GTK_WIDGET (self->value), TRUE);
}

/**
 * pl_question_set_harmless:
 *
 * Nothing is lost or risked by the other answer, which looks like that, then.
 */
void
pl_question_set_harmless (PlQuestion *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->go), "destructive-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->go), "suggested-action");
}
