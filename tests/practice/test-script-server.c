// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-worker.h"
#include "practice/pl-practice-ca.h"
#include "raw-client.h"

#include <string.h>

#define HOST "mail.practice.test"
#define WAIT_MS 10000

static PlScriptServer *
start (const char *script)
{
  g_autoptr (GError) error = NULL;
  PlScriptServer *server = pl_script_server_new (script, &error);

  g_assert_no_error (error);
  g_assert_true (pl_script_server_start (server, &error));
  g_assert_no_error (error);
  return server;
}

static PlScriptServer *
start_with_certificates (const char *script)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlPracticeCa) ca = pl_practice_ca_new (&error);
  PlScriptServer *server = pl_practice_ca_serve (ca, HOST, script, &error);

  g_assert_no_error (error);
  return server;
}

static RawClient *
dial (PlScriptServer *server)
{
  return raw_client_connect (pl_script_server_get_port (server));
}

static void
assert_well (PlScriptServer *server)
{
  g_autofree char *complaint = NULL;

  pl_script_server_finish (server, WAIT_MS, &complaint);
  g_assert_cmpstr (complaint, ==, NULL);
  g_assert_cmpuint (pl_worker_count_running (), ==, 0);
}

static void
assert_complaint (PlScriptServer *server, const char *expected)
{
  g_autofree char *complaint = NULL;

  g_assert_false (pl_script_server_finish (server, WAIT_MS, &complaint));
  g_assert_cmpstr (complaint, ==, expected);
  g_assert_cmpuint (pl_worker_count_running (), ==, 0);
}

static void
test_dialogue (void)
{
  g_autoptr (PlScriptServer) server = start ("S: * OK ready\n"
                                             "C: {tag} LOGIN {1} {2}\n"
                                             "C? {other} NOOP\n"
                                             "S- {tag} OK \n"
                                             "S: {1}\n"
                                             "ANY\n"
                                             "CLOSE\n");
  g_autoptr (RawClient) client = dial (server);
  g_autofree char *transcript = NULL;

  raw_client_expect (client, "* OK ready");
  raw_client_write (client, "A1 LOGIN anna \"ge heim\"\r\nA2 LOGOUT\r\n");
  raw_client_expect (client, "A1 OK anna");
  raw_client_expect_end (client);
  assert_well (server);

  transcript = pl_script_server_dup_transcript (server);
  g_assert_cmpstr (transcript, ==,
                   "== connection 1\n"
                   "S: * OK ready\n"
                   "C: A1 LOGIN anna \"ge heim\"\n"
                   "S: A1 OK\n"
                   "S: anna\n"
                   "C: A2 LOGOUT\n"
                   "-- hanging up\n");
}

static void
test_mismatch (void)
{
  g_autoptr (PlScriptServer) server = start ("S: * OK ready\n\nC: {tag} NOOP\nSILENT\n");
  g_autoptr (RawClient) client = dial (server);

  raw_client_write (client, "A1 FOO \x01\r\n");
  raw_client_expect (client, "* OK ready");
  raw_client_expect_end (client);
  assert_complaint (server, "connection 1, line 3: at \"C: {tag} NOOP\" this came: \"A1 FOO  \"");
}

static void
test_hung_up (void)
{
  g_autoptr (PlScriptServer) server = start ("C: QUIT\nC: MORE\n");
  g_autoptr (RawClient) client = dial (server);

  raw_client_write (client, "QUIT\r\nMO");
  g_clear_pointer (&client, raw_client_free);
  assert_complaint (server, "connection 1, line 2: at \"C: MORE\" the peer hung up");
}

static void
test_too_much (void)
{
  g_autoptr (PlScriptServer) server = start ("C: QUIT\n");
  g_autoptr (RawClient) client = dial (server);

  raw_client_write (client, "QUIT\r\nAGAIN\r\n");
  raw_client_expect_end (client);
  assert_complaint (server, "connection 1: the script is over, but this came: \"AGAIN\"");
}

/* The last step is over, and the peer has not hung up yet: that is played to the end. */
static void
test_peer_stays (void)
{
  g_autoptr (PlScriptServer) server = start ("C: QUIT\nS: bye\n");
  g_autoptr (RawClient) client = dial (server);

  raw_client_write (client, "QUIT\r\n");
  raw_client_expect (client, "bye");
  assert_well (server);
  raw_client_expect_end (client);
}

static void
test_unplayed (void)
{
  const char *const scripts[] = { "C: ONE\nCLOSE", "C: TWO\nCLOSE", NULL };
  g_autoptr (PlScriptServer) server = pl_script_server_new_many (scripts, NULL);
  g_autoptr (RawClient) client = NULL;
  g_autofree char *complaint = NULL;

  g_assert_true (pl_script_server_start (server, NULL));
  client = dial (server);
  raw_client_write (client, "ONE\r\n");
  raw_client_expect_end (client);
  g_assert_false (pl_script_server_finish (server, 0, &complaint));
  g_assert_cmpstr (complaint, ==, "1 of 2 scripts were played");
}

