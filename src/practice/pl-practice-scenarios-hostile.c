// SPDX-License-Identifier: GPL-3.0-or-later
/* Scenarios: servers, or boxes in between, that answer nonsense, too much, or for ever. */
#include "practice/pl-practice-rows-private.h"
#include "practice/pl-practice-scenarios-private.h"

/* 100 MB, and a number of lines that nobody waits for the end of. */
#define HUGE_TIMES "1600000"
#define ENDLESS_TIMES "100000000"
#define SIXTY_FOUR "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
/* Each line is a TLS record of its own: of long ones fewer come before there is too much. */
#define AND_MORE " " SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR

/* clang-format off */
static const PlPracticeAccountRow rows[] = {
  /* A line without an end. */
  IMAP_WITH ("endless-line", "protocol-violation",
             .lets = "TLS good\nS- * OK \nREPEAT- " HUGE_TIMES " " SIXTY_FOUR "\nCLOSE\n"),
  POP3_WITH ("endless-line-pop3", "protocol-violation",
             .lets = "TLS good\nS- +OK \nREPEAT- " HUGE_TIMES " " SIXTY_FOUR "\nCLOSE\n"),
  SMTP_UPGRADED_WITH ("endless-line-smtp", "protocol-violation",
                      .lets = "S- 220 \nREPEAT- " HUGE_TIMES " " SIXTY_FOUR "\nCLOSE\n"),
  IMAP_WITH ("endless-line-sign-in", "protocol-violation",
             .lets = "TLS good\nS: * OK [CAPABILITY {safe}] ready\nANY\nS- * OK \n"
                     "REPEAT- " HUGE_TIMES " " SIXTY_FOUR "\nCLOSE\n"),

  /* Lines without an end. */
  IMAP_WITH ("endless-untagged", "protocol-violation",
             .lets = "TLS good\nS: * OK [CAPABILITY {safe}] ready\nANY\n"
                     "REPEAT " ENDLESS_TIMES " * OK Still thinking about it" AND_MORE "\nCLOSE\n"),
  IMAP_UPGRADED_WITH ("endless-untagged-before-tls", "protocol-violation",
                      .lets = "S: * OK [CAPABILITY {capabilities}] ready\nANY\n"
                              "REPEAT " ENDLESS_TIMES " * OK Still thinking about it" AND_MORE "\nCLOSE\n"),
  IMAP_WITH ("endless-untagged-slowly", "server-too-slow",
             .lets = "TLS good\nS: * OK [CAPABILITY {safe}] ready\nANY\nLABEL more\n"
                     "S: * OK Still thinking about it\nWAIT 200\nGOTO more\n"),
  IMAP_WITH ("endless-list", "protocol-violation",
             .lets = "TLS good\nS: * OK [CAPABILITY {safe}] ready\nC: {tag} AUTHENTICATE *\n"
                     "S: {tag} OK Signed in.\nANY\n"
                     "REPEAT " ENDLESS_TIMES " * LIST (\\HasNoChildren) \"/\" \"a folder" AND_MORE "\"\nCLOSE\n"),
  SMTP_WITH ("endless-hello", "protocol-violation",
             .lets = "TLS good\nS: 220 {host} ESMTP\nANY\nREPEAT " ENDLESS_TIMES " 250-X-MORE" AND_MORE "\nCLOSE\n"),
  SMTP_UPGRADED_WITH ("endless-greeting-smtp", "protocol-violation",
                      .lets = "REPEAT " ENDLESS_TIMES " 220-Welcome" AND_MORE "\nCLOSE\n"),
  POP3_WITH ("endless-capabilities", "protocol-violation",
             .lets = "TLS good\nS: +OK ready\nC: CAPA\nS: +OK\nREPEAT " ENDLESS_TIMES " X-MORE" AND_MORE "\nCLOSE\n"),
  POP3_WITH ("endless-challenges", "protocol-violation",
             .lets = "TLS good\nS: +OK ready\nC: CAPA\nS: +OK\nS: SASL LOGIN\nS: .\n"
                     "LABEL more\nANY\nS: + UGFzc3dvcmQ6\nGOTO more\n"),

  /* Much at once. */
  IMAP_WITH ("ten-thousand-capabilities", "protocol-violation",
             .lets = "TLS good\nS- * OK [CAPABILITY IMAP4rev1\nREPEAT- 10000  X-CAPABILITY\n"
                     "S:  AUTH=PLAIN] ready\nSILENT\n"),
  POP3_WITH ("ten-thousand-capabilities-pop3", "protocol-violation",
             .lets = "TLS good\nS: +OK ready\nC: CAPA\nS: +OK\nREPEAT 10000 X-CAPABILITY\n"
                     "S: SASL PLAIN\nS: .\nSILENT\n"),
  SMTP_WITH ("ten-thousand-capabilities-smtp", "protocol-violation",
             .lets = "TLS good\nS: 220 {host} ESMTP\nANY\nREPEAT 10000 250-X-CAPABILITY\n"
                     "S: 250 AUTH PLAIN\nSILENT\n"),
  IMAP_WITH ("hundred-megabytes", "not-a-mail-server",
             .lets = "TLS good\nREPEAT " HUGE_TIMES " " SIXTY_FOUR "\nCLOSE\n"),
  IMAP_WITH ("huge-literal", "protocol-violation",
             .lets = "TLS good\nS: * OK [CAPABILITY {safe}] ready\nANY\n"
                     "S: * LIST () \"/\" {{4294967295}\nREPEAT " HUGE_TIMES " " SIXTY_FOUR "\nCLOSE\n"),

  /* Nonsense. */
  IMAP_UPGRADED_WITH ("garbage", "protocol-violation",
                      .lets = "S- \\x00\\x01\\xfe\\xff\\x80garbage\\x07\\x1b[2J\\r\\n\nSILENT\n"),
  IMAP_WITH ("garbage-behind-tls", "protocol-violation",
             .lets = "TLS good\nS- \\xde\\xad\\xbe\\xef\\x00\\x00\\r\\n\nSILENT\n"),
  IMAP_WITH ("garbage-handshake", "not-a-mail-server",
             .lets = "S- \\xde\\xad\\xbe\\xef\\xde\\xad\\xbe\\xef\\xde\\xad\\xbe\\xef\\r\\n\nSILENT\n"),
  IMAP_WITH ("garbage-answer", "protocol-violation",
             .lets = "TLS good\nS: * OK [CAPABILITY {safe}] ready\nANY\n"
                     "S- \\xff\\xfe\\x00%n%s((((\\\\\\r\\n\nSILENT\n"),
  POP3_WITH ("garbage-answer-pop3", "protocol-violation",
             .lets = "TLS good\nS: +OK ready\nANY\nS: maybe\nSILENT\n"),
  SMTP_WITH ("garbage-answer-smtp", "protocol-violation",
             .lets = "TLS good\nS: 220 {host} ESMTP\nANY\nS: twofifty fine\nSILENT\n"),
  SMTP_WITH ("mixed-codes-smtp", "protocol-violation",
             .lets = "TLS good\nS: 220 {host} ESMTP\nANY\nS: 250-{host}\nS: 550 AUTH PLAIN\nSILENT\n"),
  IMAP_WITH ("foreign-tag", "protocol-violation",
             .lets = "TLS good\nS: * OK [CAPABILITY {safe}] ready\nANY\nS: ZZZ99 OK Signed in.\nSILENT\n"),
  IMAP_WITH ("nul-in-answer", "protocol-violation",
             .lets = "TLS good\nS: * OK [CAPABILITY {safe}] ready\nC: {tag} *\n"
                     "S- {tag} NO \\x00 wrong\\r\\n\nSILENT\n"),
  /* What would turn a terminal upside down: control and bidirectional characters are not shown. */
  IMAP_WITH ("hostile-characters", "credentials-rejected",
             .lets = "LET open no\n"
                     "LET refusal \\x1b]0;owned\\x07\\x1b[31mWrong \\xe2\\x80\\xaepassword\\xe2\\x80\\xac\\x08\n"),
  /* A reply with a page that is none of the web, and one whose host is another's. */
  IMAP_WITH ("hostile-links", "web-login-required",
             .lets = "LET open no\n"
                     "LET refusal Web login required: http://insecure.practice.test/ or "
                     "javascript:alert(1) or https://anna:pw@evil.example@practice.test/\n"),

  /* Bytes behind the consent to encrypt (CVE-2011-0411). */
  IMAP_UPGRADED_WITH ("injected", "starttls-stripped",
                      .lets = "S: * OK [CAPABILITY {capabilities}] ready\nC: {tag} STARTTLS\n"
                              "S- {tag} OK Begin TLS now.\\r\\n* OK [CAPABILITY IMAP4rev1] me first\\r\\n\n"
                              "TLS? good\nSILENT\n"),
  POP3_UPGRADED_WITH ("injected-pop3", "starttls-stripped",
                      .lets = "S: +OK ready\nC? CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\n"
                              "S- +OK Begin TLS now.\\r\\n+OK me first\\r\\n\nTLS? good\nSILENT\n"),
  SMTP_UPGRADED_WITH ("injected-smtp", "starttls-stripped",
                      .lets = "S: 220 {host} ESMTP\nC: EHLO *\nS: 250-{host}\nS: 250 STARTTLS\n"
                              "C: STARTTLS\nS- 220 2.0.0 Go on\\r\\n250-AUTH PLAIN\\r\\n250 me first\\r\\n\n"
                              "TLS? good\nSILENT\n"),

  /* Servers that repeat the password. */
  IMAP_WITH ("echo", "credentials-rejected",
             .lets = "LET safe IMAP4rev1 AUTH=LOGIN\nLET echo plain\n"),
  IMAP_WITH ("echo-base64", "credentials-rejected", .lets = "LET echo base64\n"),
  POP3_WITH ("echo-pop3", "credentials-rejected", .lets = "LET mechanisms LOGIN\nLET echo plain\n"),
  SMTP_WITH ("echo-smtp", "smtp-disabled", .lets = "LET mechanisms LOGIN\nLET echo plain\n"),
  SMTP_WITH ("echo-base64-smtp", "smtp-disabled", .lets = "LET echo base64\n"),
};
/* clang-format on */

const PlPracticeChapter pl_practice_chapter_hostile = { PL_PRACTICE_GROUP_HOSTILE, rows,
                                                        G_N_ELEMENTS (rows) };
