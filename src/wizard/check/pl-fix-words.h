// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-fix.h"

G_BEGIN_DECLS

char *pl_fix_describe_change (PlFix *fix, PlServerSettings *before);

G_END_DECLS
