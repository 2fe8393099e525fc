// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-export-options.h"
#include "export/handover/pl-handover.h"

G_BEGIN_DECLS

gboolean pl_export_passwords_load (const PlExportOptions *options,
                                   const PlHandoverFields *said,
                                   PlSecret *passwords[2],
                                   GError **error);

G_END_DECLS
