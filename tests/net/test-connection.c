// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading and writing in plain text, against peers that behave badly. */
#include "net/pl-connection.h"

#include "base/pl-worker.h"
#include "connected.h"
#include "evidence.h"
#include "peer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const PlDeadline never = { G_MAXINT64 };
static const PlPatience short_patience = { "reply", 100, 300 };

static void
set_up (Connected *fixture, PeerFunc func, gpointer data)
{
  connected_set_up (fixture, "", func, data);
}

static void
expect_no_line (Connected *fixture, const PlPatience *patience, GIOErrorEnum code)
{
  g_autoptr (GError) error = NULL;
  PlDeadline deadline = pl_deadline_in (20000);

  g_assert_null (pl_connection_read_line (fixture->connection, patience, &deadline, NULL, &error));
  g_assert_error (error, G_IO_ERROR, (int) code);
}

static void
say_cb (int fd, gpointer text)
{
  peer_say (fd, text);
}

static void
test_lines (void)
{
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, say_cb, "* OK ready\r\nsecond\nlast words");
  connected_expect_line (&fixture, "* OK ready");
  connected_expect_line (&fixture, "second");
  expect_no_line (&fixture, &pl_patience_reply, G_IO_ERROR_CONNECTION_CLOSED);
  evidence_assert (fixture.recorder, PL_SIGHT_CLOSED, 0, PL_OUTCOME_CLOSED);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_CLOSED, 0, PL_FACT_BYTES, "29");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_LINE, 0, PL_FACT_TEXT, "* OK ready");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_LINE, 0, PL_FACT_DIRECTION, "received");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_LINE, 2, PL_FACT_TEXT, "last words");

  /* Once it is closed it stays so, and is noted once. */
  expect_no_line (&fixture, &pl_patience_reply, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_cmpuint (evidence_count (fixture.recorder, PL_SIGHT_CLOSED), ==, 1);
}

static void
reset_cb (int fd, gpointer data)
{
  char byte;

  g_assert_cmpint (recv (fd, &byte, 1, 0), ==, 1);
  peer_reset (fd);
}

static void
test_reset (void)
{
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, reset_cb, NULL);
  g_assert_true (pl_connection_write (fixture.connection, "x", 1, NULL, &never, NULL, NULL));
  expect_no_line (&fixture, &pl_patience_reply, G_IO_ERROR_CONNECTION_CLOSED);
  evidence_assert (fixture.recorder, PL_SIGHT_CLOSED, 0, PL_OUTCOME_RESET);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_CLOSED, 0, PL_FACT_ERRNO, "104");
}

static void
endless_cb (int fd, gpointer text)
{
  g_autofree char *piece = NULL;
  gsize length = strlen (text);

  piece = g_malloc (length * 1000 + 1);
  for (guint i = 0; i < 1000; i++)
    memcpy (piece + i * length, text, length + 1);
  while (send (fd, piece, length * 1000, MSG_NOSIGNAL) > 0)
    continue;
}

static void
test_endless_line (void)
{
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, endless_cb, "xxxxxxxxxx");
  expect_no_line (&fixture, &pl_patience_reply, G_IO_ERROR_INVALID_DATA);
  evidence_assert (fixture.recorder, PL_SIGHT_VIOLATION, 0, PL_OUTCOME_VIOLATION);
  expect_no_line (&fixture, &pl_patience_reply, G_IO_ERROR_CONNECTION_CLOSED);
}