static void
test_many (void)
{
  const char *const scripts[] = { "S: first\nCLOSE", "S: last\nCLOSE", NULL };
  static const char *const said[] = { "first", "last", "last" };
  g_autoptr (PlScriptServer) server = pl_script_server_new_many (scripts, NULL);

  g_assert_true (pl_script_server_start (server, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr (RawClient) client = dial (server);

      raw_client_expect (client, said[i]);
      raw_client_expect_end (client);
    }
  g_assert_cmpuint (pl_script_server_get_n_connections (server), ==, 3);
  assert_well (server);
}

static const char branches[] = "LET good \\x00anna\\x00geheim\n"
                               "LABEL next\n"
                               "IF C {tag} AUTHENTICATE PLAIN {answer} GOTO plain\n"
                               "C: {tag} LOGOUT\n"
                               "CLOSE\n"
                               "LABEL plain\n"
                               "ANY\n"
                               "DECODE answer\n"
                               "IF {answer} = {good} GOTO accepted\n"
                               "S: {tag} NO\n"
                               "GOTO next\n"
                               "LABEL accepted\n"
                               "S: {tag} OK\n"
                               "GOTO next\n";

static void
test_branches (void)
{
  g_autoptr (PlScriptServer) server = start (branches);
  g_autoptr (RawClient) client = dial (server);

  raw_client_write (client, "A1 AUTHENTICATE PLAIN !!!!\r\n");
  raw_client_expect (client, "A1 NO");
  raw_client_write (client, "A2 AUTHENTICATE PLAIN AGFubmEAZmFsc2No\r\n");
  raw_client_expect (client, "A2 NO");
  raw_client_write (client, "A3 AUTHENTICATE PLAIN AGFubmEAZ2VoZWlt\r\nA4 LOGOUT\r\n");
  raw_client_expect (client, "A3 OK");
  raw_client_expect_end (client);
  assert_well (server);
}

static void
test_circles (void)
{
  g_autoptr (PlScriptServer) server = start ("LABEL a\nGOTO a\n");
  g_autoptr (RawClient) client = dial (server);

  assert_complaint (server, "connection 1, line 2: at \"GOTO a\" the script goes in circles");
}

static void
test_tls (void)
{
  static const char *const rows[][2] = { { "TLS good\nS: hello\nC: QUIT\nCLOSE", "TLS1.3" },
                                         { "TLS good 1.2\nS: hello\nC: QUIT\nCLOSE", "TLS1.2" },
                                         { "TLS good 1.1\nS: hello\nC: QUIT\nCLOSE", "TLS1.1" },
                                         { "TLS good 1.0\nS: hello\nC: QUIT\nCLOSE", "TLS1.0" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlScriptServer) server = start_with_certificates (rows[i][0]);
      g_autoptr (RawClient) client = dial (server);

      raw_client_start_tls (client, HOST);
      g_assert_cmpstr (raw_client_get_tls_version (client), ==, rows[i][1]);
      raw_client_expect (client, "hello");
      raw_client_write (client, "QUIT\r\n");
      raw_client_expect_end (client);
      assert_well (server);
    }
}

static void
test_starttls (void)
{
  g_autoptr (PlScriptServer) server = start_with_certificates ("C: STLS\nS: +OK\nTLS good\n"
                                                               "C: QUIT\nS: +OK bye\nCLOSE\n");
  g_autoptr (RawClient) client = dial (server);

  raw_client_write (client, "STLS\r\n");
  raw_client_expect (client, "+OK");
  raw_client_start_tls (client, HOST);
  raw_client_write (client, "QUIT\r\n");
  raw_client_expect (client, "+OK bye");
  raw_client_expect_end (client);
  assert_well (server);
}

static void
test_no_tls (void)
{
  g_autoptr (PlScriptServer) server = start_with_certificates ("TLS good\nSILENT\n");
  g_autoptr (RawClient) client = dial (server);
  g_autofree char *complaint = NULL;

  raw_client_write (client, "EHLO me.example\r\n");
  g_assert_false (pl_script_server_finish (server, WAIT_MS, &complaint));
  g_assert_true (g_str_has_prefix (complaint, "connection 1, line 1: at \"TLS good\" "));
}

/* TLS? lets the peer go: before the handshake, and after it. */
static void
test_tls_if_it_likes (void)
{
  g_autoptr (PlScriptServer) server = start_with_certificates ("TLS? good\nS: x\nC: *\nCLOSE\n");
  g_autoptr (RawClient) client = dial (server);

  g_clear_pointer (&client, raw_client_free);
  g_assert_true (pl_script_server_wait_for (server, "-- no TLS", WAIT_MS));
  client = dial (server);
  raw_client_start_tls (client, HOST);
  raw_client_expect (client, "x");
  g_clear_pointer (&client, raw_client_free);
  assert_well (server);
}

static void
test_no_certificate (void)
{
  g_autoptr (PlScriptServer) server = start_with_certificates ("TLS other\n");
  g_autoptr (RawClient) client = dial (server);

  assert_complaint (server, "connection 1, line 1: at \"TLS other\" there is no such certificate");
}

static void
test_drip_and_repeat (void)
{
  g_autoptr (PlScriptServer) server = start ("DRIP 1 slow\\r\\n\nREPEAT 3 again\n"
                                             "REPEAT- 2 x\\r\\n\nWAIT 1\nCLOSE\n");
  g_autoptr (RawClient) client = dial (server);

  raw_client_expect (client, "slow");
  for (guint i = 0; i < 3; i++)
    raw_client_expect (client, "again");
  raw_client_expect (client, "x");
  raw_client_expect (client, "x");
  raw_client_expect_end (client);
  assert_well (server);
}

/* A peer that protects itself against endless answers hangs up: well done. */
static void
test_enough (void)
{
  g_autoptr (PlScriptServer) server = start ("REPEAT 100000000 again\nC: MORE\n");
  g_autoptr (RawClient) client = dial (server);

  raw_client_expect (client, "again");
  g_clear_pointer (&client, raw_client_free);
  assert_well (server);
}

static void
test_reset (void)
{
  g_autoptr (PlScriptServer) server = start ("C: HELLO\nRESET\n");
  g_autoptr (RawClient) client = dial (server);

  raw_client_write (client, "HELLO\r\n");
  raw_client_expect_reset (client);
  assert_well (server);
}

/* Whatever a connection waits for, the end of the server comes at once. */
static void
test_stop (void)
{
  static const char *const scripts[] = { "SILENT",
                                         "C: NEVER",
                                         "WAIT 3600000",
                                         "DRIP 3600000 slow",
                                         "TLS good",
                                         "REPEAT 100000000 a line that nobody reads",
                                         "" };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *script = g_strdup_printf ("S: ready\n%s\n", scripts[i]);
      PlScriptServer *server = start_with_certificates (script);
      g_autoptr (RawClient) client = dial (server);
      gint64 began;

      raw_client_expect (client, "ready");
      began = g_get_monotonic_time ();
      pl_script_server_free (server);
      /* Far below what the scripts wait for, and enough for a machine with other work. */
      g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
      g_assert_cmpuint (pl_worker_count_running (), ==, 0);
    }
}

