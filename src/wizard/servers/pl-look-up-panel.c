// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-look-up-panel.h"

#include "wizard/account/pl-provider-chooser.h"
#include "wizard/check/pl-asked-list.h"
#include "wizard/parts/pl-button.h"

#include <glib/gi18n.h>

struct _PlLookUpPanel
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  GtkWidget *chosen;
  GtkLabel *chosen_name;
  GtkButton *choose;
  GtkToggleButton *offline;
  PlDisclosure *hosts;

  PlSetup *setup; /* owned */
  PlAccountState state;
};

G_DEFINE_FINAL_TYPE (PlLookUpPanel, pl_look_up_panel, GTK_TYPE_WIDGET)

enum
{
  RESTART,
  PROVIDER_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What it shows --- */

static gboolean
is_over (PlLookUpPanel *self)
{
  return self->state == PL_ACCOUNT_FOUND || self->state == PL_ACCOUNT_NOTHING ||
         self->state == PL_ACCOUNT_STOPPED;
}

/* Returns: (transfer full): who is asked besides, if the check behind the look-up fails */
static char *
list_hosts_beyond (PlLookUpPanel *self)
{
  g_auto (GStrv) hosts = pl_setup_dup_hosts_beyond (self->setup);
  g_autofree char *list = g_strjoinv ("\n", hosts);

  if (hosts[0] == NULL)
    return g_strdup ("");

  /* Translators: above a list of hosts; %s is that list */
  return g_strdup_printf (_ ("\n\nIf the check fails, these as well, to see whether it is the server "
                             "or this network. They learn nothing about you:\n%s"),
                          list);
}

static char *
list_hosts (PlLookUpPanel *self)
{
  g_auto (GStrv) hosts = pl_setup_dup_hosts_to_ask (self->setup);
  g_autofree char *beyond = list_hosts_beyond (self);
  g_autofree char *list = NULL;
  g_autofree char *text = NULL;

  if (is_over (self))
    return pl_asked_list_describe (pl_setup_get_evidence (self->setup));

  if (hosts[0] == NULL)
    /* Translators: stands where else a list of hosts stands */
    return g_strdup (_ ("Nobody on the internet."));

  list = g_strjoinv ("\n", hosts);
  /* Translators: before a look-up: whom it asks; %s is a list of hosts */
  text = g_strdup_printf (_ ("First the name service of your network, usually without encryption. "
                             "Then these, encrypted:\n%s\nAnd those that the answers name: the "
                             "domain's mail servers, and where one of these leads on to. All of "
                             "them learn the domain, never your address."),
                          list);
  return g_strconcat (text, beyond, NULL);
}

static void
update_hosts (PlLookUpPanel *self)
{
  g_autofree char *text = NULL;

  pl_disclosure_set_label (self->hosts, is_over (self)
                                            /* Translators: opens a list of hosts in the network */
                                            ? _ ("_Whom did we ask?")
                                            /* Translators: opens a list of hosts in the network,
                                             * before they are asked */
                                            : _ ("_Whom do we ask?"));
  if (!pl_disclosure_get_expanded (self->hosts))
    return;

  text = list_hosts (self);
  pl_asked_list_show (self->hosts, text);
}

/**
 * pl_look_up_panel_update:
 *
 * Derives the view from the account as it is now.
 */
void
pl_look_up_panel_update (PlLookUpPanel *self, PlAccountState state)
{
  gboolean chosen = pl_setup_get_chosen_provider_id (self->setup) != NULL;
  g_autofree char *name =
      /* Translators: %s is the provider that was chosen from the list */
      chosen ? g_strdup_printf (_ ("Provider: %s"), pl_setup_get_provider_name (self->setup))
             : NULL;

  self->state = state;
  gtk_widget_set_visible (self->chosen, chosen);
  gtk_label_set_label (self->chosen_name, name != NULL ? name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->choose), !chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->offline), !chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->hosts), !chosen);
  gtk_toggle_button_set_active (self->offline, pl_setup_get_offline_discovery (self->setup));
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose), state != PL_ACCOUNT_LOOKING);
  gtk_widget_set_sensitive (GTK_WIDGET (self->offline), state != PL_ACCOUNT_LOOKING);
  update_hosts (self);
}

