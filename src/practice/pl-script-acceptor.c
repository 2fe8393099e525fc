// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-script-acceptor-private.h"

#include "base/pl-worker.h"

typedef struct
{
  GSocket *listener; /* shared */
  gpointer server; /* borrowed, outlives the acceptor */
} Door;

struct _PlScriptAcceptor
{
  PlScriptAcceptFunc accept;
  GArray *doors; /* owned, of Door; constant once started */
  GCancellable *stop; /* owned */
  GPollFD stop_fd; /* borrowed from stop; -1 before the start */
  PlWorker *worker; /* owned, NULL before the start */
};

static void
door_clear (gpointer data)
{
  g_clear_object (&((Door *) data)->listener);
}

PlScriptAcceptor *
pl_script_acceptor_new (PlScriptAcceptFunc accept)
{
  PlScriptAcceptor *acceptor = g_new0 (PlScriptAcceptor, 1);

  acceptor->accept = accept;
  acceptor->doors = g_array_new (FALSE, FALSE, sizeof (Door));
  g_array_set_clear_func (acceptor->doors, door_clear);
  acceptor->stop = g_cancellable_new ();
  acceptor->stop_fd.fd = -1;
  return acceptor;
}

/**
 * pl_script_acceptor_add:
 * @server: (transfer none): outlives the acceptor
 *
 * Only before the start.
 */
void
pl_script_acceptor_add (PlScriptAcceptor *acceptor, GSocket *listener, gpointer server)
{
  Door door = { .listener = g_object_ref (listener), .server = server };

  g_array_append_val (acceptor->doors, door);
}

static void
run_acceptor (gpointer data)
{
  PlScriptAcceptor *acceptor = data;
  guint n_doors = acceptor->doors->len;
  g_autofree GPollFD *fds = g_new0 (GPollFD, n_doors + 1);

  fds[n_doors] = acceptor->stop_fd;
  for (guint i = 0; i < n_doors; i++)
    {
      fds[i].fd = g_socket_get_fd (g_array_index (acceptor->doors, Door, i).listener);
      fds[i].events = G_IO_IN;
    }

  while (!g_cancellable_is_cancelled (acceptor->stop))
    {
      g_poll (fds, n_doors + 1, -1);
      for (guint i = 0; i < n_doors && !g_cancellable_is_cancelled (acceptor->stop); i++)
        if (fds[i].revents != 0)
          acceptor->accept (g_array_index (acceptor->doors, Door, i).server);
    }
}

gboolean
pl_script_acceptor_start (PlScriptAcceptor *acceptor, GError **error)
{
  /* Without a descriptor to wake it up, the thread could not be ended. */
  if (!g_cancellable_make_pollfd (acceptor->stop, &acceptor->stop_fd))
    {
      acceptor->stop_fd.fd = -1;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES,
                           "No descriptor is left to end the practice servers with");
      return FALSE;
    }

  acceptor->worker = pl_worker_start ("pl-accept", run_acceptor, acceptor, error);
  return acceptor->worker != NULL;
}

/**
 * pl_script_acceptor_stop:
 * @acceptor: (transfer full) (nullable):
 *
 * Afterwards nobody is let in any more.
 */
void
pl_script_acceptor_stop (PlScriptAcceptor *acceptor)
{
  if (acceptor == NULL)
    return;

  g_cancellable_cancel (acceptor->stop);
  g_clear_pointer (&acceptor->worker, pl_worker_join);
  if (acceptor->stop_fd.fd >= 0)
    g_cancellable_release_fd (acceptor->stop);
  g_clear_object (&acceptor->stop);
  g_clear_pointer (&acceptor->doors, g_array_unref);
  g_free (acceptor);
}
