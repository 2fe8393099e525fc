// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-network.h"

G_BEGIN_DECLS

/**
 * PlDialTarget:
 * @addresses: (element-type GInetAddress): as the resolver ordered them
 * @port: where to connect to
 * @shown_port: what the evidence says: the port of the settings, also where a route leads elsewhere
 */
typedef struct
{
  GPtrArray *addresses; /* borrowed */
  guint16 port;
  guint16 shown_port;
} PlDialTarget;

GPtrArray *pl_dial_order (GPtrArray *addresses);
PlOutcome pl_dial_judge_errno (int number);
PlOutcome pl_dial_sum_up (const PlOutcome *outcomes, guint n_outcomes);
void pl_dial_note (PlRecorder *recorder,
                   GInetAddress *address,
                   guint16 port,
                   PlOutcome outcome,
                   int number,
                   gint64 spent_us);
PlOutcome pl_dial (const PlDialTarget *target,
                   PlRecorder *recorder,
                   GSocket **socket,
                   const PlDeadline *deadline,
                   GCancellable *cancellable,
                   GError **error);

G_END_DECLS
