// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-error.h"

G_BEGIN_DECLS

#define PL_EXPORT_FILE_LARGEST (64 * 1024 * 1024) /* bytes that are read */
#define PL_EXPORT_FILE_COPY ".postlotse-" /* in the name of a copy, before its time */

/**
 * PlExportFile:
 *
 * A file of a mail program as it was when it was read, or the fact that it did not exist; counted by
 * references, immutable.
 */
typedef struct _PlExportFile PlExportFile;

PlExportFile *pl_export_file_read (const char *path, GError **error);
PlExportFile *pl_export_file_ref (PlExportFile *file);
void pl_export_file_unref (PlExportFile *file);

const char *pl_export_file_get_path (PlExportFile *file);
gboolean pl_export_file_exists (PlExportFile *file);
GBytes *pl_export_file_get_contents (PlExportFile *file);
gboolean pl_export_file_check_unchanged (PlExportFile *file, GError **error);

char *pl_export_file_back_up (PlExportFile *file, gint64 at, GError **error);
gboolean pl_export_file_replace (PlExportFile *file, GBytes *contents, GError **error);
gboolean pl_export_file_remove (PlExportFile *file, GError **error);
gboolean pl_export_file_restore (PlExportFile *file, GError **error);

char *pl_export_digest (GBytes *contents);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlExportFile, pl_export_file_unref)

G_END_DECLS
