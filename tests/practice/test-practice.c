// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-domain.h"
#include "base/pl-worker.h"
#include "practice/pl-practice.h"
#include "raw-client.h"

#include <errno.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* One way to reach a server, as settings say it. */
typedef struct
{
  const char *service;
  const char *host;
  guint16 port;
  const char *security;
  guint status; /* of the certificate, as it has to be */
} Way;

static guint16
find_loopback_port (PlPractice *practice, const char *host, guint16 port)
{
  guint n_doors;
  const PlRoute *doors = pl_practice_get_routes (practice, &n_doors);

  for (guint i = 0; i < n_doors; i++)
    if (strcmp (doors[i].host, host) == 0 && doors[i].port == port)
      return doors[i].loopback_port;

  return 0;
}

static void
start_tls (RawClient *client, PlPractice *practice, const Way *way)
{
  raw_client_start_tls (client, way->host);
  g_assert_cmphex (raw_client_verify (client, way->host, pl_practice_get_ca_pem (practice)), ==,
                   way->status);
}

/* Up to the sign-in: greeting and STARTTLS, and what is read in between. */
static RawClient *
reach (PlPractice *practice, const Way *way)
{
  static const struct
  {
    const char *service;
    const char *ask;
    const char *good;
  } upgrades[] = { { "imap", "A0 STARTTLS\r\n", "A0 OK Begin TLS now." },
                   { "pop3", "STLS\r\n", "+OK Begin TLS now." },
                   { "smtp", "STARTTLS\r\n", "220 2.0.0 Begin TLS now." } };
  RawClient *client;
  guint16 port = find_loopback_port (practice, way->host, way->port);

  g_assert_cmpuint (port, !=, 0);
  client = raw_client_connect (port);
  if (strcmp (way->security, "tls") == 0)
    start_tls (client, practice, way);

  g_free (raw_client_read_line (client));
  for (guint i = 0; i < G_N_ELEMENTS (upgrades); i++)
    if (strcmp (way->security, "starttls") == 0 && strcmp (upgrades[i].service, way->service) == 0)
      {
        raw_client_write (client, upgrades[i].ask);
        raw_client_expect (client, upgrades[i].good);
        start_tls (client, practice, way);
      }
  return client;
}

static char *
make_answer (const PlPracticeAccount *account, const char *password)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  g_string_append_len (plain, "", 1);
  g_string_append (plain, account->address);
  g_string_append_len (plain, "", 1);
  g_string_append (plain, password);
  return g_base64_encode ((const guint8 *) plain->str, plain->len);
}

/* Signs in with SASL PLAIN; returns the server's answer. */
static char *
sign_in (RawClient *client,
         const char *service,
         const PlPracticeAccount *account,
         const char *password)
{
  g_autofree char *answer = make_answer (account, password);
  const char *format = strcmp (service, "imap") == 0 ? "A1 AUTHENTICATE PLAIN " : "AUTH PLAIN ";
  g_autofree char *command = g_strconcat (format, answer, "\r\n", NULL);

  raw_client_write (client, command);
  return raw_client_read_line (client);
}

typedef struct
{
  const char *service;
  const char *accepted;
  const char *use;
  const char *used[16];
} Use;

/* What a mail program does once it is in, in one go, to the end. */
static const Use uses[] = {
  { "imap",
    "A1 OK [CAPABILITY ",
    "A2 ID NIL\r\nA3 LIST \"\" \"*\" RETURN (SPECIAL-USE)\r\nA4 EXAMINE INBOX\r\nA5 LOGOUT\r\n",
    { "* ID (\"name\" \"Postlotse practice server\")", "A2 OK ",
      "* LIST (\\HasNoChildren) \"/\" INBOX", "* LIST ",
      "* LIST (\\HasNoChildren \\Sent) \"/\" Sent", "* LIST ", "* LIST ", "A3 OK ", "* FLAGS ",
      "* OK ", "* 3 EXISTS", "* 0 RECENT", "* OK ", "* OK ", "A4 OK [READ-ONLY] ", "* BYE " } },
  { "pop3",
    "+OK ",
    "CAPA\r\nSTAT\r\nUIDL\r\nTOP 1 0\r\nQUIT\r\n",
    { "+OK ", "TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "USER", "SASL ", ".", "+OK 3 4711",
      "+OK ", "1 ", "2 ", "3 ", ".", "-ERR The messages ", "+OK " } },
  { "smtp",
    "235 ",
    "MAIL FROM:<a@b.example>\r\nRCPT TO:<a@b.example>\r\nRSET\r\nQUIT\r\n",
    { "250 2.1.0 ", "250 2.1.5 ", "250 2.0.0 ", "221 " } },
};

