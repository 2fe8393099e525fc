// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"

G_BEGIN_DECLS

/**
 * PlGate:
 *
 * Holds the outgoing sign-in back until the incoming one is over. Closed at first; opened or shut
 * once, the first word counts. Thread-safe.
 */
typedef struct _PlGate PlGate;

PlGate *pl_gate_new (void);
void pl_gate_free (PlGate *gate);
void pl_gate_open (PlGate *gate);
void pl_gate_shut (PlGate *gate);
gboolean pl_gate_wait (PlGate *gate,
                       gboolean *open,
                       const PlDeadline *deadline,
                       GCancellable *cancellable,
                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlGate, pl_gate_free)

G_END_DECLS
