// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-case-private.h"

G_BEGIN_DECLS

char **pl_checked_describe (PlCase *facts, const PlLane *lane);
GPtrArray *pl_checked_describe_outlook (PlCase *facts);

G_END_DECLS
