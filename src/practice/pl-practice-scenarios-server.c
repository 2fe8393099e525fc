// SPDX-License-Identifier: GPL-3.0-or-later
/* Scenarios: servers that are not there, hang up or take their time. */
#include "practice/pl-practice-rows-private.h"
#include "practice/pl-practice-scenarios-private.h"

/* clang-format off */
static const PlPracticeAccountRow rows[] = {
  /* Names. */
  { .account = { WHO ("host-unknown-smtp", "host-unknown"), RECEIVE_TLS ("host-unknown-smtp"),
                 SEND (HOST ("stmp", "host-unknown-smtp"), 465, "tls") },
    .servers = { { IMAP_TLS ("host-unknown-smtp") }, { SMTP_TLS ("host-unknown-smtp") } } },
  { .account = { WHO ("host-unknown-pop3", "host-unknown"),
                 RECEIVE ("pop3", HOST ("pop3", "host-unknown-pop3"), 995, "tls"),
                 SEND_TLS ("host-unknown-pop3") },
    .servers = { { POP3_TLS ("host-unknown-pop3") }, { SMTP_TLS ("host-unknown-pop3") } } },

  /* Connections. */
  { .account = { WHO ("connection-refused-pop3", "connection-refused"),
                 FETCH_TLS ("connection-refused-pop3"), SEND_TLS ("connection-refused-pop3") },
    .servers = { { SERVER (PL_PRACTICE_CLOSED, HOST ("pop", "connection-refused-pop3"), 995, "tls") },
                 { SMTP_TLS ("connection-refused-pop3") } } },
  { .account = { WHO ("connection-refused-smtp", "connection-refused"),
                 RECEIVE_TLS ("connection-refused-smtp"), SEND_TLS ("connection-refused-smtp") },
    .servers = { { IMAP_TLS ("connection-refused-smtp") },
                 { SERVER (PL_PRACTICE_CLOSED, HOST ("smtp", "connection-refused-smtp"), 465, "tls") } } },
  { .account = { WHO ("connection-refused-both", "connection-refused"),
                 RECEIVE_TLS ("connection-refused-both"), SEND_TLS ("connection-refused-both") },
    .servers = { { SERVER (PL_PRACTICE_CLOSED, HOST ("imap", "connection-refused-both"), 993, "tls") },
                 { SERVER (PL_PRACTICE_CLOSED, HOST ("smtp", "connection-refused-both"), 465, "tls") } } },
  { .account = { WHO ("connection-timeout-pop3", "connection-timeout"),
                 FETCH_TLS ("connection-timeout-pop3"), SEND_TLS ("connection-timeout-pop3") },
    .servers = { { SERVER (PL_PRACTICE_UNREACHED, HOST ("pop", "connection-timeout-pop3"), 995, "tls") },
                 { SERVER (PL_PRACTICE_UNREACHED, HOST ("pop", "connection-timeout-pop3"), 110, "none") },
                 { SMTP_TLS ("connection-timeout-pop3") } } },
  { .account = { WHO ("connection-timeout-smtp", "connection-timeout"),
                 RECEIVE_TLS ("connection-timeout-smtp"), SEND_TLS ("connection-timeout-smtp") },
    .servers = { { IMAP_TLS ("connection-timeout-smtp") },
                 { SERVER (PL_PRACTICE_UNREACHED, HOST ("smtp", "connection-timeout-smtp"), 465, "tls") },
                 { SERVER (PL_PRACTICE_UNREACHED, HOST ("smtp", "connection-timeout-smtp"), 587, "none") } } },

  /* Hanging up, at each stage. */
  { .account = { WHO ("dropped-pop3", "connection-dropped"), FETCH_STARTTLS ("dropped-pop3"),
                 SEND_TLS ("dropped-pop3") },
    .servers = { { POP3_STARTTLS_OWN ("dropped-pop3", "CLOSE\n") }, { SMTP_TLS ("dropped-pop3") } } },
  { .account = { WHO ("dropped-smtp", "connection-dropped"), RECEIVE_TLS ("dropped-smtp"),
                 SEND_STARTTLS ("dropped-smtp") },
    .servers = { { IMAP_TLS ("dropped-smtp") }, { SMTP_STARTTLS_OWN ("dropped-smtp", "CLOSE\n") } } },
  { .account = { WHO ("dropped-by-reset", "connection-dropped"), RECEIVE_STARTTLS ("dropped-by-reset"),
                 SEND_TLS ("dropped-by-reset") },
    .servers = { { IMAP_STARTTLS_OWN ("dropped-by-reset", "RESET\n") }, { SMTP_TLS ("dropped-by-reset") } } },
  { .account = { WHO ("dropped-after-handshake", "connection-dropped"),
                 RECEIVE_TLS ("dropped-after-handshake"), SEND_TLS ("dropped-after-handshake") },
    .servers = { { IMAP_TLS_OWN ("dropped-after-handshake", "TLS? good\nCLOSE\n") },
                 { SMTP_TLS ("dropped-after-handshake") } } },
  { .account = { WHO ("dropped-in-greeting", "connection-dropped"), RECEIVE_TLS ("dropped-in-greeting"),
                 SEND_TLS ("dropped-in-greeting") },
    .servers = { { IMAP_TLS_OWN ("dropped-in-greeting", "TLS? good\nS- * OK wel\nCLOSE\n") },
                 { SMTP_TLS ("dropped-in-greeting") } } },
  IMAP_UPGRADED_WITH ("dropped-after-greeting", "connection-dropped", .lets = "LET end greeting\n"),
  POP3_WITH ("dropped-after-greeting-pop3", "connection-dropped", .lets = "LET end greeting\n"),
  SMTP_WITH ("dropped-at-hello", "connection-dropped", .lets = "LET end capability\n"),
  POP3_WITH ("dropped-at-capabilities", "connection-dropped", .lets = "LET end capability\n"),
  IMAP_UPGRADED_WITH ("dropped-at-starttls", "connection-dropped", .lets = "LET end starttls\n"),
  SMTP_UPGRADED_WITH ("dropped-at-starttls-smtp", "connection-dropped", .lets = "LET end starttls\n"),
  IMAP_WITH ("dropped-at-sign-in", "connection-dropped", .lets = "LET end sign_in\n"),
  POP3_WITH ("dropped-at-sign-in-pop3", "connection-dropped", .lets = "LET end sign_in\n"),
  SMTP_WITH ("dropped-at-sign-in-smtp", "connection-dropped", .lets = "LET end reset\n"),
  IMAP_WITH ("dropped-after-sign-in", "connection-dropped", .lets = "LET end signed_in\n"),
  IMAP_WITH ("dropped-at-mailbox", "connection-dropped", .lets = "LET end mailbox\n"),
  SMTP_WITH ("dropped-at-sender", "connection-dropped", .lets = "LET end sender\n"),

  /* Turned away in words. */
  SMTP_WITH ("server-unavailable-greeting-smtp", "server-unavailable",
             .lets = "LET then close\nLET farewell 421 4.3.2 {host} Service shutting down\n"),
  POP3_WITH ("server-unavailable-greeting-pop3", "server-unavailable",
             .lets = "LET then close\nLET farewell -ERR [SYS/TEMP] The server is overloaded.\n"),
  IMAP_WITH ("ip-not-allowed-greeting", "ip-not-allowed",
             .lets = "LET then close\nLET farewell * BYE Your IP address is blocked.\n"),

  /* Slow, and still in order. */
  { .account = { WHO ("slow-greeting", NULL), RECEIVE_TLS ("slow-greeting"), SEND_TLS ("slow-greeting") },
    .servers = { { IMAP_TLS ("slow-greeting"), .lets = "TLS good\nWAIT 2500\nLET security none\n" },
                 { SMTP_TLS ("slow-greeting") } } },
  { .account = { WHO ("slow-drops", NULL), RECEIVE ("imap", HOST ("imap", "slow-drops"), 143, "starttls"),
                 SEND_TLS ("slow-drops") },
    .servers = { { IMAP_STARTTLS ("slow-drops"),
                   .lets = "DRIP 40 * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hi\\r\\n\n"
                           "C: {tag} STARTTLS\nS: {tag} OK Begin TLS now.\nTLS good\n"
                           "LET security tls\nLET capabilities {safe}\nGOTO next\n" },
                 { SMTP_TLS ("slow-drops") } } },

  /* Too slow. */
  { .account = { WHO ("too-slow-pop3", "server-too-slow"), FETCH_STARTTLS ("too-slow-pop3"),
                 SEND_TLS ("too-slow-pop3") },
    .servers = { { POP3_STARTTLS_OWN ("too-slow-pop3", "SILENT\n") }, { SMTP_TLS ("too-slow-pop3") } } },
  { .account = { WHO ("too-slow-smtp", "server-too-slow"), RECEIVE_TLS ("too-slow-smtp"),
                 SEND_STARTTLS ("too-slow-smtp") },
    .servers = { { IMAP_TLS ("too-slow-smtp") }, { SMTP_STARTTLS_OWN ("too-slow-smtp", "SILENT\n") } } },
  { .account = { WHO ("too-slow-after-handshake", "server-too-slow"),
                 RECEIVE_TLS ("too-slow-after-handshake"), SEND_TLS ("too-slow-after-handshake") },
    .servers = { { IMAP_TLS_OWN ("too-slow-after-handshake", "TLS? good\nSILENT\n") },
                 { SMTP_TLS ("too-slow-after-handshake") } } },
  { .account = { WHO ("too-slow-drip", "server-too-slow"), RECEIVE_TLS ("too-slow-drip"),
                 SEND_TLS ("too-slow-drip") },
    .servers = { { IMAP_TLS_OWN ("too-slow-drip",
                                 "TLS? good\nDRIP 900 * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready, sooner "
                                 "or later, and rather later\\r\\nSILENT\n") },
                 { SMTP_TLS ("too-slow-drip") } } },
  IMAP_WITH ("too-slow-sign-in", "server-too-slow", .lets = "LET end silence\n"),
  SMTP_WITH ("too-slow-sign-in-smtp", "server-too-slow", .lets = "LET end silence\n"),
};
/* clang-format on */

const PlPracticeChapter pl_practice_chapter_server = { PL_PRACTICE_GROUP_SERVER, rows,
                                                       G_N_ELEMENTS (rows) };
