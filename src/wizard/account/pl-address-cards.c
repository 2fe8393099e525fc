// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-address-cards.h"

#include "wizard/check/pl-finding-card.h"
#include "wizard/parts/pl-column.h"
#include "wizard/parts/pl-link.h"

/* Pixels above and below a card that is scrolled to. */
#define CARD_MARGIN 12

struct _PlAddressCards
{
  GtkWidget parent_instance;

  PlSetup *setup; /* owned */
  PlFindingCard *open; /* borrowed, nullable: a child */
};

G_DEFINE_FINAL_TYPE (PlAddressCards, pl_address_cards, GTK_TYPE_WIDGET)

enum
{
  LOOK_AGAIN,
  CHANGED,
  GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* That no servers were found is no mistake of the person's, and the line below the address says it
 * already. */
static gboolean
is_said (PlFinding *finding)
{
  return g_str_equal (pl_finding_get_code (finding), "no-servers-found");
}

static gboolean
is_about_address (PlFinding *finding)
{
  return pl_finding_get_service (finding) == PL_SERVICE_ACCOUNT &&
         pl_finding_get_stage (finding) <= PL_STAGE_RESOLVE;
}

static void
fix_chosen_cb (PlAddressCards *self, PlFix *fix)
{
  PlFixFields fields;

  pl_fix_peek_fields (fix, &fields);
  if (fields.kind == PL_FIX_PAGE)
    {
      pl_link_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), fields.url);
      return;
    }

  pl_setup_apply_fix (self->setup, fix, NULL);
  g_signal_emit (self, signals[fields.kind == PL_FIX_RETRY ? LOOK_AGAIN : CHANGED], 0);
}

static void
open_cb (PlAddressCards *self, PlFindingCard *opened)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    pl_finding_card_set_open (PL_FINDING_CARD (card), card == GTK_WIDGET (opened));
  self->open = opened;
  pl_finding_card_focus_heading (opened);
}

static void
go_to_cb (PlAddressCards *self, const char *id)
{
  g_signal_emit (self, signals[GO_TO], 0, id);
}

static void
add_card (PlAddressCards *self, PlFinding *finding)
{
  gboolean open = self->open == NULL && !is_said (finding);
  GtkWidget *card = pl_finding_card_new (finding, self->setup, open);

  g_signal_connect_object (card, "fix-chosen", G_CALLBACK (fix_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "opened", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (card, GTK_WIDGET (self));
  if (open)
    self->open = PL_FINDING_CARD (card);
}

void
pl_address_cards_clear (PlAddressCards *self)
{
  GtkWidget *card;

  self->open = NULL;
  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (card);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * pl_address_cards_fill:
 *
 * Shows what the account's findings say of its address.
 */
void
pl_address_cards_fill (PlAddressCards *self)
{
  GListModel *findings = pl_setup_get_findings (self->setup);

  pl_address_cards_clear (self);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (PlFinding) finding = g_list_model_get_item (findings, i);

      if (is_about_address (finding))
        add_card (self, finding);
    }
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

/**
 * pl_address_cards_has_suggestion:
 *
 * Returns: whether one of their buttons is the suggested thing to do
 */
gboolean
pl_address_cards_has_suggestion (PlAddressCards *self)
{
  return self->open != NULL && pl_finding_card_get_suggestion (self->open) != PL_SUGGESTION_NONE;
}

/* As much of the card as there is room for, from its top. */
static void
scroll_to (GtkWidget *scrolled, const graphene_rect_t *place)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  double top = place->origin.y - CARD_MARGIN;
  double end = place->origin.y + place->size.height + CARD_MARGIN;
  double value = gtk_adjustment_get_value (adjustment);

  value = MAX (value, end - gtk_adjustment_get_page_size (adjustment));
  gtk_adjustment_set_value (adjustment, MIN (value, top));
}

/* A card can be scrolled to once it has its place, some frames after its coming. */
static gboolean
show_card_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PlAddressCards *self = PL_ADDRESS_CARDS (widget);
  GtkWidget *content = gtk_widget_get_ancestor (widget, PL_TYPE_COLUMN);
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  if (self->open == NULL || content == NULL || scrolled == NULL)
    return G_SOURCE_REMOVE;
  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->open), content, &place) ||
      place.size.height < 1 ||
      place.origin.y + place.size.height > (float) gtk_widget_get_height (content))
    return G_SOURCE_CONTINUE;

  pl_finding_card_focus_heading (self->open);
  scroll_to (scrolled, &place);
  return G_SOURCE_REMOVE;
}

/**
 * pl_address_cards_focus:
 *
 * Returns: whether there is an open card, whose heading gets the focus as soon as it has its place
 */
gboolean
pl_address_cards_focus (PlAddressCards *self)
{
  if (self->open != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), show_card_cb, NULL, NULL);
  return self->open != NULL;
}

static void
pl_address_cards_dispose (GObject *object)
{
  PlAddressCards *self = PL_ADDRESS_CARDS (object);

  pl_address_cards_clear (self);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_address_cards_parent_class)->dispose (object);
}

static void
pl_address_cards_class_init (PlAddressCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_address_cards_dispose;
  signals[LOOK_AGAIN] = g_signal_new ("look-again", PL_TYPE_ADDRESS_CARDS, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_ADDRESS_CARDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[GO_TO] = g_signal_new ("go-to", PL_TYPE_ADDRESS_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_address_cards_init (PlAddressCards *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pl-cards");
}

GtkWidget *
pl_address_cards_new (PlSetup *setup)
{
  PlAddressCards *self = g_object_new (PL_TYPE_ADDRESS_CARDS, NULL);

  self->setup = g_object_ref (setup);
  return GTK_WIDGET (self);
}
