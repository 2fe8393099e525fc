// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-finding-list.h"

#include "wizard/check/pl-finding-card.h"
#include "wizard/parts/pl-column.h"
#include "wizard/parts/pl-gradual.h"

/* Pixels above and below a card that is scrolled to. */
#define CARD_MARGIN 12

#define CARDS_A_FRAME 4 /* folded ones, below the first */

struct _PlFindingList
{
  GtkWidget parent_instance;

  guint tick; /* callback of the frame clock, while a card has yet to get its place */
  guint filling; /* callback of the frame clock, while cards are still to come */
  GListModel *findings; /* owned, nullable: until the first are shown */
  PlSetup *setup; /* owned, nullable: as @findings */
  guint n_shown; /* of the findings */
  gboolean checked_below; /* the button at the bottom of the page checks again */
};

G_DEFINE_FINAL_TYPE (PlFindingList, pl_finding_list, GTK_TYPE_WIDGET)

enum
{
  FIX_CHOSEN,
  GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static PlFindingCard *
get_first (PlFindingList *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self));

  return first != NULL ? PL_FINDING_CARD (first) : NULL;
}

static void
open_cb (PlFindingList *self, PlFindingCard *opened)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    pl_finding_card_set_open (PL_FINDING_CARD (card), card == GTK_WIDGET (opened));
  pl_finding_card_focus_heading (opened);
}

static void
fix_chosen_cb (PlFindingList *self, PlFix *fix)
{
  g_signal_emit (self, signals[FIX_CHOSEN], 0, fix);
}

static void
go_to_cb (PlFindingList *self, const char *id, const char *field)
{
  g_signal_emit (self, signals[GO_TO], 0, id, field);
}

static void
add_card (PlFindingList *self, gboolean open)
{
  g_autoptr (PlFinding) finding = g_list_model_get_item (self->findings, self->n_shown++);
  GtkWidget *card = pl_finding_card_new (finding, self->setup, open);

  g_signal_connect_object (card, "fix-chosen", G_CALLBACK (fix_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "opened", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
  pl_finding_card_set_checked_below (PL_FINDING_CARD (card), self->checked_below);
  gtk_widget_set_parent (card, GTK_WIDGET (self));
}

void
pl_finding_list_clear (PlFindingList *self)
{
  GtkWidget *card;

  if (self->filling != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->filling);
  self->filling = 0;
  g_clear_object (&self->findings);
  g_clear_object (&self->setup);
  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    pl_gradual_remove (card);
}

static gboolean
fill_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PlFindingList *self = PL_FINDING_LIST (widget);
  guint n_findings = g_list_model_get_n_items (self->findings);

  for (guint i = 0; i < CARDS_A_FRAME && self->n_shown < n_findings; i++)
    add_card (self, FALSE);
  if (self->n_shown < n_findings)
    return G_SOURCE_CONTINUE;

  self->filling = 0;
  return G_SOURCE_REMOVE;
}

/**
 * pl_finding_list_show:
 * @findings: (element-type PlFinding):
 * @open_first: something keeps the account from working: the first card, which is the cause, is open.
 *   All others are folded.
 *
 * The first is there at once; the others follow below it in the next frames, so that no number of them
 * keeps the window busy.
 */
void
pl_finding_list_show (PlFindingList *self,
                      GListModel *findings,
                      PlSetup *setup,
                      gboolean open_first)
{
  pl_finding_list_clear (self);
  self->findings = g_object_ref (findings);
  self->setup = g_object_ref (setup);
  self->n_shown = 0;
  if (g_list_model_get_n_items (findings) == 0)
    return;

  add_card (self, open_first);
  if (g_list_model_get_n_items (findings) > 1)
    self->filling = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_cb, NULL, NULL);
}

gboolean
pl_finding_list_is_empty (PlFindingList *self)
{
  return get_first (self) == NULL;
}

/**
 * pl_finding_list_get_suggestion:
 *
 * Returns: which button of the first card is to be pressed now
 */
PlSuggestion
pl_finding_list_get_suggestion (PlFindingList *self)
{
  return get_first (self) != NULL ? pl_finding_card_get_suggestion (get_first (self))
                                  : PL_SUGGESTION_NONE;
}

/**
 * pl_finding_list_set_checked_below:
 * @below: the button at the bottom of the page checks again, so that no card has one for it
 */
void
pl_finding_list_set_checked_below (PlFindingList *self, gboolean below)
{
  self->checked_below = below;
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    pl_finding_card_set_checked_below (PL_FINDING_CARD (card), below);
}

/* Shows as much of the card as there is room for, from its top. Set, not clamped: the focus starts a
 * scrolling of its own, only as far as the heading, and setting a value ends that. */
static void
scroll_to (GtkScrolledWindow *scrolled, const graphene_rect_t *place)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);
  double top = place->origin.y - CARD_MARGIN;
  double end = place->origin.y + place->size.height + CARD_MARGIN;
  double value = gtk_adjustment_get_value (adjustment);

  value = MAX (value, end - gtk_adjustment_get_page_size (adjustment));
  gtk_adjustment_set_value (adjustment, MIN (value, top));
}

/* A card can be focused and scrolled to once it has its place and all its rows, some frames after its
 * coming. */
static gboolean
focus_card_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PlFindingList *self = PL_FINDING_LIST (widget);
  GtkWidget *content = gtk_widget_get_ancestor (widget, PL_TYPE_COLUMN);
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  PlFindingCard *first = get_first (self);
  graphene_rect_t place;

  if (first != NULL && gtk_widget_get_mapped (widget) &&
      (pl_gradual_is_busy (GTK_WIDGET (first)) ||
       !gtk_widget_compute_bounds (GTK_WIDGET (first), content, &place) || place.size.height < 1 ||
       place.origin.y + place.size.height > (float) gtk_widget_get_height (content)))
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  if (first != NULL && gtk_widget_get_mapped (widget))
    {
      pl_finding_card_focus_heading (first);
      scroll_to (GTK_SCROLLED_WINDOW (scrolled), &place);
    }
  return G_SOURCE_REMOVE;
}

/**
 * pl_finding_list_focus:
 *
 * The focus goes to the first card's heading, once it is there: that is what readers say.
 */
void
pl_finding_list_focus (PlFindingList *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_card_cb, NULL, NULL);
}

static void
pl_finding_list_dispose (GObject *object)
{
  pl_finding_list_clear (PL_FINDING_LIST (object));
  G_OBJECT_CLASS (pl_finding_list_parent_class)->dispose (object);
}

static void
pl_finding_list_class_init (PlFindingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_finding_list_dispose;
  signals[FIX_CHOSEN] = g_signal_new ("fix-chosen", PL_TYPE_FINDING_LIST, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, PL_TYPE_FIX);
  signals[GO_TO] = g_signal_new ("go-to", PL_TYPE_FINDING_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                 G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_css_name (widget_class, "findings");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_finding_list_init (PlFindingList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
}
