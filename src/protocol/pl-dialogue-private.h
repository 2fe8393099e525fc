// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/pl-capability-list.h"
#include "protocol/pl-dialogue.h"
#include "protocol/pl-mechanism.h"
#include "protocol/pl-reply.h"

G_BEGIN_DECLS

/**
 * PlDialogueOps:
 * @auth_command: what begins a SASL exchange
 * @sasl_service: the service's name in SASL (IANA GSSAPI/SASL service names)
 * @sign_in_renews_capabilities: they have to be asked again after the sign-in (RFC 9051 7.1)
 * @longest_auth_line: bytes a command line may have with its line end, 0 for no such limit; an
 *   initial response that would exceed it waits for the server's challenge
 * @read_greeting: what follows the first line
 * @ask_starttls: up to the server's agreement
 * @ask_capabilities: fills the list
 * @supports_initial_response: may our first words stand behind @auth_command?
 * @begin_command: (transfer full): the line's beginning, with a tag where the protocol has them
 * @command_is_quick: see #PlMechanismChoice
 * @command_is_possible: can the service's own command carry these at all?
 * @sign_in_by_command: LOGIN, or USER and PASS; @command is told which one was answered
 * @read_answer: to a SASL exchange: a challenge or the final word
 * @use: past the sign-in
 * @look_for_message: (nullable): where mail comes in: see pl_dialogue_look_for_message()
 * @farewell: (transfer full) (nullable): the line that ends the conversation
 *
 * What the three protocols do differently. All of it blocks within the running step's deadline;
 * the boolean ones return %FALSE with @error set.
 */
typedef struct
{
  PlService service;
  const char *auth_command;
  const char *sasl_service;
  gsize longest_auth_line;
  gboolean sign_in_renews_capabilities;

  PlOutcome (*read_greeting) (PlDialogue *self, const char *first_line, GError **error);
  PlOutcome (*ask_starttls) (PlDialogue *self, PlReply *reply, GError **error);
  PlOutcome (*ask_capabilities) (PlDialogue *self, GError **error);
  gboolean (*supports_initial_response) (PlDialogue *self);
  char *(*begin_command) (PlDialogue *self, const char *command);
  gboolean (*command_is_quick) (PlDialogue *self, const PlSignIn *sign_in);
  gboolean (*command_is_possible) (const PlSignIn *sign_in);
  gboolean (*sign_in_by_command) (PlDialogue *self,
                                  const PlSignIn *sign_in,
                                  PlReply *reply,
                                  const char **command,
                                  GError **error);
  gboolean (*read_answer) (PlDialogue *self, PlReply *reply, GError **error);
  PlOutcome (*use) (PlDialogue *self, const PlEnvelope *envelope, GError **error);
  PlOutcome (*look_for_message) (PlDialogue *self,
                                 const char *id,
                                 gboolean then_delete,
                                 PlMessageSeen *seen,
                                 GError **error);
  char *(*farewell) (PlDialogue *self);
} PlDialogueOps;

extern const PlDialogueOps pl_imap_dialogue_ops;
extern const PlDialogueOps pl_pop3_dialogue_ops;
extern const PlDialogueOps pl_smtp_dialogue_ops;

struct _PlDialogue
{
  const PlDialogueOps *ops; /* borrowed, static */
  PlConnection *connection; /* borrowed */
  PlRecorder *recorder; /* borrowed */
  PlCapabilityList *capabilities; /* owned; NULL while not known */
  gboolean capabilities_are_new; /* not yet written into the evidence */
  gboolean encrypted; /* this dialogue has started TLS itself */
  gboolean preauthenticated; /* IMAP's greeting was PREAUTH */
  gboolean spent; /* nothing more can be said: no farewell */
  gboolean said_farewell;
  guint last_tag; /* IMAP */
  char *junk; /* owned; nullable: IMAP's folder for junk, as the server spells it */
  struct _PlImapGroup *imap_group; /* owned; nullable: IMAP's running sign-in */
  const PlDeadline *deadline; /* borrowed, of the running step */
  GCancellable *cancellable; /* borrowed, of the running step; nullable */
};

/* Speaking and listening within the running step: pl-dialogue-io.c */
gboolean pl_dialogue_send (PlDialogue *self, const char *lines, GError **error);
gboolean pl_dialogue_send_secret (PlDialogue *self,
                                  const char *bytes,
                                  gsize length,
                                  const char *shown,
                                  GError **error);
char *pl_dialogue_read_line (PlDialogue *self, const PlPatience *patience, GError **error);
void
pl_dialogue_set_violation (PlDialogue *self, const char *reason, const char *text, GError **error);
PlOutcome pl_dialogue_get_failure (GError **error);

/* What was seen, written into the evidence */
void pl_dialogue_note_reply (PlDialogue *self, const char *command, const PlReply *reply);
void pl_dialogue_note_capabilities (PlDialogue *self, gboolean after_sign_in);
void pl_dialogue_take_capabilities (PlDialogue *self, PlCapabilityList *capabilities);

/* Stages: pl-dialogue.c */
PlOutcome pl_dialogue_leave_stage (PlDialogue *self, PlOutcome outcome);

/* The sign-in: pl-dialogue-sign-in.c */
PlOutcome pl_dialogue_try_sign_in (PlDialogue *self, const PlSignIn *sign_in, GError **error);

G_END_DECLS
