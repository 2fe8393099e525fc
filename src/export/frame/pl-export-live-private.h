// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-account.h"

G_BEGIN_DECLS

/* An account on its way into a program that runs: the hand-over that our add-ons read. */

char *pl_export_live_make_handover (PlExportAccount *account);
char *pl_export_live_make_secrets (PlExportAccount *account);

G_END_DECLS
