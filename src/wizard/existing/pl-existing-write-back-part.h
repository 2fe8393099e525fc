// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-import.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlExistingWriteBackPart:
 *
 * Offers on the last page to write what was put right back into the mail program that the account was
 * taken over from: the same row as for any mail program, above those. Invisible where nothing was put
 * right.
 *
 * Signals: `changed`: its row stands elsewhere now.
 */
#define PL_TYPE_EXISTING_WRITE_BACK_PART (pl_existing_write_back_part_get_type ())
G_DECLARE_FINAL_TYPE (PlExistingWriteBackPart,
                      pl_existing_write_back_part,
                      PL,
                      EXISTING_WRITE_BACK_PART,
                      GtkWidget)

void pl_existing_write_back_part_update (PlExistingWriteBackPart *part,
                                         PlSetup *setup,
                                         gboolean renew);
gboolean pl_existing_write_back_part_is_undecided (PlExistingWriteBackPart *part);
gboolean pl_existing_write_back_part_is_waiting (PlExistingWriteBackPart *part);
PlExportPlace *pl_existing_write_back_part_get_place (PlExistingWriteBackPart *part);

G_END_DECLS
