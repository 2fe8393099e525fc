// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-dialogue-private.h"

#include "protocol/pl-imap-group-private.h"

/* A farewell is a courtesy: it may take what a full socket buffer takes to find out, no more. */
#define FAREWELL_MS 50

static const PlDialogueOps *const all_ops[] = {
  &pl_imap_dialogue_ops,
  &pl_pop3_dialogue_ops,
  &pl_smtp_dialogue_ops,
};

/**
 * pl_dialogue_new:
 * @service: one of the three protocols
 * @connection: borrowed
 * @recorder: borrowed
 *
 * Returns: (transfer full):
 */
PlDialogue *
pl_dialogue_new (PlService service, PlConnection *connection, PlRecorder *recorder)
{
  PlDialogue *self = g_new0 (PlDialogue, 1);

  for (guint i = 0; i < G_N_ELEMENTS (all_ops); i++)
    {
      if (all_ops[i]->service == service)
        self->ops = all_ops[i];
    }
  g_assert (self->ops != NULL);
  self->connection = connection;
  self->recorder = recorder;
  return self;
}

void
pl_dialogue_free (PlDialogue *self)
{
  g_clear_pointer (&self->capabilities, pl_capability_list_free);
  g_clear_pointer (&self->imap_group, pl_imap_group_free);
  g_free (self->junk);
  g_free (self);
}

static void
begin_step (PlDialogue *self, PlStage stage, const PlDeadline *deadline, GCancellable *cancellable)
{
  self->deadline = deadline;
  self->cancellable = cancellable;
  pl_recorder_enter_stage (self->recorder, stage);
}

/* Withheld or cancelled is neither passed nor failed. */
static PlStageState
get_state (PlOutcome outcome)
{
  if (outcome == PL_OUTCOME_ACCEPTED)
    return PL_STAGE_STATE_PASSED;

  return outcome == PL_OUTCOME_WITHHELD || outcome == PL_OUTCOME_CANCELLED ? PL_STAGE_STATE_SKIPPED
                                                                           : PL_STAGE_STATE_FAILED;
}

/**
 * pl_dialogue_leave_stage:
 * @outcome: how the running stage ended
 *
 * Returns: @outcome
 */
PlOutcome
pl_dialogue_leave_stage (PlDialogue *self, PlOutcome outcome)
{
  pl_recorder_leave_stage (self->recorder, get_state (outcome));
  return outcome;
}

/* @local: (transfer full) (nullable): what goes into @error, which may be none */
static PlOutcome
end_step (PlDialogue *self, PlOutcome outcome, GError *local, GError **error)
{
  if (local != NULL)
    g_propagate_error (error, local);

  /* After these the server may still listen, and a farewell is due. */
  self->spent |= outcome != PL_OUTCOME_ACCEPTED && outcome != PL_OUTCOME_REJECTED &&
                 outcome != PL_OUTCOME_TEMPORARY && outcome != PL_OUTCOME_NOT_OFFERED &&
                 outcome != PL_OUTCOME_WITHHELD;
  self->deadline = NULL;
  self->cancellable = NULL;
  return pl_dialogue_leave_stage (self, outcome);
}

static void
note_missing_greeting (PlDialogue *self, const GError *error)
{
  PlOutcome outcome;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    outcome = PL_OUTCOME_SILENT;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    outcome = PL_OUTCOME_CLOSED;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    outcome = PL_OUTCOME_VIOLATION;
  else
    return;

  pl_recorder_note (self->recorder, PL_SIGHT_GREETING, outcome, PL_FACT_END);
}

static PlOutcome
read_greeting (PlDialogue *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *line = pl_dialogue_read_line (self, &pl_patience_first_byte, &local);
  const char *protocol;

  if (line == NULL)
    {
      PlOutcome outcome = pl_dialogue_get_failure (&local);

      note_missing_greeting (self, local);
      g_propagate_error (error, g_steal_pointer (&local));
      return outcome;
    }

  protocol = pl_protocol_recognize (line);
  pl_recorder_note (self->recorder, PL_SIGHT_GREETING, PL_OUTCOME_SPOKEN, PL_FACT_TEXT, line,
                    PL_FACT_PROTOCOL, protocol, PL_FACT_END);
  if (!g_str_equal (protocol, pl_service_to_nick (self->ops->service)))
    return PL_OUTCOME_OTHER_PROTOCOL;

  return self->ops->read_greeting (self, line, error);
}

