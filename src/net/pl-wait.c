// SPDX-License-Identifier: GPL-3.0-or-later
/* The one place that waits for descriptors. A socket's own timeout is not used: it restarts with
 * every byte, and a peer that sends one a second could hold us for ever. */
#include "net/pl-wait-private.h"

#include <errno.h>

/* More than every address of a host that pl-dial.c tries at once. */
#define MOST_ITEMS 32

/* product.md, Speed */
const PlPatience pl_patience_connect = { "connect", 1500, 6000 };
const PlPatience pl_patience_first_byte = { "first-byte", 1000, 10000 };
const PlPatience pl_patience_reply = { "reply", 1500, 10000 };
const PlPatience pl_patience_auth = { "auth", 1500, 30000 };

static guint
fill_fds (GPollFD *fds, PlWaitItem *items, guint n_items)
{
  guint n_fds = 0;

  for (guint i = 0; i < n_items; i++)
    {
      items[i].ready = 0;
      if (items[i].socket == NULL)
        continue;
      fds[n_fds++] = (GPollFD){ .fd = g_socket_get_fd (items[i].socket),
                                .events = items[i].condition | G_IO_ERR | G_IO_HUP };
    }

  return n_fds;
}

static gboolean
take_results (const GPollFD *fds, PlWaitItem *items, guint n_items)
{
  gboolean any = FALSE;
  guint n_fds = 0;

  for (guint i = 0; i < n_items; i++)
    {
      if (items[i].socket == NULL)
        continue;
      items[i].ready = fds[n_fds++].revents;
      any = any || items[i].ready != 0;
    }

  return any;
}

/* One poll, begun anew after signals. Returns what g_poll() returns, -1 with @error. */
static int
poll_until (GPollFD *fds,
            guint n_fds,
            const PlDeadline *deadline,
            GCancellable *cancellable,
            GError **error)
{
  for (;;)
    {
      gint64 left = pl_deadline_left_ms (deadline);
      int n_ready = g_poll (fds, n_fds, deadline->at == G_MAXINT64 ? -1 : (int) left);
      int saved = errno;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      if (n_ready >= 0)
        return n_ready;
      if (saved != EINTR)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "Waiting failed: %s",
                       g_strerror (saved));
          return -1;
        }
    }
}

/**
 * pl_wait_for_any:
 * @items: (array length=n_items): up to 32; a wait for none of them ends with the deadline
 * @deadline: when it has passed already, what is ready now still counts
 * @cancellable: (nullable): ends the wait at once
 *
 * Waits until at least one socket is ready. An error or a hang-up makes a socket ready, too: the
 * next read or getsockopt() tells which.
 *
 * Returns: %TRUE when @items tells what is ready; %FALSE with %G_IO_ERROR_TIMED_OUT,
 *   %G_IO_ERROR_CANCELLED or the system's reason
 */
gboolean
pl_wait_for_any (PlWaitItem *items,
                 guint n_items,
                 const PlDeadline *deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  GPollFD fds[MOST_ITEMS + 1];
  guint n_fds;
  gboolean has_cancel_fd = FALSE;
  int n_ready;

  g_return_val_if_fail (n_items <= MOST_ITEMS, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  n_fds = fill_fds (fds, items, n_items);
  if (cancellable != NULL)
    {
      has_cancel_fd = g_cancellable_make_pollfd (cancellable, &fds[n_fds]);
      if (!has_cancel_fd)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES,
                               "No descriptor is left to wait with");
          return FALSE;
        }
    }

  n_ready = poll_until (fds, n_fds + (has_cancel_fd ? 1 : 0), deadline, cancellable, error);
  if (has_cancel_fd)
    g_cancellable_release_fd (cancellable);
  if (n_ready < 0)
    return FALSE;
  if (take_results (fds, items, n_items))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The time allowed has passed");
  return FALSE;
}

/**
 * pl_wait_format_ms:
 *
 * Returns: (transfer full): whole milliseconds, which pl_observation_get_int() reads back
 */
char *
pl_wait_format_ms (gint64 us)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, us / 1000);
}

/**
 * pl_wait_clock_start:
 * @patience: (nullable): %NULL when only the deadline counts
 * @recorder: (nullable): is told of the two limits
 */
PlWaitClock
pl_wait_clock_start (const PlPatience *patience, PlRecorder *recorder)
{
  return (PlWaitClock){ .patience = patience,
                        .recorder = recorder,
                        .began_at = g_get_monotonic_time () };
}

