// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-cause-private.h"

G_BEGIN_DECLS

PlFinding *pl_finding_maker_make (PlCase *facts,
                                  const PlLane *lane,
                                  const PlCause *cause,
                                  const PlMatch *match,
                                  const char *const *alternatives);

G_END_DECLS
