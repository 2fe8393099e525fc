// SPDX-License-Identifier: GPL-3.0-or-later
/* Handshakes with peers of every kind. What is thought of certificates is in test-trust.c. */
#include "net/pl-connection.h"
#include "net/pl-tls-private.h"

#include "connected.h"
#include "evidence.h"
#include "tls-peer.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HOST "imap.practice.test"

static const PlDeadline never = { G_MAXINT64 };
static const PlTlsTarget usual_target = { .host = HOST };
static const PlTlsTarget any_target = { .host = HOST, .any_version = TRUE };

static Identity *authority; /* owned by main() */
static Identity *server; /* owned by main() */

static void
set_up (Connected *fixture, PeerFunc func, gpointer data)
{
  g_autofree char *pem = identity_dup_pem (authority);

  connected_set_up (fixture, pem, func, data);
}

static PlOutcome
shake_hands (Connected *fixture, const PlTlsTarget *target)
{
  g_autoptr (GError) error = NULL;
  PlOutcome outcome = pl_connection_start_tls (fixture->connection, target, &never, NULL, &error);

  g_assert_no_error (error);
  return outcome;
}

static gboolean
write_line (Connected *fixture, const char *text)
{
  return pl_connection_write (fixture->connection, text, strlen (text), NULL, &never, NULL, NULL);
}

static void
test_established (void)
{
  TlsPeer peer = { .chain = { server }, .after = "* OK ready\r\n" };
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, tls_peer_run, &peer);
  g_assert_false (pl_connection_is_trusted (fixture.connection));
  g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_ACCEPTED);
  g_assert_true (pl_connection_is_trusted (fixture.connection));
  evidence_assert (fixture.recorder, PL_SIGHT_TLS, 0, PL_OUTCOME_ESTABLISHED);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_TLS, 0, PL_FACT_VERSION, "TLS1.3");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_TLS, 0, PL_FACT_OCSP, "none");
  g_assert_nonnull (evidence_fact (fixture.recorder, PL_SIGHT_TLS, 0, PL_FACT_CIPHER));
  evidence_assert (fixture.recorder, PL_SIGHT_TRUST, 0, PL_OUTCOME_ACCEPTED);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_TRUST, 0, PL_FACT_TRUST, "system");

  connected_expect_line (&fixture, "* OK ready");
  g_assert_true (write_line (&fixture, "a NOOP\r\n"));
  connected_expect_line (&fixture, "a NOOP");
  pl_connection_close (fixture.connection);
  g_assert_false (pl_connection_is_trusted (fixture.connection));
}

static void
test_starttls (void)
{
  TlsPeer peer = { .chain = { server }, .before = "+OK begin\r\n" };
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, tls_peer_run, &peer);
  g_assert_true (write_line (&fixture, "STLS\r\n"));
  connected_expect_line (&fixture, "+OK begin");
  g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_ACCEPTED);
  g_assert_true (write_line (&fixture, "CAPA\r\n"));
  connected_expect_line (&fixture, "CAPA");
}

/* What an attacker has put behind the answer to STARTTLS, in the same packet. */
static void
test_injected (void)
{
  TlsPeer peer = { .chain = { server }, .before = "+OK begin\r\n+OK evil\r\n" };
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, tls_peer_run, &peer);
  g_assert_true (write_line (&fixture, "STLS\r\n"));
  connected_expect_line (&fixture, "+OK begin");
  g_assert_true (pl_connection_has_buffered_input (fixture.connection));
  g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_INJECTED);
  evidence_assert (fixture.recorder, PL_SIGHT_STARTTLS, 0, PL_OUTCOME_INJECTED);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_STARTTLS, 0, PL_FACT_TEXT, "+OK evil");
  g_assert_false (write_line (&fixture, "CAPA\r\n"));
}

/* The same in a packet of its own: nobody has read it yet, but it lies in the socket. */
static void
say_twice_cb (int fd, gpointer data)
{
  char byte;

  peer_say (fd, "+OK begin\r\n");
  g_assert_cmpint (recv (fd, &byte, 1, 0), ==, 1);
  peer_say (fd, "+OK evil\r\n");
  peer_wait_for_end (fd);
}

static void
test_injected_later (void)
{
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, say_twice_cb, NULL);
  connected_expect_line (&fixture, "+OK begin");
  g_assert_false (pl_connection_has_buffered_input (fixture.connection));
  g_assert_true (write_line (&fixture, "."));
  while (!pl_connection_has_buffered_input (fixture.connection))
    g_thread_yield ();
  g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_INJECTED);
  evidence_assert (fixture.recorder, PL_SIGHT_STARTTLS, 0, PL_OUTCOME_INJECTED);
}