gint64
pl_wait_clock_get_spent_us (const PlWaitClock *clock)
{
  return g_get_monotonic_time () - clock->began_at;
}

static PlDeadline
limit_at (const PlWaitClock *clock, gint64 ms)
{
  return (PlDeadline){ .at = clock->began_at + ms * 1000 };
}

static void
note_silence (PlWaitClock *clock, const char *limit)
{
  g_autofree char *ms = pl_wait_format_ms (pl_wait_clock_get_spent_us (clock));

  if (clock->recorder != NULL)
    pl_recorder_note (clock->recorder, PL_SIGHT_SILENCE, PL_OUTCOME_SILENT, PL_FACT_REASON,
                      clock->patience->reason, PL_FACT_LIMIT, limit, PL_FACT_MS, ms, PL_FACT_END);
}

/* The next moment at which the wait has to be looked at: a limit of its patience or the deadline. */
static PlDeadline
next_limit (const PlWaitClock *clock, const PlDeadline *deadline)
{
  PlDeadline limit;

  if (clock->patience == NULL)
    return *deadline;

  limit = limit_at (clock, clock->soft_noted ? clock->patience->hard_ms : clock->patience->soft_ms);
  return limit.at < deadline->at ? limit : *deadline;
}

/* Notes the limits that have passed. Returns whether waiting may go on. */
static gboolean
pass_limits (PlWaitClock *clock, const PlDeadline *deadline)
{
  PlDeadline soft, hard;

  if (clock->patience != NULL)
    {
      soft = limit_at (clock, clock->patience->soft_ms);
      hard = limit_at (clock, clock->patience->hard_ms);
      if (!clock->soft_noted && pl_deadline_left_us (&soft) == 0)
        {
          clock->soft_noted = TRUE;
          note_silence (clock, "soft");
        }
      if (!clock->over && pl_deadline_left_us (&hard) == 0)
        {
          clock->over = TRUE;
          note_silence (clock, "hard");
        }
    }

  return !clock->over && pl_deadline_left_us (deadline) > 0;
}

/**
 * pl_wait_clock_wait:
 *
 * pl_wait_for_any() within the patience of @clock. Both limits are noted as %PL_SIGHT_SILENCE when
 * they pass; that of the run's deadline is not, which the owner of the run does.
 *
 * Returns: as pl_wait_for_any(); after %G_IO_ERROR_TIMED_OUT, @clock tells whether it was its own
 *   hard limit
 */
gboolean
pl_wait_clock_wait (PlWaitClock *clock,
                    PlWaitItem *items,
                    guint n_items,
                    const PlDeadline *deadline,
                    GCancellable *cancellable,
                    GError **error)
{
  for (;;)
    {
      gboolean may_go_on = pass_limits (clock, deadline);
      PlDeadline limit = next_limit (clock, deadline);
      g_autoptr (GError) local = NULL;

      if (may_go_on && pl_wait_for_any (items, n_items, &limit, cancellable, &local))
        return TRUE;
      if (!may_go_on)
        {
          if (!g_cancellable_set_error_if_cancelled (cancellable, error))
            g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                 "The time allowed has passed");
          return FALSE;
        }
      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
}

gboolean
pl_wait_clock_wait_socket (PlWaitClock *clock,
                           GSocket *socket,
                           GIOCondition condition,
                           const PlDeadline *deadline,
                           GCancellable *cancellable,
                           GError **error)
{
  PlWaitItem item = { .socket = socket, .condition = condition };

  return pl_wait_clock_wait (clock, &item, 1, deadline, cancellable, error);
}

/**
 * pl_wait_for_socket:
 * @patience: (nullable): its limits count from this call
 * @recorder: (nullable): is told as %PL_SIGHT_SILENCE when the soft limit passes, and the hard one
 * @deadline: of the whole run; ends the wait, too
 *
 * Returns: %TRUE when the socket is ready; %FALSE with %G_IO_ERROR_TIMED_OUT or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
pl_wait_for_socket (GSocket *socket,
                    GIOCondition condition,
                    const PlPatience *patience,
                    PlRecorder *recorder,
                    const PlDeadline *deadline,
                    GCancellable *cancellable,
                    GError **error)
{
  PlWaitClock clock = pl_wait_clock_start (patience, recorder);

  return pl_wait_clock_wait_socket (&clock, socket, condition, deadline, cancellable, error);
}
