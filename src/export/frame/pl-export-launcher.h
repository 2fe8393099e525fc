// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-target.h"

G_BEGIN_DECLS

GAppInfo *pl_export_find_launcher (PlExportPlace *place);

G_END_DECLS
