// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "export/frame/pl-export-target.h"
#include "export/import/pl-import-account.h"

G_BEGIN_DECLS

/* The other direction: the accounts that a mail program already has. Nothing is written, and the
 * program may run meanwhile. All functions block and belong on a thread. */

gboolean pl_import_is_possible (const PlExportTarget *target);
gboolean pl_import_can_look_up_passwords (const PlExportTarget *target);
GPtrArray *pl_import_read (PlExportPlace *place, GError **error);
PlSecret *
pl_import_look_up_password (PlExportPlace *place, PlImportAccount *account, PlDirection direction);
int pl_import_find (GPtrArray *accounts, const char *wanted);

G_END_DECLS
