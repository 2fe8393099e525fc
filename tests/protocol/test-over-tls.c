// SPDX-License-Identifier: GPL-3.0-or-later
/* The dialogues over real sockets and real TLS, against scripts. What tables cannot show: that the
 * pieces fit net/'s connection, its trust and its bounds. */
#include "practice/pl-practice-ca.h"
#include "protocol/pl-dialogue.h"

#include <string.h>

#define HOST "mail.practice.test"
#define WAIT_MS 30000 /* above what any of it takes, with sanitizers on a busy machine, too */
/* Each line is a TLS record of its own: of long ones fewer come before there is too much. */
#define SIXTY_FOUR "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define LONG SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR
#define USERNAME "anna"
#define LONG_PASSWORD                                                                                              \
  "ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x " \
  "ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x " \
  "ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x ä§\"\\ x "

typedef struct
{
  PlScriptServer *server; /* owned */
  PlNetwork *network; /* owned */
  PlRecorder *recorder; /* owned */
  PlConnection *connection; /* owned */
  PlDialogue *dialogue; /* owned */
  PlDeadline deadline;
} Call;

static void
call (Call *self, PlService service, const char *script, gboolean knows_ca)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlPracticeCa) ca = pl_practice_ca_new (&error);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (PlPracticeCa) other = pl_practice_ca_new (&error);

  g_assert_no_error (error);
  *self = (Call){ .deadline = pl_deadline_in (WAIT_MS) };
  self->server = pl_practice_ca_serve (ca, HOST, script, &error);
  g_assert_no_error (error);
  self->network =
      pl_network_new_practice (NULL, 0, pl_practice_ca_get_root_pem (knows_ca ? ca : other));
  self->recorder = pl_recorder_new (service, g_get_monotonic_time ());
  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  address = g_inet_socket_address_new (loopback, pl_script_server_get_port (self->server));
  g_assert_true (g_socket_connect (socket, address, NULL, &error));
  self->connection = pl_connection_new (socket, self->network, self->recorder);
  self->dialogue = pl_dialogue_new (service, self->connection, self->recorder);
}

static void
hang_up (Call *self)
{
  g_autofree char *complaint = NULL;

  pl_dialogue_free (self->dialogue);
  pl_connection_free (self->connection);
  pl_recorder_free (self->recorder);
  pl_network_unref (self->network);
  pl_script_server_finish (self->server, WAIT_MS, &complaint);
  g_assert_cmpstr (complaint, ==, NULL);
  pl_script_server_free (self->server);
}

static PlOutcome
start_tls (Call *self)
{
  PlTlsTarget target = { .host = HOST };
  g_autoptr (GError) error = NULL;
  PlOutcome outcome =
      pl_dialogue_start_tls (self->dialogue, &target, &self->deadline, NULL, &error);

  g_assert_true ((error != NULL) == (outcome == PL_OUTCOME_FAILED));
  return outcome;
}

static void
encrypt (Call *self)
{
  PlTlsTarget target = { .host = HOST };

  g_assert_cmpint (pl_connection_start_tls (self->connection, &target, &self->deadline, NULL, NULL),
                   ==, PL_OUTCOME_ACCEPTED);
}

static void
greet (Call *self)
{
  g_assert_cmpint (pl_dialogue_read_greeting (self->dialogue, &self->deadline, NULL, NULL), ==,
                   PL_OUTCOME_ACCEPTED);
}

static PlOutcome
sign_in (Call *self, const char *mechanism, const char *password)
{
  g_autoptr (PlSecret) secret = pl_secret_new (password, -1);
  PlSignIn how = {
    .username = USERNAME, .password = secret, .mechanism = mechanism, .host = HOST
  };

  return pl_dialogue_sign_in (self->dialogue, &how, &self->deadline, NULL, NULL);
}

static PlOutcome
use (Call *self)
{
  PlEnvelope envelope = { "anna@example.org", "anna@example.org", NULL };

  return pl_dialogue_use (self->dialogue, &envelope, &self->deadline, NULL, NULL);
}

static void
ask (Call *self)
{
  g_assert_cmpint (pl_dialogue_ask_capabilities (self->dialogue, &self->deadline, NULL, NULL), ==,
                   PL_OUTCOME_ACCEPTED);
}

