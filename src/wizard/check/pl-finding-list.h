// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"
#include "wizard/check/pl-suggestion.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlFindingList:
 *
 * What the last check has found, a card each: never more than one of them open, the cause first.
 *
 * Signals: `fix-chosen` (#PlFix); `go-to` (id of a page, name of a field there, perhaps %NULL): the
 * person wants to change what was entered there.
 */
#define PL_TYPE_FINDING_LIST (pl_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (PlFindingList, pl_finding_list, PL, FINDING_LIST, GtkWidget)

void pl_finding_list_show (PlFindingList *list,
                           GListModel *findings,
                           PlSetup *setup,
                           gboolean open_first);
void pl_finding_list_clear (PlFindingList *list);
gboolean pl_finding_list_is_empty (PlFindingList *list);
PlSuggestion pl_finding_list_get_suggestion (PlFindingList *list);
void pl_finding_list_set_checked_below (PlFindingList *list, gboolean below);
void pl_finding_list_focus (PlFindingList *list);

G_END_DECLS
