// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-page.h"

G_BEGIN_DECLS

/**
 * PlPageDeck:
 *
 * The pages of a window by their place in the table of pl-pages.c: each is made when it is first wanted,
 * or ahead of that in idle moments; one is on view.
 *
 * Signals: `changed`: the page on view has another action now. `go-to` (id of a page): the page on view
 * leads there.
 */
#define PL_TYPE_PAGE_DECK (pl_page_deck_get_type ())
G_DECLARE_FINAL_TYPE (PlPageDeck, pl_page_deck, PL, PAGE_DECK, GObject)

PlPageDeck *pl_page_deck_new (GtkStack *stack, PlSetup *setup);
void pl_page_deck_work_ahead (PlPageDeck *deck);
void pl_page_deck_set_launch (PlPageDeck *deck, PlLaunchJob *job);
PlPage *pl_page_deck_show (PlPageDeck *deck, guint index);
PlPage *pl_page_deck_get_page (PlPageDeck *deck, guint index);
guint pl_page_deck_get_current (PlPageDeck *deck);

G_END_DECLS
