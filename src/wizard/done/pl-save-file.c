// SPDX-License-Identifier: GPL-3.0-or-later
/* Asks where a file goes, in the desktop's own window, and writes it there. */
#include "wizard/done/pl-save-file.h"

#include <glib/gi18n.h>

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GFile *file = G_FILE (source);
  GError *error = NULL;

  if (g_file_replace_contents_finish (file, result, NULL, &error))
    g_task_return_pointer (task, g_file_get_parse_name (file), g_free);
  else
    g_task_return_error (task, error);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  GBytes *contents = g_task_get_task_data (task);

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  if (file == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
      return;
    }
  /* Whom a name and an address concern is decided by the person: others on this computer see nothing. */
  g_file_replace_contents_bytes_async (
      file, contents, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
      g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

/* GTK leaves the window open that asks, and nobody would ever answer. */
static void
parent_gone_cb (GtkNativeDialog *dialog)
{
  g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
}

/**
 * pl_save_file_async:
 * @near: what the window that asks belongs to
 * @title: of that window
 * @name: proposed for the file; what no file's name may hold is replaced
 * @contents: shared
 *
 * Lets the person choose a file, and writes it. A file that exists is replaced after a question, which
 * the desktop's window asks. When the window goes that @near is in, nothing is written.
 */
void
pl_save_file_async (GtkWidget *near,
                    const char *title,
                    const char *name,
                    GBytes *contents,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (near, NULL, callback, user_data);
  g_autofree char *proposed = g_strdelimit (g_strdup (name), "/\\", '_');
  GtkRoot *root = gtk_widget_get_root (near);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, GTK_FILE_CHOOSER_ACTION_SAVE,
      /* Translators: button in the window that asks where a file goes */
      _ ("_Save"), NULL);

  g_task_set_source_tag (task, pl_save_file_async);
  g_task_set_task_data (task, g_bytes_ref (contents), (GDestroyNotify) g_bytes_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), proposed);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  if (root != NULL)
    g_signal_connect_object (root, "destroy", G_CALLBACK (parent_gone_cb), dialog,
                             G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * pl_save_file_finish:
 *
 * Returns: (transfer full): the file as it is shown to the person, or %NULL with
 *   %G_IO_ERROR_CANCELLED where none was chosen, or another error of #GIOErrorEnum
 */
char *
pl_save_file_finish (GtkWidget *near, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, near), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
