// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-page-deck.h"

#include "wizard/window/pl-pages.h"

#include <glib/gi18n.h>

struct _PlPageDeck
{
  GObject parent_instance;

  GtkStack *stack; /* borrowed: the window's, which has the deck */
  PlSetup *setup; /* owned */
  PlLaunchJob *launch; /* owned, nullable: for the program that has opened the window */
  GPtrArray *pages; /* owned; of PlPage, borrowed: children of the stack; NULL until first wanted */
  guint current;
};

G_DEFINE_FINAL_TYPE (PlPageDeck, pl_page_deck, G_TYPE_OBJECT)

enum
{
  CHANGED,
  GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const page_signals[] = {
  "notify::action-label",
  "notify::action-suggested",
  "notify::can-continue",
};

static void
page_changed_cb (PlPageDeck *self, GParamSpec *pspec, PlPage *page)
{
  if (page == pl_page_deck_get_page (self, self->current))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
go_to_cb (PlPageDeck *self, const char *id)
{
  g_signal_emit (self, signals[GO_TO], 0, id);
}

static void
name_for_readers (GtkAccessible *accessible, const char *name)
{
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
make_page (PlPageDeck *self, const PlPageRow *row, guint index)
{
  const char *name = _ (row->name);
  GtkWidget *page = g_object_new (row->get_type (), "setup", self->setup, NULL);
  GtkWidget *pane;

  self->pages->pdata[index] = page;
  pl_page_set_launch (PL_PAGE (page), self->launch);
  for (guint i = 0; i < G_N_ELEMENTS (page_signals); i++)
    g_signal_connect_object (page, page_signals[i], G_CALLBACK (page_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
  name_for_readers (GTK_ACCESSIBLE (page), name);
  /* What scrolls takes the focus, too. By itself it has no role, and in newer GTK (4.18) what
   * has none cannot have a name. */
  pane = gtk_widget_get_first_child (page);
  g_object_set (pane, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  name_for_readers (GTK_ACCESSIBLE (pane), name);
  name_for_readers (GTK_ACCESSIBLE (gtk_stack_add_named (self->stack, page, row->id)), name);
}

/* GTK 4.8 shows the pages below the one on view to screen readers as if they could be seen. */
static void
hide_other_pages (PlPageDeck *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    if (self->pages->pdata[i] != NULL)
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->pages->pdata[i]),
                                   GTK_ACCESSIBLE_STATE_HIDDEN, i != self->current, -1);
}

/**
 * pl_page_deck_prepare:
 *
 * The page is there before it is wanted.
 */
void
pl_page_deck_prepare (PlPageDeck *self, guint index)
{
  const PlPageRow *rows = pl_pages_get (&(guint){ 0 });

  if (self->pages->pdata[index] != NULL)
    return;

  make_page (self, &rows[index], index);
  hide_other_pages (self);
}

/**
 * pl_page_deck_set_launch:
 * @job: shared: what the program wants that has opened the window; for every page
 */
void
pl_page_deck_set_launch (PlPageDeck *self, PlLaunchJob *job)
{
  g_set_object (&self->launch, job);
  for (guint i = 0; i < self->pages->len; i++)
    if (self->pages->pdata[i] != NULL)
      pl_page_set_launch (self->pages->pdata[i], job);
}

/**
 * pl_page_deck_show:
 *
 * Returns: (transfer none): the page, which is on view now, but was not told so yet
 */
PlPage *
pl_page_deck_show (PlPageDeck *self, guint index)
{
  gboolean onward = index >= self->current;

  pl_page_deck_prepare (self, index);
  self->current = index;
  hide_other_pages (self);
  gtk_stack_set_visible_child_full (self->stack, pl_pages_get (&(guint){ 0 })[index].id,
                                    onward ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT
                                           : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  return self->pages->pdata[index];
}

/**
 * pl_page_deck_get_page:
 *
 * Returns: (transfer none) (nullable): %NULL until it is first wanted
 */
PlPage *
pl_page_deck_get_page (PlPageDeck *self, guint index)
{
  return self->pages->pdata[index];
}

/**
 * pl_page_deck_get_current:
 *
 * Returns: the page on view; the first one before any was shown
 */
guint
pl_page_deck_get_current (PlPageDeck *self)
{
  return self->current;
}

/* --- Construction --- */

static void
pl_page_deck_finalize (GObject *object)
{
  PlPageDeck *self = PL_PAGE_DECK (object);

  g_clear_object (&self->setup);
  g_clear_object (&self->launch);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  G_OBJECT_CLASS (pl_page_deck_parent_class)->finalize (object);
}

static void
pl_page_deck_class_init (PlPageDeckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_page_deck_finalize;
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_PAGE_DECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[GO_TO] = g_signal_new ("go-to", PL_TYPE_PAGE_DECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pl_page_deck_init (PlPageDeck *self)
{
  guint n_pages = 0;

  pl_pages_get (&n_pages);
  self->pages = g_ptr_array_new ();
  g_ptr_array_set_size (self->pages, (int) n_pages);
}

/**
 * pl_page_deck_new:
 * @stack: empty; outlives the deck's last use
 *
 * Returns: (transfer full):
 */
PlPageDeck *
pl_page_deck_new (GtkStack *stack, PlSetup *setup)
{
  PlPageDeck *self = g_object_new (PL_TYPE_PAGE_DECK, NULL);

  self->stack = stack;
  self->setup = g_object_ref (setup);
  return self;
}
