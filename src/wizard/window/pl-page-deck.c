// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-page-deck.h"

#include "wizard/window/pl-pages.h"

#include <glib/gi18n.h>

/* Between two steps of what is done ahead: longer than the slide from page to page. */
#define STEP_MS 300

struct _PlPageDeck
{
  GObject parent_instance;

  GtkStack *stack; /* borrowed: the window's, which has the deck */
  PlSetup *setup; /* owned */
  PlLaunchJob *launch; /* owned, nullable: for the program that has opened the window */
  GPtrArray *pages; /* owned; of PlPage, borrowed: children of the stack; NULL until first wanted */
  gboolean works_ahead; /* pages are made before they are wanted */
  guint ahead; /* the page that is made so */
  guint step; /* source, while there is one */
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

static void prepare_next (PlPageDeck *self);

static const char *const page_signals[] = {
  "notify::action-label",
  "notify::action-suggested",
  "notify::can-continue",
};

static void
go_to_cb (PlPageDeck *self, const char *id)
{
  g_signal_emit (self, signals[GO_TO], 0, id);
}

static void
page_changed_cb (PlPageDeck *self, GParamSpec *pspec, PlPage *page)
{
  if (page != pl_page_deck_get_page (self, self->current))
    return;

  g_signal_emit (self, signals[CHANGED], 0);
  prepare_next (self);
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

static void
ensure_page (PlPageDeck *self, guint index)
{
  const PlPageRow *rows = pl_pages_get (&(guint){ 0 });

  if (self->pages->pdata[index] != NULL)
    return;

  make_page (self, &rows[index], index);
  hide_other_pages (self);
}

/* --- Ahead --- */

/* In the place that the stack will give it: what room its words need is known by then, and asked for once. */
static void
lay_out (PlPageDeck *self, guint index)
{
  GtkWidget *page = self->pages->pdata[index];
  int width = gtk_widget_get_width (GTK_WIDGET (self->stack));
  int height = gtk_widget_get_height (GTK_WIDGET (self->stack));
  int least;

  if (index == self->current || width == 0)
    return;

  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least <= width)
    gtk_widget_size_allocate (page, &(GtkAllocation){ 0, 0, width, height }, -1);
}

/* Making a page and laying it out are a step each. */
static gboolean
step_cb (gpointer deck)
{
  PlPageDeck *self = deck;

  if (self->pages->pdata[self->ahead] == NULL)
    {
      ensure_page (self, self->ahead);
      return G_SOURCE_CONTINUE;
    }

  lay_out (self, self->ahead);
  self->step = 0;
  return G_SOURCE_REMOVE;
}

static void
prepare (PlPageDeck *self, const char *id)
{
  guint index = pl_pages_find (id);

  if (self->pages->pdata[index] != NULL)
    return;

  self->ahead = index;
  if (self->step == 0)
    self->step = g_timeout_add_full (G_PRIORITY_LOW, STEP_MS, step_cb, self, NULL);
}

/* The last page shows the account as it is then. The pages before the check do not: they keep what was in
 * their fields when they were made, so they are made when somebody comes to them. */
static void
prepare_next (PlPageDeck *self)
{
  if (self->works_ahead && self->current == pl_pages_find (PL_PAGE_ID_CHECK) &&
      pl_setup_get_checked_settings (self->setup) != NULL)
    prepare (self, PL_PAGE_ID_DONE);
}

/**
 * pl_page_deck_work_ahead:
 *
 * From now on, idle moments make and lay out the pages that are likely to be wanted: a page takes longest
 * where it is made and shown at once. To be called when there is something to see.
 */
void
pl_page_deck_work_ahead (PlPageDeck *self)
{
  self->works_ahead = TRUE;
  /* The page that everybody comes to, and that takes longest to make. */
  prepare (self, PL_PAGE_ID_CHECK);
  prepare_next (self);
}

/* --- On view --- */

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

  ensure_page (self, index);
  self->current = index;
  hide_other_pages (self);
  gtk_stack_set_visible_child_full (self->stack, pl_pages_get (&(guint){ 0 })[index].id,
                                    onward ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT
                                           : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  prepare_next (self);
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

  g_clear_handle_id (&self->step, g_source_remove);
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
