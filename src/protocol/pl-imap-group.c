// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-imap-group-private.h"

#include <string.h>

#define MOST_COMMANDS 6
/* One response with its literals, in bytes: more than any greeting, list or envelope of ours. */
#define LONGEST_RESPONSE (256 * 1024)
/* Of alerts and farewells, in bytes; more than a person will read. */
#define MOST_HEARD (8 * 1024)

/* After a BYE the connection closes (RFC 9051 7.1.5); the tagged answer, when there is one, comes
 * with it. */
static const PlPatience patience_after_bye = { "reply", 500, 1000 };

typedef struct
{
  char *command; /* owned */
  char tag[16];
  PlReply reply;
} Command;

struct _PlImapGroup
{
  PlDialogue *dialogue; /* borrowed */
  Command commands[MOST_COMMANDS];
  guint n_commands;
  guint n_answered;
  GString *lines; /* owned: what is still to be sent */
  GString *heard; /* owned: untagged status lines since the last reply */
  char *heard_code; /* owned; nullable */
  gboolean bye;
  gboolean enough; /* whoever takes the data wants no more */
  PlImapDataFunc data_func;
  gpointer data; /* borrowed */
};

/**
 * pl_imap_group_new:
 * @dialogue: borrowed
 */
PlImapGroup *
pl_imap_group_new (PlDialogue *dialogue)
{
  PlImapGroup *group = g_new0 (PlImapGroup, 1);

  group->dialogue = dialogue;
  group->lines = g_string_new (NULL);
  group->heard = g_string_new (NULL);
  return group;
}

void
pl_imap_group_free (PlImapGroup *group)
{
  for (guint i = 0; i < group->n_commands; i++)
    {
      g_free (group->commands[i].command);
      pl_reply_clear (&group->commands[i].reply);
    }
  g_string_free (group->lines, TRUE);
  g_string_free (group->heard, TRUE);
  g_free (group->heard_code);
  g_free (group);
}

/**
 * pl_imap_group_set_data_func:
 * @data: borrowed
 */
void
pl_imap_group_set_data_func (PlImapGroup *group, PlImapDataFunc func, gpointer data)
{
  group->data_func = func;
  group->data = data;
}

/**
 * pl_imap_group_open:
 * @command: without arguments
 *
 * Expects an answer to a command that the caller sends.
 *
 * Returns: (transfer none): the tag to send it with
 */
const char *
pl_imap_group_open (PlImapGroup *group, const char *command)
{
  Command *opened = &group->commands[group->n_commands];

  g_assert (group->n_commands < MOST_COMMANDS);
  group->n_commands++;
  opened->command = g_strdup (command);
  g_snprintf (opened->tag, sizeof opened->tag, "A%u", ++group->dialogue->last_tag);
  return opened->tag;
}

/**
 * pl_imap_group_add:
 * @line: the whole command without tag and line end
 */
void
pl_imap_group_add (PlImapGroup *group, const char *command, const char *line)
{
  const char *tag = pl_imap_group_open (group, command);

  g_string_append_printf (group->lines, "%s %s\r\n", tag, line);
}

/**
 * pl_imap_group_send:
 *
 * Sends all that was added, at once.
 */
gboolean
pl_imap_group_send (PlImapGroup *group, GError **error)
{
  gboolean sent = pl_dialogue_send (group->dialogue, group->lines->str, error);

  g_string_truncate (group->lines, 0);
  return sent;
}

static gboolean
read_literal (PlImapGroup *group, GString *raw, guint64 length, GError **error)
{
  PlDialogue *dialogue = group->dialogue;
  g_autoptr (GBytes) literal = NULL;

  if (raw->len + length > LONGEST_RESPONSE)
    {
      pl_dialogue_set_violation (dialogue, "a literal beyond all measure", raw->str, error);
      return FALSE;
    }

  g_string_append (raw, "\r\n");
  if (length == 0)
    return TRUE;
  literal = pl_connection_read_bytes (dialogue->connection, length, dialogue->deadline,
                                      dialogue->cancellable, error);
  if (literal == NULL)
    return FALSE;
  g_string_append_len (raw, g_bytes_get_data (literal, NULL), (gssize) g_bytes_get_size (literal));
  return TRUE;
}