static void
test_endless_lines (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  gsize received = 0;
  char *line;

  set_up (&fixture, endless_cb, "* 17 EXISTS of very many things\r\n");
  while ((line = pl_connection_read_line (fixture.connection, &pl_patience_reply, &never, NULL,
                                          &error)) != NULL)
    {
      received += strlen (line) + 2;
      g_free (line);
      g_assert_cmpuint (received, <=, PL_MOST_RECEIVED);
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpuint (received, >, PL_MOST_RECEIVED - 65536);
  evidence_assert (fixture.recorder, PL_SIGHT_VIOLATION, 0, PL_OUTCOME_VIOLATION);
}

static void
nul_cb (int fd, gpointer data)
{
  g_assert_cmpint (send (fd, "* OK\0evil\r\n", 11, MSG_NOSIGNAL), ==, 11);
  peer_wait_for_end (fd);
}

static void
test_nul (void)
{
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, nul_cb, NULL);
  expect_no_line (&fixture, &pl_patience_reply, G_IO_ERROR_INVALID_DATA);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_VIOLATION, 0, PL_FACT_TEXT, "* OK");
}

static void
drip_cb (int fd, gpointer data)
{
  struct timeval pause = { .tv_usec = 20000 };
  char byte;

  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &pause, sizeof pause);
  while (recv (fd, &byte, 1, 0) < 0) /* nothing comes: that is the pause */
    if (send (fd, "x", 1, MSG_NOSIGNAL) < 0)
      return;
}

/* One byte every 20 ms: the patience of 300 ms is for the whole line. */
static void
test_drip (void)
{
  g_auto (Connected) fixture = { 0 };
  gint64 began_at = g_get_monotonic_time ();
  gint64 spent_ms;

  set_up (&fixture, drip_cb, NULL);
  expect_no_line (&fixture, &short_patience, G_IO_ERROR_TIMED_OUT);
  spent_ms = (g_get_monotonic_time () - began_at) / 1000;
  g_assert_cmpint (spent_ms, >=, 300);
  g_assert_cmpint (spent_ms, <, 8000);
  g_assert_cmpuint (evidence_count (fixture.recorder, PL_SIGHT_SILENCE), ==, 2);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_SILENCE, 0, PL_FACT_LIMIT, "soft");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_SILENCE, 1, PL_FACT_LIMIT, "hard");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_SILENCE, 1, PL_FACT_REASON, "reply");
}

static void
silent_cb (int fd, gpointer data)
{
  peer_wait_for_end (fd);
}

