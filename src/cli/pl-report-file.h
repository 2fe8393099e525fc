// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlReportFile:
 *
 * The file of `--report`: made before anything is asked of anybody, so that a path that does not work
 * is found out first; gone again when nothing was written.
 */
typedef struct _PlReportFile PlReportFile;

PlReportFile *pl_report_file_new (const char *path, GError **error);
gboolean pl_report_file_write (PlReportFile *file, const char *text, GError **error);
void pl_report_file_free (PlReportFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlReportFile, pl_report_file_free)

G_END_DECLS
