// SPDX-License-Identifier: GPL-3.0-or-later
/* The bridge between the main loop and straight-line blocking code: one GTask, made on the main
 * loop, returned from a thread of our own. Measures how long a cancel takes from the click to the
 * callback, and shows that what the worker knew by then arrives although it was cancelled. */
#include "base/pl-worker.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define RUNS 200
#define MOST_MS 100.0 /* what product.md allows between the click and the result */

typedef struct
{
  GMainLoop *loop; /* borrowed */
  GCancellable *cancellable; /* owned */
  int silent[2]; /* owned: a peer that never says anything */
  gint64 cancelled_at; /* µs */
  gint64 took_us;
} Run;

static gboolean
cancel_cb (gpointer data)
{
  Run *run = data;

  run->cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (run->cancellable);
  return G_SOURCE_REMOVE;
}

static void
wait_on_thread (gpointer data)
{
  g_autoptr (GTask) task = data;
  Run *run = g_task_get_task_data (task);
  GPollFD fds[2] = { { .fd = run->silent[0], .events = G_IO_IN } };
  g_autoptr (GSource) click = g_idle_source_new ();

  g_assert_true (g_cancellable_make_pollfd (run->cancellable, &fds[1]));
  g_source_set_callback (click, cancel_cb, run, NULL);
  g_source_attach (click, g_task_get_context (task));
  g_poll (fds, 2, 30000);
  g_cancellable_release_fd (run->cancellable);
  g_task_return_int (task, fds[1].revents != 0 ? 42 : 0);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;

  run->took_us = g_get_monotonic_time () - run->cancelled_at;
  g_assert_cmpint (g_task_propagate_int (G_TASK (result), &error), ==, 42);
  g_assert_no_error (error);
  g_main_loop_quit (run->loop);
}

static gint64
measure_once (GMainLoop *loop)
{
  Run run = { .loop = loop, .cancellable = g_cancellable_new () };
  GTask *task = g_task_new (NULL, run.cancellable, done_cb, &run);
  PlWorker *worker;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, run.silent), ==, 0);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, &run, NULL);
  worker = pl_worker_start ("bridge", wait_on_thread, task, NULL);
  g_assert_nonnull (worker);
  g_main_loop_run (loop);

  pl_worker_join (worker);
  close (run.silent[0]);
  close (run.silent[1]);
  g_object_unref (run.cancellable);
  return run.took_us;
}

static int
compare (const void *a, const void *b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
test_cancel_latency (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  gint64 took[RUNS];

  for (guint i = 0; i < RUNS; i++)
    took[i] = measure_once (loop);
  qsort (took, RUNS, sizeof took[0], compare);

  g_test_message ("cancel to result: median %.3f ms, longest %.3f ms of %d",
                  (double) took[RUNS / 2] / 1000, (double) took[RUNS - 1] / 1000, RUNS);
  /* Not the longest: a busy machine stalls everybody now and then. */
  g_assert_cmpfloat ((double) took[RUNS / 2] / 1000, <, MOST_MS);
  g_assert_cmpuint (pl_worker_count_running (), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/thread-bridge/cancel-latency", test_cancel_latency);
  return g_test_run ();
}
