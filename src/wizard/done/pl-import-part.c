// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-import-part.h"

#include "wizard/check/pl-result.h"
#include "wizard/done/pl-export-preview.h"
#include "wizard/done/pl-save-file.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"

#include <glib/gi18n.h>

struct _PlImportPart
{
  GtkWidget parent_instance;

  GtkButton *save; /* borrowed: a child */
  GtkBox *result; /* borrowed: a child */

  PlSetup *setup; /* owned */
  const PlExportTarget *target; /* static */
};

G_DEFINE_FINAL_TYPE (PlImportPart, pl_import_part, GTK_TYPE_WIDGET)

/* @text: (nullable): below the heading */
static void
show_result (PlImportPart *self, const char *title, const char *text)
{
  GtkWidget *heading = g_object_new (PL_TYPE_HEADING, "level", 3, "label", title, NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->result))) != NULL)
    gtk_box_remove (self->result, child);
  gtk_box_append (self->result, heading);
  if (text != NULL)
    pl_export_preview_add_text (self->result, text, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->result), TRUE);
  pl_result_show (heading, GTK_WIDGET (self->result));
}

static void
show_problem (PlImportPart *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* Translators: heading: a file could not be written */
    show_result (self, _ ("The file was not saved"), error->message);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PlImportPart *self = PL_IMPORT_PART (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = pl_save_file_finish (GTK_WIDGET (self), result, &error);
  const char *const *steps = self->target->import_steps;
  g_autoptr (GPtrArray) sentences = g_ptr_array_new ();

  if (self->setup == NULL)
    return;
  if (file == NULL)
    {
      show_problem (self, error);
      return;
    }

  for (guint i = 0; steps != NULL && steps[i] != NULL; i++)
    g_ptr_array_add (sentences, (char *) _ (steps[i]));
  g_ptr_array_add (sentences, NULL);
  /* Translators: heading: a file was written */
  show_result (self, _ ("The file is saved"), file);
  pl_export_preview_add_steps (self->result, (const char *const *) sentences->pdata);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlImportPart) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) contents = pl_setup_make_import_finish (PL_SETUP (source), result, &error);
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;

  if (self->setup == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (contents == NULL)
    {
      show_problem (self, error);
      return;
    }

  /* Translators: title of the window that asks where a file goes; %s is a mail program */
  title = g_strdup_printf (_ ("File for the import of %s"), self->target->name);
  name = g_strdup_printf ("postlotse-%s%s", self->target->id, self->target->import_suffix);
  pl_save_file_async (GTK_WIDGET (self), title, name, contents, saved_cb, NULL);
}

static void
save_cb (PlImportPart *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  pl_setup_make_import_async (self->setup, self->target, NULL, made_cb, g_object_ref (self));
}

static void
pl_import_part_dispose (GObject *object)
{
  PlImportPart *self = PL_IMPORT_PART (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_import_part_parent_class)->dispose (object);
}

static void
pl_import_part_class_init (PlImportPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_import_part_dispose;
  gtk_widget_class_set_css_name (widget_class, "import");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_import_part_init (PlImportPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
}

/**
 * pl_import_part_new:
 * @target: one that can import
 */
GtkWidget *
pl_import_part_new (PlSetup *setup, const PlExportTarget *target)
{
  PlImportPart *self = g_object_new (PL_TYPE_IMPORT_PART, NULL);
  /* Translators: button: saves a file that a mail program can import; %s is the program */
  g_autofree char *label = g_strdup_printf (_ ("Save a file that %s can import"), target->name);

  self->setup = g_object_ref (setup);
  self->target = target;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->save = GTK_BUTTON (gtk_button_new_with_label (label));
  pl_button_let_wrap (self->save);
  gtk_widget_set_halign (GTK_WIDGET (self->save), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->save), GTK_WIDGET (self));
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  self->result = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_visible (GTK_WIDGET (self->result), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->result), GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
