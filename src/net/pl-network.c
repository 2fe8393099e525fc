// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-network-private.h"

#include "net/pl-dial-private.h"

#include <errno.h>

struct _PlNetwork
{
  gatomicrefcount refs;
  GPtrArray *routes; /* owned: PlRoute; NULL in the real network */
  char *ca_pem; /* owned, nullable */
  PlTrustStore *trust_store; /* shared */
  struct sockaddr_in name_server; /* port 0: those of the system */
  GMutex lock; /* of loading the trust store */
  PlAnswers *answers; /* owned */
};

static void
route_free (gpointer data)
{
  PlRoute *route = data;

  g_free ((char *) route->host);
  g_free (route);
}

static PlNetwork *
network_new (const char *ca_pem)
{
  PlNetwork *self = g_new0 (PlNetwork, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->answers = pl_answers_new ();
  self->ca_pem = g_strdup (ca_pem);
  self->trust_store = pl_trust_store_new (ca_pem);
  return self;
}

/**
 * pl_network_new:
 *
 * The real network.
 *
 * Returns: (transfer full):
 */
PlNetwork *
pl_network_new (void)
{
  return network_new (NULL);
}

/**
 * pl_network_new_practice:
 * @routes: (array length=n_routes): copied
 * @ca_pem: the only certificate authority that is believed there
 *
 * Returns: (transfer full): a network of practice servers on this computer; nothing else is reached
 */
PlNetwork *
pl_network_new_practice (const PlRoute *routes, guint n_routes, const char *ca_pem)
{
  PlNetwork *self = network_new (ca_pem);

  self->routes = g_ptr_array_new_with_free_func (route_free);
  for (guint i = 0; i < n_routes; i++)
    {
      PlRoute *route = g_memdup2 (&routes[i], sizeof routes[i]);

      route->host = g_strdup (routes[i].host);
      g_ptr_array_add (self->routes, route);
    }
  return self;
}

PlNetwork *
pl_network_ref (PlNetwork *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
pl_network_unref (PlNetwork *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->routes, g_ptr_array_unref);
  pl_answers_free (self->answers);
  pl_trust_store_unref (self->trust_store);
  g_mutex_clear (&self->lock);
  g_free (self->ca_pem);
  g_free (self);
}

/**
 * pl_network_prepare:
 *
 * Begins to load the certificate authorities on a thread, some 20 ms of work, if that has not begun:
 * so that no handshake waits for it. Each look-up of a name does the same; a program that knows
 * earlier that it will connect, and has nothing more urgent to do, calls it then.
 */
void
pl_network_prepare (PlNetwork *self)
{
  g_mutex_lock (&self->lock);
  pl_trust_store_load_early (self->trust_store);
  g_mutex_unlock (&self->lock);
}

gboolean
pl_network_is_practice (PlNetwork *self)
{
  return self->routes != NULL;
}

void
pl_network_set_name_server (PlNetwork *self, const struct sockaddr_in *server)
{
  self->name_server = *server;
}

/**
 * pl_network_get_name_server:
 *
 * Returns: (transfer none) (nullable): the name server of a test, %NULL for those of the system
 */
const struct sockaddr_in *
pl_network_get_name_server (PlNetwork *self)
{
  return self->name_server.sin_port != 0 ? &self->name_server : NULL;
}

/**
 * pl_network_get_answers:
 *
 * Returns: (transfer none): what look-ups of this network have said
 */
PlAnswers *
pl_network_get_answers (PlNetwork *self)
{
  return self->answers;
}

PlTrustStore *
pl_network_get_trust_store (PlNetwork *self)
{
  return self->trust_store;
}

/**
 * pl_network_has_host:
 *
 * Returns: whether the practice network has a door at @host
 */
gboolean
pl_network_has_host (PlNetwork *self, const char *host)
{
  for (guint i = 0; i < self->routes->len; i++)
    {
      const PlRoute *route = self->routes->pdata[i];

      if (g_str_equal (route->host, host))
        return TRUE;
    }
  return FALSE;
}

/* The port on 127.0.0.1 behind that door of the practice network, 0 when it is closed. */
static guint16
find_route (PlNetwork *self, const char *host, guint16 port)
{
  for (guint i = 0; i < self->routes->len; i++)
    {
      const PlRoute *route = self->routes->pdata[i];

      if (route->port == port && g_str_equal (route->host, host))
        return route->loopback_port;
    }
  return 0;
}

static PlOutcome
dial_closed_door (GPtrArray *addresses, guint16 port, PlRecorder *recorder)
{
  for (guint i = 0; i < addresses->len; i++)
    pl_dial_note (recorder, addresses->pdata[i], port, PL_OUTCOME_REFUSED, ECONNREFUSED, 0);
  return PL_OUTCOME_REFUSED;
}

/**
 * pl_network_dial:
 * @host: for the evidence, and to find the door of a practice network
 * @addresses: (element-type GInetAddress): from pl_network_resolve()
 * @recorder: is told as %PL_SIGHT_DIAL for each address that was tried, and as %PL_SIGHT_SILENCE at
 *   the limits of pl_patience_connect. That the host is asked, and why, its caller notes before.
 * @socket: (out) (transfer full): connected, not blocking; set with %PL_OUTCOME_CONNECTED only
 *
 * Dials the addresses side by side, each family in turn (RFC 8305), until one answers. Nothing is
 * sent.
 *
 * Returns: %PL_OUTCOME_CONNECTED; when no address did, the most telling outcome of
 *   %PL_OUTCOME_REFUSED (and none was silent), %PL_OUTCOME_DENIED, %PL_OUTCOME_SILENT,
 *   %PL_OUTCOME_UNREACHABLE; with @error %PL_OUTCOME_FAILED (also when @deadline has passed before
 *   the patience has) and %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_network_dial (PlNetwork *self,
                 const char *host,
                 GPtrArray *addresses,
                 guint16 port,
                 PlRecorder *recorder,
                 GSocket **socket,
                 const PlDeadline *deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  PlDialTarget target = { .addresses = addresses, .port = port, .shown_port = port };

  *socket = NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return PL_OUTCOME_CANCELLED;

  if (pl_network_is_practice (self))
    {
      target.port = find_route (self, host, port);
      if (target.port == 0)
        return dial_closed_door (addresses, port, recorder);
    }

  return pl_dial (&target, recorder, socket, deadline, cancellable, error);
}
