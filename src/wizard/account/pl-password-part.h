// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/account/pl-account-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlPasswordPart:
 *
 * What stands below the address on the account page: the question about a slip of the finger, and
 * the password, or why there is none.
 *
 * Signals: `address-taken` (the address that was probably meant).
 */
#define PL_TYPE_PASSWORD_PART (pl_password_part_get_type ())
G_DECLARE_FINAL_TYPE (PlPasswordPart, pl_password_part, PL, PASSWORD_PART, GtkWidget)

void pl_password_part_set_setup (PlPasswordPart *part, PlSetup *setup);
void pl_password_part_update (PlPasswordPart *part, PlAccountState state, gboolean settled);
gboolean pl_password_part_allows_leaving (PlPasswordPart *part);
gboolean pl_password_part_focus (PlPasswordPart *part);

G_END_DECLS
