// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-script-server-private.h"

#include "base/pl-worker.h"
#include "practice/pl-script-player-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#define MOST_AT_A_TIME 64 /* connections; others are hung up on */

struct _PlScriptServer
{
  GPtrArray *scripts; /* owned, of PlScript; constant */
  GSocket *listener; /* owned; bound from the beginning, so that the port is known */
  guint16 port;
  GHashTable *certificates; /* owned: name, credentials; constant once started */
  PlScriptNotes *notes; /* owned */
  GCancellable *stop; /* owned */
  PlScriptAcceptor *acceptor; /* owned, NULL when another waits at our door */
  GPtrArray
      *connections; /* owned, of Connection; touched by the acceptor's thread until it stops */
  GPtrArray *fillers; /* owned, of GSocket: those who hold a full queue's places */
};

typedef struct
{
  PlScriptServer *server; /* borrowed, joins us before it goes */
  const PlScript *script; /* borrowed from the server */
  GSocket *socket; /* owned */
  guint number;
  gint over; /* atomic */
  PlWorker *worker; /* owned */
} Connection;

static void
connection_free (gpointer data)
{
  Connection *connection = data;

  g_clear_pointer (&connection->worker, pl_worker_join);
  g_clear_object (&connection->socket);
  g_free (connection);
}

static GSocket *
open_listener (guint16 *port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL || !g_socket_bind (socket, any, FALSE, error))
    return NULL;
  bound = g_socket_get_local_address (socket, error);
  if (bound == NULL)
    return NULL;

  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_socket_set_blocking (socket, FALSE);
  return g_steal_pointer (&socket);
}

/**
 * pl_script_server_new:
 * @script: what is played to each connection
 *
 * The server's port is taken from now on; until it is started, connections are refused.
 *
 * Returns: (transfer full): %NULL with %G_IO_ERROR_INVALID_DATA for a fault in the script, with its
 *   line, or with the system's reason
 */
PlScriptServer *
pl_script_server_new (const char *script, GError **error)
{
  const char *const scripts[] = { script, NULL };

  return pl_script_server_new_many (scripts, error);
}

/**
 * pl_script_server_new_many:
 * @scripts: (array zero-terminated=1): one at least; the first connection plays the first, and so
 *   on, all that come after play the last
 *
 * As pl_script_server_new().
 */
PlScriptServer *
pl_script_server_new_many (const char *const *scripts, GError **error)
{
  g_autoptr (PlScriptServer) server = g_new0 (PlScriptServer, 1);

  server->scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_script_free);
  server->connections = g_ptr_array_new_with_free_func (connection_free);
  server->fillers = g_ptr_array_new_with_free_func (g_object_unref);
  server->certificates = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify) gnutls_certificate_free_credentials);
  server->notes = pl_script_notes_new ();
  server->stop = g_cancellable_new ();

  for (guint i = 0; scripts[i] != NULL; i++)
    {
      PlScript *script = pl_script_parse (scripts[i], -1, error);

      if (script == NULL)
        return NULL;
      g_ptr_array_add (server->scripts, script);
    }

  server->listener = open_listener (&server->port, error);
  return server->listener != NULL ? g_steal_pointer (&server) : NULL;
}

/* Nobody comes in any more, and whoever is in goes; no thread is left. */
static void
stop_server (PlScriptServer *server)
{
  g_clear_pointer (&server->acceptor, pl_script_acceptor_stop);
  g_cancellable_cancel (server->stop);
  g_ptr_array_set_size (server->connections, 0);
}

/**
 * pl_script_server_free:
 * @server: (transfer full) (nullable):
 *
 * Stops at once, whatever its connections are waiting for.
 */
void
pl_script_server_free (PlScriptServer *server)
{
  if (server == NULL)
    return;

  stop_server (server);
  g_clear_pointer (&server->connections, g_ptr_array_unref);
  g_clear_pointer (&server->fillers, g_ptr_array_unref);
  g_clear_object (&server->listener);
  g_clear_object (&server->stop);
  g_clear_pointer (&server->certificates, g_hash_table_unref);
  g_clear_pointer (&server->notes, pl_script_notes_free);
  g_clear_pointer (&server->scripts, g_ptr_array_unref);
  g_free (server);
}

