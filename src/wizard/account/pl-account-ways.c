// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-account-ways.h"

#include "wizard/check/pl-explain-window.h"
#include "wizard/parts/pl-button.h"
#include "wizard/window/pl-practice-fill.h"

#include <glib/gi18n.h>

struct _PlAccountWays
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  GtkButton *check_existing;
  GtkButton *try_practice;
};

G_DEFINE_FINAL_TYPE (PlAccountWays, pl_account_ways, GTK_TYPE_WIDGET)

enum
{
  SHOW_SERVERS,
  CHECK_EXISTING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_servers_cb (PlAccountWays *self)
{
  g_signal_emit (self, signals[SHOW_SERVERS], 0);
}

static void
check_existing_cb (PlAccountWays *self)
{
  g_signal_emit (self, signals[CHECK_EXISTING], 0);
}

static void
explain_cb (PlAccountWays *self)
{
  pl_explain_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
try_practice_cb (PlAccountWays *self)
{
  pl_practice_open ();
}

/**
 * pl_account_ways_update:
 * @bound: what is set up is settled: for the program that has opened the window, or for practice
 */
void
pl_account_ways_update (PlAccountWays *self, PlAccountState state, gboolean bound)
{
  gtk_widget_set_visible (GTK_WIDGET (self->check_existing), !bound);
  gtk_widget_set_visible (GTK_WIDGET (self->try_practice), !bound);
  pl_button_set_label (self->check_existing, pl_account_words_get_existing (state));
}

/* --- Construction --- */

static void
pl_account_ways_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_account_ways_parent_class)->dispose (object);
}

static void
pl_account_ways_class_init (PlAccountWaysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_account_ways_dispose;
  signals[SHOW_SERVERS] = g_signal_new ("show-servers", PL_TYPE_ACCOUNT_WAYS, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHECK_EXISTING] = g_signal_new ("check-existing", PL_TYPE_ACCOUNT_WAYS, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "accountways");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static GtkButton *
add_button (PlAccountWays *self, const char *label, GCallback clicked)
{
  GtkWidget *button =
      g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);

  pl_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return GTK_BUTTON (button);
}

static void
pl_account_ways_init (PlAccountWays *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  /* Translators: button on the first page, for people who want to enter servers and ports themselves */
  add_button (self, _ ("Show _server settings"), G_CALLBACK (show_servers_cb));
  self->check_existing = add_button (self, "", G_CALLBACK (check_existing_cb));
  /* Translators: button on the first page: opens a window to paste a message into that a server or
   * another mail program showed */
  add_button (self, _ ("Explain an error _message"), G_CALLBACK (explain_cb));
  self->try_practice = add_button (
      /* Translators: button on the first page: opens another window with made-up accounts to try the
       * program out */
      self, _ ("T_ry it with a practice account"), G_CALLBACK (try_practice_cb));
}
