// SPDX-License-Identifier: GPL-3.0-or-later
/* What comes at an unlucky moment. This program has a recv() of its own in place of the system's: a
 * look at the socket that finds nothing lasts until there is something, and still says that there was
 * nothing. That is what a slow thread sees now and then. */
#include "net/pl-connection.h"

#include "evidence.h"
#include "tls-peer.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define HOST "imap.practice.test"

static gint looks_in_vain; /* atomic */

ssize_t
recv (int fd, void *bytes, size_t size, int flags)
{
  static gint n_looks; /* atomic */
  struct pollfd item = { .fd = fd, .events = POLLIN };
  gboolean is_look = (flags & MSG_PEEK) != 0;
  gboolean is_first = is_look && g_atomic_int_add (&n_looks, 1) == 0;
  ssize_t received = -1;

  /* The first look comes too early even where the peer was faster than we. */
  errno = EAGAIN;
  if (!is_first)
    received = syscall (SYS_recvfrom, fd, bytes, size, flags, NULL, NULL);
  if (received >= 0 || !is_look || errno != EAGAIN)
    return received;

  g_assert_cmpint (poll (&item, 1, 10000), ==, 1);
  g_atomic_int_inc (&looks_in_vain);
  errno = EAGAIN;
  return -1;
}

static void
test_bytes_behind_the_look (void)
{
  const IdentitySpec authority_spec = { "Test authority", .begins = -1, .ends = 30, .is_ca = TRUE };
  const IdentitySpec server_spec = { HOST, .dns = HOST, .begins = -1, .ends = 30 };
  const PlDeadline never = PL_DEADLINE_NEVER;
  const PlTlsTarget target = { .host = HOST };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (PlNetwork) network = NULL;
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autofree char *pem = NULL;
  g_autoptr (Identity) authority = identity_new (&authority_spec, NULL);
  g_autoptr (Identity) server = identity_new (&server_spec, authority);
  TlsPeer tls_peer = { .chain = { server }, .after = "* OK ready\r\n" };
  Peer *peer = peer_start (tls_peer_run, &tls_peer);
  PlConnection *connection;

  pem = identity_dup_pem (authority);
  network = pl_network_new_practice (NULL, 0, pem);
  socket = peer_connect (peer);
  connection = pl_connection_new (socket, network, recorder);

  g_assert_cmpint (pl_connection_start_tls (connection, &target, &never, NULL, &error), ==,
                   PL_OUTCOME_ACCEPTED);
  g_assert_no_error (error);
  g_assert_cmpint (g_atomic_int_get (&looks_in_vain), >, 0);

  pl_connection_free (connection);
  peer_join (peer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tls-timing/bytes-behind-the-look", test_bytes_behind_the_look);
  return g_test_run ();
}
