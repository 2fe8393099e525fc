// SPDX-License-Identifier: GPL-3.0-or-later
/* Scenarios: what servers say to sender, recipient and message. */
#include "practice/pl-practice-rows-private.h"
#include "practice/pl-practice-scenarios-private.h"

/* clang-format off */
static const PlPracticeAccountRow rows[] = {
  SMTP_WITH ("sender-rejected-address", "sender-rejected",
             .lets = "LET sender 550 5.7.60 SMTP; Client does not have permissions to send as this "
                     "sender\n"),
  SMTP_WITH ("sender-rejected-recipient", "sender-rejected",
             .lets = "LET recipient 553 5.7.1 Sender address rejected: not owned by user {user}\n"),
  SMTP_WITH ("sender-rejected-temporary", "sender-rejected",
             .lets = "LET sender 450 4.1.8 Sender address rejected: Domain not found\n"),
  SMTP_WITH ("relay-denied", "relay-denied", .lets = "LET recipient 554 5.7.1 Relay access denied\n"),
  SMTP_WITH ("recipient-rejected", "recipient-rejected",
             .lets = "LET recipient 550 5.1.1 User unknown in virtual mailbox table\n"),
  SMTP_WITH ("greylisted", "greylisted",
             .lets = "LET recipient 450 4.7.1 Greylisted, please come back in 5 minutes\n"),
  SMTP_WITH ("mailbox-full-recipient", "mailbox-full",
             .lets = "LET recipient 552 5.2.2 Mailbox is over quota\n"),
  SMTP_WITH ("send-limit-reached", "send-limit-reached",
             .lets = "LET sender 550 5.4.5 Daily user sending limit exceeded.\n"),
  SMTP_WITH ("message-rejected-envelope", "message-rejected",
             .lets = "LET recipient 554 5.7.1 Rejected by our spam policy\n"),
  SMTP_WITH ("ip-not-allowed-recipient", "ip-not-allowed",
             .lets = "LET recipient 554 5.7.1 Client host rejected: your IP is blocked\n"),
  SMTP_WITH ("server-unavailable-sender", "server-unavailable",
             .lets = "LET sender 451 4.3.0 Temporary lookup failure\n"),
  SMTP_WITH ("web-login-required-smtp", "web-login-required",
             .lets = "LET sender 550 5.7.1 Please log in via the web at "
                     "https://accounts.practice.test/confirm first\n"),
  SMTP_WITH ("account-locked-sender", "account-locked",
             .lets = "LET sender 550 5.1.8 Access denied, bad outbound sender\n"),
  { .account = { WHO ("auth-required", "auth-required"), .auth = "none", .only = "outgoing",
                 RECEIVE_TLS ("auth-required"), SEND_TLS ("auth-required") },
    .servers = { { IMAP_TLS ("auth-required") }, { SMTP_TLS ("auth-required") } } },
  { .account = { WHO ("relay-without-sign-in", "relay-denied"), .auth = "none", .only = "outgoing",
                 RECEIVE_TLS ("relay-without-sign-in"), SEND_TLS ("relay-without-sign-in") },
    .servers = { { IMAP_TLS ("relay-without-sign-in") },
                 { SMTP_TLS ("relay-without-sign-in"),
                   .lets = "LET state in\n"
                           "LET recipient 550 5.7.1 Unable to relay for {user}\n" } } },
  SMTP_WITH ("client-rejected-smtp", "client-rejected",
             .lets = "LET hello 550 5.7.1 Invalid EHLO name, go away\n"),

  /* A whole test message. */
  { .account = { WHO ("message-rejected", "message-rejected"), .send_test = TRUE,
                 RECEIVE_TLS ("message-rejected"), SEND_TLS ("message-rejected") },
    .servers = { { IMAP_TLS ("message-rejected") },
                 { SMTP_TLS ("message-rejected"),
                   .lets = "LET message 554 5.7.1 Message rejected as spam\n" } } },
  { .account = { WHO ("send-limit-reached-message", "send-limit-reached"), .send_test = TRUE,
                 RECEIVE_TLS ("send-limit-reached-message"), SEND_TLS ("send-limit-reached-message") },
    .servers = { { IMAP_TLS ("send-limit-reached-message") },
                 { SMTP_TLS ("send-limit-reached-message"),
                   .lets = "LET message 450 4.7.1 You have exceeded your hourly sending quota\n" } } },
  { .account = { WHO ("mailbox-full-message", "mailbox-full"), .send_test = TRUE,
                 RECEIVE_TLS ("mailbox-full-message"), SEND_TLS ("mailbox-full-message") },
    .servers = { { IMAP_TLS ("mailbox-full-message") },
                 { SMTP_TLS ("mailbox-full-message"),
                   .lets = "LET message 452 4.2.2 Mailbox full\n" } } },
  { .account = { WHO ("test-message-among-junk", NULL), .send_test = TRUE,
                 RECEIVE_TLS ("test-message-among-junk"), SEND_TLS ("test-message-among-junk") },
    .servers = { { IMAP_TLS ("test-message-among-junk"), .lets = "LET arrival junk\n" },
                 { SMTP_TLS ("test-message-among-junk") } } },
  { .account = { WHO ("test-message-lost", NULL), .send_test = TRUE,
                 RECEIVE_TLS ("test-message-lost"), SEND_TLS ("test-message-lost") },
    .servers = { { IMAP_TLS ("test-message-lost"), .lets = "LET arrival nowhere\n" },
                 { SMTP_TLS ("test-message-lost") } } },
};
/* clang-format on */

const PlPracticeChapter pl_practice_chapter_sending = { PL_PRACTICE_GROUP_SENDING, rows,
                                                        G_N_ELEMENTS (rows) };
