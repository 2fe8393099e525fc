// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-case-private.h"

G_BEGIN_DECLS

char *pl_certificate_account_describe (PlCase *facts, const PlLane *lane);

G_END_DECLS
