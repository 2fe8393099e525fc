// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlImportPart:
 *
 * The file for a mail program's own import: a button that saves it, and then what to do with it.
 */
#define PL_TYPE_IMPORT_PART (pl_import_part_get_type ())
G_DECLARE_FINAL_TYPE (PlImportPart, pl_import_part, PL, IMPORT_PART, GtkWidget)

GtkWidget *pl_import_part_new (PlSetup *setup, const PlExportTarget *target);

G_END_DECLS
