// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-check-context-private.h"

G_BEGIN_DECLS

void pl_arrival_watch (PlCheckContext *context, const char *id, PlRecorder *recorder);
void pl_arrival_skip (PlRecorder *recorder);

G_END_DECLS