static void
test_deadline (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  PlDeadline deadline = pl_deadline_in (100);

  set_up (&fixture, silent_cb, NULL);
  g_assert_null (
      pl_connection_read_line (fixture.connection, &pl_patience_auth, &deadline, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpuint (evidence_count (fixture.recorder, PL_SIGHT_SILENCE), ==, 0);
}

/* A peer that never reads: what does not fit into the buffers of the system waits, not for ever. */
static void
pause_cb (int fd, gpointer data)
{
  GMutex *lock = data;

  g_mutex_lock (lock);
  g_mutex_unlock (lock);
}

static void
test_write_blocked (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *much = g_strnfill (32 * 1024 * 1024, 'x');
  PlDeadline deadline = pl_deadline_in (300);
  GMutex lock;

  g_mutex_init (&lock);
  g_mutex_lock (&lock);
  set_up (&fixture, pause_cb, &lock);
  g_assert_false (pl_connection_write (fixture.connection, much, 32 * 1024 * 1024, "much",
                                       &deadline, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_mutex_unlock (&lock);
}

static void
echo_cb (int fd, gpointer data)
{
  char bytes[512];
  gssize n;

  while ((n = recv (fd, bytes, sizeof bytes, 0)) > 0)
    if (send (fd, bytes, (gsize) n, MSG_NOSIGNAL) < 0)
      return;
}

static void
test_shown (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autofree char *line = NULL;

  set_up (&fixture, echo_cb, NULL);
  g_assert_true (pl_connection_write (fixture.connection, "a NOOP\r\nb NOOP\r\n", 16, NULL, &never,
                                      NULL, NULL));
  connected_expect_line (&fixture, "a NOOP");
  connected_expect_line (&fixture, "b NOOP");
  g_assert_true (pl_connection_write (fixture.connection, "PASS qwertz\r\n", 13, "PASS ***", &never,
                                      NULL, NULL));
  evidence_assert_fact (fixture.recorder, PL_SIGHT_LINE, 0, PL_FACT_TEXT, "a NOOP");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_LINE, 0, PL_FACT_DIRECTION, "sent");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_LINE, 1, PL_FACT_TEXT, "b NOOP");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_LINE, 4, PL_FACT_TEXT, "PASS ***");
  g_assert_false (evidence_mentions (fixture.recorder, "qwertz"));
}

static void
test_bytes (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  set_up (&fixture, say_cb, "{4}\r\nab\r\n)\r\n");
  connected_expect_line (&fixture, "{4}");
  g_assert_true (pl_connection_has_buffered_input (fixture.connection));
  bytes = pl_connection_read_bytes (fixture.connection, 4, &never, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "ab\r\n", 4);
  connected_expect_line (&fixture, ")");
  g_assert_null (
      pl_connection_read_bytes (fixture.connection, PL_MOST_RECEIVED + 1, &never, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_closed_here (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&fixture, silent_cb, NULL);
  pl_connection_close (fixture.connection);
  pl_connection_close (fixture.connection);
  g_assert_false (pl_connection_write (fixture.connection, "x", 1, NULL, &never, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  expect_no_line (&fixture, &pl_patience_reply, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_false (pl_connection_has_buffered_input (fixture.connection));
  g_assert_cmpuint (evidence_count (fixture.recorder, PL_SIGHT_CLOSED), ==, 0);
}

static void
test_local_address (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autofree char *literal = NULL;

  set_up (&fixture, silent_cb, NULL);
  literal = pl_connection_dup_local_address_literal (fixture.connection);
  g_assert_cmpstr (literal, ==, "[127.0.0.1]");
}

/* A read on a thread of its own, which the test cancels. */
typedef struct
{
  Connected *fixture;
  GCancellable *cancellable;
  gint64 ended_at;
} Reading;

static void
read_on_thread (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (pl_connection_read_line (reading->fixture->connection, &pl_patience_auth, &never,
                                          reading->cancellable, &error));
  reading->ended_at = g_get_monotonic_time ();
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gint64
measure_cancel (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Reading reading = { .fixture = &fixture, .cancellable = cancellable };
  PlWorker *worker;
  gint64 cancelled_at;

  set_up (&fixture, silent_cb, NULL);
  worker = pl_worker_start ("reading", read_on_thread, &reading, NULL);
  g_usleep (2000); /* whether it waits already or not, it has to end */
  cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  pl_worker_join (worker);
  return reading.ended_at - cancelled_at;
}

static int
compare (const void *a, const void *b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
test_cancel (void)
{
  gint64 took[50];

  for (guint i = 0; i < G_N_ELEMENTS (took); i++)
    took[i] = measure_cancel ();
  qsort (took, G_N_ELEMENTS (took), sizeof took[0], compare);
  g_test_message ("cancel: median %.3f ms, longest %.3f ms", (double) took[25] / 1000,
                  (double) took[49] / 1000);
  /* Who asked from time to time whether it is cancelled would be late most times; a busy machine is now
   * and then. */
  g_assert_cmpint (took[12], <, 10000);
  g_assert_cmpint (took[25], <, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/lines", test_lines);
  g_test_add_func ("/connection/reset", test_reset);
  g_test_add_func ("/connection/endless-line", test_endless_line);
  g_test_add_func ("/connection/endless-lines", test_endless_lines);
  g_test_add_func ("/connection/nul", test_nul);
  g_test_add_func ("/connection/drip", test_drip);
  g_test_add_func ("/connection/deadline", test_deadline);
  g_test_add_func ("/connection/write-blocked", test_write_blocked);
  g_test_add_func ("/connection/shown", test_shown);
  g_test_add_func ("/connection/bytes", test_bytes);
  g_test_add_func ("/connection/closed-here", test_closed_here);
  g_test_add_func ("/connection/local-address", test_local_address);
  g_test_add_func ("/connection/cancel", test_cancel);
  return g_test_run ();
}