static void
test_imaps (void)
{
  Call self;

  call (&self, PL_SERVICE_IMAP,
        "TLS good\n"
        "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN ID] ready\n"
        "C: {tag} AUTHENTICATE PLAIN AGFubmEAZ2VoZWlt\n"
        "S: {tag} OK [CAPABILITY IMAP4rev1 ID] in\n"
        "C: {a} ID *\n"
        "C: {b} EXAMINE INBOX\n"
        "C: {c} LIST \"\" \"*\"\n"
        "S: {a} OK\n"
        "S: {b} OK [READ-ONLY] open\n"
        "S: * LIST (\\Sent) \"/\" Sent\n"
        "S: {c} OK\n"
        "C: {d} LOGOUT\n",
        TRUE);
  encrypt (&self);
  greet (&self);
  ask (&self);
  g_assert_cmpint (sign_in (&self, NULL, "geheim"), ==, PL_OUTCOME_ACCEPTED);
  g_assert_cmpint (use (&self), ==, PL_OUTCOME_ACCEPTED);
  pl_dialogue_quit (self.dialogue);
  hang_up (&self);
}

static void
test_imap_literal (void)
{
  Call self;

  call (&self, PL_SERVICE_IMAP,
        "TLS good\n"
        "S: * OK [CAPABILITY IMAP4rev1] ready\n"
        "C: {tag} LOGIN anna {360}\n"
        "S: + go on\n"
        "C: " LONG_PASSWORD "\n"
        "S: {tag} OK in\n",
        TRUE);
  g_assert_cmpuint (strlen (LONG_PASSWORD), >, 200);
  encrypt (&self);
  greet (&self);
  ask (&self);
  g_assert_cmpint (sign_in (&self, NULL, LONG_PASSWORD), ==, PL_OUTCOME_ACCEPTED);
  hang_up (&self);
}

static void
test_imap_starttls (void)
{
  Call self;

  call (&self, PL_SERVICE_IMAP,
        "S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\n"
        "C: {tag} STARTTLS\n"
        "S: {tag} OK go\n"
        "TLS good\n"
        "C: {tag} CAPABILITY\n"
        "S: * CAPABILITY IMAP4rev1\n"
        "S: {tag} OK\n"
        "C: {tag} LOGIN anna geheim\n"
        "S: {tag} NO [AUTHENTICATIONFAILED] wrong\n"
        "C: {tag} LOGOUT\n",
        TRUE);
  greet (&self);
  g_assert_cmpint (start_tls (&self), ==, PL_OUTCOME_ACCEPTED);
  ask (&self);
  g_assert_cmpint (sign_in (&self, NULL, "geheim"), ==, PL_OUTCOME_REJECTED);
  pl_dialogue_quit (self.dialogue);
  hang_up (&self);
}

