// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-pop3-dialogue-private.h"

#include "protocol/pl-pop3-response.h"

#include <string.h>

#define MOST_CAPABILITY_LINES 100
/* Enough for any living mailbox; the rest of a longer list tells nothing new. */
#define MOST_UIDL_LINES 20000

static gboolean
read_reply (PlDialogue *self, const PlPatience *patience, PlReply *reply, GError **error)
{
  g_autofree char *line = pl_dialogue_read_line (self, patience, error);
  g_autoptr (PlPop3Response) response = NULL;

  if (line == NULL)
    return FALSE;

  response = pl_pop3_response_parse (line);
  if (response == NULL)
    {
      pl_dialogue_set_violation (self, "no answer of POP3", line, error);
      return FALSE;
    }

  if (response->status == PL_POP3_CONTINUATION)
    {
      reply->challenge = g_steal_pointer (&response->text);
      return TRUE;
    }
  reply->outcome = pl_reply_judge_code (response->status == PL_POP3_OK, response->code);
  reply->status = g_strdup (response->status == PL_POP3_OK ? "+OK" : "-ERR");
  reply->code = g_steal_pointer (&response->code);
  reply->text = g_steal_pointer (&line);
  return TRUE;
}

/* A reply that is no continuation. */
static gboolean
read_final_reply (PlDialogue *self, const PlPatience *patience, PlReply *reply, GError **error)
{
  if (!read_reply (self, patience, reply, error))
    return FALSE;
  if (reply->challenge == NULL)
    return TRUE;

  pl_dialogue_set_violation (self, "asks to go on where nothing follows", reply->challenge, error);
  return FALSE;
}

static PlOutcome
read_greeting (PlDialogue *self, const char *first_line, GError **error)
{
  g_autoptr (PlPop3Response) greeting = pl_pop3_response_parse (first_line);
  PlReply reply = { .status = (char *) "-ERR", .text = (char *) first_line };

  if (greeting == NULL || greeting->status == PL_POP3_CONTINUATION)
    {
      pl_dialogue_set_violation (self, "no greeting of POP3", first_line, error);
      return PL_OUTCOME_FAILED;
    }
  if (greeting->status == PL_POP3_OK)
    return PL_OUTCOME_ACCEPTED;

  self->spent = TRUE;
  reply.outcome = pl_reply_judge_code (FALSE, greeting->code);
  reply.code = greeting->code;
  pl_dialogue_note_reply (self, "GREETING", &reply);
  return reply.outcome;
}

static gboolean
read_capability_lines (PlDialogue *self, PlCapabilityList *capabilities, GError **error)
{
  for (guint i = 0; i < MOST_CAPABILITY_LINES; i++)
    {
      g_autofree char *line = pl_dialogue_read_line (self, &pl_patience_reply, error);

      if (line == NULL)
        return FALSE;
      if (pl_pop3_unstuff (line) == NULL)
        return TRUE;
      pl_capability_list_add_line (capabilities, pl_pop3_unstuff (line));
    }

  pl_dialogue_set_violation (self, "capabilities without end", NULL, error);
  return FALSE;
}

/* CAPA (RFC 2449 5). A refusal is what a server older than that says, and no fault: the list is
 * then empty. */
static PlOutcome
ask_capabilities (PlDialogue *self, GError **error)
{
  g_autoptr (PlCapabilityList) capabilities = pl_capability_list_new ();
  g_auto (PlReply) reply = { 0 };

  if (!pl_dialogue_send (self, "CAPA\r\n", error) ||
      !read_final_reply (self, &pl_patience_reply, &reply, error))
    return pl_dialogue_get_failure (error);

  if (reply.outcome != PL_OUTCOME_ACCEPTED)
    pl_dialogue_note_reply (self, "CAPA", &reply);
  else if (!read_capability_lines (self, capabilities, error))
    return pl_dialogue_get_failure (error);

  pl_dialogue_take_capabilities (self, g_steal_pointer (&capabilities));
  return PL_OUTCOME_ACCEPTED;
}

