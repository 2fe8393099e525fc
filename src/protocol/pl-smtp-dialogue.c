// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-smtp-dialogue-private.h"

#include <string.h>

#define CHALLENGE 334 /* RFC 4954 4 */

/* Goes on with a reply whose first line, if any, has been read; NULL with @error set. */
static PlSmtpReply *
finish_reply (PlDialogue *self, const char *first_line, const PlPatience *patience, GError **error)
{
  g_autoptr (PlSmtpReply) reply = pl_smtp_reply_new ();
  g_autofree char *line = g_strdup (first_line);
  PlSmtpLine state = PL_SMTP_LINE_MORE;

  while (state == PL_SMTP_LINE_MORE)
    {
      if (line == NULL)
        line = pl_dialogue_read_line (self, patience, error);
      if (line == NULL)
        return NULL;

      state = pl_smtp_reply_add_line (reply, line);
      if (state == PL_SMTP_LINE_BROKEN)
        {
          pl_dialogue_set_violation (self, "no reply of SMTP", line, error);
          return NULL;
        }
      g_clear_pointer (&line, g_free);
    }
  return g_steal_pointer (&reply);
}

/**
 * pl_smtp_read_reply:
 * @patience: (nullable): %NULL to wait for the step's deadline only, without a word in the evidence
 *
 * Returns: (transfer full) (nullable): a whole reply, %NULL with @error set
 */
PlSmtpReply *
pl_smtp_read_reply (PlDialogue *self, const PlPatience *patience, GError **error)
{
  return finish_reply (self, NULL, patience, error);
}

/**
 * pl_smtp_fill_reply:
 * @reply: emptied first
 * @wanted: the first digit that means success
 */
void
pl_smtp_fill_reply (PlReply *reply, const PlSmtpReply *smtp_reply, guint wanted)
{
  pl_reply_clear (reply);
  reply->outcome = pl_reply_judge_smtp (smtp_reply->code, wanted);
  reply->status = g_strdup_printf ("%u", smtp_reply->code);
  reply->code = pl_smtp_reply_dup_enhanced_code (smtp_reply);
  reply->text = g_strdup (smtp_reply->verbatim->str);
}

static PlOutcome
read_greeting (PlDialogue *self, const char *first_line, GError **error)
{
  g_autoptr (PlSmtpReply) greeting = finish_reply (self, first_line, &pl_patience_reply, error);
  g_auto (PlReply) reply = { 0 };

  if (greeting == NULL)
    return pl_dialogue_get_failure (error);

  pl_smtp_fill_reply (&reply, greeting, 2);
  if (reply.outcome != PL_OUTCOME_ACCEPTED)
    pl_dialogue_note_reply (self, "GREETING", &reply);
  return reply.outcome;
}

/* RFC 5321 4.1.4: a client without a name of its own gives its address. A home computer's name
 * means nothing to the server, and need not be told. */
static char *
format_ehlo (PlDialogue *self)
{
  g_autofree char *literal = pl_connection_dup_local_address_literal (self->connection);

  return g_strdup_printf ("EHLO %s\r\n", literal);
}

static PlOutcome
ask_capabilities (PlDialogue *self, GError **error)
{
  g_autofree char *ehlo = format_ehlo (self);
  g_autoptr (PlSmtpReply) answer = NULL;
  g_auto (PlReply) reply = { 0 };
  PlCapabilityList *capabilities;

  if (pl_dialogue_send (self, ehlo, error))
    answer = pl_smtp_read_reply (self, &pl_patience_reply, error);
  if (answer == NULL)
    return pl_dialogue_get_failure (error);

  pl_smtp_fill_reply (&reply, answer, 2);
  if (reply.outcome != PL_OUTCOME_ACCEPTED)
    {
      pl_dialogue_note_reply (self, "EHLO", &reply);
      return reply.outcome;
    }

  /* The first line is the server's name (RFC 5321 4.1.1.1). */
  capabilities = pl_capability_list_new ();
  for (guint i = 1; i < answer->lines->len; i++)
    pl_capability_list_add_line (capabilities, g_ptr_array_index (answer->lines, i));
  pl_dialogue_take_capabilities (self, capabilities);
  return PL_OUTCOME_ACCEPTED;
}

static PlOutcome
ask_starttls (PlDialogue *self, PlReply *reply, GError **error)
{
  g_autoptr (PlSmtpReply) answer = NULL;
  PlOutcome outcome = PL_OUTCOME_ACCEPTED;

  if (self->capabilities == NULL)
    outcome = ask_capabilities (self, error);
  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;

  pl_dialogue_note_capabilities (self, FALSE);
  if (!pl_capability_list_has (self->capabilities, "STARTTLS"))
    return PL_OUTCOME_NOT_OFFERED;

  if (pl_dialogue_send (self, "STARTTLS\r\n", error))
    answer = pl_smtp_read_reply (self, &pl_patience_reply, error);
  if (answer == NULL)
    return pl_dialogue_get_failure (error);

  pl_smtp_fill_reply (reply, answer, 2);
  return reply->outcome;
}

static gboolean
supports_initial_response (PlDialogue *self)
{
  return TRUE;
}

static char *
begin_command (PlDialogue *self, const char *command)
{
  return g_strdup (command);
}

static gboolean
read_answer (PlDialogue *self, PlReply *reply, GError **error)
{
  g_autoptr (PlSmtpReply) answer = pl_smtp_read_reply (self, &pl_patience_auth, error);

  if (answer == NULL)
    return FALSE;

  if (answer->code == CHALLENGE)
    reply->challenge = g_strdup (g_ptr_array_index (answer->lines, answer->lines->len - 1));
  else
    pl_smtp_fill_reply (reply, answer, 2);
  return TRUE;
}

static char *
farewell (PlDialogue *self)
{
  return g_strdup ("QUIT\r\n");
}

const PlDialogueOps pl_smtp_dialogue_ops = {
  .service = PL_SERVICE_SMTP,
  .auth_command = "AUTH",
  .sasl_service = "smtp",
  .longest_auth_line = 512, /* RFC 4954 4, RFC 5321 4.5.3.1.4 */
  .read_greeting = read_greeting,
  .ask_starttls = ask_starttls,
  .ask_capabilities = ask_capabilities,
  .supports_initial_response = supports_initial_response,
  .begin_command = begin_command,
  .read_answer = read_answer,
  .use = pl_smtp_try_envelope,
  .farewell = farewell,
};
