// SPDX-License-Identifier: GPL-3.0-or-later
/* What buttons of GTK 4.8 need to be told. */
#include "wizard/parts/pl-button.h"

#include "wizard/parts/pl-keep-together.h"

/**
 * pl_button_let_wrap:
 *
 * A long label goes on in a second line instead of being cut or widening the window.
 */
void
pl_button_let_wrap (GtkButton *button)
{
  GtkLabel *text = GTK_LABEL (gtk_button_get_child (button));

  gtk_label_set_wrap (text, TRUE);
  gtk_label_set_wrap_mode (text, PANGO_WRAP_WORD_CHAR);
  /* A second line only where there is no room for one. */
  gtk_label_set_natural_wrap_mode (text, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (text, GTK_JUSTIFY_CENTER);
  pl_keep_together (text);
}

/**
 * pl_button_set_label:
 * @button: one that uses underlines for mnemonics
 *
 * Sets the label and clears the accessible name that GTK 4.8 makes of it, underline and all: the
 * label inside the button then names it, as it is read.
 */
void
pl_button_set_label (GtkButton *button, const char *label)
{
  if (g_strcmp0 (gtk_button_get_label (button), label) != 0)
    gtk_button_set_label (button, label);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  pl_button_let_wrap (button);
}
