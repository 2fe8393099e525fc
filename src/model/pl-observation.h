// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-terms.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What was seen. Beside each kind: the outcomes it can have, and the facts it carries. */
typedef enum
{
  /* A stage begins (RUNNING, nothing else) or ends: STATE, MS. */
  PL_SIGHT_STAGE,
  /* A look-up in the domain name system. FOUND, NO_DATA, NO_SUCH_NAME, SERVER_FAILURE, SILENT,
   * FAILED: NAME, RECORD (`address`, `mx`, `srv`, `txt`, `any`), ADDRESSES or ANSWERS (as in a zone
   * file, joined by `, `, the most wanted first: `10 mx.example.org, 20 mx2.example.org`; `0 .` is
   * the null MX of RFC 7505), MS. */
  PL_SIGHT_NAME,
  /* One address dialled. CONNECTED, REFUSED, SILENT, UNREACHABLE, DENIED (EPERM or EACCES),
   * FAILED, ABANDONED (another address was faster): ADDRESS, FAMILY (`ipv4`, `ipv6`), PORT, ERRNO, MS. */
  PL_SIGHT_DIAL,
  /* The server's first line, or what stood in its place. SPOKEN, SILENT, CLOSED, VIOLATION:
   * TEXT, PROTOCOL (the protocol it belongs to: `imap`, `pop3`, `smtp`, `http`, `ssh`, `ftp`,
   * `tls`, `unknown`). */
  PL_SIGHT_GREETING,
  /* What the server says it can do. FOUND: WORDS (upper case; AUTH mechanisms as `AUTH=X`), AFTER
   * (`plain`, `tls`, `sign-in`). */
  PL_SIGHT_CAPABILITIES,
  /* STARTTLS or STLS. ACCEPTED, REJECTED, NOT_OFFERED, INJECTED (bytes came with the answer that
   * belong behind the handshake; CVE-2011-0411): TEXT, STATUS. */
  PL_SIGHT_STARTTLS,
  /* The TLS handshake. ESTABLISHED, NOT_TLS (something else answered), ALERT, CLOSED, SILENT,
   * FAILED: VERSION, CIPHER, ALERT (number), ERROR (GnuTLS number), TEXT (the plain text that came
   * instead, when known), OCSP (`good`, `revoked`, `none`), MS. */
  PL_SIGHT_TLS,
  /* One certificate, the server's own first. FOUND: INDEX, SUBJECT, ISSUER, NAMES, NOT_BEFORE,
   * NOT_AFTER (RFC 3339), KEY (`RSA 2048`), SIGNATURE, SHA256, SPKI_SHA256 (base64), WORDS
   * (`self-signed`, `ca`), AIA (where the issuer's certificate lies). */
  PL_SIGHT_CERTIFICATE,
  /* The judgement on the chain. ACCEPTED, REJECTED: STATUS (GnuTLS flags, hexadecimal), WORDS of
   * `expired`, `not-yet-valid`, `self-signed`, `unknown-issuer`, `incomplete-chain`,
   * `host-mismatch`, `revoked`, `weak`, `other`; TRUST (`system`, `pinned`, `none`), SHA256. */
  PL_SIGHT_TRUST,
  /* The answer to a command. ACCEPTED, REJECTED, TEMPORARY (try later), VIOLATION, NOT_OFFERED (not
   * even given, because the server lacks what it needs: REASON `smtputf8`): COMMAND (`GREETING` for a greeting that
   * refuses, `LOGIN`, `AUTHENTICATE PLAIN`, `EXAMINE`, `MAIL`; never arguments), STATUS (`OK`, `NO`, `BAD`,
   * `BYE`, `PREAUTH`, `+OK`, `-ERR`, or three digits), CODE (RFC 5530 or RFC 3206 response code, or RFC 3463
   * enhanced status code), TEXT (every line, joined by line ends). */
  PL_SIGHT_REPLY,
  /* The sign-in as a whole. ACCEPTED, REJECTED, TEMPORARY, NOT_OFFERED (no mechanism in common),
   * WITHHELD (held back: see REASON `cleartext`, `incoming-failed`, `budget`, `no-password`,
   * `password-characters` and `token-characters`: no way to send such a password or token, `oauth`: only
   * a token is taken here, and there is none, while MECHANISM is offered for it, `approval`: the person has
   * yet to agree to this server), CLOSED, SILENT: MECHANISM, REASON (with
   * REJECTED: `server-unproven`, the server could not prove that it knows the password), WORDS (mechanisms
   * offered). */
  PL_SIGHT_SIGN_IN,
  /* Why a server refused an access token, as the mechanism has it tell (RFC 7628 3.2.2, and the same in
   * XOAUTH2). REJECTED: STATUS (`invalid_token`, `401`...), WORDS (the scope it wants), TEXT (all of it). */
  PL_SIGHT_TOKEN,
  /* The peer hung up, or reset the connection. CLOSED, RESET: ERRNO, BYTES (received so far). */
  PL_SIGHT_CLOSED,
  /* Nothing came. SILENT: LIMIT (`soft`, `hard`), MS (waited), REASON (`connect`, `first-byte`, `reply`,
   * `auth`). */
  PL_SIGHT_SILENCE,
  /* The answer is none, endless or too large. VIOLATION: REASON (in English, ours), TEXT. */
  PL_SIGHT_VIOLATION,
  /* The password's traits, never the password. FOUND: WORDS; see pl_secret_describe_traits(). */
  PL_SIGHT_PASSWORD,
  /* Sign-ins that this host has refused lately, before this check, to whichever user. FOUND: COUNT, MS
   * (since the last one). Not noted where there were none. */
  PL_SIGHT_ATTEMPTS,
  /* Mail folders with a special use. FOUND: WORDS (`sent=Sent`...; names percent-encoded), TEXT
   * (hierarchy delimiter). */
  PL_SIGHT_FOLDERS,
  /* What a follow-up probe found. SPOKEN (the service answers as it should), OTHER_PROTOCOL,
   * NOT_TLS, REFUSED, SILENT, UNREACHABLE, DENIED, CLOSED, FAILED: HOST, PORT, SECURITY, PROTOCOL (what
   * answered), TRUST (`system`, `none`), WORDS (capabilities, where asked), VERSION (of TLS), MS. A
   * look for old versions of TLS at the check's own port tells a VERSION and no PROTOCOL. */
  PL_SIGHT_PROBE,
  /* What a look beyond the server came to, at a web server or at another mail server: as in PROBE; FOUND
   * (only its name was looked up), NO_SUCH_NAME, NO_DATA, SERVER_FAILURE: HOST, PORT, PROTOCOL (what was looked for: `https`, `imap`, `pop3`,
   * `smtp`), ADDRESSES (of the name), TRUST (`system`, `none`), WORDS (what is wrong with the certificate, as in
   * TRUST), ISSUER, NAMES and SHA256 (of the certificate), REASON (`http`: answered in plain text), DATE (RFC 3339,
   * as the web server tells the time; only where nothing but dates was wrong with its certificate), MS. */
  PL_SIGHT_ELSEWHERE,
  /* How this computer is connected, as it says itself. FOUND: WORDS of `ipv4` and `ipv6` (there is a default
   * route), `vpn` (it leads through a tunnel), `portal`, `limited` and `local` (the word of the network service:
   * a sign-in page is in the way, no internet, no network), NAME (interfaces of default routes). */
  PL_SIGHT_NETWORK,
  /* A host of the network was asked: HOST, PORT, PROTOCOL (`dns`, `imap`, `pop3`, `smtp`, `https`),
   * PURPOSE (`check`, `probe`, `resolve`, `discovery`, `sign-in`). */
  PL_SIGHT_HOST_ASKED,
  /* What one source of discovery came to. FOUND, NO_DATA (it knows nothing of this domain; REASON
   * `not-offered`: the domain itself says that it offers no service), NO_SUCH_NAME,
   * SERVER_FAILURE, SILENT, REFUSED, UNREACHABLE, REJECTED (its certificate was not accepted, it led to a place that is
   * not asked, or nobody vouches for the document: REASON `certificate`, `redirect`, `digest`), VIOLATION (no such
   * document, more than anybody wants, or no HTTP: REASON `document`, `too-large`, `http`), ABANDONED (a better one was
   * faster), FAILED: NAME (of the source, see pl-sources.c), HOST, TRUST (as PlTrust), MS. */
  PL_SIGHT_SOURCE,
  /* Whether the test message has come back, in the stage `arrival` of the incoming service. FOUND, SILENT (not within
   * the time), NOT_OFFERED (this server gives no way to look), WITHHELD (no password to look with), FAILED (the
   * look could not be carried out: TEXT), CANCELLED: NAME (its Message-ID), REASON (where it was found: `inbox`, `junk`;
   * where nothing but the inbox can be seen: `inbox-only`), TEXT (the folder it lies in), WORDS (`deleted` when it was
   * deleted again), COUNT (looks), MS (since it was sent, or since the looking began). */
  PL_SIGHT_DELIVERY,
  /* The settings are those that a mail program has for this account, unchanged. FOUND: NAME (of the program), WORDS
   * (`password` when the check signs in with the password that is stored there). */
  PL_SIGHT_CLIENT,
  /* One line of the log, secrets taken out: TEXT, DIRECTION (`sent`, `received`). */
  PL_SIGHT_LINE,
  /* The run ended early. CANCELLED, SILENT (its deadline passed). */
  PL_SIGHT_END,
  PL_N_SIGHTS,
} PlSight;

