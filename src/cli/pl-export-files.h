// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-export-options.h"
#include "cli/pl-terminal.h"

G_BEGIN_DECLS

gboolean pl_export_files_write_document (const PlExportOptions *options,
                                         PlExportAccount *account,
                                         PlPaper *paper,
                                         GError **error);
gboolean pl_export_files_write_import (const PlExportOptions *options,
                                       PlExportAccount *account,
                                       PlPaper *paper,
                                       GError **error);

G_END_DECLS
