// SPDX-License-Identifier: GPL-3.0-or-later
/* A refusal without a reason: what the stage and the code alone let suppose.
 * See pl-reply-phrases.c for what the order means. */
#include "diagnosis/pl-reply-rows-private.h"

/* Exchange has one number for a wrong password, for sending that is switched off, and for a sign-in that has
 * to go through the browser. The words that tell them apart may be missing. */
#define SEVERAL "5.7.139|5.7.3"
#define TOLD "disabled|incorrect|locked|criteria|policy|blocked|password"

static const PlReplyPhrase rows[] = {
  { "account-locked", IMAP, SIGN_IN, "CONTACTADMIN", NULL, NULL, FALLBACK },
  { "credentials-rejected", ANY, SIGN_IN, "AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|AUTH|535|5.7.8",
    NULL, NULL, FALLBACK },
  { "smtp-disabled", SMTP, SIGN_IN, SEVERAL, NULL, TOLD, FALLBACK },
  { "oauth-required", SMTP, SIGN_IN, SEVERAL, NULL, TOLD, FALLBACK },
  { "credentials-rejected", ANY, SIGN_IN, NULL, AUTHENTICATION "|user|username|permission", NULL,
    FALLBACK },
  { "ip-not-allowed", SMTP, GREETING, "5*", NULL, NULL, FALLBACK },
  { "starttls-unavailable", ANY, STARTTLS, NULL, NULL, NULL, FALLBACK },
  { "auth-mechanism-unsupported", SMTP, SIGN_IN, "504|534|5.7.4|5.7.9", NULL, NULL, FALLBACK },
  { "credentials-rejected", ANY, SIGN_IN, "NO|-ERR|53*|55*", NULL, NULL, FALLBACK },
  { "client-rejected", SMTP, ABILITIES, "55*|501", NULL, NULL, FALLBACK },
  { "protocol-violation", POP3, ABILITIES, "-ERR", NULL, NULL, FALLBACK },
  { "protocol-violation", ANY, ENTERING | MAILBOX, "BAD|50*|CLIENTBUG", NULL, NULL, FALLBACK },
  { "protocol-violation", SMTP, SENDING, "500|502|503|504|555", NULL, NULL, FALLBACK },
  { "mailbox-full", SMTP, RECIPIENT, "452|552", NULL, NULL, FALLBACK },
  { "mailbox-not-accessible", FETCHING, MAILBOX, "NO|-ERR", NULL, NULL, FALLBACK },
  { "connection-dropped", IMAP, TALKING, "BYE", NULL, NULL, FALLBACK },
  { "sender-rejected", SMTP, SENDER, "51*|55*|501|5.7.1|5.1.*", NULL, NULL, FALLBACK },
  { "relay-denied", SMTP, RECIPIENT, "5.7.1", NULL, NULL, FALLBACK },
  { "recipient-rejected", SMTP, RECIPIENT, "51*|55*|501|521|5.1.*|5.4.1|5.4.4|5.4.310", NULL, NULL,
    FALLBACK },
  { "mailbox-full", SMTP, RECIPIENT, "422|5.2.2", NULL, NULL, FALLBACK },
  { "message-rejected", SMTP, MESSAGE, "5*", NULL, NULL, FALLBACK },
  { "server-unavailable", SMTP, SENDER | MESSAGE, "452|4.3.1", NULL, NULL, FALLBACK },
  { "greylisted", SMTP, RECIPIENT | MESSAGE, "45*", NULL, NULL, FALLBACK },
  { "server-unavailable", ANY, TALKING, "4*", NULL, NULL, FALLBACK },
};

const PlReplyTable pl_reply_rows_fallback = { rows, G_N_ELEMENTS (rows) };
