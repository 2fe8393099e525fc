// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-report-part.h"

#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-choice.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>

struct _PlReportPart
{
  GtkWidget parent_instance;

  GtkLabel *hint; /* borrowed: a child */
  PlChoice *address; /* borrowed: a child; whether the whole address goes along */
  GtkButton *copy; /* borrowed: a child */

  PlSetup *setup; /* owned */
};

G_DEFINE_FINAL_TYPE (PlReportPart, pl_report_part, GTK_TYPE_WIDGET)

static void
show_copied (PlReportPart *self, gboolean copied)
{
  gtk_button_set_label (
      self->copy, copied
                      /* Translators: the same button after it was pressed: what it has done */
                      ? _ ("Report copied")
                      /* Translators: button: puts a report on the check on the clipboard */
                      : _ ("Copy report for support"));
  pl_button_let_wrap (self->copy);
}

/* Made anew each time: it tells what the last check has shown. */
static void
copy_cb (PlReportPart *self)
{
  g_autofree char *report =
      pl_setup_dup_report (self->setup, pl_choice_get (self->address) == TRUE);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), report);
  show_copied (self, TRUE);
}

/* What is on the clipboard is no longer what the choice says. */
static void
address_changed_cb (PlReportPart *self)
{
  show_copied (self, FALSE);
}

static void
pl_report_part_dispose (GObject *object)
{
  PlReportPart *self = PL_REPORT_PART (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_report_part_parent_class)->dispose (object);
}

static void
pl_report_part_class_init (PlReportPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_report_part_dispose;
  gtk_widget_class_set_css_name (widget_class, "report");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_children (PlReportPart *self)
{
  self->hint = GTK_LABEL (pl_label_new ("", "pl-hint"));
  gtk_widget_set_parent (GTK_WIDGET (self->hint), GTK_WIDGET (self));

  self->address = g_object_new (PL_TYPE_CHOICE, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  /* Translators: one of two choices for the report: only the domain of the address is in it */
  pl_choice_add (self->address, FALSE, _ ("Without the name in the address"));
  /* Translators: the other choice for the report */
  pl_choice_add (self->address, TRUE, _ ("With the whole address"));
  pl_choice_set (self->address, FALSE);
  pl_choice_set_label (self->address, self->hint);
  g_signal_connect_object (self->address, "changed", G_CALLBACK (address_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->address), GTK_WIDGET (self));

  self->copy = g_object_new (GTK_TYPE_BUTTON, "halign", GTK_ALIGN_START, NULL);
  g_signal_connect_object (self->copy, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->copy), GTK_WIDGET (self));
}

static void
pl_report_part_init (PlReportPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  add_children (self);
  /* Translators: above the choice of what the report for support holds */
  gtk_label_set_label (self->hint, _ ("What was tried, and what the servers said, for those who "
                                      "help you. Your password is not in it."));
  show_copied (self, FALSE);
}

GtkWidget *
pl_report_part_new (PlSetup *setup)
{
  PlReportPart *self = g_object_new (PL_TYPE_REPORT_PART, NULL);

  self->setup = g_object_ref (setup);
  return GTK_WIDGET (self);
}