/* Servers without CAPA may know STLS all the same: only the command tells. */
static PlOutcome
ask_starttls (PlDialogue *self, PlReply *reply, GError **error)
{
  PlOutcome outcome = PL_OUTCOME_ACCEPTED;
  gboolean listed;
  gboolean has_list;

  if (self->capabilities == NULL)
    outcome = ask_capabilities (self, error);
  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;

  pl_dialogue_note_capabilities (self, FALSE);
  listed = pl_capability_list_has (self->capabilities, "STLS");
  has_list = !pl_capability_list_is_empty (self->capabilities);
  if (has_list && !listed)
    return PL_OUTCOME_NOT_OFFERED;

  if (!pl_dialogue_send (self, "STLS\r\n", error) ||
      !read_final_reply (self, &pl_patience_reply, reply, error))
    return pl_dialogue_get_failure (error);

  return reply->outcome == PL_OUTCOME_ACCEPTED || listed ? reply->outcome : PL_OUTCOME_NOT_OFFERED;
}

/* RFC 5034 4; the mechanisms that RFC 2449 lists as SASL imply it. */
static gboolean
supports_initial_response (PlDialogue *self)
{
  return pl_capability_list_has (self->capabilities, "SASL");
}

static char *
begin_command (PlDialogue *self, const char *command)
{
  return g_strdup (command);
}

static gboolean
command_is_quick (PlDialogue *self, const PlSignIn *sign_in)
{
  return pl_capability_list_has (self->capabilities, "PIPELINING");
}

static gboolean
is_one_line (const char *bytes, gsize length)
{
  return memchr (bytes, '\r', length) == NULL && memchr (bytes, '\n', length) == NULL &&
         memchr (bytes, '\0', length) == NULL;
}

/* PASS takes the rest of its line, blanks and all (RFC 1939 7), but a line it must be. */
static gboolean
command_is_possible (const PlSignIn *sign_in)
{
  return is_one_line (sign_in->username, strlen (sign_in->username)) &&
         is_one_line (pl_secret_peek (sign_in->password), pl_secret_get_length (sign_in->password));
}

static gboolean
read_answer (PlDialogue *self, PlReply *reply, GError **error)
{
  return read_reply (self, &pl_patience_auth, reply, error);
}

/* @lines: commands with line ends; one answer is read */
static gboolean
tell (PlDialogue *self, const char *lines, const char *shown, PlReply *reply, GError **error)
{
  pl_reply_clear (reply);
  return pl_dialogue_send_secret (self, lines, strlen (lines), shown, error) &&
         read_final_reply (self, &pl_patience_auth, reply, error);
}

/* Both at once where PIPELINING is offered (RFC 2449 6.8). A refused USER is the answer: what PASS
 * then gets says only that a USER is missing. */
static gboolean
sign_in_by_command (PlDialogue *self,
                    const PlSignIn *sign_in,
                    PlReply *reply,
                    const char **command,
                    GError **error)
{
  gboolean together = command_is_quick (self, sign_in);
  g_autofree char *user = g_strconcat ("USER ", sign_in->username, NULL);
  g_autofree char *user_line = g_strconcat (user, "\r\n", NULL);
  g_autofree char *both_shown = g_strconcat (user, "\nPASS •••", NULL);
  g_autoptr (PlSecretString) pass_line =
      g_strconcat ("PASS ", pl_secret_peek (sign_in->password), "\r\n", NULL);
  g_autoptr (PlSecretString) both = g_strconcat (user_line, pass_line, NULL);

  *command = "USER";
  if (!tell (self, together ? both : user_line, together ? both_shown : user, reply, error))
    return FALSE;
  if (reply->outcome != PL_OUTCOME_ACCEPTED)
    {
      /* The answer to PASS is still on its way. */
      self->spent |= together;
      return TRUE;
    }

  *command = "PASS";
  if (!together)
    return tell (self, pass_line, "PASS •••", reply, error);

  pl_reply_clear (reply);
  return read_final_reply (self, &pl_patience_auth, reply, error);
}

static gboolean
read_uidl_lines (PlDialogue *self, GError **error)
{
  for (guint i = 0; i < MOST_UIDL_LINES; i++)
    {
      g_autofree char *line = pl_dialogue_read_line (self, &pl_patience_reply, error);

      if (line == NULL)
        return FALSE;
      if (pl_pop3_unstuff (line) == NULL)
        return TRUE;
    }

  /* What is still to come would be taken for answers. */
  self->spent = TRUE;
  return TRUE;
}

