// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-plan.h"

G_BEGIN_DECLS

void pl_export_plan_describe_account (PlExportPlan *plan);

char *pl_export_account_describe_copies (PlExportAccount *account);
char *pl_export_account_describe_time (PlExportAccount *account);
char *pl_words_fill (const char *format, const char *word);

G_END_DECLS