static void
use (RawClient *client, const char *service)
{
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      if (strcmp (uses[i].service, service) != 0)
        continue;

      raw_client_write (client, uses[i].use);
      for (guint k = 0; k < G_N_ELEMENTS (uses[i].used) && uses[i].used[k] != NULL; k++)
        {
          g_autofree char *line = raw_client_read_line (client);

          if (line == NULL || !g_str_has_prefix (line, uses[i].used[k]))
            g_error ("%s: \"%s\" instead of \"%s\"", service, line, uses[i].used[k]);
        }
      if (strcmp (service, "imap") == 0)
        raw_client_expect (client, "A5 OK Done.");
    }
  raw_client_expect_end (client);
}

static void
assert_works (PlPractice *practice, const PlPracticeAccount *account, const Way *way)
{
  g_autoptr (RawClient) client = reach (practice, way);
  const char *password = account->sending_password != NULL && strcmp (way->service, "smtp") == 0
                             ? account->sending_password
                         : account->right_password != NULL ? account->right_password
                                                           : account->password;
  g_autofree char *wrong = NULL;
  g_autofree char *right = NULL;

  g_test_message ("%s %s:%u %s", account->id, way->host, way->port, way->security);
  wrong = sign_in (client, way->service, account, "verkehrt");
  right = sign_in (client, way->service, account, password);
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    if (strcmp (uses[i].service, way->service) == 0)
      {
        g_assert_false (g_str_has_prefix (wrong, uses[i].accepted));
        if (!g_str_has_prefix (right, uses[i].accepted))
          g_error ("%s: %s", account->id, right);
      }
  use (client, way->service);
}

#define IMAP_HOST(id) "imap." id ".practice.test"
#define SMTP_HOST(id) "smtp." id ".practice.test"

/* The way out of each account: settings that work, and what its certificate is like. NULL where
 * there is none. */
typedef struct
{
  const char *id;
  Way incoming;
  Way outgoing;
} WayOut;

#define TLS_IN(id)                        \
  {                                       \
    "imap", IMAP_HOST (id), 993, "tls", 0 \
  }
#define TLS_OUT(id)                       \
  {                                       \
    "smtp", SMTP_HOST (id), 465, "tls", 0 \
  }
#define PINNED_IN(id, status)                                          \
  {                                                                    \
    "imap", IMAP_HOST (id), 993, "tls", GNUTLS_CERT_INVALID | (status) \
  }

