// SPDX-License-Identifier: GPL-3.0-or-later
/* Scenarios: certificates and handshakes. */
#include "practice/pl-practice-rows-private.h"
#include "practice/pl-practice-scenarios-private.h"

/* clang-format off */
static const PlPracticeAccountRow rows[] = {
  /* Each fault at the other servers, and after STARTTLS. */
  SMTP_WITH ("certificate-expired-smtp", "certificate-expired",
             .certificate = PL_PRACTICE_CERTIFICATE_EXPIRED),
  POP3_WITH ("certificate-expired-pop3", "certificate-expired",
             .certificate = PL_PRACTICE_CERTIFICATE_EXPIRED),
  IMAP_UPGRADED_WITH ("certificate-expired-starttls", "certificate-expired",
                      .certificate = PL_PRACTICE_CERTIFICATE_EXPIRED),
  BOTH_WITH ("certificate-expired-both", "certificate-expired",
             .certificate = PL_PRACTICE_CERTIFICATE_EXPIRED),
  SMTP_UPGRADED_WITH ("certificate-not-yet-valid-smtp", "certificate-not-yet-valid",
                      .certificate = PL_PRACTICE_CERTIFICATE_NOT_YET_VALID),
  POP3_WITH ("certificate-self-signed-pop3", "certificate-self-signed",
             .certificate = PL_PRACTICE_CERTIFICATE_SELF_SIGNED),
  SMTP_UPGRADED_WITH ("certificate-self-signed-smtp", "certificate-self-signed",
                      .certificate = PL_PRACTICE_CERTIFICATE_SELF_SIGNED),
  BOTH_WITH ("certificate-self-signed-both", "certificate-self-signed",
             .certificate = PL_PRACTICE_CERTIFICATE_SELF_SIGNED),
  POP3_WITH ("certificate-unknown-issuer-pop3", "certificate-unknown-issuer",
             .certificate = PL_PRACTICE_CERTIFICATE_UNKNOWN_ISSUER),
  SMTP_WITH ("certificate-incomplete-chain-smtp", "certificate-incomplete-chain",
             .certificate = PL_PRACTICE_CERTIFICATE_INCOMPLETE_CHAIN),
  POP3_UPGRADED_WITH ("certificate-weak-pop3", "certificate-weak",
                      .certificate = PL_PRACTICE_CERTIFICATE_WEAK),
  SMTP_WITH ("certificate-host-mismatch-smtp", "certificate-host-mismatch",
             .certificate_host = "mail.webhost.example"),
  POP3_UPGRADED_WITH ("certificate-host-mismatch-pop3", "certificate-host-mismatch",
                      .certificate_host = "server7.webhost.practice.test"),

  /* Two at once. */
  IMAP_WITH ("certificate-expired-and-mismatch", "certificate-expired",
             .certificate = PL_PRACTICE_CERTIFICATE_EXPIRED,
             .certificate_host = "server7.webhost.example"),
  IMAP_WITH ("certificate-self-signed-and-mismatch", "certificate-self-signed",
             .certificate = PL_PRACTICE_CERTIFICATE_SELF_SIGNED,
             .certificate_host = "localhost.localdomain"),
  SMTP_WITH ("certificate-unknown-issuer-and-mismatch", "certificate-unknown-issuer",
             .certificate = PL_PRACTICE_CERTIFICATE_UNKNOWN_ISSUER,
             .certificate_host = "server7.webhost.example"),
  IMAP_WITH ("certificate-weak-and-mismatch", "certificate-host-mismatch",
             .certificate = PL_PRACTICE_CERTIFICATE_WEAK,
             .certificate_host = "server7.webhost.example"),
  /* One at each server. */
  { .account = { WHO ("certificate-one-each", "certificate-expired"),
                 RECEIVE_TLS ("certificate-one-each"), SEND_TLS ("certificate-one-each") },
    .servers = { { IMAP_TLS ("certificate-one-each"), .certificate = PL_PRACTICE_CERTIFICATE_EXPIRED },
                 { SMTP_TLS ("certificate-one-each"),
                   .certificate = PL_PRACTICE_CERTIFICATE_SELF_SIGNED } } },

  /* Somebody in between. */
  IMAP_WITH ("tls-intercepted", "tls-intercepted",
             .certificate = PL_PRACTICE_CERTIFICATE_INTERCEPTED),
  BOTH_WITH ("tls-intercepted-both", "tls-intercepted",
             .certificate = PL_PRACTICE_CERTIFICATE_INTERCEPTED),
  SMTP_UPGRADED_WITH ("tls-intercepted-smtp", "tls-intercepted",
                      .certificate = PL_PRACTICE_CERTIFICATE_INTERCEPTED),

  /* The handshake itself. */
  { .account = { WHO ("tls-version-too-old", "tls-version-too-old"),
                 RECEIVE_TLS ("tls-version-too-old"), SEND_TLS ("tls-version-too-old") },
    .servers = { { IMAP_TLS_OWN ("tls-version-too-old", "TLS? good 1.1\nSILENT\n") },
                 { SMTP_TLS ("tls-version-too-old") } } },
  { .account = { WHO ("tls-version-too-old-pop3", "tls-version-too-old"),
                 FETCH_TLS ("tls-version-too-old-pop3"), SEND_TLS ("tls-version-too-old-pop3") },
    .servers = { { POP3_TLS_OWN ("tls-version-too-old-pop3", "TLS? good 1.0\nSILENT\n") },
                 { SMTP_TLS ("tls-version-too-old-pop3") } } },
  { .account = { WHO ("tls-version-too-old-smtp", "tls-version-too-old"),
                 RECEIVE_TLS ("tls-version-too-old-smtp"), SEND_STARTTLS ("tls-version-too-old-smtp") },
    .servers = { { IMAP_TLS ("tls-version-too-old-smtp") },
                 { SMTP_STARTTLS_OWN ("tls-version-too-old-smtp",
                                      "S: 220 {host} ESMTP\nC: EHLO *\nS: 250-{host}\n"
                                      "S: 250 STARTTLS\nC: STARTTLS\nS: 220 2.0.0 Go on\n"
                                      "TLS? good 1.1\nSILENT\n") } } },
  /* RFC 8446 6.2: a fatal alert, handshake_failure. */
  { .account = { WHO ("tls-handshake-failed", "tls-handshake-failed"),
                 RECEIVE_TLS ("tls-handshake-failed"), SEND_TLS ("tls-handshake-failed") },
    .servers = { { IMAP_TLS_OWN ("tls-handshake-failed", "S- \\x15\\x03\\x03\\x00\\x02\\x02\\x28\nCLOSE\n") },
                 { SMTP_TLS ("tls-handshake-failed") } } },
  { .account = { WHO ("tls-handshake-failed-smtp", "tls-handshake-failed"),
                 RECEIVE_TLS ("tls-handshake-failed-smtp"), SEND_STARTTLS ("tls-handshake-failed-smtp") },
    .servers = { { IMAP_TLS ("tls-handshake-failed-smtp") },
                 { SMTP_STARTTLS_OWN ("tls-handshake-failed-smtp",
                                      "S: 220 {host} ESMTP\nC: EHLO *\nS: 250-{host}\n"
                                      "S: 250 STARTTLS\nC: STARTTLS\nS: 220 2.0.0 Go on\n"
                                      "WAIT 300\nS- \\x15\\x03\\x03\\x00\\x02\\x02\\x28\nCLOSE\n") } } },
  { .account = { WHO ("tls-reset", "connection-dropped"), RECEIVE_TLS ("tls-reset"),
                 SEND_TLS ("tls-reset") },
    .servers = { { IMAP_TLS_OWN ("tls-reset", "WAIT 100\nRESET\n") }, { SMTP_TLS ("tls-reset") } } },
  { .account = { WHO ("tls-silent-after-starttls", "server-too-slow"),
                 RECEIVE_STARTTLS ("tls-silent-after-starttls"), SEND_TLS ("tls-silent-after-starttls") },
    .servers = { { IMAP_STARTTLS_OWN ("tls-silent-after-starttls",
                                      "S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\n"
                                      "C: {tag} STARTTLS\nS: {tag} OK Begin TLS now.\nSILENT\n") },
                 { SMTP_TLS ("tls-silent-after-starttls") } } },
};
/* clang-format on */

const PlPracticeChapter pl_practice_chapter_certificate = { PL_PRACTICE_GROUP_CERTIFICATE, rows,
                                                            G_N_ELEMENTS (rows) };
