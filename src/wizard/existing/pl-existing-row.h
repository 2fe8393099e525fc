// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-import.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlExistingRow:
 *
 * One account of a mail program in a list: a button where it can be checked, else words that say why
 * not.
 *
 * Signals: `chosen`.
 */
#define PL_TYPE_EXISTING_ROW (pl_existing_row_get_type ())
G_DECLARE_FINAL_TYPE (PlExistingRow, pl_existing_row, PL, EXISTING_ROW, GtkWidget)

GtkWidget *pl_existing_row_new (PlImportAccount *account, PlExportPlace *place);
PlImportAccount *pl_existing_row_get_account (PlExistingRow *row);
PlExportPlace *pl_existing_row_get_place (PlExistingRow *row);

G_END_DECLS
