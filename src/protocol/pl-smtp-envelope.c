// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-smtp-dialogue-private.h"

#include "base/pl-hostname.h"
#include "base/pl-text.h"

#include <string.h>

/* The answers that are still due come with those that counted; a server that lags gets this long, in
 * ms, to say goodbye. */
#define FAREWELL_MS 200

/* The commands of one envelope, each with its line end. */
typedef struct
{
  char *mail; /* owned */
  char *rcpt; /* owned */
  gboolean needs_smtputf8;
} Commands;

static void
clear_commands (Commands *commands)
{
  g_free (commands->mail);
  g_free (commands->rcpt);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Commands, clear_commands)

/* As it stands between the angle brackets. A foreign domain has an ASCII form that every server
 * takes (RFC 5890); a foreign local part has none. */
static char *
format_path (const char *address, GError **error)
{
  const char *at = strrchr (address, '@');
  g_autofree char *local_part = at != NULL ? g_strndup (address, at - address) : g_strdup (address);
  g_autofree char *domain = NULL;

  if (pl_text_has_control_characters (address) || strpbrk (address, "<>") != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "Not an address that a command could hold");
      return NULL;
    }
  if (at == NULL || g_str_is_ascii (address))
    return g_strdup (address);

  domain = pl_hostname_to_ascii (at + 1, error);
  return domain != NULL ? g_strconcat (local_part, "@", domain, NULL) : NULL;
}

static gboolean
is_eight_bit (const char *text)
{
  return text != NULL && !g_str_is_ascii (text);
}

static gboolean
format_commands (PlDialogue *self, const PlEnvelope *envelope, Commands *commands, GError **error)
{
  g_autofree char *sender = format_path (envelope->sender, error);
  g_autofree char *recipient = sender != NULL ? format_path (envelope->recipient, error) : NULL;
  gboolean eight_bit =
      is_eight_bit (envelope->message) && pl_capability_list_has (self->capabilities, "8BITMIME");

  if (recipient == NULL)
    return FALSE;

  commands->needs_smtputf8 = is_eight_bit (sender) || is_eight_bit (recipient);
  commands->mail =
      g_strdup_printf ("MAIL FROM:<%s>%s%s\r\n", sender, eight_bit ? " BODY=8BITMIME" : "",
                       commands->needs_smtputf8 ? " SMTPUTF8" : "");
  commands->rcpt = g_strdup_printf ("RCPT TO:<%s>\r\n", recipient);
  return TRUE;
}

static PlOutcome
read_noted (PlDialogue *self, const char *command, guint wanted, GError **error)
{
  g_autoptr (PlSmtpReply) answer = pl_smtp_read_reply (self, &pl_patience_reply, error);
  g_auto (PlReply) reply = { 0 };

  if (answer == NULL)
    return pl_dialogue_get_failure (error);

  pl_smtp_fill_reply (&reply, answer, wanted);
  pl_dialogue_note_reply (self, command, &reply);
  return reply.outcome;
}

/* Lines that begin with a dot get a second one (RFC 5321 4.5.2), and a dot ends it. */
static char *
stuff (const char *message)
{
  g_auto (GStrv) lines = g_strsplit (message, "\r\n", -1);
  GString *stuffed = g_string_sized_new (strlen (message) + 16);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i + 1] == NULL && *lines[i] == '\0')
        break;
      g_string_append_printf (stuffed, "%s%s\r\n", *lines[i] == '.' ? "." : "", lines[i]);
    }
  g_string_append (stuffed, ".\r\n");
  return g_string_free (stuffed, FALSE);
}

static PlOutcome
send_message (PlDialogue *self, const char *message, GError **error)
{
  g_autofree char *stuffed = stuff (message);
  g_autofree char *shown = g_strdup_printf ("(a message of %zu bytes)", strlen (stuffed));
  PlOutcome outcome;

  if (!pl_dialogue_send (self, "DATA\r\n", error))
    return pl_dialogue_get_failure (error);

  outcome = read_noted (self, "DATA", 3, error);
  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;

  if (!pl_dialogue_send_secret (self, stuffed, strlen (stuffed), shown, error))
    return pl_dialogue_get_failure (error);
  return read_noted (self, "DATA", 2, error);
}

