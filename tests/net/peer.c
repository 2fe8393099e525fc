// SPDX-License-Identifier: GPL-3.0-or-later
#include "peer.h"

#include "base/pl-worker.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct _Peer
{
  int listener; /* owned */
  guint16 port;
  PeerFunc func;
  gpointer data; /* borrowed */
  PlWorker *worker; /* owned */
};

static void
limit_waits (int fd)
{
  struct timeval limit = { .tv_sec = 10 };

  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt (fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

static void
run_peer (gpointer user_data)
{
  Peer *peer = user_data;
  int fd = accept4 (peer->listener, NULL, NULL, SOCK_CLOEXEC);

  if (fd < 0)
    return;
  limit_waits (fd);
  peer->func (fd, peer->data);
  close (fd);
}

Peer *
peer_start (PeerFunc func, gpointer data)
{
  Peer *peer = g_new0 (Peer, 1);
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;

  peer->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  limit_waits (peer->listener);
  g_assert_cmpint (bind (peer->listener, (struct sockaddr *) &address, size), ==, 0);
  g_assert_cmpint (listen (peer->listener, 5), ==, 0);
  g_assert_cmpint (getsockname (peer->listener, (struct sockaddr *) &address, &size), ==, 0);
  peer->port = ntohs (address.sin_port);
  peer->func = func;
  peer->data = data;
  peer->worker = pl_worker_start ("peer", run_peer, peer, NULL);
  g_assert_nonnull (peer->worker);
  return peer;
}

guint16
peer_get_port (Peer *peer)
{
  return peer->port;
}

void
peer_join (Peer *peer)
{
  pl_worker_join (peer->worker);
  close (peer->listener);
  g_free (peer);
}

/* A plain connection to the peer, as pl_network_dial() would give it. */
GSocket *
peer_connect (Peer *peer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, peer->port);

  g_assert_no_error (error);
  g_socket_connect (socket, address, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (socket, FALSE);
  return g_steal_pointer (&socket);
}

void
peer_say (int fd, const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize sent = send (fd, text, length, MSG_NOSIGNAL);

      if (sent <= 0)
        return;
      text += sent;
      length -= (gsize) sent;
    }
}

/* Takes whatever comes until the other side hangs up. */
void
peer_wait_for_end (int fd)
{
  char bytes[4096];

  while (recv (fd, bytes, sizeof bytes, 0) > 0)
    continue;
}

/* Lets the close that follows be a reset. */
void
peer_reset (int fd)
{
  struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}
