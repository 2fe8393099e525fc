// SPDX-License-Identifier: GPL-3.0-or-later
/* One look for one message in POP3: the headers of the newest ones (RFC 1939 7, TOP). */
#include "protocol/pl-pop3-dialogue-private.h"

#include "protocol/pl-pop3-response.h"

#include <string.h>

/* A message that has just come is the last one, but where others came meanwhile, or where the server
 * counts from the newest (some do). */
#define MOST_LOOKED_AT 5
#define MOST_HEADER_LINES 2000

/* To the end of the answer, so that the next command finds its own.
 * Returns: whether it could be read; @found is set where the header names @id */
static gboolean
read_header (PlDialogue *self, const char *id, gboolean *found, GError **error)
{
  for (guint i = 0; i < MOST_HEADER_LINES; i++)
    {
      g_autofree char *line = pl_dialogue_read_line (self, &pl_patience_reply, error);
      const char *text = line != NULL ? pl_pop3_unstuff (line) : NULL;

      if (line == NULL)
        return FALSE;
      if (text == NULL)
        return TRUE;
      *found = *found || strstr (text, id) != NULL;
    }

  pl_dialogue_set_violation (self, "a header without end", NULL, error);
  return FALSE;
}

static PlOutcome
look_at (PlDialogue *self, guint64 number, const char *id, GError **error)
{
  g_autofree char *command = g_strdup_printf ("TOP %" G_GUINT64_FORMAT " 0\r\n", number);
  gboolean found = FALSE;
  PlOutcome outcome = pl_pop3_tell (self, command, NULL, error);

  if (outcome == PL_OUTCOME_REJECTED)
    return PL_OUTCOME_NOT_OFFERED;
  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;
  if (!read_header (self, id, &found, error))
    return pl_dialogue_get_failure (error);
  return found ? PL_OUTCOME_FOUND : PL_OUTCOME_NO_DATA;
}

/* What is marked goes with QUIT (RFC 1939 6), and only the answer to that says that it went. */
static gboolean
remove_message (PlDialogue *self, guint64 number)
{
  g_autofree char *command = g_strdup_printf ("DELE %" G_GUINT64_FORMAT "\r\n", number);

  if (pl_pop3_tell (self, command, NULL, NULL) != PL_OUTCOME_ACCEPTED)
    return FALSE;

  self->said_farewell = TRUE;
  return pl_pop3_tell (self, "QUIT\r\n", NULL, NULL) == PL_OUTCOME_ACCEPTED;
}

/* The last ones first, then the first ones. */
static guint64
get_number (guint64 n_messages, guint index)
{
  return index < MOST_LOOKED_AT ? n_messages - index : index - MOST_LOOKED_AT + 1;
}

/**
 * pl_pop3_look_for_message:
 *
 * See pl_dialogue_look_for_message().
 */
PlOutcome
pl_pop3_look_for_message (PlDialogue *self,
                          const char *id,
                          gboolean then_delete,
                          PlMessageSeen *seen,
                          GError **error)
{
  guint64 n_messages = 0;
  PlOutcome outcome = pl_pop3_count_messages (self, &n_messages, error);
  guint n_looks = (guint) MIN (n_messages, 2 * MOST_LOOKED_AT);

  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;

  outcome = PL_OUTCOME_NO_DATA;
  for (guint i = 0; i < n_looks && outcome == PL_OUTCOME_NO_DATA; i++)
    {
      guint64 number = get_number (n_messages, i);

      outcome = look_at (self, number, id, error);
      if (outcome != PL_OUTCOME_FOUND)
        continue;
      seen->folder = g_strdup ("INBOX");
      seen->deleted = then_delete && remove_message (self, number);
    }
  return outcome;
}
