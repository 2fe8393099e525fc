// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-evidence.h"
#include "model/pl-finding.h"
#include "setup/pl-setup.h"
#include "wizard/check/pl-suggestion.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlFindingCard:
 *
 * One finding: what is wrong, how sure that is, what to do about it. Any finding; no cause is known
 * here by name. Folded, it is one line that opens it.
 *
 * Signals: `fix-chosen` (#PlFix), `opened`: the person unfolded it, `go-to` (id of a page, name of a
 * field there, perhaps %NULL): the person wants to change what was entered there.
 */
#define PL_TYPE_FINDING_CARD (pl_finding_card_get_type ())
G_DECLARE_FINAL_TYPE (PlFindingCard, pl_finding_card, PL, FINDING_CARD, GtkWidget)

GtkWidget *pl_finding_card_new (PlFinding *finding, PlSetup *setup, gboolean open);
PlSuggestion pl_finding_card_get_suggestion (PlFindingCard *card);
void pl_finding_card_set_checked_below (PlFindingCard *card, gboolean below);
void pl_finding_card_set_open (PlFindingCard *card, gboolean open);
void pl_finding_card_focus_heading (PlFindingCard *card);

G_END_DECLS
