// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-target.h"

G_BEGIN_DECLS

/* What the tests of exports have in common: an empty home, files in it, an account. */

/* The home, with the program's state in it, that g_test_run() is wrapped in; the directories that GLib
 * isolates for each test leak. */
const char *export_home_empty (void);
int export_home_run_tests (void);

char *export_folder_new (void);
void export_folder_free (char *folder);
void export_folder_write (const char *folder, const char *name, const char *text);
char *export_folder_read (const char *folder, const char *name);
char *export_folder_list (const char *folder);
void export_folder_copy (const char *from, const char *to);
void export_folder_assert_same (const char *folder, const char *expected);

PlExportAccount *export_account_new (const PlServerFields *incoming,
                                     const PlServerFields *outgoing,
                                     const PlCheckedServer *seen);
PlExportAccount *export_account_usual (void);
PlExportAccount *export_account_load (const char *path);

/* Runs the rest of a test where nobody has the rights of root. */
gboolean export_test_without_rights (const char *path);

typedef char ExportFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExportFolder, export_folder_free)

G_END_DECLS
