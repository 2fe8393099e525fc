// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-handover.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlKeepPasswordPart:
 *
 * Offers to save the password in the password store, says what came of it, and takes it out again. It
 * is never saved unasked.
 *
 * Signals: `changed`: it is busy now, or no longer.
 */
#define PL_TYPE_KEEP_PASSWORD_PART (pl_keep_password_part_get_type ())
G_DECLARE_FINAL_TYPE (PlKeepPasswordPart, pl_keep_password_part, PL, KEEP_PASSWORD_PART, GtkWidget)

void pl_keep_password_part_update (PlKeepPasswordPart *part, PlSetup *setup);
void pl_keep_password_part_forget (PlKeepPasswordPart *part);
gboolean pl_keep_password_part_is_busy (PlKeepPasswordPart *part);
PlSetupHandover *pl_keep_password_part_get_handover (PlKeepPasswordPart *part);

G_END_DECLS
