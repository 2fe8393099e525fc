// SPDX-License-Identifier: GPL-3.0-or-later
/* The short way to the report, for a card one of whose steps asks for it. Behind "Details" there is the
 * choice of what the report holds. */
#include "wizard/check/pl-report-button.h"

#include <glib/gi18n.h>

/* Made anew each time: it tells what the last check has shown. Without the name in the address, as where
 * there is a choice. */
static void
copy_cb (GtkButton *button, gpointer user_data)
{
  PlSetup *setup = user_data;
  g_autofree char *report = pl_setup_dup_report (setup, FALSE);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), report);
  gtk_button_set_label (button, _ ("Report copied"));
}

static void
unref_cb (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

/**
 * pl_report_button_new:
 * @setup: whose last check is reported
 *
 * Returns: (transfer floating): a button that puts the report on the clipboard, and then says so
 */
GtkWidget *
pl_report_button_new (PlSetup *setup)
{
  /* Translators: short button on a card: puts a report on the check on the clipboard */
  GtkWidget *button = gtk_button_new_with_label (_ ("Copy report"));

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_object_ref (setup), unref_cb,
                         0);
  return button;
}