typedef enum
{
  PL_OUTCOME_NONE,
  PL_OUTCOME_FOUND,
  PL_OUTCOME_NO_DATA,
  PL_OUTCOME_NO_SUCH_NAME,
  PL_OUTCOME_SERVER_FAILURE,
  PL_OUTCOME_SILENT,
  PL_OUTCOME_CONNECTED,
  PL_OUTCOME_REFUSED,
  PL_OUTCOME_UNREACHABLE,
  PL_OUTCOME_DENIED,
  PL_OUTCOME_ABANDONED,
  PL_OUTCOME_RESET,
  PL_OUTCOME_CLOSED,
  PL_OUTCOME_SPOKEN,
  PL_OUTCOME_OTHER_PROTOCOL,
  PL_OUTCOME_ESTABLISHED,
  PL_OUTCOME_NOT_TLS,
  PL_OUTCOME_ALERT,
  PL_OUTCOME_ACCEPTED,
  PL_OUTCOME_REJECTED,
  PL_OUTCOME_TEMPORARY,
  PL_OUTCOME_NOT_OFFERED,
  PL_OUTCOME_WITHHELD,
  PL_OUTCOME_INJECTED,
  PL_OUTCOME_VIOLATION,
  PL_OUTCOME_CANCELLED,
  PL_OUTCOME_FAILED,
  PL_N_OUTCOMES,
} PlOutcome;

