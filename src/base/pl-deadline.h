// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlDeadline:
 * @at: monotonic time in µs (see g_get_monotonic_time()), or %G_MAXINT64 for never
 *
 * A point in time at which waiting ends. A plain value: copy it freely, it owns nothing.
 * A deadline, not a timeout: a peer that sends one byte a second does not push it back.
 */
typedef struct
{
  gint64 at;
} PlDeadline;

#define PL_DEADLINE_NEVER ((PlDeadline){ .at = G_MAXINT64 })

PlDeadline pl_deadline_in (gint64 ms);
PlDeadline pl_deadline_sooner (const PlDeadline *deadline, gint64 ms);
gint64 pl_deadline_left_us (const PlDeadline *deadline);
gint64 pl_deadline_left_ms (const PlDeadline *deadline);
gboolean pl_deadline_check (const PlDeadline *deadline, GCancellable *cancellable, GError **error);

G_END_DECLS
