// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-handover.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlSaveSettingsPart:
 *
 * Saves the account as a file that `postlotse export` and mail programs read; never with a password.
 */
#define PL_TYPE_SAVE_SETTINGS_PART (pl_save_settings_part_get_type ())
G_DECLARE_FINAL_TYPE (PlSaveSettingsPart, pl_save_settings_part, PL, SAVE_SETTINGS_PART, GtkWidget)

void pl_save_settings_part_update (PlSaveSettingsPart *part,
                                   PlSetup *setup,
                                   PlSetupHandover *handover,
                                   gboolean usable);
void pl_save_settings_part_forget (PlSaveSettingsPart *part);

G_END_DECLS