/**
 * pl_dialogue_read_greeting:
 *
 * Stage `greeting`.
 *
 * Returns: ACCEPTED; OTHER_PROTOCOL; REJECTED or TEMPORARY when the server greets with a refusal;
 *   else see #PlDialogue
 */
PlOutcome
pl_dialogue_read_greeting (PlDialogue *self,
                           const PlDeadline *deadline,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GError) local = NULL;
  PlOutcome outcome;

  begin_step (self, PL_STAGE_GREETING, deadline, cancellable);
  outcome = read_greeting (self, &local);
  pl_dialogue_note_capabilities (self, FALSE);
  return end_step (self, outcome, g_steal_pointer (&local), error);
}

/* Up to the moment when both sides begin to speak TLS. */
static PlOutcome
ask_starttls (PlDialogue *self, GError **error)
{
  g_auto (PlReply) reply = { 0 };
  PlOutcome outcome;

  /* RFC 9051 11.1: nothing is encrypted in a session that counts as signed in already; whoever
   * greets with PREAUTH on the way wants just that. */
  if (self->preauthenticated)
    {
      pl_dialogue_set_violation (self, "greeted with PREAUTH, which forbids STARTTLS", NULL, error);
      return PL_OUTCOME_FAILED;
    }

  outcome = self->ops->ask_starttls (self, &reply, error);
  if (outcome == PL_OUTCOME_FAILED || outcome == PL_OUTCOME_CANCELLED)
    return outcome;

  if (outcome == PL_OUTCOME_ACCEPTED && pl_connection_has_buffered_input (self->connection))
    outcome = PL_OUTCOME_INJECTED;
  pl_recorder_note (self->recorder, PL_SIGHT_STARTTLS,
                    outcome == PL_OUTCOME_TEMPORARY ? PL_OUTCOME_REJECTED : outcome, PL_FACT_STATUS,
                    reply.status, PL_FACT_TEXT, reply.text, PL_FACT_END);
  return outcome;
}

/* The handshake ends as ESTABLISHED with whatever judgement; only a certificate that was accepted
 * lets the dialogue go on. */
static PlOutcome
shake_hands (PlDialogue *self, const PlTlsTarget *target, GError **error)
{
  PlOutcome outcome =
      pl_connection_start_tls (self->connection, target, self->deadline, self->cancellable, error);

  if (outcome != PL_OUTCOME_ESTABLISHED && outcome != PL_OUTCOME_ACCEPTED)
    return outcome;

  self->encrypted = TRUE;
  if (pl_connection_is_trusted (self->connection) || target->any_version)
    return PL_OUTCOME_ACCEPTED;
  return PL_OUTCOME_REJECTED;
}

/**
 * pl_dialogue_start_tls:
 *
 * Stages `starttls` (STARTTLS of RFC 9051 6.2.1 and RFC 3207, STLS of RFC 2595 4) and `tls`. What
 * the server said it can do is forgotten: it was said where anybody could change it.
 *
 * Returns: ACCEPTED when the connection is encrypted and the certificate was accepted (or
 *   @target asks for no judgement); NOT_OFFERED, REJECTED, TEMPORARY, INJECTED; what
 *   pl_connection_start_tls() returns; else see #PlDialogue
 */
PlOutcome
pl_dialogue_start_tls (PlDialogue *self,
                       const PlTlsTarget *target,
                       const PlDeadline *deadline,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GError) local = NULL;
  PlOutcome outcome;

  begin_step (self, PL_STAGE_STARTTLS, deadline, cancellable);
  outcome = ask_starttls (self, &local);
  if (outcome == PL_OUTCOME_ACCEPTED)
    {
      pl_dialogue_leave_stage (self, PL_OUTCOME_ACCEPTED);
      g_clear_pointer (&self->capabilities, pl_capability_list_free);
      self->capabilities_are_new = FALSE;
      pl_recorder_enter_stage (self->recorder, PL_STAGE_TLS);
      outcome = shake_hands (self, target, &local);
      /* Half a handshake leaves nothing that a farewell could be said over. */
      self->spent |= !self->encrypted;
    }
  return end_step (self, outcome, g_steal_pointer (&local), error);
}

/**
 * pl_dialogue_ask_capabilities:
 *
 * Stage `capabilities`. Costs no round trip when the server has told them on its own since TLS was
 * started (RFC 9051 7.1: the greeting's CAPABILITY code).
 */
