// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-look-up-part.h"

#include "wizard/account/pl-address-cards.h"
#include "wizard/servers/pl-look-up-panel.h"

struct _PlLookUpPart
{
  GtkWidget parent_instance;

  /* Borrowed: children, NULL until first needed */
  PlAddressCards *cards;
  PlLookUpPanel *panel;

  PlSetup *setup; /* owned */
};

G_DEFINE_FINAL_TYPE (PlLookUpPart, pl_look_up_part, GTK_TYPE_WIDGET)

enum
{
  FORGET,
  LOOK_AGAIN,
  ADDRESS_TAKEN,
  GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget_cb (PlLookUpPart *self)
{
  g_signal_emit (self, signals[FORGET], 0);
}

static void
look_again_cb (PlLookUpPart *self)
{
  g_signal_emit (self, signals[LOOK_AGAIN], 0);
}

static void
address_taken_cb (PlLookUpPart *self)
{
  g_signal_emit (self, signals[ADDRESS_TAKEN], 0);
}

static void
go_to_cb (PlLookUpPart *self, const char *id)
{
  g_signal_emit (self, signals[GO_TO], 0, id);
}

/* Where the domain does not tell the provider, once the person has paused. */
static gboolean
needs_panel (PlLookUpPart *self, PlAccountState state, gboolean settled)
{
  if (pl_setup_get_chosen_provider_id (self->setup) != NULL)
    return TRUE;
  if (state == PL_ACCOUNT_NO_ADDRESS || state == PL_ACCOUNT_EXISTING || state == PL_ACCOUNT_KNOWN)
    return FALSE;

  return settled || (self->panel != NULL && gtk_widget_get_visible (GTK_WIDGET (self->panel)));
}

static void
update_panel (PlLookUpPart *self, PlAccountState state, gboolean needed)
{
  if (needed && self->panel == NULL)
    {
      self->panel = PL_LOOK_UP_PANEL (pl_look_up_panel_new (self->setup));
      gtk_widget_insert_before (GTK_WIDGET (self->panel), GTK_WIDGET (self), NULL);
      g_signal_connect_object (self->panel, "restart", G_CALLBACK (forget_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->panel, "provider-chosen", G_CALLBACK (forget_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->panel != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->panel), needed);
      pl_look_up_panel_update (self->panel, state);
    }
}

/**
 * pl_look_up_part_update:
 * @settled: the person has paused
 *
 * Derives the view from the account as it is now.
 */
void
pl_look_up_part_update (PlLookUpPart *self, PlAccountState state, gboolean settled)
{
  update_panel (self, state, needs_panel (self, state, settled));
  if (self->cards != NULL && state != PL_ACCOUNT_FOUND && state != PL_ACCOUNT_NOTHING)
    pl_address_cards_clear (self->cards);
  gtk_widget_set_visible (GTK_WIDGET (self), self->panel != NULL || self->cards != NULL);
}

/**
 * pl_look_up_part_show_result:
 *
 * A look-up for the address that is entered is over.
 */
void
pl_look_up_part_show_result (PlLookUpPart *self)
{
  if (self->cards == NULL)
    {
      self->cards = PL_ADDRESS_CARDS (pl_address_cards_new (self->setup));
      gtk_widget_insert_after (GTK_WIDGET (self->cards), GTK_WIDGET (self), NULL);
      g_signal_connect_object (self->cards, "look-again", G_CALLBACK (look_again_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->cards, "changed", G_CALLBACK (address_taken_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->cards, "go-to", G_CALLBACK (go_to_cb), self,
                               G_CONNECT_SWAPPED);
    }
  pl_address_cards_fill (self->cards);
}

/**
 * pl_look_up_part_has_suggestion:
 *
 * Returns: whether a card offers what is to be done now
 */
gboolean
pl_look_up_part_has_suggestion (PlLookUpPart *self)
{
  return self->cards != NULL && pl_address_cards_has_suggestion (self->cards);
}

/**
 * pl_look_up_part_focus:
 *
 * Returns: whether there is a card, which has the focus now
 */
gboolean
pl_look_up_part_focus (PlLookUpPart *self)
{
  return self->cards != NULL && pl_address_cards_focus (self->cards);
}

/**
 * pl_look_up_part_set_setup:
 *
 * Called once, before everything else.
 */
void
pl_look_up_part_set_setup (PlLookUpPart *self, PlSetup *setup)
{
  g_set_object (&self->setup, setup);
}

/* --- Construction --- */

static void
pl_look_up_part_dispose (GObject *object)
{
  PlLookUpPart *self = PL_LOOK_UP_PART (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_look_up_part_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, PL_TYPE_LOOK_UP_PART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
pl_look_up_part_class_init (PlLookUpPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_look_up_part_dispose;
  signals[FORGET] = add_signal ("forget");
  signals[LOOK_AGAIN] = add_signal ("look-again");
  signals[ADDRESS_TAKEN] = add_signal ("address-taken");
  signals[GO_TO] = g_signal_new ("go-to", PL_TYPE_LOOK_UP_PART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_css_name (widget_class, "lookuppart");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_look_up_part_init (PlLookUpPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