static void
say_cb (int fd, gpointer text)
{
  peer_say (fd, text);
  peer_wait_for_end (fd);
}

static void
test_not_tls (void)
{
  static const struct
  {
    const char *said;
    const char *text;
  } rows[] = {
    { "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n",
      "* OK [CAPABILITY IMAP4rev1] Dovecot ready." },
    { "220 mx.example.org ESMTP\r\n250 more\r\n", "220 mx.example.org ESMTP" },
    { "HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n", "HTTP/1.1 400 Bad Request" },
    { "SSH-2.0-OpenSSH_9.2", "SSH-2.0-OpenSSH_9.2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Connected) fixture = { 0 };

      set_up (&fixture, say_cb, (gpointer) rows[i].said);
      g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_NOT_TLS);
      evidence_assert (fixture.recorder, PL_SIGHT_TLS, 0, PL_OUTCOME_NOT_TLS);
      evidence_assert_fact (fixture.recorder, PL_SIGHT_TLS, 0, PL_FACT_TEXT, rows[i].text);
      g_assert_false (write_line (&fixture, "a NOOP\r\n"));
      g_assert_false (pl_connection_is_trusted (fixture.connection));
    }
}

static void
test_is_record (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    gboolean is_record;
  } rows[] = {
    { "", 0, FALSE },
    { "\x16", 1, TRUE },
    { "\x16\x03\x01", 3, TRUE },
    { "\x15\x03\x03", 3, TRUE },
    { "\x16\x05", 2, FALSE },
    { "* OK", 4, FALSE },
    { "\x80\x2e\x04", 3, TRUE },
    { "\x80\x2e", 2, FALSE },
    { "\xef\xbb\xbf", 3, FALSE },
    { "\x13", 1, FALSE },
    { "\x19\x03\x03", 3, FALSE },
    { "HTTP", 4, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (pl_tls_is_record ((const guint8 *) rows[i].bytes, rows[i].length), ==,
                     rows[i].is_record);
}

static void
close_cb (int fd, gpointer data)
{
  char bytes[4];

  g_assert_cmpint (recv (fd, bytes, sizeof bytes, 0), >, 0);
  shutdown (fd, SHUT_WR);
  peer_wait_for_end (fd);
}

static void
test_closed (void)
{
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, close_cb, NULL);
  g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_CLOSED);
  evidence_assert (fixture.recorder, PL_SIGHT_TLS, 0, PL_OUTCOME_CLOSED);
  evidence_assert (fixture.recorder, PL_SIGHT_CLOSED, 0, PL_OUTCOME_CLOSED);
}

static void
silent_cb (int fd, gpointer data)
{
  peer_wait_for_end (fd);
}

/* What has ended before is not begun again, and not noted twice. */
static void
test_closed_before (void)
{
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, silent_cb, NULL);
  pl_connection_close (fixture.connection);
  g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_CLOSED);
  g_assert_cmpuint (pl_recorder_peek (fixture.recorder)->len, ==, 0);
}

static void
reset_cb (int fd, gpointer data)
{
  char bytes[4];

  g_assert_cmpint (recv (fd, bytes, sizeof bytes, 0), >, 0);
  peer_reset (fd);
}

static void
test_reset (void)
{
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, reset_cb, NULL);
  g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_CLOSED);
  evidence_assert (fixture.recorder, PL_SIGHT_CLOSED, 0, PL_OUTCOME_RESET);
}

static void
alert_cb (int fd, gpointer data)
{
  g_assert_cmpint (send (fd, "\x15\x03\x01\0\x02\x02\x46", 7, MSG_NOSIGNAL), ==, 7);
  peer_wait_for_end (fd);
}

/* How OpenSSL says that it knows older versions only. */
static void
test_alert (void)
{
  g_auto (Connected) fixture = { 0 };

  set_up (&fixture, alert_cb, NULL);
  g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_ALERT);
  evidence_assert (fixture.recorder, PL_SIGHT_TLS, 0, PL_OUTCOME_ALERT);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_TLS, 0, PL_FACT_ALERT, "70");
  g_assert_nonnull (evidence_fact (fixture.recorder, PL_SIGHT_TLS, 0, PL_FACT_MS));
}

/* Bytes that look like TLS and are none: a handshake message of a kind that there is not. */
static void
nonsense_cb (int fd, gpointer data)
{
  g_assert_cmpint (send (fd, "\x16\x03\x03\0\x04\x63\0\0\0", 9, MSG_NOSIGNAL), ==, 9);
  peer_wait_for_end (fd);
}