/* clang-format off */
static const WayOut ways_out[] = {
  { "all-well", TLS_IN ("all-well"), TLS_OUT ("all-well") },
  { "all-well-starttls", { "imap", IMAP_HOST ("all-well-starttls"), 143, "starttls", 0 },
    { "smtp", SMTP_HOST ("all-well-starttls"), 587, "starttls", 0 } },
  { "all-well-pop3", { "pop3", "pop.all-well-pop3.practice.test", 995, "tls", 0 },
    TLS_OUT ("all-well-pop3") },
  { "all-well-pop3", { "pop3", "pop.all-well-pop3.practice.test", 110, "starttls", 0 },
    TLS_OUT ("all-well-pop3") },
  { "wrong-password", TLS_IN ("wrong-password"), TLS_OUT ("wrong-password") },
  { "app-password-required", TLS_IN ("app-password-required"), TLS_OUT ("app-password-required") },
  { "imap-disabled", { 0 }, TLS_OUT ("imap-disabled") },
  { "smtp-disabled", TLS_IN ("smtp-disabled"), { 0 } },
  { "sending-password", TLS_IN ("sending-password"), TLS_OUT ("sending-password") },
  { "oauth-required", { 0 }, { 0 } },
  { "wrong-port", TLS_IN ("wrong-port"), TLS_OUT ("wrong-port") },
  { "needs-implicit-tls", TLS_IN ("needs-implicit-tls"), TLS_OUT ("needs-implicit-tls") },
  { "needs-starttls", { "imap", IMAP_HOST ("needs-starttls"), 143, "starttls", 0 },
    TLS_OUT ("needs-starttls") },
  { "starttls-unavailable", TLS_IN ("starttls-unavailable"), TLS_OUT ("starttls-unavailable") },
  { "plaintext-refused", TLS_IN ("plaintext-refused"), TLS_OUT ("plaintext-refused") },
  { "plaintext-refused", { "imap", IMAP_HOST ("plaintext-refused"), 143, "starttls", 0 },
    TLS_OUT ("plaintext-refused") },
  { "insecure-connection", TLS_IN ("insecure-connection"), TLS_OUT ("insecure-connection") },
  { "insecure-connection", { "imap", IMAP_HOST ("insecure-connection"), 143, "none", 0 },
    TLS_OUT ("insecure-connection") },
  { "certificate-expired", PINNED_IN ("certificate-expired", GNUTLS_CERT_EXPIRED),
    TLS_OUT ("certificate-expired") },
  { "certificate-not-yet-valid",
    PINNED_IN ("certificate-not-yet-valid", GNUTLS_CERT_NOT_ACTIVATED),
    TLS_OUT ("certificate-not-yet-valid") },
  { "certificate-self-signed",
    PINNED_IN ("certificate-self-signed", GNUTLS_CERT_SIGNER_NOT_FOUND),
    TLS_OUT ("certificate-self-signed") },
  { "certificate-unknown-issuer",
    PINNED_IN ("certificate-unknown-issuer", GNUTLS_CERT_SIGNER_NOT_FOUND),
    TLS_OUT ("certificate-unknown-issuer") },
  { "certificate-incomplete-chain",
    PINNED_IN ("certificate-incomplete-chain", GNUTLS_CERT_SIGNER_NOT_FOUND),
    TLS_OUT ("certificate-incomplete-chain") },
  { "certificate-weak", PINNED_IN ("certificate-weak", GNUTLS_CERT_INSECURE_ALGORITHM),
    TLS_OUT ("certificate-weak") },
  { "certificate-host-mismatch",
    PINNED_IN ("certificate-host-mismatch", GNUTLS_CERT_UNEXPECTED_OWNER),
    TLS_OUT ("certificate-host-mismatch") },
  { "certificate-host-mismatch", { "imap", "mail.webhost.practice.test", 993, "tls", 0 },
    TLS_OUT ("certificate-host-mismatch") },
  { "host-unknown", TLS_IN ("host-unknown"), TLS_OUT ("host-unknown") },
  { "connection-refused", { 0 }, TLS_OUT ("connection-refused") },
  { "connection-timeout", { 0 }, TLS_OUT ("connection-timeout") },
  { "server-too-slow", { 0 }, TLS_OUT ("server-too-slow") },
  { "connection-dropped", { 0 }, TLS_OUT ("connection-dropped") },
  { "wrong-protocol", { "imap", "mail.wrong-protocol.practice.test", 993, "tls", 0 },
    { "smtp", "mail.wrong-protocol.practice.test", 587, "starttls", 0 } },
  { "wrong-protocol", { "imap", "mail.wrong-protocol.practice.test", 143, "starttls", 0 },
    { "smtp", "mail.wrong-protocol.practice.test", 587, "starttls", 0 } },
  { "not-a-mail-server", TLS_IN ("not-a-mail-server"), TLS_OUT ("not-a-mail-server") },
  { "sender-rejected", TLS_IN ("sender-rejected"), { 0 } },
  { "server-unavailable", { 0 }, { 0 } },
};
/* clang-format on */