/* --- What the person does --- */

static void
offline_toggled_cb (PlLookUpPanel *self)
{
  gboolean offline = gtk_toggle_button_get_active (self->offline);

  if (offline == pl_setup_get_offline_discovery (self->setup))
    return;

  pl_setup_set_offline_discovery (self->setup, offline);
  g_signal_emit (self, signals[RESTART], 0);
}

static void
take_provider (PlLookUpPanel *self, const char *id)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  pl_setup_choose_provider (self->setup, id);
  g_signal_emit (self, signals[PROVIDER_CHOSEN], 0);
  if (had_focus && id == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->choose));
}

static void
undo_cb (PlLookUpPanel *self)
{
  take_provider (self, NULL);
}

static void
choose_cb (PlLookUpPanel *self)
{
  PlProviderChooser *chooser =
      pl_provider_chooser_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->setup);

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (take_provider), self, G_CONNECT_SWAPPED);
}

/* --- Construction --- */

static void
pl_look_up_panel_dispose (GObject *object)
{
  PlLookUpPanel *self = PL_LOOK_UP_PANEL (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_look_up_panel_parent_class)->dispose (object);
}

static void
pl_look_up_panel_class_init (PlLookUpPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_look_up_panel_dispose;
  signals[RESTART] = g_signal_new ("restart", PL_TYPE_LOOK_UP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[PROVIDER_CHOSEN] = g_signal_new ("provider-chosen", PL_TYPE_LOOK_UP_PANEL,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "lookup");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static GtkWidget *
make_button (PlLookUpPanel *self, GType type, const char *label)
{
  GtkWidget *button = g_object_new (type, "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);

  pl_button_set_label (GTK_BUTTON (button), label);
  return button;
}

static void
add_chosen (PlLookUpPanel *self)
{
  /* Translators: button beside the name of the provider that was chosen: takes the choice back */
  GtkWidget *undo = make_button (self, GTK_TYPE_BUTTON, _ ("_Undo the choice"));

  self->chosen = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->chosen_name =
      GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, NULL));
  gtk_box_append (GTK_BOX (self->chosen), GTK_WIDGET (self->chosen_name));
  gtk_box_append (GTK_BOX (self->chosen), undo);
  gtk_widget_set_parent (self->chosen, GTK_WIDGET (self));
  g_signal_connect_object (undo, "clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
}

static void
pl_look_up_panel_init (PlLookUpPanel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  add_chosen (self);
  /* Translators: button that opens the list of mail providers */
  self->choose = GTK_BUTTON (make_button (self, GTK_TYPE_BUTTON, _ ("Choose pro_vider…")));
  self->offline = GTK_TOGGLE_BUTTON (
      /* Translators: a switch: the servers are not looked for in the internet */
      make_button (self, GTK_TYPE_TOGGLE_BUTTON, _ ("Without _internet look-up")));
  gtk_widget_add_css_class (GTK_WIDGET (self->offline), "pl-toggle");
  self->hosts = g_object_new (PL_TYPE_DISCLOSURE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->choose), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->offline), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->hosts), GTK_WIDGET (self));
}

GtkWidget *
pl_look_up_panel_new (PlSetup *setup)
{
  PlLookUpPanel *self = g_object_new (PL_TYPE_LOOK_UP_PANEL, NULL);

  self->setup = g_object_ref (setup);
  g_signal_connect_object (self->choose, "clicked", G_CALLBACK (choose_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->offline, "toggled", G_CALLBACK (offline_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hosts, "notify::expanded", G_CALLBACK (update_hosts), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
