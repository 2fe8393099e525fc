// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-practice-list.h"

#include "practice/pl-practice.h"

typedef struct
{
  GtkWidget *page; /* borrowed: has the list inside */
  PlPracticeChosen chosen;
} Listener;

static void
clicked_cb (GtkWidget *button, gpointer data)
{
  const Listener *listener = data;

  listener->chosen (listener->page, gtk_widget_get_name (button));
}

static void
free_listener (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
make_head (PlPracticeGroup group)
{
  GtkWidget *head = gtk_label_new (pl_practice_group_to_words (group));

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "pl-group-head");
  return head;
}

/**
 * pl_practice_list_fill:
 * @page: the page that @list is on
 * @chosen: called with @page and the id of a practice account
 *
 * Adds a button for each practice account, and a heading for each group of them.
 */
void
pl_practice_list_fill (GtkBox *list, GtkWidget *page, PlPracticeChosen chosen)
{
  guint n_accounts = 0;
  const PlPracticeAccount *accounts = pl_practice_get_accounts (&n_accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (accounts[i].title);
      GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));
      Listener *listener = g_new0 (Listener, 1);

      if (i == 0 || accounts[i].group != accounts[i - 1].group)
        gtk_box_append (list, make_head (accounts[i].group));
      listener->page = page;
      listener->chosen = chosen;
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_name (button, accounts[i].id);
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), listener, free_listener,
                             0);
      gtk_box_append (list, button);
    }
}
