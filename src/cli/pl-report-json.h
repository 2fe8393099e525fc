// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

char *pl_report_json (PlSetup *setup, gboolean verified, GPtrArray *applied);

G_END_DECLS
