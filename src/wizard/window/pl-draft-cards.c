// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-draft-cards.h"

#include "wizard/done/pl-settings-text.h"
#include "wizard/parts/pl-adaptive-box.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>

struct _PlDraftCards
{
  GtkWidget parent_instance;

  PlDraftKeeper *keeper; /* owned, NULL until set */
};

G_DEFINE_FINAL_TYPE (PlDraftCards, pl_draft_cards, GTK_TYPE_WIDGET)

static void
clear (PlDraftCards *self)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (card);
}

static void
take_cb (PlDraftCards *self, GtkWidget *button)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  pl_draft_keeper_take (self->keeper, gtk_widget_get_name (button));
}

static void
discard_cb (PlDraftCards *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (button));

  pl_draft_keeper_discard (self->keeper, id);
}

static GtkWidget *
make_button (PlDraftCards *self, const char *label, const PlStoredDraft *stored, GCallback callback)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "hexpand", TRUE, NULL);

  pl_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_name (button, stored->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  pl_draft_get_address (stored->draft), -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_card (PlDraftCards *self, const PlStoredDraft *stored)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                  6, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *buttons = g_object_new (PL_TYPE_ADAPTIVE_BOX, "wide-from", 300, "spacing", 12, NULL);
  g_autofree char *time = pl_settings_format_time (pl_draft_get_saved_at (stored->draft));
  g_autofree char *question =
      /* Translators: on the first page; %s is the address of an account that was begun before */
      g_strdup_printf (_ ("Continue with %s?"), pl_draft_get_address (stored->draft));
  g_autofree char *hint =
      pl_draft_has_sending_password (stored->draft)
          /* Translators: below that question; %s is date and time; of an account with two passwords */
          ? g_strdup_printf (_ ("Begun on %s. The two passwords were not kept."), time)
          /* Translators: below that question; %s is date and time */
          : g_strdup_printf (_ ("Begun on %s. The password was not kept."), time);

  gtk_box_append (GTK_BOX (card), pl_label_new (question, NULL));
  gtk_box_append (GTK_BOX (card), pl_label_new (hint, "pl-hint"));
  gtk_box_append (GTK_BOX (card), buttons);
  gtk_widget_set_parent (
      /* Translators: button: goes on with an account that was begun before */
      make_button (self, _ ("Continue with it"), stored, G_CALLBACK (take_cb)), buttons);
  gtk_widget_set_parent (
      /* Translators: button: throws an account away that was begun before */
      make_button (self, _ ("Discard it"), stored, G_CALLBACK (discard_cb)), buttons);
  gtk_widget_add_css_class (card, "pl-group");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, question,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  gtk_widget_set_parent (card, GTK_WIDGET (self));
}

/* Derived from what is on offer. */
static void
update (PlDraftCards *self)
{
  GPtrArray *offers = pl_draft_keeper_get_offers (self->keeper);

  clear (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  for (guint i = 0; i < offers->len; i++)
    add_card (self, offers->pdata[i]);
}

/**
 * pl_draft_cards_is_empty:
 *
 * Returns: whether nothing is on offer
 */
gboolean
pl_draft_cards_is_empty (PlDraftCards *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self)) == NULL;
}

static void
pl_draft_cards_dispose (GObject *object)
{
  PlDraftCards *self = PL_DRAFT_CARDS (object);

  clear (self);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (pl_draft_cards_parent_class)->dispose (object);
}

static void
pl_draft_cards_class_init (PlDraftCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_draft_cards_dispose;
  gtk_widget_class_set_css_name (widget_class, "drafts");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_draft_cards_init (PlDraftCards *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/**
 * pl_draft_cards_set_keeper:
 * @keeper: shared: what it has on offer is shown
 *
 * Called once.
 */
void
pl_draft_cards_set_keeper (PlDraftCards *self, PlDraftKeeper *keeper)
{
  self->keeper = g_object_ref (keeper);
  update (self);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