static void
test_nonsense (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&fixture, nonsense_cb, NULL);
  g_assert_cmpint (
      pl_connection_start_tls (fixture.connection, &usual_target, &never, NULL, &error), ==,
      PL_OUTCOME_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  evidence_assert (fixture.recorder, PL_SIGHT_TLS, 0, PL_OUTCOME_FAILED);
  g_assert_nonnull (evidence_fact (fixture.recorder, PL_SIGHT_TLS, 0, PL_FACT_ERROR));
}

/* A server that speaks only TLS 1.1: refused as usual, and found out by a probe. */
static void
test_old_version (void)
{
  TlsPeer peer = { .chain = { server }, .priority = "NORMAL:-VERS-ALL:+VERS-TLS1.1" };
  g_auto (Connected) refused = { 0 };
  g_auto (Connected) probed = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&refused, tls_peer_run, &peer);
  g_assert_cmpint (
      pl_connection_start_tls (refused.connection, &usual_target, &never, NULL, &error), ==,
      PL_OUTCOME_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  evidence_assert_fact (refused.recorder, PL_SIGHT_TLS, 0, PL_FACT_ERROR, "-8"); /* version */

  set_up (&probed, tls_peer_run, &peer);
  g_assert_cmpint (shake_hands (&probed, &any_target), ==, PL_OUTCOME_ESTABLISHED);
  evidence_assert_fact (probed.recorder, PL_SIGHT_TLS, 0, PL_FACT_VERSION, "TLS1.1");
  g_assert_cmpuint (evidence_count (probed.recorder, PL_SIGHT_TRUST), ==, 0);
  g_assert_false (pl_connection_is_trusted (probed.connection));
  g_assert_false (write_line (&probed, "a NOOP\r\n"));
}

/* With TLS 1.3 the handshake looks complete to the client before the server has missed its
 * certificate: the alert comes at the first read. */
static void
test_demands_certificate (void)
{
  TlsPeer peer = { .chain = { server }, .demands_certificate = TRUE };
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&fixture, tls_peer_run, &peer);
  g_assert_cmpint (shake_hands (&fixture, &usual_target), ==, PL_OUTCOME_ACCEPTED);
  g_assert_null (
      pl_connection_read_line (fixture.connection, &pl_patience_reply, &never, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  evidence_assert (fixture.recorder, PL_SIGHT_TLS, 1, PL_OUTCOME_ALERT);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_TLS, 1, PL_FACT_ALERT, "116");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_TLS, 1, PL_FACT_VERSION, "TLS1.3");
}

static void
test_deadline (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  PlDeadline deadline = pl_deadline_in (100);

  set_up (&fixture, silent_cb, NULL);
  g_assert_cmpint (
      pl_connection_start_tls (fixture.connection, &usual_target, &deadline, NULL, &error), ==,
      PL_OUTCOME_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  evidence_assert (fixture.recorder, PL_SIGHT_TLS, 0, PL_OUTCOME_SILENT);
}

/* Cancels when the client's first bytes have come. */
static void
cancel_cb (int fd, gpointer cancellable)
{
  char byte;

  g_assert_cmpint (recv (fd, &byte, 1, 0), ==, 1);
  g_cancellable_cancel (cancellable);
  peer_wait_for_end (fd);
}

static void
test_cancel (void)
{
  g_auto (Connected) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 began_at = g_get_monotonic_time ();

  set_up (&fixture, cancel_cb, cancellable);
  g_assert_cmpint (
      pl_connection_start_tls (fixture.connection, &usual_target, &never, cancellable, &error), ==,
      PL_OUTCOME_CANCELLED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (evidence_count (fixture.recorder, PL_SIGHT_TLS), ==, 0);
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

  g_test_add_func ("/tls/established", test_established);
  g_test_add_func ("/tls/starttls", test_starttls);
  g_test_add_func ("/tls/injected", test_injected);
  g_test_add_func ("/tls/injected-later", test_injected_later);
  g_test_add_func ("/tls/not-tls", test_not_tls);
  g_test_add_func ("/tls/is-record", test_is_record);
  g_test_add_func ("/tls/closed", test_closed);
  g_test_add_func ("/tls/closed-before", test_closed_before);
  g_test_add_func ("/tls/reset", test_reset);
  g_test_add_func ("/tls/nonsense", test_nonsense);
  g_test_add_func ("/tls/alert", test_alert);
  g_test_add_func ("/tls/old-version", test_old_version);
  g_test_add_func ("/tls/demands-certificate", test_demands_certificate);
  g_test_add_func ("/tls/deadline", test_deadline);
  g_test_add_func ("/tls/cancel", test_cancel);
  result = g_test_run ();

  identity_free (server);
  identity_free (authority);
  return result;
}
