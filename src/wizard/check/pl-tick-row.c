// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-tick-row.h"

#include "wizard/parts/pl-keep-together.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row-layout.h"

#include <glib/gi18n.h>

struct _PlTickRow
{
  GtkWidget parent_instance;

  GtkToggleButton *tick; /* borrowed: a child */
  GtkStack *sign; /* borrowed: inside @tick: the number, or a check mark */
  GtkLabel *text; /* borrowed: a child */
};

G_DEFINE_FINAL_TYPE (PlTickRow, pl_tick_row, GTK_TYPE_WIDGET)

static void
toggled_cb (PlTickRow *self)
{
  gboolean done = gtk_toggle_button_get_active (self->tick);

  gtk_stack_set_visible_child_name (self->sign, done ? "done" : "open");
  if (done)
    gtk_widget_add_css_class (GTK_WIDGET (self), "pl-done");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "pl-done");
}

static void
pl_tick_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_tick_row_parent_class)->dispose (object);
}

static void
pl_tick_row_class_init (PlTickRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_tick_row_dispose;
  gtk_widget_class_set_css_name (widget_class, "tick");
  gtk_widget_class_set_layout_manager_type (widget_class, PL_TYPE_ROW_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
pl_tick_row_init (PlTickRow *self)
{
  pl_row_layout_set_spacing (PL_ROW_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
  self->sign =
      g_object_new (GTK_TYPE_STACK, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->tick = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "has-frame", FALSE, "valign", GTK_ALIGN_START,
                             "child", self->sign, NULL);
  self->text = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             "xalign", 0.0, "hexpand", TRUE, NULL);
  pl_keep_together (self->text);
  gtk_widget_add_css_class (GTK_WIDGET (self->tick), "pl-step");
  gtk_widget_set_parent (GTK_WIDGET (self->tick), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
  g_signal_connect_object (self->tick, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

/**
 * pl_tick_row_new:
 * @number: from 1
 */
GtkWidget *
pl_tick_row_new (guint number, const char *text)
{
  PlTickRow *self = g_object_new (PL_TYPE_TICK_ROW, NULL);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *name = g_strdup_printf ("%u. %s", number, text);
  /* Translators: a step that can be ticked off, as a screen reader says it; %u is its number */
  g_autofree char *tick_name = g_strdup_printf (_ ("Step %u is done"), number);
  GtkWidget *open = g_object_new (GTK_TYPE_LABEL, "label", digits, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_stack_add_named (self->sign, open, "open");
  gtk_stack_add_named (self->sign, pl_mark_new ("check"), "done");
  gtk_label_set_label (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tick_name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return GTK_WIDGET (self);
}
