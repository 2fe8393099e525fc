// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-worker.h"

/* Threads start here and nowhere else, so one number bounds them all. A batch of 32 accounts needs
 * 64 lanes and, in a bad minute, a few hundred probes. The pool behind g_task_run_in_thread() is not
 * used: it has ten threads, which name lookups share, and waiting lanes would starve their helpers. */
#define MOST_THREADS 512

static gint running_threads; /* atomic */

struct _PlWorker
{
  gatomicrefcount refs; /* the holder's and the thread's */
  GThread *thread; /* owned by the holder */
  PlWorkFunc func;
  gpointer data; /* borrowed: has to live until the function returns */
};

static void
unref_worker (PlWorker *worker)
{
  if (g_atomic_ref_count_dec (&worker->refs))
    g_free (worker);
}

static gpointer
run_worker (gpointer user_data)
{
  PlWorker *worker = user_data;

  worker->func (worker->data);
  unref_worker (worker);
  g_atomic_int_add (&running_threads, -1);
  return NULL;
}

/**
 * pl_worker_start:
 * @name: up to 15 characters, shown by debuggers
 * @data: has to outlive the worker; @func owns it when the worker is forgotten
 *
 * Returns: (transfer full): a running worker, to be joined or forgotten; %NULL with
 *   %G_IO_ERROR_BUSY when too many run already, or with the system's reason
 */
PlWorker *
pl_worker_start (const char *name, PlWorkFunc func, gpointer data, GError **error)
{
  g_autofree PlWorker *worker = g_new0 (PlWorker, 1);

  if (g_atomic_int_add (&running_threads, 1) >= MOST_THREADS)
    {
      g_atomic_int_add (&running_threads, -1);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "More than %d threads are at work",
                   MOST_THREADS);
      return NULL;
    }

  g_atomic_ref_count_init (&worker->refs);
  g_atomic_ref_count_inc (&worker->refs);
  worker->func = func;
  worker->data = data;
  worker->thread = g_thread_try_new (name, run_worker, worker, error);
  if (worker->thread == NULL)
    {
      g_atomic_int_add (&running_threads, -1);
      return NULL;
    }

  return g_steal_pointer (&worker);
}

/**
 * pl_worker_join:
 * @worker: (transfer full) (nullable):
 *
 * Waits until the function has returned.
 */
void
pl_worker_join (PlWorker *worker)
{
  if (worker == NULL)
    return;

  g_thread_join (worker->thread);
  unref_worker (worker);
}

/**
 * pl_worker_forget:
 * @worker: (transfer full) (nullable):
 *
 * Lets the function run on to its end without anybody waiting for it.
 */
void
pl_worker_forget (PlWorker *worker)
{
  if (worker == NULL)
    return;

  g_thread_unref (worker->thread);
  unref_worker (worker);
}

guint
pl_worker_count_running (void)
{
  return (guint) g_atomic_int_get (&running_threads);
}

/* One call that may be abandoned. Shared by the caller and the thread; the last one frees it. */
typedef struct
{
  gatomicrefcount refs;
  GMutex lock;
  GCond changed;
  gboolean done; /* under lock */
  PlWorkFunc func; /* constant */
  gpointer data; /* owned through destroy */
  GDestroyNotify destroy;
} Call;

static void
call_unref (Call *call)
{
  if (!g_atomic_ref_count_dec (&call->refs))
    return;

  if (call->destroy != NULL)
    call->destroy (call->data);
  g_mutex_clear (&call->lock);
  g_cond_clear (&call->changed);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_unref)

static void
run_call (gpointer user_data)
{
  g_autoptr (Call) call = user_data;

  call->func (call->data);

  g_mutex_lock (&call->lock);
  call->done = TRUE;
  g_cond_broadcast (&call->changed);
  g_mutex_unlock (&call->lock);
}

static void
wake_call_cb (GCancellable *cancellable, gpointer user_data)
{
  Call *call = user_data;

  g_mutex_lock (&call->lock);
  g_cond_broadcast (&call->changed);
  g_mutex_unlock (&call->lock);
}

static gboolean
wait_for_call (Call *call, const PlDeadline *deadline, GCancellable *cancellable)
{
  gboolean done;

  g_mutex_lock (&call->lock);
  while (!call->done && !g_cancellable_is_cancelled (cancellable))
    {
      if (deadline->at == G_MAXINT64)
        g_cond_wait (&call->changed, &call->lock);
      else if (!g_cond_wait_until (&call->changed, &call->lock, deadline->at))
        break;
    }
  done = call->done;
  g_mutex_unlock (&call->lock);

  return done;
}

/**
 * pl_worker_run_abandonable:
 * @data: (transfer full): results are written here by @func and read by the caller after success
 * @destroy: (nullable): frees @data; called by whoever is last, possibly in the worker thread.
 *   To read results after success, @data has to be counted by references and the caller has to
 *   hold one of its own.
 *
 * For calls of other libraries that can neither be cancelled nor given a time, such as a name
 * lookup in libc: runs @func on a thread and waits for it, but not past @deadline or @cancellable.
 * An abandoned call goes on by itself until the library gives up.
 *
 * Returns: %TRUE when @func has returned; %FALSE with %G_IO_ERROR_TIMED_OUT,
 *   %G_IO_ERROR_CANCELLED or the reason why no thread could be started
 */
gboolean
pl_worker_run_abandonable (const char *name,
                           PlWorkFunc func,
                           gpointer data,
                           GDestroyNotify destroy,
                           const PlDeadline *deadline,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (Call) call = g_new0 (Call, 1);
  PlWorker *worker;
  gulong handler = 0;
  gboolean done;

  g_atomic_ref_count_init (&call->refs);
  g_mutex_init (&call->lock);
  g_cond_init (&call->changed);
  call->func = func;
  call->data = data;
  call->destroy = destroy;

  g_atomic_ref_count_inc (&call->refs);
  worker = pl_worker_start (name, run_call, call, error);
  if (worker == NULL)
    {
      call_unref (call);
      return FALSE;
    }

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_call_cb), call, NULL);
  done = wait_for_call (call, deadline, cancellable);
  g_cancellable_disconnect (cancellable, handler);

  if (done)
    {
      pl_worker_join (worker);
      return TRUE;
    }

  pl_worker_forget (worker);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The time allowed has passed");
  return FALSE;
}
