// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"
#include "model/pl-recorder.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlPatience:
 * @reason: what is waited for: `connect`, `first-byte`, `reply`, `auth`
 * @soft_ms: from here on the person is told and follow-up probes start beside the wait
 * @hard_ms: here it is over
 *
 * The two limits of a wait (product.md, Speed). A slow server is not a dead one.
 */
typedef struct
{
  const char *reason;
  gint64 soft_ms;
  gint64 hard_ms;
} PlPatience;

extern const PlPatience pl_patience_connect; /* 1.5 s, 6 s */
extern const PlPatience pl_patience_first_byte; /* 1 s, 10 s */
extern const PlPatience pl_patience_reply; /* 1.5 s, 10 s */
extern const PlPatience pl_patience_auth; /* 1.5 s, 30 s */

/**
 * PlWaitItem:
 * @socket: (nullable): %NULL items are passed over
 * @condition: what to wait for
 * @ready: (out): what has come
 */
typedef struct
{
  GSocket *socket;
  GIOCondition condition;
  GIOCondition ready;
} PlWaitItem;

gboolean pl_wait_for_any (PlWaitItem *items,
                          guint n_items,
                          const PlDeadline *deadline,
                          GCancellable *cancellable,
                          GError **error);
gboolean pl_wait_for_socket (GSocket *socket,
                             GIOCondition condition,
                             const PlPatience *patience,
                             PlRecorder *recorder,
                             const PlDeadline *deadline,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
