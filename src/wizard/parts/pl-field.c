// SPDX-License-Identifier: GPL-3.0-or-later
/* What all fields do alike. */
#include "wizard/parts/pl-field.h"

#include "wizard/window/pl-announce.h"

#include <glib/gi18n.h>

/**
 * pl_field_show_text:
 * @text: (nullable): shown only where it differs, so that the cursor stays while one types
 */
void
pl_field_show_text (GtkEditable *field, const char *text)
{
  /* The field is emptied first, and whoever hears that may let go of the text. */
  g_autofree char *wanted = g_strdup (text != NULL ? text : "");

  if (g_strcmp0 (gtk_editable_get_text (field), wanted) != 0)
    gtk_editable_set_text (field, wanted);
}

static gboolean
has_focus (GtkWidget *field)
{
  return (gtk_widget_get_state_flags (field) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/**
 * pl_field_show_hint:
 * @label: stands below the field, and keeps its place while it is empty: fields that jump while one
 *   types are a nuisance
 * @hint: (nullable): what to say about what the field holds
 * @problem: the field needs another value
 *
 * Says it to the eye and to a screen reader. The field gets a description of its own and no relation
 * "described by": of that, GTK 4.8 makes no description, and GTK 4.18 makes one of the label's
 * description instead of its text, which is none.
 */
void
pl_field_show_hint (GtkWidget *field, GtkLabel *label, const char *hint, gboolean problem)
{
  GtkWidget *frame = GTK_IS_TEXT (field) ? gtk_widget_get_parent (field) : field;
  const char *text = hint != NULL ? hint : "";

  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    {
      gtk_label_set_label (label, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      text, -1);
      if (*text != '\0' && has_focus (field))
        pl_announce (field, text);
    }
  if (*text == '\0')
    gtk_widget_add_css_class (GTK_WIDGET (label), "pl-empty");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "pl-empty");
  /* GTK 4.8 names an empty label after its class. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, *text == '\0',
                               -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (problem)
    {
      gtk_widget_add_css_class (frame, "error");
      gtk_widget_add_css_class (GTK_WIDGET (label), "pl-problem");
    }
  else
    {
      gtk_widget_remove_css_class (frame, "error");
      gtk_widget_remove_css_class (GTK_WIDGET (label), "pl-problem");
    }
}

/**
 * pl_field_get_failed_words:
 *
 * Returns: (transfer none): what stands below a field to which a failed check has led
 */
const char *
pl_field_get_failed_words (void)
{
  /* Translators: below the field that a failed check was about */
  return _ ("The last check failed here.");
}

static gboolean
is_backward (GtkDirectionType direction)
{
  return direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
}

/**
 * pl_field_move_focus:
 *
 * The focus hook for widgets around a field that hand the focus on to it: from child to child and out
 * at the end. That of GTK asks such a widget to take the focus when its children are through, which
 * would lead back into the field for ever.
 */
gboolean
pl_field_move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean backward = is_backward (direction);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL)
    child = backward ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  while (child != NULL && !gtk_widget_child_focus (child, direction))
    child = backward ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
  return child != NULL;
}
