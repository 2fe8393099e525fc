// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-practice-list.h"

#include "practice/pl-practice.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>

struct _PlPracticeList
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PlPracticeList, pl_practice_list, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (PlPracticeList *self, GtkWidget *button)
{
  g_signal_emit (self, signals[CHOSEN], 0, gtk_widget_get_name (button));
}

static GtkWidget *
make_head (PlPracticeGroup group)
{
  GtkWidget *head = gtk_label_new (pl_practice_group_to_words (group));

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "pl-group-head");
  return head;
}

static GtkWidget *
make_button (PlPracticeList *self, const PlPracticeAccount *account)
{
  GtkWidget *button = gtk_button_new_with_label (account->title);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_name (button, account->id);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_accounts (PlPracticeList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint n_accounts = 0;
  const PlPracticeAccount *accounts = pl_practice_get_accounts (&n_accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      if (i == 0 || accounts[i].group != accounts[i - 1].group)
        gtk_box_append (GTK_BOX (box), make_head (accounts[i].group));
      gtk_box_append (GTK_BOX (box), make_button (self, &accounts[i]));
    }
  gtk_widget_add_css_class (box, "pl-group");
  gtk_widget_add_css_class (box, "pl-list");
  return box;
}

/* --- Construction --- */

static void
pl_practice_list_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_practice_list_parent_class)->dispose (object);
}

static void
pl_practice_list_class_init (PlPracticeListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_practice_list_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", PL_TYPE_PRACTICE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "practicelist");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_practice_list_init (PlPracticeList *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);
  /* Translators: heading above a list of accounts for trying the program out */
  const char *heading = _ ("Practice accounts");
  /* Translators: below the heading "Practice accounts" */
  const char *hint = _ ("A click fills everything in.");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (widget, "pl-section");
  gtk_widget_set_parent (g_object_new (PL_TYPE_HEADING, "label", heading, NULL), widget);
  gtk_widget_set_parent (pl_label_new (hint, "pl-hint"), widget);
  gtk_widget_set_parent (make_accounts (self), widget);
}

GtkWidget *
pl_practice_list_new (void)
{
  return g_object_new (PL_TYPE_PRACTICE_LIST, NULL);
}