/* A response with all its literals; NULL with @error set. */
static GString *
read_raw (PlImapGroup *group, const PlPatience *patience, GError **error)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  guint64 literal = 0;
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *line = pl_dialogue_read_line (group->dialogue, patience, error);

      if (line == NULL)
        return NULL;
      g_string_append (raw, line);
      if (raw->len > LONGEST_RESPONSE)
        {
          pl_dialogue_set_violation (group->dialogue, "a response beyond all measure", raw->str,
                                     error);
          return NULL;
        }
      more = pl_imap_response_ends_in_literal (raw->str, raw->len, &literal);
      if (more && !read_literal (group, raw, literal, error))
        return NULL;
    }
  return g_steal_pointer (&raw);
}

static void
take_capabilities (PlImapGroup *group, const char *words)
{
  PlCapabilityList *capabilities = pl_capability_list_new ();

  pl_capability_list_add_words (capabilities, words);
  pl_dialogue_take_capabilities (group->dialogue, capabilities);
}

static gboolean
is_alert (const char *code)
{
  return code != NULL && (g_str_equal (code, "ALERT") || g_str_equal (code, "WEBALERT"));
}

/* Warnings, refusals and farewells that concern no command by their tag, but the one in flight by
 * their sense. */
static void
hear (PlImapGroup *group, const PlImapResponse *response, const char *line)
{
  if (response->status == PL_IMAP_OK && !is_alert (response->code))
    return;

  group->bye |= response->status == PL_IMAP_BYE;
  if (group->heard_code == NULL && g_strcmp0 (response->code, "ALERT") != 0)
    group->heard_code = g_strdup (response->code);
  if (group->heard->len + strlen (line) > MOST_HEARD)
    return;
  g_string_append (group->heard, line);
  g_string_append_c (group->heard, '\n');
}

static gboolean
take_untagged (PlImapGroup *group, const PlImapResponse *response, const GString *raw)
{
  if (response->status != PL_IMAP_NO_STATUS)
    {
      hear (group, response, raw->str);
      return TRUE;
    }
  if (g_str_equal (response->name, "CAPABILITY"))
    {
      take_capabilities (group, response->text);
      return TRUE;
    }
  return group->data_func == NULL || group->data_func (response, group->data);
}

/* The more telling of two codes: ALERT says only that somebody should read the text. */
static char *
choose_code (PlImapGroup *group, const PlImapResponse *response)
{
  gboolean vague = response->code == NULL || g_str_equal (response->code, "ALERT");

  if (vague && response->status != PL_IMAP_OK && group->heard_code != NULL)
    return g_strdup (group->heard_code);
  if (g_strcmp0 (response->code, "CAPABILITY") == 0)
    return NULL;
  return g_strdup (response->code);
}

static Command *
find_open (PlImapGroup *group, const char *tag)
{
  for (guint i = 0; i < group->n_commands; i++)
    {
      Command *command = &group->commands[i];

      if (command->reply.outcome == PL_OUTCOME_NONE && g_str_equal (command->tag, tag))
        return command;
    }
  return NULL;
}

static gboolean
take_tagged (PlImapGroup *group, const PlImapResponse *response, const char *line, GError **error)
{
  Command *command = find_open (group, response->tag);

  if (command == NULL)
    {
      pl_dialogue_set_violation (group->dialogue, "an answer to a command never given", line,
                                 error);
      return FALSE;
    }

  command->reply.code = choose_code (group, response);
  command->reply.outcome =
      pl_reply_judge_code (response->status == PL_IMAP_OK, command->reply.code);
  command->reply.status = g_strdup (pl_imap_status_to_word (response->status));
  command->reply.text = g_strconcat (group->heard->str, line, NULL);
  g_string_truncate (group->heard, 0);
  g_clear_pointer (&group->heard_code, g_free);
  group->n_answered++;
  return TRUE;
}

/* The server has hung up with nothing but a BYE: that is its answer to all that was open. */
static void
answer_by_bye (PlImapGroup *group)
{
  g_autofree char *text = g_strchomp (g_strdup (group->heard->str));

  for (guint i = 0; i < group->n_commands; i++)
    {
      PlReply *reply = &group->commands[i].reply;

      if (reply->outcome != PL_OUTCOME_NONE)
        continue;
      reply->outcome = PL_OUTCOME_TEMPORARY;
      reply->status = g_strdup (pl_imap_status_to_word (PL_IMAP_BYE));
      reply->code = g_strdup (group->heard_code);
      reply->text = g_strdup (text);
    }
  group->n_answered = group->n_commands;
  group->dialogue->spent = TRUE;
}

