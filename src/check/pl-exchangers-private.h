// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-probes-private.h"

G_BEGIN_DECLS

void pl_exchangers_probe (const PlProbeView *view,
                          PlCheckContext *context,
                          PlProbeSet *set,
                          GPtrArray *observations);

G_END_DECLS
