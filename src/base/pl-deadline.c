// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-deadline.h"

/**
 * pl_deadline_in:
 * @ms: milliseconds from now, negative for never
 */
PlDeadline
pl_deadline_in (gint64 ms)
{
  if (ms < 0)
    return PL_DEADLINE_NEVER;

  return (PlDeadline){ .at = g_get_monotonic_time () + ms * 1000 };
}

/**
 * pl_deadline_sooner:
 * @deadline: the deadline of the whole run
 * @ms: how long this step may take by itself, in milliseconds
 *
 * Returns: whichever comes first
 */
PlDeadline
pl_deadline_sooner (const PlDeadline *deadline, gint64 ms)
{
  PlDeadline own = pl_deadline_in (ms);

  return own.at < deadline->at ? own : *deadline;
}

/**
 * pl_deadline_left_us:
 *
 * Returns: microseconds left, 0 when it has passed, %G_MAXINT64 for never
 */
gint64
pl_deadline_left_us (const PlDeadline *deadline)
{
  if (deadline->at == G_MAXINT64)
    return G_MAXINT64;

  return MAX (deadline->at - g_get_monotonic_time (), 0);
}

/**
 * pl_deadline_left_ms:
 *
 * Rounded up, so that a poll with it does not spin in the last millisecond.
 *
 * Returns: milliseconds left, 0 when it has passed, %G_MAXINT for never or longer than that
 */
gint64
pl_deadline_left_ms (const PlDeadline *deadline)
{
  gint64 left = pl_deadline_left_us (deadline);

  if (left / 1000 >= G_MAXINT)
    return G_MAXINT;

  return (left + 999) / 1000;
}

/**
 * pl_deadline_check:
 * @cancellable: (nullable): looked at first
 *
 * Returns: %TRUE while there is time; otherwise %FALSE with %G_IO_ERROR_CANCELLED or
 *   %G_IO_ERROR_TIMED_OUT
 */
gboolean
pl_deadline_check (const PlDeadline *deadline, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (pl_deadline_left_us (deadline) > 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The time allowed has passed");
  return FALSE;
}
