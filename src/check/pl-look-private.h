// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-outlook-targets-private.h"

G_BEGIN_DECLS

void pl_look_run (const PlOutlookTarget *target,
                  PlOutlookReach reach,
                  PlNetwork *network,
                  PlRecorder *recorder,
                  PlRecorder *summaries,
                  const PlDeadline *deadline,
                  GCancellable *cancellable);
void pl_look_at_this_computer (PlRecorder *recorder, GCancellable *cancellable);
char *pl_look_read_routes (const char *ipv4, const char *ipv6, char **interfaces);

G_END_DECLS
