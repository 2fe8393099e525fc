// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-worker.h"

/* What a worker does: it waits for a permission and then leaves a mark. Counted by references,
 * because a call may be abandoned. */
typedef struct
{
  gatomicrefcount refs;
  GMutex lock;
  GCond changed;
  gboolean allowed;
  gint done; /* atomic */
} Task;

static gint live_tasks; /* atomic */

static Task *
task_new (gboolean allowed)
{
  Task *task = g_new0 (Task, 1);

  g_atomic_ref_count_init (&task->refs);
  g_mutex_init (&task->lock);
  g_cond_init (&task->changed);
  task->allowed = allowed;
  g_atomic_int_inc (&live_tasks);
  return task;
}

static Task *
task_ref (Task *task)
{
  g_atomic_ref_count_inc (&task->refs);
  return task;
}

static void
task_unref (gpointer data)
{
  Task *task = data;

  if (!g_atomic_ref_count_dec (&task->refs))
    return;
  g_mutex_clear (&task->lock);
  g_cond_clear (&task->changed);
  g_free (task);
  g_atomic_int_add (&live_tasks, -1);
}

static void
task_allow (Task *task)
{
  g_mutex_lock (&task->lock);
  task->allowed = TRUE;
  g_cond_broadcast (&task->changed);
  g_mutex_unlock (&task->lock);
}

static void
run_task (gpointer data)
{
  Task *task = data;

  g_mutex_lock (&task->lock);
  while (!task->allowed)
    g_cond_wait (&task->changed, &task->lock);
  g_mutex_unlock (&task->lock);
  g_atomic_int_set (&task->done, 1);
}

static void
wait_until_idle (void)
{
  gint64 limit = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while ((pl_worker_count_running () > 0 || g_atomic_int_get (&live_tasks) > 0) &&
         g_get_monotonic_time () < limit)
    g_thread_yield ();
  g_assert_cmpuint (pl_worker_count_running (), ==, 0);
  g_assert_cmpint (g_atomic_int_get (&live_tasks), ==, 0);
}

static void
test_join (void)
{
  g_autoptr (GError) error = NULL;
  Task *task = task_new (TRUE);
  PlWorker *worker = pl_worker_start ("test", run_task, task, &error);

  g_assert_no_error (error);
  pl_worker_join (worker);
  g_assert_cmpint (task->done, ==, 1);
  task_unref (task);
  wait_until_idle ();
}

static void
test_run_to_the_end (void)
{
  g_autoptr (GError) error = NULL;
  PlDeadline deadline = pl_deadline_in (10000);
  Task *task = task_new (TRUE);

  g_assert_true (pl_worker_run_abandonable ("test", run_task, task_ref (task), task_unref,
                                            &deadline, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_atomic_int_get (&task->done), ==, 1);
  task_unref (task);
  wait_until_idle ();
}

static void
test_abandoned_by_deadline (void)
{
  g_autoptr (GError) error = NULL;
  PlDeadline deadline = pl_deadline_in (20);
  Task *task = task_new (FALSE);

  g_assert_false (pl_worker_run_abandonable ("test", run_task, task_ref (task), task_unref,
                                             &deadline, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_atomic_int_get (&task->done), ==, 0);
  task_allow (task);
  task_unref (task);
  wait_until_idle ();
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_abandoned_by_cancel (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PlDeadline deadline = pl_deadline_in (60000);
  Task *task = task_new (FALSE);
  GThread *canceller = g_thread_new ("cancel", cancel_soon, cancellable);
  gint64 began = g_get_monotonic_time ();

  g_assert_false (pl_worker_run_abandonable ("test", run_task, task_ref (task), task_unref,
                                             &deadline, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_USEC_PER_SEC);
  g_thread_join (canceller);
  task_allow (task);
  task_unref (task);
  wait_until_idle ();
}

static void
test_deadline (void)
{
  g_autoptr (GError) error = NULL;
  PlDeadline past = pl_deadline_in (0);
  PlDeadline later = pl_deadline_in (60000);
  PlDeadline sooner = pl_deadline_sooner (&later, 1000);
  PlDeadline never = PL_DEADLINE_NEVER;

  g_assert_cmpint (pl_deadline_left_us (&past), ==, 0);
  g_assert_cmpint (pl_deadline_left_ms (&past), ==, 0);
  g_assert_false (pl_deadline_check (&past, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_true (pl_deadline_check (&later, NULL, NULL));
  g_assert_cmpint (sooner.at, <, later.at);
  g_assert_cmpint (pl_deadline_sooner (&sooner, 60000).at, ==, sooner.at);
  g_assert_cmpint (pl_deadline_left_ms (&never), ==, G_MAXINT);
  g_assert_cmpint (pl_deadline_in (-1).at, ==, G_MAXINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/join", test_join);
  g_test_add_func ("/worker/run-to-the-end", test_run_to_the_end);
  g_test_add_func ("/worker/abandoned-by-deadline", test_abandoned_by_deadline);
  g_test_add_func ("/worker/abandoned-by-cancel", test_abandoned_by_cancel);
  g_test_add_func ("/deadline/values", test_deadline);
  return g_test_run ();
}
