// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-import.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlExistingPart:
 *
 * The account that was taken over from a mail program, on the first page: which servers a check contacts,
 * and whose password is used. Invisible without one.
 *
 * Signals: `chosen`: another account was taken over, or its password has been looked up.
 */
#define PL_TYPE_EXISTING_PART (pl_existing_part_get_type ())
G_DECLARE_FINAL_TYPE (PlExistingPart, pl_existing_part, PL, EXISTING_PART, GtkWidget)

void pl_existing_part_choose (PlExistingPart *part, PlSetup *setup);
void pl_existing_part_update (PlExistingPart *part, PlSetup *setup);
gboolean pl_existing_part_focus (PlExistingPart *part);

G_END_DECLS