static PlPractice *
start (void)
{
  g_autoptr (GError) error = NULL;
  PlPractice *practice = pl_practice_start (&error);

  g_assert_no_error (error);
  return practice;
}

static void
test_ways_out (void)
{
  g_autoptr (PlPractice) practice = start ();
  guint n_accounts;
  const PlPracticeAccount *accounts = pl_practice_get_accounts (&n_accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      guint known = 0;

      for (guint k = 0; k < G_N_ELEMENTS (ways_out); k++)
        {
          const WayOut *way = &ways_out[k];

          if (strcmp (way->id, accounts[i].id) != 0)
            continue;
          known++;
          if (way->incoming.host != NULL)
            assert_works (practice, &accounts[i], &way->incoming);
          if (way->outgoing.host != NULL)
            assert_works (practice, &accounts[i], &way->outgoing);
        }
      g_assert_cmpuint (known, >, 0);
    }
}

static void
assert_refused (PlPractice *practice,
                const char *id,
                const char *service,
                const char *password,
                const char *expected)
{
  const PlPracticeAccount *account = pl_practice_find_account (id);
  gboolean incoming = strcmp (service, account->incoming_service) == 0;
  Way way = { .service = service,
              .host = incoming ? account->incoming_host : account->outgoing_host,
              .port = incoming ? account->incoming_port : account->outgoing_port,
              .security = incoming ? account->incoming_security : account->outgoing_security };
  g_autoptr (RawClient) client = reach (practice, &way);
  g_autofree char *answer =
      sign_in (client, service, account, password != NULL ? password : account->password);

  g_assert_cmpstr (answer, ==, expected);
}

/* The words that the causes are found by. */
static void
test_refusals (void)
{
  g_autoptr (PlPractice) practice = start ();

  assert_refused (practice, "wrong-password", "imap", NULL,
                  "A1 NO [AUTHENTICATIONFAILED] Authentication failed.");
  assert_refused (practice, "wrong-password", "smtp", NULL, "535 5.7.8 Authentication failed.");
  assert_refused (practice, "all-well-pop3", "pop3", "verkehrt",
                  "-ERR [AUTH] Authentication failed.");
  assert_refused (practice, "sending-password", "smtp", NULL, "535 5.7.8 Authentication failed.");
  assert_refused (practice, "sending-password", "imap", "kurierpost",
                  "A1 NO [AUTHENTICATIONFAILED] Authentication failed.");
  assert_refused (practice, "app-password-required", "imap", NULL,
                  "A1 NO [ALERT] Application-specific password required.");
  assert_refused (practice, "app-password-required", "smtp", NULL,
                  "534 5.7.9 Application-specific password required.");
  assert_refused (practice, "imap-disabled", "imap", NULL,
                  "A1 NO [ALERT] Your account is not enabled for IMAP use.");
  assert_refused (
      practice, "smtp-disabled", "smtp", NULL,
      "535 5.7.139 Authentication unsuccessful, SMTP AUTH is disabled for this account.");
  assert_refused (practice, "oauth-required", "imap", NULL,
                  "A1 NO [CANNOT] Basic authentication is disabled.");
  assert_refused (practice, "plaintext-refused", "imap", NULL,
                  "A1 NO [PRIVACYREQUIRED] Begin TLS first.");
}