static void
test_silent (void)
{
  g_autoptr (PlScriptServer) server = start ("SILENT\n");
  g_autoptr (RawClient) client = dial (server);

  raw_client_write (client, "is anybody there\r\n");
  g_assert_true (pl_script_server_wait_for (server, "-- silent", WAIT_MS));
  g_assert_false (pl_script_server_wait_for (server, "S: ", 0));
  assert_well (server);
}

static void
test_bounds (void)
{
  g_autoptr (PlScriptServer) server = start ("C: *\n");
  g_autoptr (RawClient) client = dial (server);
  g_autofree char *endless = g_strnfill (64 * 1024, 'x');

  raw_client_write (client, endless);
  assert_complaint (server, "connection 1, line 1: at \"C: *\" the peer went beyond all bounds");
}

static void
test_discreet (void)
{
  g_autoptr (PlScriptServer) server = pl_script_server_new ("S: ready\nC: *\nCLOSE\n", NULL);
  g_autoptr (RawClient) client = NULL;
  g_autofree char *transcript = NULL;

  pl_script_server_set_discreet (server);
  g_assert_true (pl_script_server_start (server, NULL));
  client = dial (server);
  raw_client_write (client, "PASS geheim\r\n");
  raw_client_expect (client, "ready");
  raw_client_expect_end (client);
  transcript = pl_script_server_dup_transcript (server);
  g_assert_cmpstr (transcript, ==, "");
}

static void
test_bad_certificate (void)
{
  g_autoptr (PlScriptServer) server = pl_script_server_new ("TLS good", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (pl_script_server_set_certificate (server, "good", "none", "none", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/server/dialogue", test_dialogue);
  g_test_add_func ("/practice/server/mismatch", test_mismatch);
  g_test_add_func ("/practice/server/hung-up", test_hung_up);
  g_test_add_func ("/practice/server/too-much", test_too_much);
  g_test_add_func ("/practice/server/peer-stays", test_peer_stays);
  g_test_add_func ("/practice/server/unplayed", test_unplayed);
  g_test_add_func ("/practice/server/many", test_many);
  g_test_add_func ("/practice/server/branches", test_branches);
  g_test_add_func ("/practice/server/circles", test_circles);
  g_test_add_func ("/practice/server/tls", test_tls);
  g_test_add_func ("/practice/server/starttls", test_starttls);
  g_test_add_func ("/practice/server/no-tls", test_no_tls);
  g_test_add_func ("/practice/server/tls-if-it-likes", test_tls_if_it_likes);
  g_test_add_func ("/practice/server/no-certificate", test_no_certificate);
  g_test_add_func ("/practice/server/drip-and-repeat", test_drip_and_repeat);
  g_test_add_func ("/practice/server/enough", test_enough);
  g_test_add_func ("/practice/server/reset", test_reset);
  g_test_add_func ("/practice/server/stop", test_stop);
  g_test_add_func ("/practice/server/silent", test_silent);
  g_test_add_func ("/practice/server/bounds", test_bounds);
  g_test_add_func ("/practice/server/discreet", test_discreet);
  g_test_add_func ("/practice/server/bad-certificate", test_bad_certificate);
  return g_test_run ();
}
