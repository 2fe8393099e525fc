// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/window/pl-draft-keeper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlDraftCards:
 *
 * Accounts that were begun before, each with a way to go on and one to discard it. Nothing of it is
 * chosen beforehand.
 */
#define PL_TYPE_DRAFT_CARDS (pl_draft_cards_get_type ())
G_DECLARE_FINAL_TYPE (PlDraftCards, pl_draft_cards, PL, DRAFT_CARDS, GtkWidget)

void pl_draft_cards_set_keeper (PlDraftCards *cards, PlDraftKeeper *keeper);
gboolean pl_draft_cards_is_empty (PlDraftCards *cards);

G_END_DECLS