/* CVE-2011-0411: what came with the server's go is nobody's word. */
static void
test_injected (void)
{
  static const struct
  {
    PlService service;
    const char *script;
  } cases[] = {
    { PL_SERVICE_IMAP, "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\n"
                       "C: {tag} STARTTLS\n"
                       "S- {tag} OK go\\r\\n* CAPABILITY AUTH=PLAIN\\r\\n\n" },
    { PL_SERVICE_POP3, "S: +OK ready\n"
                       "C: CAPA\n"
                       "S: +OK\n"
                       "S: STLS\n"
                       "S: .\n"
                       "C: STLS\n"
                       "S- +OK go\\r\\n+OK 1 1\\r\\n\n" },
    { PL_SERVICE_SMTP, "S: 220 ready\n"
                       "C: EHLO [127.0.0.1]\n"
                       "S: 250-x\n"
                       "S: 250 STARTTLS\n"
                       "C: STARTTLS\n"
                       "S- 220 go\\r\\n250 injected\\r\\n\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Call self;

      call (&self, cases[i].service, cases[i].script, TRUE);
      greet (&self);
      g_assert_cmpint (start_tls (&self), ==, PL_OUTCOME_INJECTED);
      pl_dialogue_quit (self.dialogue);
      hang_up (&self);
    }
}

/* A certificate that nobody vouches for: the handshake is the last thing that happens. */
static void
test_untrusted (void)
{
  Call self;

  call (&self, PL_SERVICE_SMTP,
        "S: 220 ready\n"
        "C: EHLO [127.0.0.1]\n"
        "S: 250-x\n"
        "S: 250 STARTTLS\n"
        "C: STARTTLS\n"
        "S: 220 go\n"
        "TLS good\n",
        FALSE);
  greet (&self);
  g_assert_cmpint (start_tls (&self), ==, PL_OUTCOME_REJECTED);
  g_assert_cmpint (sign_in (&self, NULL, "geheim"), ==, PL_OUTCOME_WITHHELD);
  pl_dialogue_quit (self.dialogue);
  hang_up (&self);
}

static void
test_smtps (void)
{
  Call self;

  call (&self, PL_SERVICE_SMTP,
        "TLS good\n"
        "S: 220 ready\n"
        "C: EHLO [127.0.0.1]\n"
        "S: 250-x\n"
        "S: 250-PIPELINING\n"
        "S: 250 AUTH LOGIN\n"
        "C: AUTH LOGIN\n"
        "S: 334 VXNlcm5hbWU6\n"
        "C: YW5uYQ==\n"
        "S: 334 UGFzc3dvcmQ6\n"
        "C: Z2VoZWlt\n"
        "S: 235 2.7.0 in\n"
        "C: MAIL FROM:<anna@example.org>\n"
        "C: RCPT TO:<anna@example.org>\n"
        "C: RSET\n"
        "C: QUIT\n"
        "S: 250 2.1.0 ok\n"
        "S: 250 2.1.5 ok\n"
        "S: 250 2.0.0 ok\n"
        "S: 221 2.0.0 bye\n",
        TRUE);
  encrypt (&self);
  greet (&self);
  ask (&self);
  g_assert_cmpint (sign_in (&self, NULL, "geheim"), ==, PL_OUTCOME_ACCEPTED);
  g_assert_cmpint (use (&self), ==, PL_OUTCOME_ACCEPTED);
  pl_dialogue_quit (self.dialogue);
  hang_up (&self);
}

static void
test_pop3_stls (void)
{
  Call self;

  call (&self, PL_SERVICE_POP3,
        "S: +OK ready\n"
        "C: CAPA\n"
        "S: +OK\n"
        "S: STLS\n"
        "S: .\n"
        "C: STLS\n"
        "S: +OK go\n"
        "TLS good\n"
        "C: CAPA\n"
        "S: +OK\n"
        "S: USER\n"
        "S: UIDL\n"
        "S: PIPELINING\n"
        "S: .\n"
        "C: USER anna\n"
        "C: PASS ge heim \n"
        "S: +OK\n"
        "S: +OK in\n"
        "C: STAT\n"
        "C: UIDL\n"
        "S: +OK 3 1000\n"
        "S: +OK\n"
        "REPEAT 3000 1 abc\n"
        "S: .\n"
        "C: QUIT\n",
        TRUE);
  greet (&self);
  g_assert_cmpint (start_tls (&self), ==, PL_OUTCOME_ACCEPTED);
  ask (&self);
  g_assert_cmpint (sign_in (&self, NULL, "ge heim "), ==, PL_OUTCOME_ACCEPTED);
  g_assert_cmpint (use (&self), ==, PL_OUTCOME_ACCEPTED);
  pl_dialogue_quit (self.dialogue);
  hang_up (&self);
}

/* Untagged lines without end: over when there are more bytes than any answer needs. */
static void
test_endless (void)
{
  g_autoptr (GError) error = NULL;
  Call self;

  call (&self, PL_SERVICE_IMAP,
        "S: * OK ready\n"
        "C: {tag} CAPABILITY\n"
        "REPEAT 10000000 * OK still here " LONG "\n",
        TRUE);
  greet (&self);
  g_assert_cmpint (pl_dialogue_ask_capabilities (self.dialogue, &self.deadline, NULL, &error), ==,
                   PL_OUTCOME_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);

  pl_dialogue_free (self.dialogue);
  pl_connection_free (self.connection);
  pl_recorder_free (self.recorder);
  pl_network_unref (self.network);
  pl_script_server_free (self.server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/over-tls/imaps", test_imaps);
  g_test_add_func ("/over-tls/imap-literal", test_imap_literal);
  g_test_add_func ("/over-tls/imap-starttls", test_imap_starttls);
  g_test_add_func ("/over-tls/injected", test_injected);
  g_test_add_func ("/over-tls/untrusted", test_untrusted);
  g_test_add_func ("/over-tls/smtps", test_smtps);
  g_test_add_func ("/over-tls/pop3-stls", test_pop3_stls);
  g_test_add_func ("/over-tls/endless", test_endless);
  return g_test_run ();
}