static void
test_sender (void)
{
  g_autoptr (PlPractice) practice = start ();
  const PlPracticeAccount *account = pl_practice_find_account ("sender-rejected");
  const Way way = TLS_OUT ("sender-rejected");
  g_autoptr (RawClient) client = reach (practice, &way);
  g_autofree char *answer = sign_in (client, "smtp", account, account->password);

  g_assert_cmpstr (answer, ==, "235 2.7.0 Signed in.");
  raw_client_write (client, "MAIL FROM:<anna@sender-rejected.practice.test>\r\n"
                            "RCPT TO:<a@b.example>\r\nRSET\r\nQUIT\r\n");
  raw_client_expect (client, "553 5.7.1 Sender address rejected: not owned by user "
                             "anna@sender-rejected.practice.test");
  raw_client_expect (client, "503 5.5.1 First MAIL FROM.");
  raw_client_expect (client, "250 2.0.0 Done.");
  raw_client_expect (client, "221 2.0.0 Good sailing.");
  raw_client_expect_end (client);
}

static RawClient *
dial (PlPractice *practice, const char *host, guint16 port)
{
  return raw_client_connect (find_loopback_port (practice, host, port));
}

static void
test_greetings (void)
{
  g_autoptr (PlPractice) practice = start ();
  g_autoptr (RawClient) clear = dial (practice, IMAP_HOST ("starttls-unavailable"), 143);
  g_autoptr (RawClient) strict = dial (practice, IMAP_HOST ("plaintext-refused"), 143);
  g_autoptr (RawClient) web = dial (practice, IMAP_HOST ("not-a-mail-server"), 143);
  g_autoptr (RawClient) other = dial (practice, "mail.wrong-protocol.practice.test", 587);
  g_autoptr (RawClient) dropped = dial (practice, IMAP_HOST ("connection-dropped"), 993);
  g_autoptr (RawClient) closed = dial (practice, IMAP_HOST ("server-unavailable"), 993);
  g_autoptr (RawClient) outgoing = dial (practice, SMTP_HOST ("server-unavailable"), 465);

  raw_client_expect (clear, "* OK [CAPABILITY IMAP4rev1 SASL-IR ID SPECIAL-USE UIDPLUS AUTH=PLAIN "
                            "AUTH=LOGIN] imap.starttls-unavailable.practice.test ready.");
  raw_client_expect (strict, "* OK [CAPABILITY IMAP4rev1 SASL-IR ID SPECIAL-USE STARTTLS "
                             "LOGINDISABLED] imap.plaintext-refused.practice.test ready.");
  raw_client_expect (web, "HTTP/1.1 408 Request Timeout");
  raw_client_expect (other, "220 mail.wrong-protocol.practice.test ESMTP ready");
  raw_client_expect_end (dropped);
  raw_client_start_tls (closed, IMAP_HOST ("server-unavailable"));
  raw_client_expect (closed, "* BYE [UNAVAILABLE] Down for maintenance, please try again later.");
  raw_client_expect_end (closed);
  raw_client_start_tls (outgoing, SMTP_HOST ("server-unavailable"));
  raw_client_expect (outgoing, "421 4.3.2 smtp.server-unavailable.practice.test Down for "
                               "maintenance, please try again later.");
  raw_client_expect_end (outgoing);
}