/**
 * pl_script_server_get_port:
 *
 * Returns: the port on 127.0.0.1
 */
guint16
pl_script_server_get_port (PlScriptServer *server)
{
  return server->port;
}

/**
 * pl_script_server_set_certificate:
 * @name: what TLS steps call it
 * @chain_pem: the server's own certificate and those above it
 * @key_pem: its private key; that it belongs to the certificate is not checked
 *
 * Only before the start.
 *
 * Returns: %FALSE with %G_IO_ERROR_INVALID_DATA when they cannot be read
 */
gboolean
pl_script_server_set_certificate (PlScriptServer *server,
                                  const char *name,
                                  const char *chain_pem,
                                  const char *key_pem,
                                  GError **error)
{
  gnutls_datum_t chain = { .data = (guint8 *) chain_pem, .size = (guint) strlen (chain_pem) };
  gnutls_datum_t key = { .data = (guint8 *) key_pem, .size = (guint) strlen (key_pem) };
  gnutls_certificate_credentials_t credentials;
  int status = gnutls_certificate_allocate_credentials (&credentials);

  if (status == 0)
    {
      /* Trying out whether they belong together takes longer than making them. */
      gnutls_certificate_set_flags (credentials, GNUTLS_CERTIFICATE_SKIP_KEY_CERT_MATCH);
      status = gnutls_certificate_set_x509_key_mem (credentials, &chain, &key, GNUTLS_X509_FMT_PEM);
      if (status < 0)
        gnutls_certificate_free_credentials (credentials);
    }
  if (status < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "The certificate \"%s\" cannot be used: %s", name, gnutls_strerror (status));
      return FALSE;
    }

  g_hash_table_replace (server->certificates, g_strdup (name), credentials);
  return TRUE;
}

/**
 * pl_script_server_set_discreet:
 *
 * Keeps nothing of what is said, and nothing of what goes wrong: for servers that people type
 * passwords at. Only before the start; such a server has no transcript and cannot be finished.
 */
void
pl_script_server_set_discreet (PlScriptServer *server)
{
  pl_script_notes_set_discreet (server->notes);
}

static void
run_connection (gpointer data)
{
  Connection *connection = data;
  PlScriptServer *server = connection->server;
  g_autoptr (PlScriptPeer) peer =
      pl_script_peer_new (connection->socket, server->stop, server->notes, connection->number);
  PlScriptStage stage = { .peer = peer,
                          .certificates = server->certificates,
                          .notes = server->notes,
                          .connection = connection->number };

  pl_script_player_play (connection->script, &stage);
  g_atomic_int_set (&connection->over, TRUE);
}

/* Joins the threads of connections that are over. */
static void
tidy_up (PlScriptServer *server)
{
  for (guint i = server->connections->len; i > 0; i--)
    {
      Connection *connection = g_ptr_array_index (server->connections, i - 1);

      if (g_atomic_int_get (&connection->over))
        g_ptr_array_remove_index_fast (server->connections, i - 1);
    }
}

/**
 * pl_script_server_let_in:
 * @data: a #PlScriptServer
 *
 * Takes one connection from the queue and plays it its script. Called by the acceptor's thread.
 */
void
pl_script_server_let_in (gpointer data)
{
  PlScriptServer *server = data;
  g_autoptr (GSocket) socket = g_socket_accept (server->listener, NULL, NULL);
  Connection *connection;
  guint number;

  tidy_up (server);
  if (socket == NULL || server->connections->len >= MOST_AT_A_TIME ||
      pl_script_notes_is_full (server->notes))
    return;

  /* Lines go out one by one; without this the second would wait for the peer's delayed ACK. */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  number = pl_script_notes_begin (server->notes);
  connection = g_new0 (Connection, 1);
  connection->server = server;
  connection->script = g_ptr_array_index (server->scripts, MIN (number, server->scripts->len - 1));
  connection->socket = g_steal_pointer (&socket);
  connection->number = number;
  connection->worker = pl_worker_start ("pl-script", run_connection, connection, NULL);
  if (connection->worker != NULL)
    g_ptr_array_add (server->connections, connection);
  else
    connection_free (connection);
}

