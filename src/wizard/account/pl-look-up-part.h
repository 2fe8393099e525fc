// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/account/pl-account-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlLookUpPart:
 *
 * What is done about servers that nobody knows yet, on the first page: the panel with what the person
 * can do, and the cards with what a look-up came to. Both are made when they are first needed.
 *
 * Signals: `forget`: what was found is not what is wanted any more; `look-again`; `address-taken`: another
 * address stands there now; `go-to` (id of a page).
 */
#define PL_TYPE_LOOK_UP_PART (pl_look_up_part_get_type ())
G_DECLARE_FINAL_TYPE (PlLookUpPart, pl_look_up_part, PL, LOOK_UP_PART, GtkWidget)

void pl_look_up_part_set_setup (PlLookUpPart *part, PlSetup *setup);
void pl_look_up_part_update (PlLookUpPart *part, PlAccountState state, gboolean settled);
void pl_look_up_part_show_result (PlLookUpPart *part);
gboolean pl_look_up_part_has_suggestion (PlLookUpPart *part);
gboolean pl_look_up_part_focus (PlLookUpPart *part);

G_END_DECLS
