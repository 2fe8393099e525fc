// SPDX-License-Identifier: GPL-3.0-or-later
/* What cards of findings and of requirements have in common. */
#include "wizard/parts/pl-step.h"

#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-keep-together.h"
#include "wizard/parts/pl-link.h"
#include "wizard/parts/pl-row.h"

/**
 * pl_step_new:
 * @number: from 1
 *
 * Returns: one thing to do, as an item of a list
 */
GtkWidget *
pl_step_new (guint number, const char *text)
{
  GtkWidget *row = g_object_new (PL_TYPE_ROW, "spacing", 12, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *name = g_strdup_printf ("%u. %s", number, text);
  GtkWidget *mark = g_object_new (GTK_TYPE_LABEL, "label", digits, "valign", GTK_ALIGN_START,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "hexpand", TRUE, NULL);

  pl_keep_together (GTK_LABEL (label));
  gtk_widget_add_css_class (mark, "pl-step");
  pl_row_append (PL_ROW (row), mark);
  pl_row_append (PL_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
clicked_cb (GtkWidget *button)
{
  pl_link_open (GTK_WINDOW (gtk_widget_get_root (button)), gtk_widget_get_name (button));
}

/**
 * pl_step_link_new:
 * @label: (nullable): %NULL shows the page's address
 *
 * Returns: a button that opens a page in the browser
 */
GtkWidget *
pl_step_link_new (const char *label, const char *url)
{
  GtkWidget *button = gtk_button_new_with_label (label != NULL ? label : url);

  pl_button_let_wrap (GTK_BUTTON (button));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_name (button, url);
  gtk_widget_set_tooltip_text (button, url);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), NULL);
  return button;
}
