// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-wait-private.h"

#include "evidence.h"

#include <sys/socket.h>
#include <unistd.h>

static const PlPatience short_patience = { "reply", 50, 150 };
static const PlPatience long_patience = { "reply", 50, 20000 };

/* Two ends of a connection; the far one is a plain descriptor. */
typedef struct
{
  GSocket *near; /* owned */
  int far; /* owned */
} Pair;

static void
pair_open (Pair *pair)
{
  g_autoptr (GError) error = NULL;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  pair->near = g_socket_new_from_fd (fds[0], &error);
  g_assert_no_error (error);
  pair->far = fds[1];
}

static void
pair_close (Pair *pair)
{
  g_clear_object (&pair->near);
  close (pair->far);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_close)

static void
test_ready (void)
{
  g_auto (Pair) first = { 0 };
  g_auto (Pair) second = { 0 };
  g_autoptr (GError) error = NULL;
  PlDeadline deadline = pl_deadline_in (10000);
  PlWaitItem items[3];

  pair_open (&first);
  pair_open (&second);
  items[0] = (PlWaitItem){ .socket = first.near, .condition = G_IO_IN };
  items[1] = (PlWaitItem){ .socket = NULL, .condition = G_IO_IN };
  items[2] = (PlWaitItem){ .socket = second.near, .condition = G_IO_IN };
  g_assert_cmpint (write (second.far, "x", 1), ==, 1);

  g_assert_true (pl_wait_for_any (items, 3, &deadline, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (items[0].ready, ==, 0);
  g_assert_cmpint (items[1].ready, ==, 0);
  g_assert_cmpint (items[2].ready, ==, G_IO_IN);
}

/* What is ready counts even where no time is left. */
static void
test_ready_too_late (void)
{
  g_auto (Pair) pair = { 0 };
  PlDeadline past = pl_deadline_in (0);
  PlWaitItem item;

  pair_open (&pair);
  item = (PlWaitItem){ .socket = pair.near, .condition = G_IO_OUT };
  g_assert_true (pl_wait_for_any (&item, 1, &past, NULL, NULL));
  item.condition = G_IO_IN;
  g_assert_false (pl_wait_for_any (&item, 1, &past, NULL, NULL));
}

static void
test_hang_up (void)
{
  g_auto (Pair) pair = { 0 };
  PlDeadline deadline = pl_deadline_in (10000);

  pair_open (&pair);
  g_assert_cmpint (shutdown (pair.far, SHUT_RDWR), ==, 0);
  g_assert_true (pl_wait_for_socket (pair.near, G_IO_IN, NULL, NULL, &deadline, NULL, NULL));
}

static void
test_deadline (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GError) error = NULL;
  gint64 began_at = g_get_monotonic_time ();
  PlDeadline deadline = pl_deadline_in (80);

  pair_open (&pair);
  g_assert_false (
      pl_wait_for_socket (pair.near, G_IO_IN, &long_patience, recorder, &deadline, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - began_at, >=, 80000);
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 5000000);
  g_assert_cmpuint (evidence_count (recorder, PL_SIGHT_SILENCE), ==, 1);
  evidence_assert_fact (recorder, PL_SIGHT_SILENCE, 0, PL_FACT_LIMIT, "soft");
}

static void
test_patience (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GError) error = NULL;
  PlDeadline deadline = pl_deadline_in (10000);

  pair_open (&pair);
  g_assert_false (
      pl_wait_for_socket (pair.near, G_IO_IN, &short_patience, recorder, &deadline, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpuint (evidence_count (recorder, PL_SIGHT_SILENCE), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      gint64 wanted = i == 0 ? short_patience.soft_ms : short_patience.hard_ms;
      gint64 ms =
          pl_observation_get_int (evidence_find (recorder, PL_SIGHT_SILENCE, i), PL_FACT_MS, -1);

      evidence_assert (recorder, PL_SIGHT_SILENCE, i, PL_OUTCOME_SILENT);
      evidence_assert_fact (recorder, PL_SIGHT_SILENCE, i, PL_FACT_LIMIT, i == 0 ? "soft" : "hard");
      evidence_assert_fact (recorder, PL_SIGHT_SILENCE, i, PL_FACT_REASON, "reply");
      g_assert_cmpint (ms, >=, wanted);
    }
}

/* What comes in time leaves no trace. */
static void
test_in_time (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (PlRecorder) recorder = evidence_new ();
  PlDeadline deadline = pl_deadline_in (10000);

  pair_open (&pair);
  g_assert_cmpint (write (pair.far, "x", 1), ==, 1);
  g_assert_true (
      pl_wait_for_socket (pair.near, G_IO_IN, &pl_patience_reply, recorder, &deadline, NULL, NULL));
  g_assert_cmpuint (pl_recorder_peek (recorder)->len, ==, 0);
}

static void
test_cancelled_before (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  PlDeadline never = PL_DEADLINE_NEVER;

  g_cancellable_cancel (cancellable);
  g_assert_false (pl_wait_for_any (NULL, 0, &never, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wait/ready", test_ready);
  g_test_add_func ("/wait/ready-too-late", test_ready_too_late);
  g_test_add_func ("/wait/hang-up", test_hang_up);
  g_test_add_func ("/wait/deadline", test_deadline);
  g_test_add_func ("/wait/patience", test_patience);
  g_test_add_func ("/wait/in-time", test_in_time);
  g_test_add_func ("/wait/cancelled-before", test_cancelled_before);
  return g_test_run ();
}