/* Every other way to sign in that a mail program may choose. */
static void
test_mechanisms (void)
{
  static const struct
  {
    const char *id;
    Way way;
    const char *lines[8]; /* said and answered by turns */
  } rows[] = {
    { "all-well",
      TLS_IN ("all-well"),
      { "A1 CAPABILITY",
        "* CAPABILITY IMAP4rev1 SASL-IR ID SPECIAL-USE UIDPLUS AUTH=PLAIN AUTH=LOGIN",
        "A2 LOGIN \"anna@all-well.practice.test\" \"leuchtturm\"", "A1 OK That is all.", "A3 NOOP",
        "A2 OK [CAPABILITY IMAP4rev1 SASL-IR ID SPECIAL-USE UIDPLUS AUTH=PLAIN AUTH=LOGIN] Signed in." } },
    { "all-well",
      TLS_IN ("all-well"),
      { "A1 LOGIN anna@all-well.practice.test verkehrt",
        "A1 NO [AUTHENTICATIONFAILED] Authentication failed.", "A2 AUTHENTICATE LOGIN",
        "+ VXNlcm5hbWU6", "YW5uYUBhbGwtd2VsbC5wcmFjdGljZS50ZXN0", "+ UGFzc3dvcmQ6",
        "bGV1Y2h0dHVybQ==",
        "A2 OK [CAPABILITY IMAP4rev1 SASL-IR ID SPECIAL-USE UIDPLUS AUTH=PLAIN AUTH=LOGIN] Signed in." } },
    { "all-well",
      TLS_IN ("all-well"),
      { "A1 AUTHENTICATE PLAIN", "+ ", "AGFubmFAYWxsLXdlbGwucHJhY3RpY2UudGVzdABsZXVjaHR0dXJt",
        "A1 OK [CAPABILITY IMAP4rev1 SASL-IR ID SPECIAL-USE UIDPLUS AUTH=PLAIN AUTH=LOGIN] Signed in.",
        "A2 LIST \"\"", "* LIST (\\HasNoChildren) \"/\" INBOX" } },
    { "all-well",
      TLS_IN ("all-well"),
      { "A1 LIST \"\" *", "A1 BAD Not now, or never heard of it.", "A2 AUTHENTICATE CRAM-MD5",
        "A2 NO [CANNOT] This mechanism is not offered.", "junk", "* BAD That is no command.",
        "A3 AUTHENTICATE PLAIN *", "A3 NO [AUTHENTICATIONFAILED] Authentication failed." } },
    { "all-well-pop3",
      { "pop3", "pop.all-well-pop3.practice.test", 995, "tls", 0 },
      { "USER anna@all-well-pop3.practice.test", "+OK And the password?", "PASS leuchtturm",
        "+OK Signed in.", "STAT", "+OK 3 4711" } },
    { "all-well-pop3",
      { "pop3", "pop.all-well-pop3.practice.test", 995, "tls", 0 },
      { "STAT", "-ERR Not now, or never heard of it.", "USER anna@all-well-pop3.practice.test",
        "+OK And the password?", "PASS leucht turm", "-ERR [AUTH] Authentication failed." } },
    { "all-well",
      TLS_OUT ("all-well"),
      { "AUTH LOGIN", "334 VXNlcm5hbWU6", "YW5uYUBhbGwtd2VsbC5wcmFjdGljZS50ZXN0",
        "334 UGFzc3dvcmQ6", "bGV1Y2h0dHVybQ==", "235 2.7.0 Signed in.", "DATA",
        "503 5.5.1 First RCPT TO." } },
    { "all-well",
      TLS_OUT ("all-well"),
      { "MAIL FROM:<a@b.example>", "530 5.7.0 Authentication required.", "AUTH PLAIN", "334 ",
        "AGFubmFAYWxsLXdlbGwucHJhY3RpY2UudGVzdABsZXVjaHR0dXJt", "235 2.7.0 Signed in.", "VRFY x",
        "500 5.5.1 Never heard of it." } },
  };
  g_autoptr (PlPractice) practice = start ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RawClient) client = reach (practice, &rows[i].way);

      for (guint k = 0; k < G_N_ELEMENTS (rows[i].lines) && rows[i].lines[k] != NULL; k += 2)
        {
          g_autofree char *said = g_strconcat (rows[i].lines[k], "\r\n", NULL);

          raw_client_write (client, said);
          raw_client_expect (client, rows[i].lines[k + 1]);
        }
    }
}

