// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-wait.h"

G_BEGIN_DECLS

/**
 * PlWaitClock:
 *
 * One thing waited for in several goes: a line that comes in pieces, a handshake, a dial. Its
 * patience runs from pl_wait_clock_start() on, however often something arrives in between. A plain
 * value that owns nothing.
 */
typedef struct
{
  const PlPatience *patience; /* borrowed, nullable: only the deadline counts */
  PlRecorder *recorder; /* borrowed */
  gint64 began_at; /* monotonic µs */
  gboolean soft_noted;
  gboolean over; /* the hard limit has passed and was noted */
} PlWaitClock;

PlWaitClock pl_wait_clock_start (const PlPatience *patience, PlRecorder *recorder);
gint64 pl_wait_clock_get_spent_us (const PlWaitClock *clock);
gboolean pl_wait_clock_wait (PlWaitClock *clock,
                             PlWaitItem *items,
                             guint n_items,
                             const PlDeadline *deadline,
                             GCancellable *cancellable,
                             GError **error);
gboolean pl_wait_clock_wait_socket (PlWaitClock *clock,
                                    GSocket *socket,
                                    GIOCondition condition,
                                    const PlDeadline *deadline,
                                    GCancellable *cancellable,
                                    GError **error);

char *pl_wait_format_ms (gint64 us);

G_END_DECLS
