// SPDX-License-Identifier: GPL-3.0-or-later
/* The numbers of Outlook, Outlook Express and Windows Mail (0x800CCC00 to 0x800CCCDF, in
 * Microsoft's imnxport.h: 00 to 1F of all protocols, 60 to 7F of SMTP, 90 to 9F of POP3, D0 to DF
 * of IMAP), and, at last, words that say only that no connection came about. A number counts less
 * than the sentence beside it. */
#include "diagnosis/pl-explain-private.h"

#define STAGE PL_STRENGTH_STAGE
#define GUESS PL_STRENGTH_GUESS
#define FALLBACK PL_STRENGTH_FALLBACK

#define FAILED                                                                                \
  "failed|fails|failure|unable|cannot|cant|could not|couldnt|not|fehlgeschlagen|gescheitert|" \
  "nicht|schlug fehl|rejected|refused|abgelehnt|denied|incorrect|wrong|falsch|error|fehler|"  \
  "unsuccessful|ungültig|invalid"
#define NETWORK \
  "server|host|connection|connect|verbindung|verbinden|mailserver|mail server|verbindungsaufbau"

static const PlProgramPhrase rows[] = {
  /* --- numbers --- */
  { "auth-mechanism-unsupported", "0x800ccc00", NULL, GUESS },
  { "certificate-host-mismatch", "0x800ccc01", NULL, STAGE },
  { "certificate-expired", "0x800ccc02", NULL, STAGE },
  { "connection-dropped", "0x800ccc05|0x800ccc06|0x800ccc09|0x800ccc0a|0x800ccc12|0x800ccc13", NULL,
    STAGE },
  { "mailbox-in-use", "0x800ccc0b", NULL, STAGE },
  { "recipient-rejected", "0x800ccc10|0x800ccc11|0x800ccc69|0x800ccc6b", NULL, STAGE },
  { "connection-refused", "0x800ccc15", NULL, GUESS },
  { "account-unknown", "0x800ccc16|0x800ccc91", NULL, GUESS },
  { "credentials-rejected", "0x800ccc16|0x800ccc18|0x800ccc90|0x800ccc91|0x800ccc92|0x800cccd1",
    NULL, STAGE },
  { "tls-handshake-failed", "0x800ccc1a", NULL, STAGE },
  { "offline", "0x800ccc40|0x800ccc4a|0x800ccc4b", NULL, GUESS },
  { "protocol-violation",
    "0x800ccc61|0x800ccc62|0x800ccc63|0x800ccc64|0x800ccc65|0x800ccc66|"
    "0x800ccc93|0x800ccc94|0x800cccd3|0x800cccd4",
    NULL, GUESS },
  { "server-unavailable", "0x800ccc67|0x800ccc6a|0x800ccc6c", NULL, STAGE },
  { "mailbox-in-use", "0x800ccc68", NULL, GUESS },
  { "mailbox-full", "0x800ccc6d", NULL, GUESS },
  { "sender-rejected", "0x800ccc7a", NULL, GUESS },
  { "message-rejected", "0x800ccc6f", NULL, GUESS },
  { "needs-starttls", "0x800ccc7c", NULL, GUESS },
  { "wrong-protocol", "0x800cccd5", NULL, STAGE },

  /* --- could not connect, and nobody says why --- */
  { "connection-refused",
    "0x800ccc0e|0x80042108|0x80042109|may be unavailable|refusing smtp|refusing imap|"
    "möglicherweise nicht verfügbar|errorconnection|unavailable or is refusing|"
    "verweigert smtp|lehnt smtp|nicht verfügbar oder lehnt",
    NULL, GUESS },
  { "connection-refused",
    NETWORK " & " FAILED
            "|0x800ccc0e & connect|connecting|connection|verbinden|verbindung|verbindungsaufbau|"
            "hergestellt|erreichen|erreichbar|reach|reached|contact",
    NULL, FALLBACK },
};

const PlProgramTable pl_program_codes = { rows, G_N_ELEMENTS (rows) };
