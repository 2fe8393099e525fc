// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-imap-mailbox-private.h"

#include "protocol/pl-imap-group-private.h"
#include "protocol/pl-imap-list.h"

/* A check wants the special folders, not the whole tree: a file server or a news host can list
 * without end. */
#define MOST_MAILBOXES 5000

/* RFC 2971 3.3. Some servers open no mailbox for a program without a name. */
#define ID_LINE "ID (\"name\" \"Postlotse\" \"version\" \"" PL_VERSION "\")"

/* What LIST has told. */
typedef struct
{
  GString *uses; /* owned: `sent=Sent` and so on, separated by blanks */
  char *delimiter; /* owned; nullable */
  char *junk; /* owned; nullable */
  guint n_mailboxes;
} Folders;

static void
clear_folders (Folders *folders)
{
  g_string_free (folders->uses, TRUE);
  g_free (folders->delimiter);
  g_free (folders->junk);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folders, clear_folders)

/* The first mailbox of each use counts; a name may hold anything and is percent-encoded. */
static void
add_use (Folders *folders, const char *use, const char *name)
{
  g_autofree char *key = g_strconcat (use, "=", NULL);
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_auto (GStrv) known = g_strsplit (folders->uses->str, " ", -1);

  for (guint i = 0; known[i] != NULL; i++)
    {
      if (g_str_has_prefix (known[i], key))
        return;
    }
  g_string_append_printf (folders->uses, "%s%s%s", folders->uses->len > 0 ? " " : "", key, escaped);
}

/* PlImapDataFunc */
static gboolean
take_data (const PlImapResponse *response, gpointer data)
{
  Folders *folders = data;
  g_autoptr (PlImapListItem) item = NULL;
  g_auto (GStrv) uses = NULL;

  if (!g_str_equal (response->name, "LIST"))
    return TRUE;
  if (++folders->n_mailboxes > MOST_MAILBOXES)
    return FALSE;

  item = pl_imap_list_item_parse (response->text, response->text_length);
  if (item == NULL)
    return TRUE;

  if (folders->delimiter == NULL)
    folders->delimiter = g_strdup (item->delimiter);
  uses = g_strsplit (item->uses, " ", -1);
  for (guint i = 0; uses[i] != NULL; i++)
    {
      if (*uses[i] != '\0')
        add_use (folders, uses[i], item->name);
      if (folders->junk == NULL && g_str_equal (uses[i], "junk"))
        folders->junk = g_strdup (item->name);
    }
  return TRUE;
}

/* EXAMINE comes before LIST: what decides is known before what may be long. ID comes before both,
 * because NetEase refuses to select for a program that has not named itself. */
static void
add_commands (PlDialogue *self, PlImapGroup *group)
{
  gboolean rev2 = pl_capability_list_has (self->capabilities, "IMAP4REV2");

  if (pl_capability_list_has (self->capabilities, "ID"))
    pl_imap_group_add (group, "ID", ID_LINE);
  pl_imap_group_add (group, "EXAMINE", "EXAMINE INBOX");

  if (rev2 || (pl_capability_list_has (self->capabilities, "SPECIAL-USE") &&
               pl_capability_list_has (self->capabilities, "LIST-EXTENDED")))
    {
      /* RFC 6154 3 and 4; the empty name asks for the delimiter (RFC 9051 6.3.9). */
      pl_imap_group_add (group, "LIST", "LIST \"\" \"\"");
      pl_imap_group_add (group, "LIST", "LIST (SPECIAL-USE) \"\" \"*\" RETURN (SPECIAL-USE)");
    }
  else
    {
      pl_imap_group_add (group, "LIST", "LIST \"\" \"*\"");
    }
}

/* What the server offers to those who have signed in, when it has not told by itself. */
static gboolean
ask_again (PlDialogue *self, GError **error)
{
  g_autoptr (PlImapGroup) group = pl_imap_group_new (self);

  pl_imap_group_add (group, "CAPABILITY", "CAPABILITY");
  if (!pl_imap_group_send (group, error) ||
      !pl_imap_group_await (group, &pl_patience_reply, NULL, error))
    return FALSE;

  pl_dialogue_note_capabilities (self, TRUE);
  return TRUE;
}

/**
 * pl_imap_open_mailbox:
 *
 * Names ourselves, opens the inbox without changing it, and asks for the special folders, all in
 * one round trip.
 */
PlOutcome
pl_imap_open_mailbox (PlDialogue *self, GError **error)
{
  g_autoptr (PlImapGroup) group = pl_imap_group_new (self);
  g_auto (Folders) folders = { .uses = g_string_new (NULL) };
  const PlReply *reply;

  if (self->capabilities == NULL && !ask_again (self, error))
    return pl_dialogue_get_failure (error);

  pl_imap_group_set_data_func (group, take_data, &folders);
  add_commands (self, group);
  if (!pl_imap_group_send (group, error) ||
      !pl_imap_group_await (group, &pl_patience_reply, NULL, error))
    {
      pl_imap_group_note_replies (group);
      return pl_dialogue_get_failure (error);
    }

  /* The rest of an endless list is not waited for, so nothing after it could be understood. */
  self->spent |= folders.n_mailboxes > MOST_MAILBOXES;
  g_free (self->junk);
  self->junk = g_steal_pointer (&folders.junk);
  pl_imap_group_note_replies (group);
  if (folders.n_mailboxes > 0)
    pl_recorder_note (self->recorder, PL_SIGHT_FOLDERS, PL_OUTCOME_FOUND, PL_FACT_WORDS,
                      folders.uses->str, PL_FACT_TEXT, folders.delimiter, PL_FACT_END);

  reply = pl_imap_group_find_reply (group, "EXAMINE");
  if (reply == NULL)
    {
      pl_dialogue_set_violation (self, "a list before and without the answer to EXAMINE", NULL,
                                 error);
      return PL_OUTCOME_FAILED;
    }
  return reply->outcome;
}
