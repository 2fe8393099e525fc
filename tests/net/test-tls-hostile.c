// SPDX-License-Identifier: GPL-3.0-or-later
/* Peers that are never done: none of what they send is worth a wait, and there is no end to it. */
#include "net/pl-connection.h"
#include "net/pl-tls-private.h"

#include "connected.h"
#include "evidence.h"
#include "tls-peer.h"

#include <string.h>
#include <sys/socket.h>

#define HOST "imap.practice.test"
#define WARNING \
  "\x15\x03\x03\0\x02\x01\x70" /* a record with an alert: unrecognized_name, RFC 6066 3 */
#define MANY 2000
#define TLS_1_2 "NORMAL:-VERS-ALL:+VERS-TLS1.2"

static const PlDeadline never = { G_MAXINT64 };
static const PlTlsTarget target = { .host = HOST };

static Identity *authority; /* owned by main() */
static Identity *server; /* owned by main() */

static void
set_up (Connected *fixture, PeerFunc func, gpointer data)
{
  g_autofree char *pem = identity_dup_pem (authority);

  connected_set_up (fixture, pem, func, data);
}

/* --- In place of a handshake --- */

static void
warn_cb (int fd, gpointer data)
{
  char byte;

  g_assert_cmpint (recv (fd, &byte, 1, 0), ==, 1);
  for (guint i = 0; i < MANY; i++)
    if (send (fd, WARNING, sizeof WARNING - 1, MSG_NOSIGNAL) < 0)
      return;
  peer_wait_for_end (fd);
}

static void
test_handshake (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("%d", PL_TLS_TOO_MANY_INTERRUPTIONS);

  set_up (&fixture, warn_cb, NULL);
  g_assert_cmpint (pl_connection_start_tls (fixture.connection, &target, &never, NULL, &error), ==,
                   PL_OUTCOME_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  evidence_assert (fixture.recorder, PL_SIGHT_TLS, 0, PL_OUTCOME_FAILED);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_TLS, 0, PL_FACT_ERROR, number);
}

/* --- After it --- */

static void
warn_for_ever (gnutls_session_t session)
{
  guint i = 0;

  while (i < MANY && gnutls_alert_send (session, GNUTLS_AL_WARNING, GNUTLS_A_USER_CANCELED) >= 0)
    i++;
}

static void
begin_for_ever (gnutls_session_t session)
{
  guint i = 0;

  while (i < MANY && gnutls_rehandshake (session) >= 0)
    i++;
}

static void
warn_a_little (gnutls_session_t session)
{
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (gnutls_alert_send (session, GNUTLS_AL_WARNING, GNUTLS_A_USER_CANCELED), >=,
                       0);
      g_assert_cmpint (gnutls_rehandshake (session), >=, 0);
    }
}

static void
shake_hands (Connected *fixture, TlsPeer *peer)
{
  g_autoptr (GError) error = NULL;

  set_up (fixture, tls_peer_run, peer);
  g_assert_cmpint (pl_connection_start_tls (fixture->connection, &target, &never, NULL, &error), ==,
                   PL_OUTCOME_ACCEPTED);
  g_assert_no_error (error);
}

static void
test_reading (gconstpointer pester)
{
  TlsPeer peer = { .chain = { server }, .priority = TLS_1_2, .pester = pester };
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  shake_hands (&fixture, &peer);
  g_assert_null (
      pl_connection_read_line (fixture.connection, &pl_patience_reply, &never, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  evidence_assert (fixture.recorder, PL_SIGHT_VIOLATION, 0, PL_OUTCOME_VIOLATION);
  g_assert_false (
      pl_connection_write (fixture.connection, "a NOOP\r\n", 8, NULL, &never, NULL, NULL));
}

static void
test_a_few_are_passed_over (void)
{
  TlsPeer peer = {
    .chain = { server }, .priority = TLS_1_2, .pester = warn_a_little, .after = "* OK ready\r\n"
  };
  g_auto (Connected) fixture = { 0 };

  shake_hands (&fixture, &peer);
  connected_expect_line (&fixture, "* OK ready");
  g_assert_cmpuint (evidence_count (fixture.recorder, PL_SIGHT_VIOLATION), ==, 0);
}

int
main (int argc, char **argv)
{
  static const IdentitySpec authority_spec = { "Test authority", .begins = -1, .ends = 30,
                                               .is_ca = TRUE };
  static const IdentitySpec server_spec = { HOST, .dns = HOST, .begins = -1, .ends = 30 };
  int result;

  g_test_init (&argc, &argv, NULL);
  authority = identity_new (&authority_spec, NULL);
  server = identity_new (&server_spec, authority);

  g_test_add_func ("/tls/hostile/handshake", test_handshake);
  g_test_add_data_func ("/tls/hostile/warnings", warn_for_ever, test_reading);
  g_test_add_data_func ("/tls/hostile/beginnings", begin_for_ever, test_reading);
  g_test_add_func ("/tls/hostile/a-few", test_a_few_are_passed_over);
  result = g_test_run ();

  identity_free (server);
  identity_free (authority);
  return result;
}