/**
 * pl_script_server_join:
 * @acceptor: not started yet; stops before the server goes
 *
 * Begins to listen, and lets @acceptor wait at the door.
 */
gboolean
pl_script_server_join (PlScriptServer *server, PlScriptAcceptor *acceptor, GError **error)
{
  if (!g_socket_listen (server->listener, error))
    return FALSE;

  pl_script_acceptor_add (acceptor, server->listener, server);
  return TRUE;
}

/**
 * pl_script_server_start:
 *
 * Returns: %FALSE with the system's reason
 */
gboolean
pl_script_server_start (PlScriptServer *server, GError **error)
{
  g_autoptr (PlScriptAcceptor) acceptor = pl_script_acceptor_new (pl_script_server_let_in);

  if (!pl_script_server_join (server, acceptor, error) ||
      !pl_script_acceptor_start (acceptor, error))
    return FALSE;

  server->acceptor = g_steal_pointer (&acceptor);
  return TRUE;
}

/**
 * pl_script_server_fill_up:
 *
 * Instead of a start: answers no connection at all, as a host does that is switched off or behind a
 * firewall. A queue of length 0 is filled by ourselves; Linux then drops what knocks (tcp(7),
 * tcp_abort_on_overflow is off by default), so that connecting takes until the peer gives up.
 */
gboolean
pl_script_server_fill_up (PlScriptServer *server, GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (server->listener, error);
  g_autoptr (GSocket) filler = NULL;

  g_socket_set_listen_backlog (server->listener, 0);
  if (address == NULL || !g_socket_listen (server->listener, error))
    return FALSE;

  filler = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (filler == NULL || !g_socket_connect (filler, address, NULL, error))
    return FALSE;

  g_ptr_array_add (server->fillers, g_steal_pointer (&filler));
  return TRUE;
}

/**
 * pl_script_server_wait_for:
 * @text: a part of the transcript, such as `C: A1 NOOP` or `-- silent`
 * @wait_ms: how long to wait at most
 *
 * For tests that have to act at a certain moment, without sleeping.
 *
 * Returns: whether it stood there in time
 */
gboolean
pl_script_server_wait_for (PlScriptServer *server, const char *text, gint64 wait_ms)
{
  PlDeadline deadline = pl_deadline_in (wait_ms);

  return pl_script_notes_wait_for (server->notes, text, &deadline);
}

/**
 * pl_script_server_finish:
 * @wait_ms: how long the scripts may take yet, in all
 * @complaint: (out) (transfer full) (nullable): what went wrong: the connection, the script's line
 *   and what came instead
 *
 * Ends the server and proves that each script was played to its end, by every connection.
 *
 * Returns: whether all was as the scripts say
 */
gboolean
pl_script_server_finish (PlScriptServer *server, gint64 wait_ms, char **complaint)
{
  PlDeadline deadline = pl_deadline_in (wait_ms);

  pl_script_notes_wait_played (server->notes, server->scripts->len, &deadline);
  stop_server (server);
  *complaint = pl_script_notes_judge (server->notes, server->scripts->len);
  return *complaint == NULL;
}

/**
 * pl_script_server_get_n_connections:
 *
 * Returns: how many have come so far
 */
guint
pl_script_server_get_n_connections (PlScriptServer *server)
{
  return pl_script_notes_get_n_connections (server->notes);
}

/**
 * pl_script_server_dup_transcript:
 *
 * Returns: (transfer full): connection by connection: `C:` what was received, `S:` what was sent,
 *   `--` what happened. Control characters are shown as blanks, long lines shortened
 */
char *
pl_script_server_dup_transcript (PlScriptServer *server)
{
  return pl_script_notes_dup_transcript (server->notes);
}
