// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/import/pl-import.h"

G_BEGIN_DECLS

/**
 * PlImportProfile:
 *
 * One profile of a mail program that was looked into: the accounts that it has, or why they could not
 * be read; immutable, and safe between threads.
 */
#define PL_TYPE_IMPORT_PROFILE (pl_import_profile_get_type ())
G_DECLARE_FINAL_TYPE (PlImportProfile, pl_import_profile, PL, IMPORT_PROFILE, GObject)

PlExportPlace *pl_import_profile_get_place (PlImportProfile *profile);
GPtrArray *pl_import_profile_get_accounts (PlImportProfile *profile);
const char *pl_import_profile_get_problem (PlImportProfile *profile);

GPtrArray *pl_import_list_profiles (GCancellable *cancellable);

G_END_DECLS
