// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-practice-rows-private.h"

#include "base/pl-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The accounts: one row each, with the settings to begin with, the cause that the check is to find
 * first, and the servers that are really there. The way out of a row is one of its servers. */

/* clang-format off */
/* An account whose only fault is its certificate. */
#define CERTIFICATE(id, kind, title_) \
  { .account = { WHO (id, id), .group = PL_PRACTICE_GROUP_CERTIFICATE, .title = title_, \
                 RECEIVE_TLS (id), SEND_TLS (id) }, \
    .servers = { { IMAP_TLS (id), .certificate = kind }, { SMTP_TLS (id) } } }

static const PlPracticeAccountRow rows[] = {
  { .account = { WHO ("all-well", NULL),
                 .group = PL_PRACTICE_GROUP_WELL,
                 /* Translators: what a practice account shows */
                 .title = N_("All is well: IMAP, encrypted from the start (SSL/TLS)"),
                 RECEIVE_TLS ("all-well"), SEND_TLS ("all-well") },
    .servers = { { IMAP_TLS ("all-well") }, { SMTP_TLS ("all-well") } } },

  { .account = { WHO ("all-well-starttls", NULL),
                 .group = PL_PRACTICE_GROUP_WELL,
                 /* Translators: what a practice account shows */
                 .title = N_("All is well: IMAP, encrypted after STARTTLS"),
                 RECEIVE ("imap", HOST ("imap", "all-well-starttls"), 143, "starttls"),
                 SEND (HOST ("smtp", "all-well-starttls"), 587, "starttls") },
    .servers = { { IMAP_STARTTLS ("all-well-starttls") },
                 { SMTP_STARTTLS ("all-well-starttls") } } },

  { .account = { WHO ("all-well-pop3", NULL),
                 .group = PL_PRACTICE_GROUP_WELL,
                 /* Translators: what a practice account shows. With POP3 the mail ends up on one
                  * computer. */
                 .title = N_("All is well: POP3, encrypted from the start (SSL/TLS)"),
                 RECEIVE ("pop3", HOST ("pop", "all-well-pop3"), 995, "tls"),
                 SEND_TLS ("all-well-pop3") },
    .servers = { { SERVER (PL_PRACTICE_POP3, HOST ("pop", "all-well-pop3"), 995, "tls") },
                 { SERVER (PL_PRACTICE_POP3, HOST ("pop", "all-well-pop3"), 110, "starttls") },
                 { SMTP_TLS ("all-well-pop3") } } },

  { .account = { WHO_TYPES ("wrong-password", "credentials-rejected", "nebelhorn"),
                 .group = PL_PRACTICE_GROUP_SIGN_IN,
                 /* Translators: what a practice account shows; {password} is what to type */
                 .title = N_("The password is wrong; the right one is {password}"),
                 .right_password = PRACTICE_PASSWORD,
                 RECEIVE_TLS ("wrong-password"), SEND_TLS ("wrong-password") },
    .servers = { { IMAP_TLS ("wrong-password") }, { SMTP_TLS ("wrong-password") } } },

  { .account = { WHO ("app-password-required", "app-password-required"),
                 .group = PL_PRACTICE_GROUP_SIGN_IN,
                 /* Translators: what a practice account shows; {password} is what to type */
                 .title = N_("The provider wants an app password; it is {password}"),
                 .right_password = "ahoi-boje-riff-kiel",
                 RECEIVE_TLS ("app-password-required"), SEND_TLS ("app-password-required") },
    .servers = { { IMAP_TLS ("app-password-required"),
                   .lets = "LET refusal [ALERT] Application-specific password required.\n" },
                 { SMTP_TLS ("app-password-required"),
                   .lets = "LET refusal 534 5.7.9 Application-specific password required.\n" } } },

  { .account = { WHO ("imap-disabled", "imap-disabled"),
                 .group = PL_PRACTICE_GROUP_SIGN_IN,
                 /* Translators: what a practice account shows */
                 .title = N_("IMAP is switched off at the provider"),
                 RECEIVE_TLS ("imap-disabled"), SEND_TLS ("imap-disabled") },
    .servers = { { IMAP_TLS ("imap-disabled"),
                   .lets = "LET open no\n"
                           "LET refusal [ALERT] Your account is not enabled for IMAP use.\n" },
                 { SMTP_TLS ("imap-disabled") } } },

  { .account = { WHO ("oauth-required", "oauth-required"),
                 .group = PL_PRACTICE_GROUP_SIGN_IN,
                 /* Translators: what a practice account shows */
                 .title = N_("The provider signs programs in through the browser only"),
                 RECEIVE_TLS ("oauth-required"), SEND_TLS ("oauth-required") },
    .servers = { { IMAP_TLS ("oauth-required"),
                   .lets = "LET open no\n"
                           "LET safe IMAP4rev1 SASL-IR ID LOGINDISABLED AUTH=XOAUTH2 "
                           "AUTH=OAUTHBEARER\n"
                           "LET refusal [CANNOT] Basic authentication is disabled.\n" },
                 { SMTP_TLS ("oauth-required"),
                   .lets = "LET open no\n"
                           "LET mechanisms XOAUTH2 OAUTHBEARER\n"
                           "LET refusal 535 5.7.139 Authentication unsuccessful, "
                           "basic authentication is disabled.\n" } } },

  { .account = { WHO ("smtp-disabled", "smtp-disabled"),
                 .group = PL_PRACTICE_GROUP_SENDING,
                 /* Translators: what a practice account shows */
                 .title = N_("Receiving works, sending is switched off at the provider"),
                 RECEIVE_TLS ("smtp-disabled"), SEND_TLS ("smtp-disabled") },
    .servers = { { IMAP_TLS ("smtp-disabled") },
                 { SMTP_TLS ("smtp-disabled"),
                   .lets = "LET open no\n"
                           "LET refusal 535 5.7.139 Authentication unsuccessful, "
                           "SMTP AUTH is disabled for this account.\n" } } },

  { .account = { WHO ("sending-password", "smtp-disabled"),
                 .group = PL_PRACTICE_GROUP_SENDING,
                 /* Translators: what a practice account shows; {password} is what to type */
                 .title = N_("Sending wants a password of its own; it is {password}"),
                 .sending_password = "kurierpost",
                 RECEIVE_TLS ("sending-password"), SEND_TLS ("sending-password") },
    .servers = { { IMAP_TLS ("sending-password") }, { SMTP_TLS ("sending-password") } } },

  { .account = { WHO ("sender-rejected", "sender-rejected"),
                 .group = PL_PRACTICE_GROUP_SENDING,
                 /* Translators: what a practice account shows */
                 .title = N_("Receiving works, but the server does not let this address send"),
                 RECEIVE_TLS ("sender-rejected"), SEND_TLS ("sender-rejected") },
    .servers = { { IMAP_TLS ("sender-rejected") },
                 { SMTP_TLS ("sender-rejected"), .lets = "LET sender 553 5.7.1 Sender address rejected: not owned by user "
                           "{user}\n" } } },

  { .account = { WHO ("wrong-port", "wrong-port"),
                 .group = PL_PRACTICE_GROUP_PORT,
                 /* Translators: what a practice account shows */
                 .title = N_("The port for receiving is mistyped"),
                 RECEIVE ("imap", HOST ("imap", "wrong-port"), 994, "tls"),
                 SEND_TLS ("wrong-port") },
    .servers = { { IMAP_TLS ("wrong-port") }, { SMTP_TLS ("wrong-port") } } },

  { .account = { WHO ("needs-implicit-tls", "needs-implicit-tls"),
                 .group = PL_PRACTICE_GROUP_PORT,
                 /* Translators: what a practice account shows */
                 .title = N_("STARTTLS is set, but the port is encrypted from the start"),
                 RECEIVE ("imap", HOST ("imap", "needs-implicit-tls"), 993, "starttls"),
                 SEND_TLS ("needs-implicit-tls") },
    .servers = { { IMAP_TLS ("needs-implicit-tls") }, { SMTP_TLS ("needs-implicit-tls") } } },

  { .account = { WHO ("needs-starttls", "needs-starttls"),
                 .group = PL_PRACTICE_GROUP_PORT,
                 /* Translators: what a practice account shows */
                 .title = N_("SSL/TLS is set, but the port begins unencrypted"),
                 RECEIVE ("imap", HOST ("imap", "needs-starttls"), 143, "tls"),
                 SEND_TLS ("needs-starttls") },
    .servers = { { IMAP_STARTTLS ("needs-starttls") }, { SMTP_TLS ("needs-starttls") } } },

  { .account = { WHO ("starttls-unavailable", "starttls-unavailable"),
                 .group = PL_PRACTICE_GROUP_PORT,
                 /* Translators: what a practice account shows */
                 .title = N_("STARTTLS is set, but the server does not offer it there"),
                 RECEIVE ("imap", HOST ("imap", "starttls-unavailable"), 143, "starttls"),
                 SEND_TLS ("starttls-unavailable") },
    .servers = { { IMAP_CLEAR ("starttls-unavailable") },
                 { IMAP_TLS ("starttls-unavailable") },
                 { SMTP_TLS ("starttls-unavailable") } } },

  { .account = { WHO ("plaintext-refused", "plaintext-refused"),
                 .group = PL_PRACTICE_GROUP_PORT,
                 /* Translators: what a practice account shows */
                 .title = N_("No encryption is set, and the server takes no password that way"),
                 RECEIVE ("imap", HOST ("imap", "plaintext-refused"), 143, "none"),
                 SEND_TLS ("plaintext-refused") },
    .servers = { { IMAP_STARTTLS ("plaintext-refused") },
                 { IMAP_TLS ("plaintext-refused") },
                 { SMTP_TLS ("plaintext-refused") } } },

  { .account = { WHO ("insecure-connection", "insecure-connection"),
                 .group = PL_PRACTICE_GROUP_PORT,
                 /* Translators: what a practice account shows */
                 .title = N_("No encryption is set, and everyone on the way can read along"),
                 RECEIVE ("imap", HOST ("imap", "insecure-connection"), 143, "none"),
                 SEND_TLS ("insecure-connection") },
    .servers = { { IMAP_CLEAR ("insecure-connection") },
                 { IMAP_TLS ("insecure-connection") },
                 { SMTP_TLS ("insecure-connection") } } },

  { .account = { WHO ("wrong-protocol", "wrong-protocol"),
                 .group = PL_PRACTICE_GROUP_PORT,
                 /* Translators: what a practice account shows */
                 .title = N_("The port for sending is set for receiving"),
                 RECEIVE ("imap", HOST ("mail", "wrong-protocol"), 587, "starttls"),
                 SEND (HOST ("mail", "wrong-protocol"), 587, "starttls") },
    .servers = { { SERVER (PL_PRACTICE_IMAP, HOST ("mail", "wrong-protocol"), 993, "tls") },
                 { SERVER (PL_PRACTICE_IMAP, HOST ("mail", "wrong-protocol"), 143, "starttls") },
                 { SERVER (PL_PRACTICE_SMTP, HOST ("mail", "wrong-protocol"), 587, "starttls") } } },

  { .account = { WHO ("not-a-mail-server", "not-a-mail-server"),
                 .group = PL_PRACTICE_GROUP_PORT,
                 /* Translators: what a practice account shows */
                 .title = N_("A web server answers on this port"),
                 RECEIVE ("imap", HOST ("imap", "not-a-mail-server"), 143, "starttls"),
                 SEND_TLS ("not-a-mail-server") },
    .servers = { { SERVER (PL_PRACTICE_WEB, HOST ("imap", "not-a-mail-server"), 143, "none") },
                 { IMAP_TLS ("not-a-mail-server") },
                 { SMTP_TLS ("not-a-mail-server") } } },

  CERTIFICATE ("certificate-expired", PL_PRACTICE_CERTIFICATE_EXPIRED,
               /* Translators: what a practice account shows */
               N_("The certificate has expired")),
  CERTIFICATE ("certificate-not-yet-valid", PL_PRACTICE_CERTIFICATE_NOT_YET_VALID,
               /* Translators: what a practice account shows */
               N_("The certificate is not valid yet")),
  CERTIFICATE ("certificate-self-signed", PL_PRACTICE_CERTIFICATE_SELF_SIGNED,
               /* Translators: what a practice account shows */
               N_("The server vouches for itself")),
  CERTIFICATE ("certificate-unknown-issuer", PL_PRACTICE_CERTIFICATE_UNKNOWN_ISSUER,
               /* Translators: what a practice account shows */
               N_("The certificate is signed by somebody this computer does not know")),
  CERTIFICATE ("certificate-incomplete-chain", PL_PRACTICE_CERTIFICATE_INCOMPLETE_CHAIN,
               /* Translators: what a practice account shows */
               N_("The server does not send all of its certificates")),
  CERTIFICATE ("certificate-weak", PL_PRACTICE_CERTIFICATE_WEAK,
               /* Translators: what a practice account shows */
               N_("The certificate is signed in an outdated way")),

  { .account = { WHO ("certificate-host-mismatch", "certificate-host-mismatch"),
                 .group = PL_PRACTICE_GROUP_CERTIFICATE,
                 /* Translators: what a practice account shows */
                 .title = N_("The server goes by another name"),
                 RECEIVE_TLS ("certificate-host-mismatch"),
                 SEND_TLS ("certificate-host-mismatch") },
    .servers = { { IMAP_TLS ("certificate-host-mismatch"),
                   .certificate_host = "mail.webhost.practice.test" },
                 { SERVER (PL_PRACTICE_IMAP, "mail.webhost.practice.test", 993, "tls") },
                 { SMTP_TLS ("certificate-host-mismatch") } } },

  { .account = { WHO ("host-unknown", "host-unknown"),
                 .group = PL_PRACTICE_GROUP_SERVER,
                 /* Translators: what a practice account shows; {host} is what to type */
                 .title = N_("The name of the server is mistyped; the right one is {host}"),
                 RECEIVE ("imap", HOST ("imapp", "host-unknown"), 993, "tls"),
                 SEND_TLS ("host-unknown") },
    .servers = { { IMAP_TLS ("host-unknown") }, { SMTP_TLS ("host-unknown") } } },

  { .account = { WHO ("connection-refused", "connection-refused"),
                 .group = PL_PRACTICE_GROUP_SERVER,
                 /* Translators: what a practice account shows */
                 .title = N_("Nobody accepts connections on this server"),
                 RECEIVE_TLS ("connection-refused"), SEND_TLS ("connection-refused") },
    .servers = { { SERVER (PL_PRACTICE_CLOSED, HOST ("imap", "connection-refused"), 993, "tls") },
                 { SMTP_TLS ("connection-refused") } } },

  /* Every usual port is silent: with one that answers, it would be the port that is blocked. */
  { .account = { WHO ("connection-timeout", "connection-timeout"),
                 .group = PL_PRACTICE_GROUP_SERVER,
                 /* Translators: what a practice account shows */
                 .title = N_("The server does not answer at all"),
                 RECEIVE_TLS ("connection-timeout"), SEND_TLS ("connection-timeout") },
    .servers = { { SERVER (PL_PRACTICE_UNREACHED, HOST ("imap", "connection-timeout"), 993, "tls") },
                 { SERVER (PL_PRACTICE_UNREACHED, HOST ("imap", "connection-timeout"), 143, "none") },
                 { SMTP_TLS ("connection-timeout") } } },

  { .account = { WHO ("server-too-slow", "server-too-slow"),
                 .group = PL_PRACTICE_GROUP_SERVER,
                 /* Translators: what a practice account shows */
                 .title = N_("The server accepts the connection and then says nothing"),
                 RECEIVE_TLS ("server-too-slow"), SEND_TLS ("server-too-slow") },
    .servers = { { SERVER (PL_PRACTICE_SLOW, HOST ("imap", "server-too-slow"), 993, "tls") },
                 { SERVER (PL_PRACTICE_SLOW, HOST ("imap", "server-too-slow"), 143, "none") },
                 { SMTP_TLS ("server-too-slow") } } },

  { .account = { WHO ("connection-dropped", "connection-dropped"),
                 .group = PL_PRACTICE_GROUP_SERVER,
                 /* Translators: what a practice account shows */
                 .title = N_("The server hangs up at once"),
                 RECEIVE_TLS ("connection-dropped"), SEND_TLS ("connection-dropped") },
    .servers = { { SERVER (PL_PRACTICE_DROPPED, HOST ("imap", "connection-dropped"), 993, "tls") },
                 { SERVER (PL_PRACTICE_DROPPED, HOST ("imap", "connection-dropped"), 143, "none") },
                 { SMTP_TLS ("connection-dropped") } } },

  { .account = { WHO ("server-unavailable", "server-unavailable"),
                 .group = PL_PRACTICE_GROUP_SERVER,
                 /* Translators: what a practice account shows */
                 .title = N_("The server is being serviced"),
                 RECEIVE_TLS ("server-unavailable"), SEND_TLS ("server-unavailable") },
    .servers = { { IMAP_TLS ("server-unavailable"),
                   .lets = "LET then close\n"
                           "LET farewell * BYE [UNAVAILABLE] Down for maintenance, "
                           "please try again later.\n" },
                 { SMTP_TLS ("server-unavailable"),
                   .lets = "LET then close\n"
                           "LET farewell 421 4.3.2 {host} Down for maintenance, "
                           "please try again later.\n" } } },
};
/* clang-format on */