/* Reads them, so that we do not hang up on a server that is still speaking. They decide nothing. */
static void
drain (PlDialogue *self, guint n_due)
{
  const PlDeadline *deadline = self->deadline;
  PlDeadline soon = pl_deadline_sooner (deadline, FAREWELL_MS);

  self->deadline = &soon;
  for (guint i = 0; i < n_due; i++)
    {
      g_autoptr (PlSmtpReply) answer = pl_smtp_read_reply (self, NULL, NULL);

      if (answer == NULL)
        break;
    }
  self->deadline = deadline;
}

/* The group of RFC 2920 3.1. With a message to send it ends at RCPT: DATA follows only a recipient
 * who was accepted. */
static gboolean
send_group (PlDialogue *self, const Commands *commands, gboolean dry, GError **error)
{
  g_autofree char *lines =
      g_strconcat (commands->mail, commands->rcpt, dry ? "RSET\r\nQUIT\r\n" : NULL, NULL);

  self->said_farewell |= dry;
  return pl_dialogue_send (self, lines, error);
}

/* Undoes the envelope before the farewell, so that no server keeps it as an aborted message. */
static void
reset (PlDialogue *self)
{
  g_autoptr (PlSmtpReply) answer = NULL;

  if (pl_dialogue_send (self, "RSET\r\n", NULL))
    answer = pl_smtp_read_reply (self, &pl_patience_reply, NULL);
  self->spent |= answer == NULL;
}

static PlOutcome
try_recipient (PlDialogue *self, const PlEnvelope *envelope, gboolean together, GError **error)
{
  PlOutcome outcome = read_noted (self, "RCPT", 2, error);

  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;

  if (envelope->message == NULL)
    {
      if (!together)
        reset (self);
      return outcome;
    }

  pl_dialogue_leave_stage (self, outcome);
  pl_recorder_enter_stage (self->recorder, PL_STAGE_MESSAGE);
  return send_message (self, envelope->message, error);
}

/* SMTPUTF8 would be needed and is not there (RFC 6531 3.4): nothing to try. */
static PlOutcome
refuse_address (PlDialogue *self)
{
  pl_recorder_note (self->recorder, PL_SIGHT_REPLY, PL_OUTCOME_NOT_OFFERED, PL_FACT_COMMAND, "MAIL",
                    PL_FACT_REASON, "smtputf8", PL_FACT_END);
  return PL_OUTCOME_NOT_OFFERED;
}

/**
 * pl_smtp_try_envelope:
 *
 * Stages `sender` (running already), `recipient`, `message`.
 */
PlOutcome
pl_smtp_try_envelope (PlDialogue *self, const PlEnvelope *envelope, GError **error)
{
  gboolean together = pl_capability_list_has (self->capabilities, "PIPELINING");
  gboolean dry = envelope->message == NULL;
  g_auto (Commands) commands = { 0 };
  PlOutcome outcome;
  gboolean sent;

  if (!format_commands (self, envelope, &commands, error))
    return PL_OUTCOME_FAILED;
  if (commands.needs_smtputf8 && !pl_capability_list_has (self->capabilities, "SMTPUTF8"))
    return refuse_address (self);

  sent = together ? send_group (self, &commands, dry, error)
                  : pl_dialogue_send (self, commands.mail, error);
  outcome = sent ? read_noted (self, "MAIL", 2, error) : pl_dialogue_get_failure (error);
  if (outcome == PL_OUTCOME_ACCEPTED)
    {
      pl_dialogue_leave_stage (self, outcome);
      pl_recorder_enter_stage (self->recorder, PL_STAGE_RECIPIENT);
      if (!together && !pl_dialogue_send (self, commands.rcpt, error))
        return pl_dialogue_get_failure (error);
      outcome = try_recipient (self, envelope, together, error);
    }
  /* RCPT where MAIL was refused, RSET, QUIT. */
  if (together && dry && outcome != PL_OUTCOME_FAILED && outcome != PL_OUTCOME_CANCELLED)
    drain (self, pl_recorder_get_stage (self->recorder) == PL_STAGE_SENDER ? 3 : 2);
  return outcome;
}
