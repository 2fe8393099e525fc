// SPDX-License-Identifier: GPL-3.0-or-later
/* What is switched off, and what is the matter with an account or a user name.
 * See pl-reply-phrases.c for what the order means. */
#include "diagnosis/pl-reply-rows-private.h"

static const PlReplyPhrase rows[] = {
  { "mailbox-in-use", FETCHING, SIGN_IN | MAILBOX, "IN-USE|INUSE", "lock|locked|in use|busy", NULL,
    LITERAL },

  /* --- switched off --- */
  { "account-locked", SMTP, SENDING, NULL,
    "outgoing mail|outgoing email|outbound mail|outbound sending|outbound email|sending & "
    "suspended|on hold|frozen|locked|disabled for this account|disabled for your account|blocked for "
    "this account|blocked for your account|temporarily disabled",
    NULL, LITERAL },
  { "imap-disabled", IMAP, SIGN_IN | MAILBOX | GREETING, NULL, "imap|imap4 & " OFF,
    "authenticate|mechanism|commands", LITERAL },
  { "pop-disabled", POP3, SIGN_IN | MAILBOX | GREETING, NULL, "pop|pop3 & " OFF, "mechanism",
    LITERAL },
  { "smtp-disabled", SMTP, SIGN_IN | SENDER, NULL,
    "smtp|smtp auth|smtpclientauthentication|smtpclientauth*|sending|outgoing|submission|send "
    "mail & " OFF,
    "mechanism|relay|relaying|tls|ssl|as this sender|anonymous|spam|ptr|spf|dkim|dmarc|ip|"
    "ip address|sender account|user complaints|recipient|recipients",
    LITERAL },
  { "*-disabled", ANY, SIGN_IN | MAILBOX, NULL,
    "external access|remote access|client access|third party access|third party apps|"
    "third party clients|mail programs|mail program|mail clients|email clients|external clients|"
    "external programs|mailprogramme & " OFF,
    "ip|network|country|location|region", LITERAL },
  { "*-disabled", ANY, SIGN_IN | MAILBOX, NULL,
    "service|protocol|access|client & not authorized to use|not authorised to use|"
    "not entitled|not eligible|not have access|no access|access rights|not allowed to use|"
    "not permitted to use|not enabled|not subscribed|not provisioned|not active|"
    "service is disabled|protocol is disabled|protocol disabled|service disabled|access disabled|"
    "access is disabled",
    "ip|network|address|location|country|mailbox", LITERAL },
  { "*-disabled", ANY, SIGN_IN, NULL,
    "criteria|conditional access|authentication policy|access policy & "
    "authenticat*|login|sign|policy",
    NULL, LITERAL },

  /* --- the account --- */
  { "account-locked", ANY, SIGN_IN | MAILBOX | SENDING, NULL,
    "bad outbound sender|outbound spam|spam abuse|compromised|abuse detected", NULL, LITERAL },
  /* A lock of the maildrop belongs to POP3 (RFC 1939 4); an account is locked in other words. */
  { "mailbox-in-use", POP3, SIGN_IN | MAILBOX, NULL,
    "mailbox|maildrop|mail drop|inbox & lock|locked|locking|in use|busy",
    "account|suspended|administrator|abuse|support|security|too many", LITERAL },
  { "mailbox-in-use", FETCHING, MAILBOX, NULL,
    "lock|locked|locking & mailbox|inbox|maildrop|folder|spool|failed|cannot|could not|unable|busy|"
    "session|timeout|by",
    "account|suspended|administrator|inactive|user", LITERAL },
  { "account-locked", ANY, SIGN_IN | MAILBOX | SENDER, NULL, THE_ACCOUNT " & " LOCKED,
    "already|in use|imap|pop|pop3|smtp|another|lock|ip|address|relay|try again|unavailable|country|"
    "region|location|network|"
    "login disabled|logins disabled",
    LITERAL },
  { "username-format", ANY, SIGN_IN, NULL,
    "use your email|use your e mail|use your mail|use the email|use the e mail|use your customer|"
    "email address instead|address instead of|as user name|as username|as your username|"
    "as your user name|as login|as your login|als benutzername*|ohne domain",
    "password", LITERAL },
  { "username-format", ANY, SIGN_IN, NULL,
    "username|user name|login name|userid|user id & wildcard*|not permitted in|must not contain|"
    "may not contain|contains|illegal character*|invalid format|malformed|not well formed",
    "password", LITERAL },
  { "account-unknown", ANY, SIGN_IN, NULL,
    "no account|no user|no mailbox with|no mailbox named|not a customer|have an account|"
    "never existed|has been deleted|was deleted|account deleted|" UNKNOWN,
    "mechanism|or|" THE_PASSWORD, LITERAL },
  { "username-format", ANY, SIGN_IN, NULL,
    "full|complete|entire|whole|fully qualified & email|e mail|mail|address|username|user name & "
    "user|username|login|name|use",
    NULL, LITERAL },
  { "username-format", ANY, SIGN_IN, NULL,
    "username|user name|login name|login & must be|should be|must contain|needs to be|"
    "without domain|with domain|include the domain|must include",
    "length|characters|same|password", LITERAL },
  { "account-unknown", ANY, SIGN_IN, NULL,
    "user|account|mailbox|username|login|benutzer|konto & "
    "no longer exists|no longer exist|existiert nicht mehr|no such|not found|unknown|doesnt exist|does not exist|nonexistent|non existent|"
    "not registered|not known|unbekannt|existiert nicht",
    "mechanism|password|or", LITERAL },
  { "password-characters", ANY, SIGN_IN, NULL,
    "decode|decoding & password|username|user name|credentials", "base64|temporar*", LITERAL },
  { "password-characters", ANY, SIGN_IN, NULL,
    "illegal|invalid|non ascii|8 bit|8bit|unsupported & character|characters|charset & "
    "password|login|username|credentials|string|literal|argument|command",
    "base64", LITERAL },
};

const PlReplyTable pl_reply_rows_account = { rows, G_N_ELEMENTS (rows) };