PlOutcome
pl_dialogue_ask_capabilities (PlDialogue *self,
                              const PlDeadline *deadline,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GError) local = NULL;
  PlOutcome outcome = PL_OUTCOME_ACCEPTED;

  begin_step (self, PL_STAGE_CAPABILITIES, deadline, cancellable);
  if (self->capabilities == NULL)
    outcome = self->ops->ask_capabilities (self, &local);
  pl_dialogue_note_capabilities (self, FALSE);
  return end_step (self, outcome, g_steal_pointer (&local), error);
}

/**
 * pl_dialogue_sign_in:
 *
 * Stage `sign-in`. One attempt with one mechanism, whatever the answer: hosts lock accounts after
 * few wrong ones. Without trusted encryption nothing is sent unless @sign_in allows it.
 *
 * Returns: ACCEPTED, REJECTED, TEMPORARY, NOT_OFFERED, WITHHELD; else see #PlDialogue
 */
PlOutcome
pl_dialogue_sign_in (PlDialogue *self,
                     const PlSignIn *sign_in,
                     const PlDeadline *deadline,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GError) local = NULL;
  PlOutcome outcome;

  begin_step (self, PL_STAGE_SIGN_IN, deadline, cancellable);
  outcome = pl_dialogue_try_sign_in (self, sign_in, &local);
  return end_step (self, outcome, g_steal_pointer (&local), error);
}

/**
 * pl_dialogue_use:
 * @envelope: (nullable): for SMTP only
 *
 * Past the sign-in, because some servers accept the password and refuse what it is for. Stage
 * `mailbox` (IMAP: ID, EXAMINE, LIST; POP3: STAT, UIDL), or `sender` and `recipient` and, with a
 * message, `message`. Changes nothing on the server unless @envelope has a message.
 */
PlOutcome
pl_dialogue_use (PlDialogue *self,
                 const PlEnvelope *envelope,
                 const PlDeadline *deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean sends = self->ops->service == PL_SERVICE_SMTP;
  PlOutcome outcome;

  g_return_val_if_fail (envelope != NULL || !sends, PL_OUTCOME_FAILED);

  begin_step (self, sends ? PL_STAGE_SENDER : PL_STAGE_MAILBOX, deadline, cancellable);
  outcome = self->ops->use (self, envelope, &local);
  return end_step (self, outcome, g_steal_pointer (&local), error);
}

/**
 * pl_dialogue_look_for_message:
 * @id: its Message-ID with the angle brackets, one of our own: ASCII without quotation marks
 * @then_delete: it is deleted where it was found; other messages stay as they are
 * @seen: (out): filled when it was found; to be cleared by the caller in any case
 *
 * One look for one message, past the mailbox step, in IMAP and POP3: in the inbox, and where that can
 * be seen in the folder for junk. Enters no stage, and may be repeated in IMAP; in POP3 a session sees
 * only what was there when it began (RFC 1939 3).
 *
 * Returns: FOUND; NO_DATA when it is not there; NOT_OFFERED when the server gives no way to look; else
 *   see #PlDialogue
 */
PlOutcome
pl_dialogue_look_for_message (PlDialogue *self,
                              const char *id,
                              gboolean then_delete,
                              PlMessageSeen *seen,
                              const PlDeadline *deadline,
                              GCancellable *cancellable,
                              GError **error)
{
  PlOutcome outcome;

  g_return_val_if_fail (self->ops->look_for_message != NULL, PL_OUTCOME_FAILED);

  *seen = (PlMessageSeen){ 0 };
  self->deadline = deadline;
  self->cancellable = cancellable;
  outcome = self->ops->look_for_message (self, id, then_delete, seen, error);
  self->deadline = NULL;
  self->cancellable = NULL;
  self->spent |= outcome == PL_OUTCOME_FAILED || outcome == PL_OUTCOME_CANCELLED;
  return outcome;
}

void
pl_message_seen_clear (PlMessageSeen *seen)
{
  g_clear_pointer (&seen->folder, g_free);
}

/**
 * pl_dialogue_quit:
 *
 * Says goodbye where that makes sense, and does not wait for an answer.
 */
void
pl_dialogue_quit (PlDialogue *self)
{
  PlDeadline soon = pl_deadline_in (FAREWELL_MS);
  g_autofree char *farewell = NULL;

  if (self->spent || self->said_farewell)
    return;

  self->said_farewell = TRUE;
  self->deadline = &soon;
  self->cancellable = NULL;
  farewell = self->ops->farewell (self);
  (void) pl_dialogue_send (self, farewell, NULL);
  self->deadline = NULL;
}