static void
test_message (void)
{
  g_autoptr (PlPractice) practice = start ();
  const PlPracticeAccount *account = pl_practice_find_account ("all-well");
  const Way way = TLS_OUT ("all-well");
  g_autoptr (RawClient) client = reach (practice, &way);
  g_autofree char *answer = sign_in (client, "smtp", account, account->password);

  raw_client_write (client, "EHLO [127.0.0.1]\r\n");
  raw_client_expect (client, "250-smtp.all-well.practice.test");
  raw_client_expect (client, "250-PIPELINING");
  raw_client_expect (client, "250-SIZE 10485760");
  raw_client_expect (client, "250-AUTH PLAIN LOGIN");
  raw_client_expect (client, "250 ENHANCEDSTATUSCODES");
  raw_client_write (client, "MAIL FROM:<a@b.example>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n");
  raw_client_expect (client, "250 2.1.0 Sender accepted.");
  raw_client_expect (client, "250 2.1.5 Recipient accepted.");
  raw_client_expect (client, "354 Go on, and end with a dot.");
  raw_client_write (client, "Subject: x\r\n\r\nQUIT\r\n..\r\n.\r\nQUIT\r\n");
  raw_client_expect (client, "250 2.0.0 Accepted, and forgotten: this is a practice server.");
  raw_client_expect (client, "221 2.0.0 Good sailing.");
  raw_client_expect_end (client);
}

/* The result of connecting without waiting for it: 0, ECONNREFUSED or EINPROGRESS after @wait_ms. */
static int
try_connect (guint16 port, int wait_ms)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  GPollFD poll = { .fd = fd, .events = G_IO_OUT };
  socklen_t length = sizeof (int);
  int result = 0;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    result = errno;
  if (result == EINPROGRESS && g_poll (&poll, 1, wait_ms) > 0)
    getsockopt (fd, SOL_SOCKET, SO_ERROR, &result, &length);
  close (fd);
  return result;
}

static void
test_no_answer (void)
{
  g_autoptr (PlPractice) practice = start ();

  g_assert_cmpint (
      try_connect (find_loopback_port (practice, IMAP_HOST ("connection-refused"), 993), 5000), ==,
      ECONNREFUSED);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (
        try_connect (find_loopback_port (practice, IMAP_HOST ("connection-timeout"), 993), 100), ==,
        EINPROGRESS);
  g_assert_cmpint (
      try_connect (find_loopback_port (practice, IMAP_HOST ("server-too-slow"), 993), 5000), ==, 0);
}

/* The table itself: settings that no row may leave out, and doors where its settings say so. */
static void
test_table (void)
{
  g_autoptr (PlPractice) practice = start ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_accounts;
  const PlPracticeAccount *accounts = pl_practice_get_accounts (&n_accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      const PlPracticeAccount *account = &accounts[i];

      g_assert_true (g_hash_table_add (ids, (gpointer) account->id));
      g_assert_cmpstr (account->title, !=, "");
      g_assert_null (strchr (account->title, '{'));
      g_assert_true (
          pl_domain_is_same_registrable (account->incoming_host, account->outgoing_host));
      g_assert_true (g_str_has_suffix (account->address, ".practice.test"));
      g_assert_true (pl_practice_find_account (account->address) == account);
      g_assert_true (pl_practice_find_account (account->id) == account);
      if (account->right_password != NULL)
        g_assert_nonnull (strstr (account->title, account->right_password));
      if (account->sending_password != NULL)
        g_assert_nonnull (strstr (account->title, account->sending_password));
      if (strcmp (account->id, "wrong-port") != 0 && strcmp (account->id, "host-unknown") != 0)
        g_assert_cmpuint (
            find_loopback_port (practice, account->incoming_host, account->incoming_port), !=, 0);
      g_assert_cmpuint (
          find_loopback_port (practice, account->outgoing_host, account->outgoing_port), !=, 0);
    }
  g_assert_null (pl_practice_find_account ("no-such-account"));
}

/* Each scenario alone: its scripts are understood, its doors stand where its settings say, and its
 * servers take any password but where the scenario says otherwise. */
