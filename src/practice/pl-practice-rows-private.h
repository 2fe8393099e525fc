// SPDX-License-Identifier: GPL-3.0-or-later
/* How the rows of practice accounts and scenarios are written. */
#pragma once

#include "practice/pl-practice-accounts-private.h"

#define PRACTICE_PASSWORD "leuchtturm"
#define HOST(name, id) name "." id ".practice.test"

/* clang-format off */
/* Who the account is: its id, the cause, its address. */
#define WHO(id, code) WHO_TYPES (id, code, PRACTICE_PASSWORD)

#define WHO_TYPES(id_, code_, password_) \
  .id = id_, .code = code_, .address = "anna@" id_ ".practice.test", .password = password_

#define RECEIVE(service_, host_, port_, security_) \
  .incoming_service = service_, .incoming_host = host_, \
  .incoming_port = port_, .incoming_security = security_

#define SEND(host_, port_, security_) \
  .outgoing_host = host_, .outgoing_port = port_, .outgoing_security = security_

#define SERVER(script_, host_, port_, security_) \
  .script = script_, .host = host_, .port = port_, .security = security_

/* The usual servers of an account. */
#define IMAP_TLS(id) SERVER (PL_PRACTICE_IMAP, HOST ("imap", id), 993, "tls")
#define IMAP_STARTTLS(id) SERVER (PL_PRACTICE_IMAP, HOST ("imap", id), 143, "starttls")
#define IMAP_CLEAR(id) SERVER (PL_PRACTICE_IMAP, HOST ("imap", id), 143, "none")
#define POP3_TLS(id) SERVER (PL_PRACTICE_POP3, HOST ("pop", id), 995, "tls")
#define POP3_STARTTLS(id) SERVER (PL_PRACTICE_POP3, HOST ("pop", id), 110, "starttls")
#define POP3_CLEAR(id) SERVER (PL_PRACTICE_POP3, HOST ("pop", id), 110, "none")
#define SMTP_TLS(id) SERVER (PL_PRACTICE_SMTP, HOST ("smtp", id), 465, "tls")
#define SMTP_STARTTLS(id) SERVER (PL_PRACTICE_SMTP, HOST ("smtp", id), 587, "starttls")
#define SMTP_CLEAR(id) SERVER (PL_PRACTICE_SMTP, HOST ("smtp", id), 587, "none")

/* The usual settings: encrypted from the first byte, or after STARTTLS. */
#define RECEIVE_TLS(id) RECEIVE ("imap", HOST ("imap", id), 993, "tls")
#define RECEIVE_STARTTLS(id) RECEIVE ("imap", HOST ("imap", id), 143, "starttls")
#define FETCH_TLS(id) RECEIVE ("pop3", HOST ("pop", id), 995, "tls")
#define FETCH_STARTTLS(id) RECEIVE ("pop3", HOST ("pop", id), 110, "starttls")
#define SEND_TLS(id) SEND (HOST ("smtp", id), 465, "tls")
#define SEND_STARTTLS(id) SEND (HOST ("smtp", id), 587, "starttls")

/* A port at which one script is played, whatever comes; at the same port as IMAP_TLS() and so on. */
#define IMAP_TLS_OWN(id, script_) \
  SERVER (PL_PRACTICE_OWN, HOST ("imap", id), 993, "tls"), .lets = script_
#define IMAP_STARTTLS_OWN(id, script_) \
  SERVER (PL_PRACTICE_OWN, HOST ("imap", id), 143, "starttls"), .lets = script_
#define POP3_TLS_OWN(id, script_) \
  SERVER (PL_PRACTICE_OWN, HOST ("pop", id), 995, "tls"), .lets = script_
#define POP3_STARTTLS_OWN(id, script_) \
  SERVER (PL_PRACTICE_OWN, HOST ("pop", id), 110, "starttls"), .lets = script_
#define SMTP_TLS_OWN(id, script_) \
  SERVER (PL_PRACTICE_OWN, HOST ("smtp", id), 465, "tls"), .lets = script_
#define SMTP_STARTTLS_OWN(id, script_) \
  SERVER (PL_PRACTICE_OWN, HOST ("smtp", id), 587, "starttls"), .lets = script_

/* An account whose one server of that kind is not as usual; what follows id and code are members of
 * that server. */
#define IMAP_WITH(id, code, ...) \
  { .account = { WHO (id, code), RECEIVE_TLS (id), SEND_TLS (id) }, \
    .servers = { { IMAP_TLS (id), __VA_ARGS__ }, { SMTP_TLS (id) } } }
#define POP3_WITH(id, code, ...) \
  { .account = { WHO (id, code), FETCH_TLS (id), SEND_TLS (id) }, \
    .servers = { { POP3_TLS (id), __VA_ARGS__ }, { SMTP_TLS (id) } } }
#define SMTP_WITH(id, code, ...) \
  { .account = { WHO (id, code), RECEIVE_TLS (id), SEND_TLS (id) }, \
    .servers = { { IMAP_TLS (id) }, { SMTP_TLS (id), __VA_ARGS__ } } }

/* The same after STARTTLS. */
#define IMAP_UPGRADED_WITH(id, code, ...) \
  { .account = { WHO (id, code), RECEIVE_STARTTLS (id), SEND_STARTTLS (id) }, \
    .servers = { { IMAP_STARTTLS (id), __VA_ARGS__ }, { SMTP_STARTTLS (id) } } }
#define POP3_UPGRADED_WITH(id, code, ...) \
  { .account = { WHO (id, code), FETCH_STARTTLS (id), SEND_STARTTLS (id) }, \
    .servers = { { POP3_STARTTLS (id), __VA_ARGS__ }, { SMTP_STARTTLS (id) } } }
#define SMTP_UPGRADED_WITH(id, code, ...) \
  { .account = { WHO (id, code), RECEIVE_STARTTLS (id), SEND_STARTTLS (id) }, \
    .servers = { { IMAP_STARTTLS (id) }, { SMTP_STARTTLS (id), __VA_ARGS__ } } }

/* Both servers are not as usual, in the same way. */
#define BOTH_WITH(id, code, ...) \
  { .account = { WHO (id, code), RECEIVE_TLS (id), SEND_TLS (id) }, \
    .servers = { { IMAP_TLS (id), __VA_ARGS__ }, { SMTP_TLS (id), __VA_ARGS__ } } }

/* Sign-in refused in these words. */
#define REFUSED(words) .lets = "LET open no\nLET refusal " words "\n"
/* clang-format on */
