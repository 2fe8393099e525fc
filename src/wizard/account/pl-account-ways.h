// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/account/pl-account-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlAccountWays:
 *
 * The other ways from the first page, as a row of plain buttons: servers typed by hand, an account that
 * is there already, a message to explain, practice.
 *
 * Signals: `show-servers`, `check-existing`: the person chose that way. The other two open by themselves.
 */
#define PL_TYPE_ACCOUNT_WAYS (pl_account_ways_get_type ())
G_DECLARE_FINAL_TYPE (PlAccountWays, pl_account_ways, PL, ACCOUNT_WAYS, GtkWidget)

void pl_account_ways_update (PlAccountWays *ways, PlAccountState state, gboolean bound);

G_END_DECLS