typedef enum
{
  PL_FACT_END, /* ends a list of facts; never a fact */
  PL_FACT_STATE,
  PL_FACT_MS,
  PL_FACT_NAME,
  PL_FACT_RECORD,
  PL_FACT_ADDRESSES,
  PL_FACT_ANSWERS,
  PL_FACT_ADDRESS,
  PL_FACT_FAMILY,
  PL_FACT_HOST,
  PL_FACT_PORT,
  PL_FACT_SECURITY,
  PL_FACT_PROTOCOL,
  PL_FACT_PURPOSE,
  PL_FACT_ERRNO,
  PL_FACT_ERROR,
  PL_FACT_ALERT,
  PL_FACT_VERSION,
  PL_FACT_CIPHER,
  PL_FACT_OCSP,
  PL_FACT_COUNT,
  PL_FACT_INDEX,
  PL_FACT_SUBJECT,
  PL_FACT_ISSUER,
  PL_FACT_NAMES,
  PL_FACT_NOT_BEFORE,
  PL_FACT_NOT_AFTER,
  PL_FACT_KEY,
  PL_FACT_SIGNATURE,
  PL_FACT_SHA256,
  PL_FACT_SPKI_SHA256,
  PL_FACT_AIA,
  PL_FACT_TRUST,
  PL_FACT_COMMAND,
  PL_FACT_STATUS,
  PL_FACT_CODE,
  PL_FACT_MECHANISM,
  PL_FACT_WORDS,
  PL_FACT_AFTER,
  PL_FACT_REASON,
  PL_FACT_LIMIT,
  PL_FACT_BYTES,
  PL_FACT_DIRECTION,
  PL_FACT_DATE,
  PL_FACT_TEXT,
  PL_N_FACTS,
} PlFact;

const char *pl_sight_to_nick (PlSight sight);
gboolean pl_sight_from_nick (const char *nick, PlSight *sight);
const char *pl_outcome_to_nick (PlOutcome outcome);
gboolean pl_outcome_from_nick (const char *nick, PlOutcome *outcome);
const char *pl_fact_to_nick (PlFact fact);
gboolean pl_fact_from_nick (const char *nick, PlFact *fact);

/**
 * PlObservation:
 *
 * One thing seen at one moment of a check; immutable, safe between threads.
 */
#define PL_TYPE_OBSERVATION (pl_observation_get_type ())
G_DECLARE_FINAL_TYPE (PlObservation, pl_observation, PL, OBSERVATION, GObject)

/**
 * PlObservationFields:
 * @at_us: microseconds since the check began
 * @probe: 0 for the check's own connection, else the number of the follow-up probe
 * @facts: (array length=PL_N_FACTS): by #PlFact; %NULL where unknown
 *
 * The parts of a #PlObservation, as arguments with names.
 */
typedef struct
{
  gint64 at_us;
  PlService service;
  PlStage stage;
  PlSight sight;
  PlOutcome outcome;
  guint probe;
  const char *facts[PL_N_FACTS];
} PlObservationFields;

PlObservation *pl_observation_new (const PlObservationFields *fields);

gint64 pl_observation_get_at_us (PlObservation *observation);
PlService pl_observation_get_service (PlObservation *observation);
PlStage pl_observation_get_stage (PlObservation *observation);
PlSight pl_observation_get_sight (PlObservation *observation);
PlOutcome pl_observation_get_outcome (PlObservation *observation);
guint pl_observation_get_probe (PlObservation *observation);
const char *pl_observation_get (PlObservation *observation, PlFact fact);
gint64 pl_observation_get_int (PlObservation *observation, PlFact fact, gint64 fallback);
gboolean pl_observation_has_word (PlObservation *observation, PlFact fact, const char *word);

PlObservation *pl_observations_find_last (const GPtrArray *observations, PlSight sight);

G_END_DECLS
