// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "net/pl-connection.h"

G_BEGIN_DECLS

/**
 * PlSignIn:
 * @username: UTF-8
 * @password: (nullable): borrowed
 * @token: (nullable): borrowed: an access token, for XOAUTH2 and OAUTHBEARER
 * @only_token: nothing but a token may be sent here. Set by @token, and by a @mechanism that carries
 *   one; then @password is left alone, and @allow_cleartext means nothing.
 * @mechanism: (nullable): the only one to use, as in #PlServerFields; %NULL for the best offered
 * @host: with @port, for mechanisms that name the server
 * @allow_cleartext: the person agreed to send it over a connection without trusted encryption
 */
typedef struct
{
  const char *username;
  const PlSecret *password;
  const PlSecret *token;
  gboolean only_token;
  const char *mechanism;
  const char *host;
  guint16 port;
  gboolean allow_cleartext;
} PlSignIn;

/**
 * PlEnvelope:
 * @sender: for MAIL FROM
 * @recipient: for RCPT TO
 * @message: (nullable): a whole message with CRLF line ends, sent with DATA; %NULL for the dry run
 */
typedef struct
{
  const char *sender;
  const char *recipient;
  const char *message;
} PlEnvelope;

/**
 * PlMessageSeen:
 * @folder: owned: as people call it; `INBOX` for the inbox
 * @junk: it lies where the server puts what it takes for junk
 * @deleted: it was deleted again
 *
 * Where a message was found.
 */
typedef struct
{
  char *folder;
  gboolean junk;
  gboolean deleted;
} PlMessageSeen;

/**
 * PlDialogue:
 *
 * One conversation of IMAP (RFC 9051, RFC 3501), POP3 (RFC 1939, RFC 2449, RFC 5034) or ESMTP
 * (RFC 5321, RFC 4954) over a connection, step by step. Each step enters and leaves its stage with
 * the recorder, so that the evidence tells how far it came.
 *
 * A step returns %PL_OUTCOME_ACCEPTED when the next may follow. Every other outcome ends the
 * conversation; @error is set with %PL_OUTCOME_FAILED and %PL_OUTCOME_CANCELLED only, which mean
 * that the step could not be carried out (connection lost, time over, nonsense received).
 */
typedef struct _PlDialogue PlDialogue;

PlDialogue *pl_dialogue_new (PlService service, PlConnection *connection, PlRecorder *recorder);
void pl_dialogue_free (PlDialogue *dialogue);

PlOutcome pl_dialogue_read_greeting (PlDialogue *dialogue,
                                     const PlDeadline *deadline,
                                     GCancellable *cancellable,
                                     GError **error);
PlOutcome pl_dialogue_start_tls (PlDialogue *dialogue,
                                 const PlTlsTarget *target,
                                 const PlDeadline *deadline,
                                 GCancellable *cancellable,
                                 GError **error);
PlOutcome pl_dialogue_ask_capabilities (PlDialogue *dialogue,
                                        const PlDeadline *deadline,
                                        GCancellable *cancellable,
                                        GError **error);
PlOutcome pl_dialogue_sign_in (PlDialogue *dialogue,
                               const PlSignIn *sign_in,
                               const PlDeadline *deadline,
                               GCancellable *cancellable,
                               GError **error);
PlOutcome pl_dialogue_use (PlDialogue *dialogue,
                           const PlEnvelope *envelope,
                           const PlDeadline *deadline,
                           GCancellable *cancellable,
                           GError **error);
PlOutcome pl_dialogue_look_for_message (PlDialogue *dialogue,
                                        const char *id,
                                        gboolean then_delete,
                                        PlMessageSeen *seen,
                                        const PlDeadline *deadline,
                                        GCancellable *cancellable,
                                        GError **error);
void pl_message_seen_clear (PlMessageSeen *seen);
void pl_dialogue_quit (PlDialogue *dialogue);

const char *pl_protocol_recognize (const char *first_line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlDialogue, pl_dialogue_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlMessageSeen, pl_message_seen_clear)

G_END_DECLS
