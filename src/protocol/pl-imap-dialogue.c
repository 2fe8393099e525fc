// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-dialogue-private.h"

#include "protocol/pl-imap-group-private.h"
#include "protocol/pl-imap-look-private.h"
#include "protocol/pl-imap-login.h"
#include "protocol/pl-imap-mailbox-private.h"

#include <string.h>

static PlOutcome
read_greeting (PlDialogue *self, const char *first_line, GError **error)
{
  g_autoptr (PlImapResponse) greeting = pl_imap_response_parse (first_line, strlen (first_line));
  PlReply reply = { .outcome = PL_OUTCOME_TEMPORARY, .text = (char *) first_line };

  if (greeting == NULL || greeting->kind != PL_IMAP_UNTAGGED)
    {
      pl_dialogue_set_violation (self, "no greeting of IMAP", first_line, error);
      return PL_OUTCOME_FAILED;
    }

  if (greeting->status == PL_IMAP_BYE)
    {
      self->spent = TRUE;
      reply.status = (char *) pl_imap_status_to_word (greeting->status);
      reply.code = greeting->code;
      pl_dialogue_note_reply (self, "GREETING", &reply);
      return PL_OUTCOME_TEMPORARY;
    }

  self->preauthenticated = greeting->status == PL_IMAP_PREAUTH;
  if (greeting->code_argument != NULL && g_str_equal (greeting->code, "CAPABILITY"))
    {
      PlCapabilityList *capabilities = pl_capability_list_new ();

      pl_capability_list_add_words (capabilities, greeting->code_argument);
      pl_dialogue_take_capabilities (self, capabilities);
    }
  return PL_OUTCOME_ACCEPTED;
}

/* Without a list in the greeting, CAPABILITY and STARTTLS go out together: STARTTLS is the last of
 * the group, as RFC 9051 6.2.1 demands, and a server without it says so. */
static PlOutcome
ask_starttls (PlDialogue *self, PlReply *reply, GError **error)
{
  g_autoptr (PlImapGroup) group = pl_imap_group_new (self);

  if (self->capabilities == NULL)
    pl_imap_group_add (group, "CAPABILITY", "CAPABILITY");
  else if (!pl_capability_list_has (self->capabilities, "STARTTLS"))
    return PL_OUTCOME_NOT_OFFERED;

  pl_imap_group_add (group, "STARTTLS", "STARTTLS");
  if (!pl_imap_group_send (group, error) ||
      !pl_imap_group_await (group, &pl_patience_reply, NULL, error))
    return pl_dialogue_get_failure (error);

  pl_dialogue_note_capabilities (self, FALSE);
  pl_imap_group_steal_reply (group, reply);
  if (reply->outcome != PL_OUTCOME_ACCEPTED && self->capabilities != NULL &&
      !pl_capability_list_has (self->capabilities, "STARTTLS"))
    return PL_OUTCOME_NOT_OFFERED;
  return reply->outcome;
}

static PlOutcome
ask_capabilities (PlDialogue *self, GError **error)
{
  g_autoptr (PlImapGroup) group = pl_imap_group_new (self);
  const PlReply *reply;

  pl_imap_group_add (group, "CAPABILITY", "CAPABILITY");
  if (!pl_imap_group_send (group, error) ||
      !pl_imap_group_await (group, &pl_patience_reply, NULL, error))
    return pl_dialogue_get_failure (error);

  reply = pl_imap_group_find_reply (group, "CAPABILITY");
  if (reply->outcome != PL_OUTCOME_ACCEPTED)
    pl_imap_group_note_replies (group);
  return reply->outcome;
}

static PlImapLiterals
get_literals (PlDialogue *self)
{
  if (pl_capability_list_has (self->capabilities, "LITERAL+"))
    return PL_IMAP_LITERALS_ANY;
  if (pl_capability_list_has (self->capabilities, "LITERAL-") ||
      pl_capability_list_has (self->capabilities, "IMAP4REV2"))
    return PL_IMAP_LITERALS_SHORT;
  return PL_IMAP_LITERALS_SYNCHRONIZING;
}

/* RFC 4959; part of IMAP4rev2 */
static gboolean
supports_initial_response (PlDialogue *self)
{
  return pl_capability_list_has (self->capabilities, "SASL-IR") ||
         pl_capability_list_has (self->capabilities, "IMAP4REV2");
}

static gboolean
command_is_quick (PlDialogue *self, const PlSignIn *sign_in)
{
  return pl_imap_login_is_quick (sign_in->username, sign_in->password, get_literals (self));
}

static gboolean
command_is_possible (const PlSignIn *sign_in)
{
  return pl_imap_login_is_possible (sign_in->username, sign_in->password);
}

static PlImapGroup *
renew_group (PlDialogue *self)
{
  g_clear_pointer (&self->imap_group, pl_imap_group_free);
  self->imap_group = pl_imap_group_new (self);
  return self->imap_group;
}

static char *
begin_command (PlDialogue *self, const char *command)
{
  const char *tag = pl_imap_group_open (renew_group (self), command);

  return g_strconcat (tag, " ", command, NULL);
}

static gboolean
read_answer (PlDialogue *self, PlReply *reply, GError **error)
{
  if (!pl_imap_group_await (self->imap_group, &pl_patience_auth, &reply->challenge, error))
    return FALSE;

  if (reply->challenge == NULL)
    pl_imap_group_steal_reply (self->imap_group, reply);
  return TRUE;
}

static gboolean
sign_in_by_command (PlDialogue *self,
                    const PlSignIn *sign_in,
                    PlReply *reply,
                    const char **command,
                    GError **error)
{
  const char *tag = pl_imap_group_open (renew_group (self), "LOGIN");
  g_autoptr (GPtrArray) pieces =
      pl_imap_login_new (tag, sign_in->username, sign_in->password, get_literals (self));

  *command = "LOGIN";
  for (guint i = 0; i < pieces->len; i++)
    {
      const PlImapPiece *piece = g_ptr_array_index (pieces, i);

      pl_reply_clear (reply);
      if (!pl_dialogue_send_secret (self, piece->bytes, piece->length, piece->shown, error) ||
          !read_answer (self, reply, error))
        return FALSE;
      if (reply->challenge == NULL)
        return TRUE;
    }

  pl_dialogue_set_violation (self, "asks to go on where nothing follows", reply->challenge, error);
  return FALSE;
}

static PlOutcome
use (PlDialogue *self, const PlEnvelope *envelope, GError **error)
{
  return pl_imap_open_mailbox (self, error);
}

static char *
farewell (PlDialogue *self)
{
  return g_strdup_printf ("A%u LOGOUT\r\n", ++self->last_tag);
}

const PlDialogueOps pl_imap_dialogue_ops = {
  .service = PL_SERVICE_IMAP,
  .auth_command = "AUTHENTICATE",
  .sasl_service = "imap",
  .sign_in_renews_capabilities = TRUE,
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
  .look_for_message = pl_imap_look_for_message,
  .farewell = farewell,
};
