// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-paper-part.h"

#include "setup/pl-setup-export.h"
#include "wizard/check/pl-result.h"
#include "wizard/done/pl-print-sheet.h"
#include "wizard/done/pl-save-file.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlPaperPart
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  PlHeading *heading;
  GtkLabel *text;

  PlSetup *setup; /* owned, nullable until the first update */
};

G_DEFINE_FINAL_TYPE (PlPaperPart, pl_paper_part, GTK_TYPE_WIDGET)

static void
show_result (PlPaperPart *self, const char *title, const char *text)
{
  pl_result_say (self->heading, title, self->text, text, GTK_WIDGET (self));
}

/* --- On paper --- */

static void
print_done_cb (PlPaperPart *self, GtkPrintOperationResult result, GtkPrintOperation *operation)
{
  g_autoptr (GError) error = NULL;

  if (self->setup == NULL || result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  /* Translators: heading: a printer or its window did not do it; the reason follows */
  show_result (self, _ ("The sheet was not printed"), error != NULL ? error->message : "");
}

static void
print_cb (PlPaperPart *self)
{
  g_autoptr (PlExportAccount) account = pl_setup_dup_export_account (self->setup);
  g_autoptr (GtkPrintOperation) operation = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (account == NULL)
    return;
  operation = pl_print_sheet_new_operation (pl_sheet_new (account));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (print_done_cb), self, G_CONNECT_SWAPPED);
  /* What went wrong is said by the signal, also where it ends at once. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

/* --- As a file --- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PlPaperPart *self = PL_PAPER_PART (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = pl_save_file_finish (GTK_WIDGET (self), result, &error);

  if (self->setup == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (file == NULL)
    /* Translators: heading: a file could not be written */
    show_result (self, _ ("The file was not saved"), error->message);
  else
    /* Translators: heading: the page with all settings was written to a file */
    show_result (self, _ ("The sheet is saved"), file);
}

static void
save_cb (PlPaperPart *self)
{
  g_autoptr (PlExportAccount) account = pl_setup_dup_export_account (self->setup);
  g_autoptr (PlSheet) sheet = account != NULL ? pl_sheet_new (account) : NULL;
  g_autoptr (GBytes) contents = NULL;
  g_autofree char *name = NULL;
  char *html;

  if (sheet == NULL)
    return;
  html = pl_sheet_to_html (sheet);
  contents = g_bytes_new_take (html, strlen (html));
  name = g_strconcat (pl_export_account_get_address (account), pl_export_sheet.suffix, NULL);
  /* Translators: title of the window that asks where a file goes */
  pl_save_file_async (GTK_WIDGET (self), _ ("Save the sheet as a file"), name, contents, saved_cb,
                      NULL);
}

/* --- From outside --- */

/**
 * pl_paper_part_update:
 * @setup: the same at every call
 */
void
pl_paper_part_update (PlPaperPart *self, PlSetup *setup)
{
  g_set_object (&self->setup, setup);
}

/**
 * pl_paper_part_forget:
 *
 * The account is another one now.
 */
void
pl_paper_part_forget (PlPaperPart *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->heading), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
}

/* --- Construction --- */

static GtkLabel *
add_text (PlPaperPart *self, const char *text)
{
  GtkWidget *label = pl_label_new (text, NULL);

  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
add_button (PlPaperPart *self, const char *label, GCallback callback)
{
  GtkWidget *button =
      g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);

  pl_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
}

static void
pl_paper_part_dispose (GObject *object)
{
  PlPaperPart *self = PL_PAPER_PART (object);
  GtkWidget *child;

  g_clear_object (&self->setup);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_paper_part_parent_class)->dispose (object);
}

static void
pl_paper_part_class_init (PlPaperPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_paper_part_dispose;
  gtk_widget_class_set_css_name (widget_class, "paper");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_paper_part_init (PlPaperPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  /* Translators: heading above the offer to print all settings */
  const char *title = _ ("For other mail programs, or to keep");
  GtkWidget *heading = g_object_new (PL_TYPE_HEADING, "label", title, NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  add_text (self,
            /* Translators: above buttons that print or save all settings */
            _ ("One sheet with all settings, in the order in which mail programs ask for them. The "
               "password is not on it."));
  /* Translators: button: prints all settings */
  add_button (self, _ ("P_rint the sheet…"), G_CALLBACK (print_cb));
  /* Translators: button: saves a page with all settings */
  add_button (self, _ ("Save the s_heet as a file…"), G_CALLBACK (save_cb));
  self->heading = g_object_new (PL_TYPE_HEADING, "level", 3, "visible", FALSE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  self->text = add_text (self, "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
}
