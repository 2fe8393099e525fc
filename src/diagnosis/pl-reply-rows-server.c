// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults of the server itself, and of what was said to it.
 * See pl-reply-phrases.c for what the order means. */
#include "diagnosis/pl-reply-rows-private.h"

static const PlReplyPhrase rows[] = {
  /* --- the server --- */
  { "protocol-violation", FETCHING, TALKING, NULL,
    "too many|too much & errors|protocol errors|bad commands|failed commands|invalid commands|"
    "unknown commands|commands",
    "auth*|login*|requests|connections", LITERAL },
  { "protocol-violation", FETCHING, TALKING, "TOOBIG|CLIENTBUG|PARSE|BADCHARSET", NULL, "try again",
    STAGE },
  { "server-unavailable", ANY, TALKING, NULL,
    "going away|shut down|shutting down|shutdown|restart|restarting|going down|stopping|maintenance|"
    "being upgraded|clock skew",
    "restarting authentication|auth*", LITERAL },
  { "server-unavailable", ANY, TALKING, NULL,
    "waiting for auth*|process to respond|to respond|initializing tls|error initializing", NULL,
    LITERAL },
  { "server-unavailable", FETCHING, SIGN_IN | MAILBOX, NULL,
    "unexpected error|unexpected failure|internal|exception|unhandled|processing failed|"
    "processing error|server problem|technical|crash*|fatal error",
    "credentials|password|permission", LITERAL },
  { "connection-dropped", ANY, TALKING, NULL,
    "connection|session|command|client|idle|inactiv*|smtp & timeout|time out|timed out|expired|"
    "open for too long|open too long|autologout|dropped|reset",
    "auth*|backend|database|lookup|dns|lock|input|line|argument|token|oauth|password|busy|policy|"
    "unavailable|literal",
    LITERAL },
  { "connection-dropped", FETCHING, TALKING, NULL, "too slow|im leaving", NULL, LITERAL },
  { "connection-dropped", ANY, TALKING, NULL,
    "lost incoming connection|lost connection|connection lost|connection reset|connection dropped",
    "auth*|server|database|backend|while talking", LITERAL },
  { "server-unavailable", SMTP, MESSAGE, "4*",
    "in the queue|establish an smtp connection|spool|input data|temporary files|signing", NULL,
    LITERAL },
  { "server-unavailable", FETCHING, GREETING, "-ERR|BYE", "failed|failure|error",
    "ssl|certificate|authentication|authorization|auth|login|logon|password|credentials", STAGE },
  { "server-unavailable", FETCHING, MAILBOX, NULL,
    "io failure|i o failure|transaction|remote server*|remote servers", NULL, STAGE },
  { "connection-dropped", IMAP, TALKING, "BYE",
    "disconnected|kicked|session expired|session terminated|login again|log in again",
    "too many|commands", LITERAL },
  { "connection-dropped", ANY, TALKING, NULL,
    "timeout exceeded|timeout closing|idle|inactivity|connection closed|disconnected|autologout|"
    "connection timed out|session timed out|session timeout|timed out waiting",
    "busy|too many|unavailable", LITERAL },
  { "protocol-violation", ANY, ENTERING | MAILBOX, NULL,
    "aborted|abort|cancelled|canceled|authentication terminated|incomplete data|wrong mode|"
    "command mode|state command|not understood|not compute|too many arguments|"
    "no command|no valid command|already authenticated|already logged|during mail|"
    "parameter error|auth string|bad commands|nonmail commands|username first|user first|"
    "login first|base64|identity changes|select first|only valid after|not valid while|in this state|trailing junk|extra arguments|"
    "logged in first",
    "temporar*|try again|requested action aborted", LITERAL },
  { "protocol-violation", SMTP, GREETING | ABILITIES | SENDING, NULL,
    "too many|too much|excessive & failure|failures|errors|error|bad commands|junk|"
    "unknown commands|unrecognized commands|invalid commands|syntax errors|garbage",
    "auth*|login|logins|connections|recipients|password", LITERAL },
  { "protocol-violation", SMTP, SENDING, "50*",
    "already|sequence|out of order|first|unimplemented|not implemented",
    "auth|authenticat*|"
    "starttls|tls|login",
    LITERAL },
  { "protocol-violation", SMTP, SENDING, NULL,
    "say hello|hello first|before mail|helo first|ehlo first|helo required|ehlo required|"
    "helo or ehlo|ehlo or helo|mail first|rcpt first|mail command first|need mail|need rcpt",
    NULL, LITERAL },
  { "protocol-violation", ANY, TALKING, NULL,
    "error in imap command|error in command|synchronization|synchronisation|bad syntax|syntax error|too many errors|invalid base64|"
    "decode auth|could not decode|cannot decode|malformed auth|malformed authentication|not valid while|only valid after|exchange line|"
    "protocol error|nul characters|bad base64|invalid state|wrong state|argument error|invalid arguments|parse error|"
    "unable to parse|cannot parse|could not parse|pipelined|"
    "protocol violation|rfc 2821|rfc 5321|too many invalid|bad sequence|sequence of commands|improper command|pipelining|"
    "unknown command|unrecognized command|invalid command|command error|protocol error|"
    "invalid request|invalid authentication response|dsn extension|start tls again|"
    "command not|line too long|command unknown|missing argument|unexpected",
    "authentic*|try again|not supported", LITERAL },
  { "server-unavailable", ANY, TALKING, NULL,
    "temporary|temporarily|unavailable|internal error|internal server error|system error|"
    "server error|backend|system problem|system failure|overload|overloaded|too much load|"
    "high load|busy|maintenance|shutting down|going down|child crashed|crashed|no servers|"
    "at present|connection lost|lost connection|authentication server|database|ldap|out of memory|local problem|local error|failed to fetch|"
    "service not available|stoerung|wartung|allocate memory|read error|write error|i o error|"
    "io error|could not complete|cannot connect|could not connect|unable to connect|"
    "failed to connect|connect failed|maintenance mode|resources|surcharge|mantenimiento|"
    "manutencao|manutenzione|onderhoud|indisponib*|störung|технически*|внутренняя ошибка|"
    "系统繁忙|系统错误|服务器错误|混み合って|メンテナンス",
    "mailbox unavailable|recipient|account is disabled|reason unavailable", LITERAL },
  { "greylisted", SMTP, RECIPIENT | MESSAGE, "450|451", LATER, NULL, STAGE },
  { "server-unavailable", ANY, TALKING, NULL,
    "try again|try later|later|plus tard|mas tarde|mais tarde|piu tardi|"
    "später|spaeter|opnieuw|позже|pozniej|pozdeji|稍后|しばらく|временно",
    NULL, STAGE },
  { "connection-dropped", ANY, TALKING, NULL, "timeout|timed out", "auth*|backend|database|lock",
    STAGE },
  { "server-unavailable", ANY, TALKING,
    "UNAVAILABLE|SERVERBUG|SYS/TEMP|SYS/PERM|TEMPFAIL|4.3.*|4.4.*|421|432|435|451|454|455|4.7.0",
    NULL, NULL, STAGE },

  { "protocol-violation", FETCHING, ENTERING, "BAD", NULL, "password|credentials|incorrect",
    STAGE },
};

const PlReplyTable pl_reply_rows_server = { rows, G_N_ELEMENTS (rows) };
