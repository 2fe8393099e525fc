// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-explain-window.h"

#include "setup/pl-setup-explain.h"
#include "wizard/check/pl-finding-card.h"
#include "wizard/parts/pl-above.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-field.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/window/pl-appearance.h"

#include <glib/gi18n.h>

struct _PlExplainWindow
{
  GtkWindow parent_instance;

  /* All borrowed: template children */
  GtkWidget *scrolled;
  GtkWidget *box;
  GtkLabel *text_label;
  GtkTextView *text;
  GtkLabel *hint;
  GtkBox *cards;
  GtkButton *paste;
  GtkButton *explain;
  GtkButton *close;
};

G_DEFINE_FINAL_TYPE (PlExplainWindow, pl_explain_window, GTK_TYPE_WINDOW)

/* The free room is the box's, until there is an answer to go there. */
static void
show_cards (PlExplainWindow *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->cards), shown);
  gtk_widget_set_vexpand (self->box, !shown);
}

static void
clear_cards (PlExplainWindow *self)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, card);
  show_cards (self, FALSE);
}

static gboolean
is_empty (PlExplainWindow *self)
{
  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text)) == 0;
}

/* What belongs here, until something is. */
static void
show_example (PlExplainWindow *self)
{
  pl_field_show_hint (GTK_WIDGET (self->text), self->hint,
                      is_empty (self)
                          /* Translators: below the text box while it is empty. The quoted line is
                           * a server's real answer and stays as it is. */
                          ? _ ("One or more lines, as your mail program shows them. For example: "
                               "535 5.7.8 Username and Password not accepted.")
                          : NULL,
                      FALSE);
}

/* Another text: what stands below is not about it. */
static void
text_changed_cb (PlExplainWindow *self)
{
  clear_cards (self);
  show_example (self);
}

static void
open_card_cb (PlExplainWindow *self, PlFindingCard *opened)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    pl_finding_card_set_open (PL_FINDING_CARD (card), card == GTK_WIDGET (opened));
  pl_finding_card_focus_heading (opened);
}

static void
show_findings (PlExplainWindow *self, const char *text)
{
  g_autoptr (GPtrArray) findings = pl_setup_explain_text (text);

  for (guint i = 0; i < findings->len; i++)
    {
      GtkWidget *card = pl_finding_card_new (findings->pdata[i], NULL, i == 0);

      g_signal_connect_object (card, "opened", G_CALLBACK (open_card_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->cards, card);
    }
  show_cards (self, TRUE);
}

/* The answer gets the focus: it scrolls into view, and a screen reader says its title. */
static void
explain_cb (PlExplainWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  clear_cards (self);
  if (*text == '\0')
    {
      pl_field_show_hint (GTK_WIDGET (self->text), self->hint,
                          /* Translators: below the text box, when it is empty */
                          _ ("Paste or type the message here first."), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
      return;
    }

  show_findings (self, text);
  pl_finding_card_focus_heading (
      PL_FINDING_CARD (gtk_widget_get_first_child (GTK_WIDGET (self->cards))));
}

/* In place of what is there, and explained at once: that is what the text was copied for. */
static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlExplainWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  /* Closed meanwhile. */
  if (self->text == NULL)
    return;
  if (text == NULL || *g_strstrip (text) == '\0')
    {
      pl_field_show_hint (
          GTK_WIDGET (self->text), self->hint,
          /* Translators: below the text box, after the button to paste was pressed */
          _ ("There is no text on the clipboard."), TRUE);
      return;
    }

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  explain_cb (self);
}

static void
paste_cb (PlExplainWindow *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb,
                                 g_object_ref (self));
}

static void
close_cb (PlExplainWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
pl_explain_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PL_TYPE_EXPLAIN_WINDOW);
  G_OBJECT_CLASS (pl_explain_window_parent_class)->dispose (object);
}

static void
pl_explain_window_class_init (PlExplainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_explain_window_dispose;
  g_type_ensure (PL_TYPE_HEADING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-explain-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlExplainWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PlExplainWindow, box);
  gtk_widget_class_bind_template_child (widget_class, PlExplainWindow, text_label);
  gtk_widget_class_bind_template_child (widget_class, PlExplainWindow, text);
  gtk_widget_class_bind_template_child (widget_class, PlExplainWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, PlExplainWindow, cards);
  gtk_widget_class_bind_template_child (widget_class, PlExplainWindow, paste);
  gtk_widget_class_bind_template_child (widget_class, PlExplainWindow, explain);
  gtk_widget_class_bind_template_child (widget_class, PlExplainWindow, close);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, explain_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
pl_explain_window_init (PlExplainWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_appearance_follow (GTK_WIDGET (self));
  pl_button_set_label (self->paste, gtk_button_get_label (self->paste));
  pl_button_set_label (self->explain, gtk_button_get_label (self->explain));
  pl_button_set_label (self->close, gtk_button_get_label (self->close));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_window_get_title (GTK_WINDOW (self)), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->text_label), -1);
  show_example (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * pl_explain_window_new:
 * @parent: (nullable): the window above which it appears; %NULL where it stands alone
 *
 * Returns: (transfer none): shown already; belongs to GTK until it is closed
 */
PlExplainWindow *
pl_explain_window_new (GtkWindow *parent)
{
  /* The class alone does not set the role of a window in GTK 4.8: it is asked for too early. */
  PlExplainWindow *self =
      g_object_new (PL_TYPE_EXPLAIN_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG,
                    "transient-for", parent, "modal", parent != NULL, NULL);

  pl_above_go_with_parent (GTK_WINDOW (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
