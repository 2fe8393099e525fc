// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-case-private.h"

G_BEGIN_DECLS

PlTrust pl_consent_get_trust (PlCase *facts, const PlLane *lane);
const char *pl_consent_choose_foreign (PlCase *facts, const PlLane *lane, const char *host);

G_END_DECLS