static void
test_scenarios (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_scenarios;
  const PlPracticeAccount *scenarios = pl_practice_get_scenarios (&n_scenarios);

  g_assert_cmpuint (n_scenarios, >=, 90);
  for (guint i = 0; i < n_scenarios; i++)
    {
      const PlPracticeAccount *scenario = &scenarios[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (PlPractice) practice = pl_practice_start_for (scenario->address, &error);
      guint n_doors;

      if (practice == NULL)
        g_error ("%s: %s", scenario->id, error->message);
      pl_practice_get_routes (practice, &n_doors);
      g_assert_cmpuint (n_doors, <=, 4);
      g_assert_true (g_hash_table_add (names, (gpointer) scenario->id));
      g_assert_null (pl_practice_find_account (scenario->id));
      g_assert_true (pl_practice_find_scenario (scenario->id) == scenario);
      g_assert_cmpstr (pl_practice_group_to_nick (scenario->group), !=, "well");
      if (i > 0)
        g_assert_cmpint (scenario->group, >=, scenarios[i - 1].group);
    }
  g_assert_null (pl_practice_find_scenario ("no-such-scenario"));
}

static void
test_any_password (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlPractice) practice = pl_practice_start_for ("relay-denied", &error);
  const PlPracticeAccount *scenario = pl_practice_find_scenario ("relay-denied");
  const Way way = TLS_OUT ("relay-denied");
  g_autoptr (RawClient) client = NULL;
  g_autofree char *answer = NULL;

  g_assert_no_error (error);
  client = reach (practice, &way);
  answer = sign_in (client, "smtp", scenario, "whatever");
  g_assert_cmpstr (answer, ==, "235 2.7.0 Signed in.");
  raw_client_write (client, "MAIL FROM:<a@b.example>\r\nRCPT TO:<a@b.example>\r\nQUIT\r\n");
  raw_client_expect (client, "250 2.1.0 Sender accepted.");
  raw_client_expect (client, "554 5.7.1 Relay access denied");
  raw_client_expect (client, "221 2.0.0 Good sailing.");
  raw_client_expect_end (client);
}

/* A name that is no scenario's starts the accounts. */
static void
test_start_for_others (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlPractice) practice = pl_practice_start_for ("anna@gmail.com", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (find_loopback_port (practice, IMAP_HOST ("all-well"), 993), !=, 0);
}

/* With connections at every door, most of them waiting for something. */
static void
test_stop (void)
{
  PlPractice *practice = start ();
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_client_free);
  guint n_doors;
  const PlRoute *doors = pl_practice_get_routes (practice, &n_doors);
  gint64 began;

  for (guint i = 0; i < n_doors; i++)
    if (strcmp (doors[i].host, IMAP_HOST ("connection-refused")) != 0 &&
        strcmp (doors[i].host, IMAP_HOST ("connection-timeout")) != 0)
      g_ptr_array_add (clients, raw_client_connect (doors[i].loopback_port));

  began = g_get_monotonic_time ();
  pl_practice_stop (practice);
  g_test_message ("stopped in %.1f ms", (g_get_monotonic_time () - began) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (pl_worker_count_running (), ==, 0);
}

/* All of it happens on this thread, so its own time is what counts, however busy the machine is. */
static double
get_own_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1000000.0;
}

/* It takes a tenth of what is allowed here; the rest is for slow machines and the sanitizers. */
static void
test_speed (void)
{
  double began = get_own_ms ();
  g_autoptr (PlPractice) practice = start ();
  double took = get_own_ms () - began;

  g_test_message ("started in %.1f ms", took);
  g_assert_cmpfloat (took, <, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/accounts/table", test_table);
  g_test_add_func ("/practice/accounts/ways-out", test_ways_out);
  g_test_add_func ("/practice/accounts/refusals", test_refusals);
  g_test_add_func ("/practice/accounts/sender", test_sender);
  g_test_add_func ("/practice/accounts/greetings", test_greetings);
  g_test_add_func ("/practice/accounts/mechanisms", test_mechanisms);
  g_test_add_func ("/practice/accounts/message", test_message);
  g_test_add_func ("/practice/accounts/no-answer", test_no_answer);
  g_test_add_func ("/practice/accounts/stop", test_stop);
  g_test_add_func ("/practice/accounts/speed", test_speed);
  g_test_add_func ("/practice/scenarios/table", test_scenarios);
  g_test_add_func ("/practice/scenarios/any-password", test_any_password);
  g_test_add_func ("/practice/scenarios/others", test_start_for_others);
  return g_test_run ();
}