static PlOutcome
read_noted (PlDialogue *self, const char *command, PlReply *reply, GError **error)
{
  pl_reply_clear (reply);
  if (!read_final_reply (self, &pl_patience_reply, reply, error))
    return pl_dialogue_get_failure (error);

  pl_dialogue_note_reply (self, command, reply);
  return reply->outcome;
}

static const char *
skip_word (const char *line)
{
  const char *word_end = line + strcspn (line, " ");

  return word_end + strspn (word_end, " ");
}

/* STAT shows whether the mailbox opens: some servers refuse only here. UIDL is what leaving mail on
 * the server rests on; a refusal is written down and no reason to stop. */
static PlOutcome
use (PlDialogue *self, const PlEnvelope *envelope, GError **error)
{
  gboolean together = pl_capability_list_has (self->capabilities, "PIPELINING");
  gboolean uidl = pl_capability_list_has (self->capabilities, "UIDL");
  g_auto (PlReply) reply = { 0 };
  guint64 n_messages = 0;
  PlOutcome outcome;

  if (!pl_dialogue_send (self, together && uidl ? "STAT\r\nUIDL\r\n" : "STAT\r\n", error))
    return pl_dialogue_get_failure (error);

  outcome = read_noted (self, "STAT", &reply, error);
  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;
  if (!pl_pop3_parse_stat (skip_word (reply.text), &n_messages))
    {
      pl_dialogue_set_violation (self, "no answer to STAT", reply.text, error);
      return PL_OUTCOME_FAILED;
    }
  if (!uidl)
    return PL_OUTCOME_ACCEPTED;

  if (!together && !pl_dialogue_send (self, "UIDL\r\n", error))
    return pl_dialogue_get_failure (error);
  outcome = read_noted (self, "UIDL", &reply, error);
  if (outcome == PL_OUTCOME_FAILED || outcome == PL_OUTCOME_CANCELLED)
    return outcome;
  if (outcome == PL_OUTCOME_ACCEPTED && !read_uidl_lines (self, error))
    return pl_dialogue_get_failure (error);
  return PL_OUTCOME_ACCEPTED;
}

/**
 * pl_pop3_tell:
 * @line: one command with its line end; no secrets
 * @text: (out) (optional) (transfer full): the first line of the answer
 *
 * One command past the sign-in, and the first line of its answer.
 */
PlOutcome
pl_pop3_tell (PlDialogue *self, const char *line, char **text, GError **error)
{
  g_autofree char *command = g_strndup (line, strcspn (line, " \r"));
  g_auto (PlReply) reply = { 0 };
  PlOutcome outcome;

  if (!pl_dialogue_send (self, line, error))
    return pl_dialogue_get_failure (error);

  outcome = read_noted (self, command, &reply, error);
  if (text != NULL)
    *text = g_steal_pointer (&reply.text);
  return outcome;
}

/**
 * pl_pop3_count_messages:
 * @n_messages: (out): in the mailbox, as this session sees it
 */
PlOutcome
pl_pop3_count_messages (PlDialogue *self, guint64 *n_messages, GError **error)
{
  g_autofree char *text = NULL;
  PlOutcome outcome = pl_pop3_tell (self, "STAT\r\n", &text, error);

  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;
  if (pl_pop3_parse_stat (skip_word (text), n_messages))
    return PL_OUTCOME_ACCEPTED;

  pl_dialogue_set_violation (self, "no answer to STAT", text, error);
  return PL_OUTCOME_FAILED;
}

static char *
farewell (PlDialogue *self)
{
  return g_strdup ("QUIT\r\n");
}

const PlDialogueOps pl_pop3_dialogue_ops = {
  .service = PL_SERVICE_POP3,
  .auth_command = "AUTH",
  .sasl_service = "pop",
  .longest_auth_line = 255, /* RFC 5034 4, RFC 2449 4 */
  .read_greeting = read_greeting,
  .ask_starttls = ask_starttls,
  .ask_capabilities = ask_capabilities,
  .supports_initial_response = supports_initial_response,
  .begin_command = begin_command,
  .command_is_quick = command_is_quick,
  .command_is_possible = command_is_possible,
  .sign_in_by_command = sign_in_by_command,
  .read_answer = read_answer,
  .use = use,
  .look_for_message = pl_pop3_look_for_message,
  .farewell = farewell,
};
