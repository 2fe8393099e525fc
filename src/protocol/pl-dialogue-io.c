// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-dialogue-private.h"

#include <string.h>

/* What of an answer that is none is kept as evidence, in bytes. */
#define MOST_SHOWN 500

/**
 * pl_dialogue_send:
 * @lines: one or more commands with their line ends; no secrets
 */
gboolean
pl_dialogue_send (PlDialogue *self, const char *lines, GError **error)
{
  return pl_dialogue_send_secret (self, lines, strlen (lines), NULL, error);
}

/**
 * pl_dialogue_send_secret:
 * @bytes: with line ends
 * @shown: (nullable): the same for the log, without anything secret; lines joined by line ends
 */
gboolean
pl_dialogue_send_secret (PlDialogue *self,
                         const char *bytes,
                         gsize length,
                         const char *shown,
                         GError **error)
{
  return pl_connection_write (self->connection, bytes, length, shown, self->deadline,
                              self->cancellable, error);
}

/**
 * pl_dialogue_read_line:
 *
 * Returns: (transfer full) (nullable): without the line end; %NULL with @error set
 */
char *
pl_dialogue_read_line (PlDialogue *self, const PlPatience *patience, GError **error)
{
  return pl_connection_read_line (self->connection, patience, self->deadline, self->cancellable,
                                  error);
}

/**
 * pl_dialogue_set_violation:
 * @reason: in English: what is wrong with it
 * @text: (nullable): what the server sent
 *
 * The server talks nonsense: writes it down and sets %G_IO_ERROR_INVALID_DATA.
 */
void
pl_dialogue_set_violation (PlDialogue *self, const char *reason, const char *text, GError **error)
{
  g_autofree char *shown = text != NULL ? g_strndup (text, MOST_SHOWN) : NULL;

  pl_recorder_note (self->recorder, PL_SIGHT_VIOLATION, PL_OUTCOME_VIOLATION, PL_FACT_REASON,
                    reason, PL_FACT_TEXT, shown, PL_FACT_END);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, reason);
}

/**
 * pl_dialogue_get_failure:
 *
 * Returns: the outcome that belongs to @error
 */
PlOutcome
pl_dialogue_get_failure (GError **error)
{
  if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return PL_OUTCOME_CANCELLED;

  return PL_OUTCOME_FAILED;
}

/**
 * pl_dialogue_note_reply:
 * @command: without arguments
 */
void
pl_dialogue_note_reply (PlDialogue *self, const char *command, const PlReply *reply)
{
  pl_recorder_note (self->recorder, PL_SIGHT_REPLY, reply->outcome, PL_FACT_COMMAND, command,
                    PL_FACT_STATUS, reply->status, PL_FACT_CODE, reply->code, PL_FACT_TEXT,
                    reply->text, PL_FACT_END);
}

/**
 * pl_dialogue_take_capabilities:
 * @capabilities: (transfer full): in place of what was known before
 */
void
pl_dialogue_take_capabilities (PlDialogue *self, PlCapabilityList *capabilities)
{
  g_clear_pointer (&self->capabilities, pl_capability_list_free);
  self->capabilities = capabilities;
  self->capabilities_are_new = TRUE;
}

/**
 * pl_dialogue_note_capabilities:
 *
 * Writes the list down, once after each time that the server gave it.
 */
void
pl_dialogue_note_capabilities (PlDialogue *self, gboolean after_sign_in)
{
  gboolean encrypted = self->encrypted || pl_connection_is_trusted (self->connection);
  g_autofree char *words = NULL;

  if (!self->capabilities_are_new)
    return;

  self->capabilities_are_new = FALSE;
  words = pl_capability_list_join (self->capabilities);
  pl_recorder_note (self->recorder, PL_SIGHT_CAPABILITIES, PL_OUTCOME_FOUND, PL_FACT_WORDS, words,
                    PL_FACT_AFTER,
                    after_sign_in ? "sign-in"
                    : encrypted   ? "tls"
                                  : "plain",
                    PL_FACT_END);
}
