// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-provider-chooser.h"

#include "wizard/parts/pl-above.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-list-keys.h"
#include "wizard/window/pl-appearance.h"

#include <glib/gi18n.h>

/* Enough to look through; who wants another one types. */
#define MOST_ROWS 40

struct _PlProviderChooser
{
  GtkWindow parent_instance;

  GtkEditable *search; /* borrowed: template child */
  GtkLabel *found; /* borrowed: template child */
  GtkScrolledWindow *scrolled; /* borrowed: template child */
  GtkBox *list; /* borrowed: template child */
  GtkButton *cancel; /* borrowed: template child */

  PlSetup *setup; /* owned */
};

G_DEFINE_FINAL_TYPE (PlProviderChooser, pl_provider_chooser, GTK_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (PlProviderChooser *self, GtkButton *button)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (GTK_WIDGET (button)));

  g_object_ref (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CHOSEN], 0, id);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
add_row (PlProviderChooser *self, const PlProviderChoice *choice)
{
  GtkWidget *button = gtk_button_new_with_label (choice->name);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  pl_button_let_wrap (GTK_BUTTON (button));
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_LEFT);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_name (button, choice->id);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->list, button);
}

static char *
describe_number (guint n_found)
{
  if (n_found == 0)
    /* Translators: below the search field */
    return g_strdup (_ ("No provider of this name is in the list. Close this window and go on: the "
                        "servers are looked for."));
  if (n_found > MOST_ROWS)
    /* Translators: below the search field; how many providers match, and how many of them are shown */
    return g_strdup_printf (_ ("%u providers, the first %u are shown. Type more of the name."),
                            n_found, (guint) MOST_ROWS);
  /* Translators: below the search field: how many providers match */
  return g_strdup_printf (ngettext ("%u provider", "%u providers", n_found), n_found);
}

static void
search_cb (PlProviderChooser *self)
{
  g_autoptr (GPtrArray) choices =
      pl_setup_search_providers (self->setup, gtk_editable_get_text (self->search));
  g_autofree char *found = describe_number (choices->len);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; i < MIN (choices->len, MOST_ROWS); i++)
    add_row (self, choices->pdata[i]);

  gtk_label_set_label (self->found, found);
  gtk_widget_set_visible (GTK_WIDGET (self->scrolled), choices->len > 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, found, -1);
}

/* Enter takes the only one that is left. */
static void
activate_cb (PlProviderChooser *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  if (first == NULL)
    return;
  if (gtk_widget_get_next_sibling (first) == NULL)
    clicked_cb (self, GTK_BUTTON (first));
  else
    gtk_widget_grab_focus (first);
}

static void
cancel_cb (PlProviderChooser *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
pl_provider_chooser_dispose (GObject *object)
{
  PlProviderChooser *self = PL_PROVIDER_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), PL_TYPE_PROVIDER_CHOOSER);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_provider_chooser_parent_class)->dispose (object);
}

static void
pl_provider_chooser_class_init (PlProviderChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_provider_chooser_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", PL_TYPE_PROVIDER_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PL_TYPE_HEADING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-provider-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, PlProviderChooser, search);
  gtk_widget_class_bind_template_child (widget_class, PlProviderChooser, found);
  gtk_widget_class_bind_template_child (widget_class, PlProviderChooser, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PlProviderChooser, list);
  gtk_widget_class_bind_template_child (widget_class, PlProviderChooser, cancel);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
pl_provider_chooser_init (PlProviderChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_appearance_follow (GTK_WIDGET (self));
  pl_button_set_label (self->cancel, gtk_button_get_label (self->cancel));
  pl_list_keys_add (GTK_WIDGET (self), GTK_WIDGET (self->search), GTK_WIDGET (self->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_window_get_title (GTK_WINDOW (self)), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_window_get_title (GTK_WINDOW (self)), -1);
}

/**
 * pl_provider_chooser_new:
 * @parent: the window above which it appears
 *
 * Returns: (transfer none): shown already; belongs to GTK until something is chosen or it is closed
 */
PlProviderChooser *
pl_provider_chooser_new (GtkWindow *parent, PlSetup *setup)
{
  /* The class alone does not set the role of a window in GTK 4.8: it is asked for too early. */
  PlProviderChooser *self =
      g_object_new (PL_TYPE_PROVIDER_CHOOSER, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG,
                    "transient-for", parent, "modal", TRUE, NULL);

  pl_above_go_with_parent (GTK_WINDOW (self));
  self->setup = g_object_ref (setup);
  search_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->search));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