static gboolean
is_hang_up (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

/* One response. @challenge is set when it was a continuation. */
static gboolean
take_next (PlImapGroup *group, const PlPatience *patience, char **challenge, GError **error)
{
  g_autoptr (GString) raw = read_raw (group, patience, error);
  g_autoptr (PlImapResponse) response = NULL;

  if (raw == NULL)
    return FALSE;

  response = pl_imap_response_parse (raw->str, raw->len);
  if (response == NULL)
    {
      pl_dialogue_set_violation (group->dialogue, "no response of IMAP", raw->str, error);
      return FALSE;
    }
  if (response->status != PL_IMAP_NO_STATUS && response->code_argument != NULL &&
      g_str_equal (response->code, "CAPABILITY"))
    take_capabilities (group, response->code_argument);

  if (response->kind == PL_IMAP_TAGGED)
    return take_tagged (group, response, raw->str, error);
  if (response->kind == PL_IMAP_CONTINUATION)
    {
      *challenge = g_steal_pointer (&response->text);
      return TRUE;
    }
  group->enough |= !take_untagged (group, response, raw);
  return TRUE;
}

/* A verdict on a sign-in comes in one line; whatever a server keeps saying beside it does not prolong
 * the wait. Lists of folders may be long, and are waited for line by line. */
static gboolean
has_patience (PlImapGroup *group, const PlPatience *patience, gint64 began_at, GError **error)
{
  gint64 spent_us = g_get_monotonic_time () - began_at;
  g_autofree char *ms = g_strdup_printf ("%" G_GINT64_FORMAT, spent_us / 1000);

  if (patience != &pl_patience_auth || spent_us < patience->hard_ms * 1000)
    return TRUE;

  pl_recorder_note (group->dialogue->recorder, PL_SIGHT_SILENCE, PL_OUTCOME_SILENT, PL_FACT_REASON,
                    patience->reason, PL_FACT_LIMIT, "hard", PL_FACT_MS, ms, PL_FACT_END);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "No verdict on the sign-in came");
  return FALSE;
}

/**
 * pl_imap_group_await:
 * @challenge: (out) (nullable): where a continuation may come: its text, %NULL when all was answered
 *
 * Reads until every command has its reply, or a continuation comes, or the data function has
 * enough.
 */
gboolean
pl_imap_group_await (PlImapGroup *group,
                     const PlPatience *patience,
                     char **challenge,
                     GError **error)
{
  g_autofree char *continuation = NULL;
  gint64 began_at = g_get_monotonic_time ();

  while (group->n_answered < group->n_commands && !group->enough && continuation == NULL)
    {
      g_autoptr (GError) local = NULL;

      if (!has_patience (group, patience, began_at, error))
        return FALSE;
      if (take_next (group, group->bye ? &patience_after_bye : patience, &continuation, &local))
        continue;
      if (group->bye && is_hang_up (local))
        {
          answer_by_bye (group);
          return TRUE;
        }
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (continuation != NULL && challenge == NULL)
    {
      pl_dialogue_set_violation (group->dialogue, "asks to go on where nothing follows",
                                 continuation, error);
      return FALSE;
    }
  if (challenge != NULL)
    *challenge = g_steal_pointer (&continuation);
  return TRUE;
}

/**
 * pl_imap_group_find_reply:
 *
 * Returns: (transfer none) (nullable): %NULL when there was no such command or it has no answer
 */
const PlReply *
pl_imap_group_find_reply (PlImapGroup *group, const char *command)
{
  for (guint i = 0; i < group->n_commands; i++)
    {
      if (g_str_equal (group->commands[i].command, command))
        return group->commands[i].reply.outcome != PL_OUTCOME_NONE ? &group->commands[i].reply
                                                                   : NULL;
    }
  return NULL;
}

/**
 * pl_imap_group_steal_reply:
 * @reply: (out): empty before
 *
 * Takes the reply of a group's last command.
 */
void
pl_imap_group_steal_reply (PlImapGroup *group, PlReply *reply)
{
  Command *last = &group->commands[group->n_commands - 1];

  *reply = last->reply;
  last->reply = (PlReply){ 0 };
}

/**
 * pl_imap_group_note_replies:
 *
 * Writes every reply into the evidence.
 */
void
pl_imap_group_note_replies (PlImapGroup *group)
{
  for (guint i = 0; i < group->n_commands; i++)
    {
      if (group->commands[i].reply.outcome != PL_OUTCOME_NONE)
        pl_dialogue_note_reply (group->dialogue, group->commands[i].command,
                                &group->commands[i].reply);
    }
}
