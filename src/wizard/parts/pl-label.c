// SPDX-License-Identifier: GPL-3.0-or-later
/* The labels that cards and their details are made of. */
#include "wizard/parts/pl-label.h"

#include "wizard/parts/pl-keep-together.h"

/**
 * pl_label_new:
 * @style: (nullable): a style class
 *
 * Returns: text that begins at the left and goes on in the next line, within a word where none else will do
 */
GtkWidget *
pl_label_new (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL);

  pl_keep_together (GTK_LABEL (label));
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/**
 * pl_label_new_verbatim:
 *
 * Returns: what somebody else has said, letter by letter; it can be selected and copied
 */
GtkWidget *
pl_label_new_verbatim (const char *text)
{
  GtkWidget *label = pl_label_new (text, "pl-verbatim");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}
