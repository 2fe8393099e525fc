// SPDX-License-Identifier: GPL-3.0-or-later
/* How TLS libraries number and name it.
 * See pl-reply-phrases.c for what the order means. */
#include "diagnosis/pl-reply-rows-private.h"

static const PlReplyPhrase rows[] = {
  /* --- TLS, as libraries number and name it --- */
  { "wrong-protocol", NONE, HANDSHAKE, NULL, "imap greeting|pop3 greeting|smtp greeting", NULL,
    LITERAL },
  { "needs-starttls", NONE, HANDSHAKE, NULL,
    "wrong version number|invalidcontenttype|unexpected tls packet|unknown protocol|"
    "look like a tls handshake|plaintext connection|unrecognized ssl message|non ssl|non tls|"
    "plain text|unexpected message|15 an unexpected",
    NULL, LITERAL },
  { "certificate-revoked", NONE, HANDSHAKE, NULL, "revoked", NULL, LITERAL },
  { "certificate-expired", NONE, HANDSHAKE, NULL,
    "certificate|cert|sec & expired|cert_has_expired|has expired", NULL, LITERAL },
  { "certificate-not-yet-valid", NONE, HANDSHAKE, NULL,
    "not yet valid|not yet activated|notyetvalid|not valid before", NULL, LITERAL },
  { "certificate-weak", NONE, HANDSHAKE, NULL,
    "insecure algorithm|weak|too small|too short & key|signature|algorithm|certificate|md|ca",
    "dh|diffie*|prime", LITERAL },
  { "certificate-incomplete-chain", NONE, HANDSHAKE, NULL,
    "first certificate|leaf signature|leaf certificate & unable|cannot|not", NULL, LITERAL },
  { "certificate-unknown-issuer", NONE, HANDSHAKE, NULL,
    "in certificate chain|in the certificate chain & self signed|selfsigned", NULL, LITERAL },
  { "certificate-unknown-issuer", NONE, HANDSHAKE, NULL,
    "issuer is unknown|unknown issuer|unknownissuer|unknown ca|unknown authority|local issuer|"
    "unable to verify|unable to get issuer|untrusted issuer|untrusted root|not trusted by|"
    "trust anchor|certification path|path building|authority that is not trusted|"
    "authority not trusted|issuer is not recognized|issuer not recognized|unknown root|"
    "cert_authority_invalid|signer not found",
    "self signed", LITERAL },
  { "certificate-self-signed", NONE, HANDSHAKE, NULL, "self signed|selfsigned", NULL, LITERAL },
  { "certificate-host-mismatch", NONE, HANDSHAKE, NULL,
    "does not match|not match|doesnt match|mismatch|not valid for|notvalidforname|altnames & "
    "name|host|hostname|altnames|notvalidforname|ip|address",
    NULL, LITERAL },
  { "certificate-host-mismatch", NONE, HANDSHAKE, NULL,
    "subject alternative|alternative dns|alternative names & matching|match|matches|found", NULL,
    LITERAL },
  { "certificate-host-mismatch", NONE, HANDSHAKE, NULL, "is valid for & not", NULL, LITERAL },
  { "tls-version-too-old", NONE, HANDSHAKE, NULL,
    "version|protocol & unsupported|illegal|protocol version|too low|too old|obsolete|insecure",
    NULL, LITERAL },
  { "connection-dropped", NONE, HANDSHAKE, NULL,
    "premature*|non properly terminated|pull function|connection reset|reset by peer|"
    "unexpected eof|closed the connection|connection closed",
    NULL, STAGE },
  { "server-too-slow", NONE, HANDSHAKE, NULL, "timed out|timeout|timedout", NULL, STAGE },
  { "tls-handshake-failed", NONE, HANDSHAKE, NULL,
    "alert|handshake|diffie*|dh|prime|cipher*|packet length|decrypt*|no common|tls|ssl", NULL,
    STAGE },
};

const PlReplyTable pl_reply_rows_tls = { rows, G_N_ELEMENTS (rows) };
