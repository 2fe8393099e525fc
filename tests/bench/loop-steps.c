// SPDX-License-Identifier: GPL-3.0-or-later
#include "loop-steps.h"

#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-page.h"

typedef gboolean (*Wanted) (GtkWidget *widget, const char *argument);

/* The first, in the order in which the window shows them. */
static GtkWidget *
find (GtkWidget *widget, Wanted wanted, const char *argument)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (wanted (widget, argument))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, wanted, argument);
  return found;
}

static gboolean
is_text (GtkWidget *widget, const char *filled)
{
  return GTK_IS_TEXT (widget) && gtk_widget_get_sensitive (widget) &&
         (*gtk_editable_get_text (GTK_EDITABLE (widget)) != '\0') == (filled != NULL);
}

static gboolean
is_page (GtkWidget *widget, const char *argument)
{
  return PL_IS_PAGE (widget) && gtk_widget_get_child_visible (widget);
}

static gboolean
is_folded (GtkWidget *widget, const char *argument)
{
  return PL_IS_DISCLOSURE (widget) && !pl_disclosure_get_expanded (PL_DISCLOSURE (widget));
}

static gboolean
has_label (GtkWidget *widget, const char *label)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), label);
}

/* A button may have its words, its child's words, or be known by a style class: ".pl-folded". */
static gboolean
is_button (GtkWidget *widget, const char *label)
{
  if (!GTK_IS_BUTTON (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  if (*label == '.')
    return gtk_widget_has_css_class (widget, label + 1);
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0 ||
         find (widget, has_label, label) != NULL;
}

void
step_nothing (GtkWidget *window, const char *unused)
{
}

/**
 * step_focus:
 * @filled: (nullable): %NULL for the first empty field, anything else for the first filled one
 */
void
step_focus (GtkWidget *window, const char *filled)
{
  GtkWidget *text = find (window, is_text, filled);

  if (text != NULL)
    gtk_widget_grab_focus (text);
}

void
step_type (GtkWidget *window, const char *letters)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)))
    g_signal_emit_by_name (focus, "insert-at-cursor", letters);
}

void
step_act (GtkWidget *window, const char *action)
{
  gtk_widget_activate_action (window, action, NULL);
}

void
step_go_to (GtkWidget *window, const char *page)
{
  pl_page_go_to (PL_PAGE (find (window, is_page, NULL)), page);
}

gboolean
steps_can_press (GtkWidget *window, const char *label)
{
  return find (window, is_button, label) != NULL;
}

/**
 * step_press:
 * @label: the words on a button of @window, or `.` and its style class
 */
void
step_press (GtkWidget *window, const char *label)
{
  GtkWidget *button = find (window, is_button, label);

  if (button != NULL)
    g_signal_emit_by_name (button, "clicked");
  else
    g_printerr ("No button “%s”\n", label);
}

/**
 * step_unfold_next:
 *
 * Opens the first thing that is folded, also within what has been unfolded.
 */
void
step_unfold_next (GtkWidget *window, const char *unused)
{
  GtkWidget *folded = find (window, is_folded, NULL);

  if (folded != NULL)
    pl_disclosure_set_expanded (PL_DISCLOSURE (folded), TRUE);
}

void
step_close (GtkWidget *window, const char *unused)
{
  gtk_window_close (GTK_WINDOW (window));
}

/**
 * steps_find_dialog:
 *
 * Returns: (nullable): a window that belongs to @window
 */
GtkWidget *
steps_find_dialog (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return GTK_WIDGET (other);
    }
  return NULL;
}
