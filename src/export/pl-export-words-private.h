// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/pl-export-plan.h"

G_BEGIN_DECLS

void pl_export_plan_describe_account (PlExportPlan *plan);

G_END_DECLS