/**
 * pl_practice_accounts_get_rows:
 *
 * Returns: (array length=n_rows): the table
 */
const PlPracticeAccountRow *
pl_practice_accounts_get_rows (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);
  return rows;
}

/* What stands for a name in an account's title: what the person has to type. */
static char *
look_up_title (const char *name, gpointer data)
{
  const PlPracticeAccountRow *row = data;

  if (strcmp (name, "password") == 0)
    return g_strdup (row->account.right_password != NULL ? row->account.right_password
                                                         : row->account.sending_password);
  if (strcmp (name, "host") == 0)
    return g_strdup (row->servers[0].host);
  return NULL;
}

static gpointer
make_accounts (gpointer data)
{
  PlPracticeAccount *accounts = g_new0 (PlPracticeAccount, G_N_ELEMENTS (rows));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      accounts[i] = rows[i].account;
      accounts[i].title =
          pl_text_fill (_ (rows[i].account.title), look_up_title, (gpointer) &rows[i]);
    }

  return accounts;
}

/**
 * pl_practice_get_accounts:
 * @n_accounts: (out): how many there are
 *
 * Needs no practice servers. Titles are in the language of the first call.
 *
 * Returns: (array length=n_accounts) (transfer none): constant
 */
const PlPracticeAccount *
pl_practice_get_accounts (guint *n_accounts)
{
  static GOnce once = G_ONCE_INIT;

  *n_accounts = G_N_ELEMENTS (rows);
  return g_once (&once, make_accounts, NULL);
}

/**
 * pl_practice_find_account:
 * @id_or_address: such as `wrong-port` or `anna@wrong-port.practice.test`
 *
 * Returns: (nullable) (transfer none): constant
 */
const PlPracticeAccount *
pl_practice_find_account (const char *id_or_address)
{
  guint n_accounts;
  const PlPracticeAccount *accounts = pl_practice_get_accounts (&n_accounts);

  for (guint i = 0; i < n_accounts; i++)
    if (strcmp (accounts[i].id, id_or_address) == 0 ||
        g_ascii_strcasecmp (accounts[i].address, id_or_address) == 0)
      return &accounts[i];

  return NULL;
}
