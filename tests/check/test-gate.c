// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-gate-private.h"

#include "base/pl-worker.h"

#define TRIES 4
#define MOST_LATENCY_US (100 * 1000)

/* Somebody who waits at a gate on a thread of its own. */
typedef struct
{
  PlGate *gate;
  GCancellable *cancellable;
  gint64 began_at;
  gint64 ended_at;
  gboolean decided;
  gboolean open;
  GError *error;
} Waiter;

static void
wait_at_gate (gpointer data)
{
  Waiter *waiter = data;
  PlDeadline deadline = pl_deadline_in (10000);

  waiter->decided =
      pl_gate_wait (waiter->gate, &waiter->open, &deadline, waiter->cancellable, &waiter->error);
  waiter->ended_at = g_get_monotonic_time ();
}

static void
test_first_word_counts (void)
{
  g_autoptr (PlGate) gate = pl_gate_new ();
  PlDeadline deadline = pl_deadline_in (10000);
  gboolean open = FALSE;

  pl_gate_open (gate);
  pl_gate_shut (gate);
  g_assert_true (pl_gate_wait (gate, &open, &deadline, NULL, NULL));
  g_assert_true (open);
}

static void
test_who_waits_is_told (gconstpointer data)
{
  void (*decide) (PlGate *) = data;
  g_autoptr (PlGate) gate = pl_gate_new ();
  Waiter waiter = { .gate = gate };
  PlWorker *worker = pl_worker_start ("waiter", wait_at_gate, &waiter, NULL);

  decide (gate);
  pl_worker_join (worker);
  g_assert_no_error (waiter.error);
  g_assert_true (waiter.decided);
  g_assert_cmpint (waiter.open, ==, decide == pl_gate_open);
}

static gint64
measure_cancel (void)
{
  g_autoptr (PlGate) gate = pl_gate_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiter waiter = { .gate = gate, .cancellable = cancellable };
  PlWorker *worker = pl_worker_start ("waiter", wait_at_gate, &waiter, NULL);
  gint64 cancelled_at = g_get_monotonic_time ();

  g_cancellable_cancel (cancellable);
  pl_worker_join (worker);
  g_assert_false (waiter.decided);
  g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&waiter.error);
  return waiter.ended_at - cancelled_at;
}

/* A busy machine may be late now and then; who looks from time to time only is each time. */
static void
test_cancel_ends_the_wait (void)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < TRIES && best >= MOST_LATENCY_US; i++)
    best = MIN (best, measure_cancel ());
  g_assert_cmpint (best, <, MOST_LATENCY_US);
}

static void
test_deadline_ends_the_wait (void)
{
  g_autoptr (PlGate) gate = pl_gate_new ();
  g_autoptr (GError) error = NULL;
  PlDeadline deadline = pl_deadline_in (20);
  gboolean open = TRUE;

  g_assert_false (pl_gate_wait (gate, &open, &deadline, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_false (open);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/first-word-counts", test_first_word_counts);
  g_test_add_data_func ("/gate/opened", pl_gate_open, test_who_waits_is_told);
  g_test_add_data_func ("/gate/shut", pl_gate_shut, test_who_waits_is_told);
  g_test_add_func ("/gate/cancel-ends-the-wait", test_cancel_ends_the_wait);
  g_test_add_func ("/gate/deadline-ends-the-wait", test_deadline_ends_the_wait);
  return g_test_run ();
}
