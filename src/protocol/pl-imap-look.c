// SPDX-License-Identifier: GPL-3.0-or-later
/* One look for one message (RFC 9051 6.4.4): the inbox, then the folder for junk. */
#include "protocol/pl-imap-look-private.h"

#include "protocol/pl-imap-group-private.h"
#include "protocol/pl-imap-string.h"

#include <string.h>

#define INBOX "INBOX"

/* Where a server without special uses (RFC 6154) mostly keeps it. */
static const char *const usual_junk[] = { "Junk", "Spam", "INBOX.Junk", "INBOX.Spam" };

static gboolean
parse_number (const char *text, guint32 *number)
{
  char *end = NULL;
  guint64 value = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;

  if (value == 0 || value > G_MAXUINT32)
    return FALSE;

  *number = (guint32) value;
  return TRUE;
}

/**
 * pl_imap_look_parse_search:
 * @name: of the untagged response
 * @text: what follows the name
 * @uid: (out): the first number that it names
 *
 * Reads SEARCH (RFC 3501 7.2.5: ` 12 14`) and ESEARCH (RFC 9051 7.3.4: `(TAG "A7") UID ALL 4:6`), which a
 * server that knows nothing but IMAP4rev2 sends in its place.
 *
 * Returns: whether anything was found
 */
gboolean
pl_imap_look_parse_search (const char *name, const char *text, guint32 *uid)
{
  const char *all;

  if (g_str_equal (name, "SEARCH"))
    return parse_number (text + strspn (text, " "), uid);
  if (!g_str_equal (name, "ESEARCH"))
    return FALSE;

  all = strstr (text, "ALL ");
  return all != NULL && parse_number (all + strlen ("ALL "), uid);
}

/* PlImapDataFunc */
static gboolean
take_data (const PlImapResponse *response, gpointer data)
{
  guint32 *uid = data;

  if (*uid == 0 && response->text != NULL)
    (void) pl_imap_look_parse_search (response->name, response->text, uid);
  return TRUE;
}

/* One command and its answer. */
static PlOutcome
tell (PlDialogue *self, const char *command, const char *line, guint32 *uid, GError **error)
{
  g_autoptr (PlImapGroup) group = pl_imap_group_new (self);

  if (uid != NULL)
    pl_imap_group_set_data_func (group, take_data, uid);
  pl_imap_group_add (group, command, line);
  if (!pl_imap_group_send (group, error) ||
      !pl_imap_group_await (group, &pl_patience_reply, NULL, error))
    return pl_dialogue_get_failure (error);

  pl_imap_group_note_replies (group);
  return pl_imap_group_find_reply (group, command)->outcome;
}

static gboolean
is_broken (PlOutcome outcome)
{
  return outcome == PL_OUTCOME_FAILED || outcome == PL_OUTCOME_CANCELLED;
}

/* Anew each time: that is also how new messages become visible in a folder that was open already.
 * EXAMINE leaves even the marks of new messages as they are. */
static PlOutcome
open_folder (PlDialogue *self, const char *command, const char *folder, GError **error)
{
  g_autoptr (GString) line = g_string_new (command);

  g_string_append_c (line, ' ');
  pl_imap_string_append_quoted (line, folder, strlen (folder));
  return tell (self, command, line->str, NULL, error);
}

/* Returns: FOUND with @uid set, NO_DATA also where there is no such folder, or a failure */
static PlOutcome
search (PlDialogue *self, const char *folder, const char *id, guint32 *uid, GError **error)
{
  g_autofree char *line = g_strdup_printf ("UID SEARCH HEADER Message-ID \"%s\"", id);
  PlOutcome outcome = open_folder (self, "EXAMINE", folder, error);

  *uid = 0;
  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = tell (self, "UID SEARCH", line, uid, error);
  if (is_broken (outcome))
    return outcome;
  return *uid != 0 ? PL_OUTCOME_FOUND : PL_OUTCOME_NO_DATA;
}

/* Without UID EXPUNGE (RFC 4315, part of IMAP4rev2) it would take away all that is marked as deleted, the
 * person's own as well: then ours stays.
 * Returns: whether it is gone */
static gboolean
remove_message (PlDialogue *self, const char *folder, guint32 uid, GError **error)
{
  g_autofree char *store = g_strdup_printf ("UID STORE %u +FLAGS.SILENT (\\Deleted)", uid);
  g_autofree char *expunge = g_strdup_printf ("UID EXPUNGE %u", uid);

  if (!pl_capability_list_has (self->capabilities, "UIDPLUS") &&
      !pl_capability_list_has (self->capabilities, "IMAP4REV2"))
    return FALSE;

  return open_folder (self, "SELECT", folder, error) == PL_OUTCOME_ACCEPTED &&
         tell (self, "UID STORE", store, NULL, error) == PL_OUTCOME_ACCEPTED &&
         tell (self, "UID EXPUNGE", expunge, NULL, error) == PL_OUTCOME_ACCEPTED;
}

static PlOutcome
look_in (PlDialogue *self,
         const char *folder,
         const char *id,
         gboolean then_delete,
         PlMessageSeen *seen,
         GError **error)
{
  guint32 uid = 0;
  PlOutcome outcome = search (self, folder, id, &uid, error);
  g_autofree char *readable = NULL;

  if (outcome != PL_OUTCOME_FOUND)
    return outcome;

  /* RFC 3501 5.1.3; a name in UTF-8 stays as it is. */
  readable = g_convert (folder, -1, "UTF-8", "UTF-7-IMAP", NULL, NULL, NULL);
  seen->folder = readable != NULL ? g_steal_pointer (&readable) : g_strdup (folder);
  seen->junk = !g_str_equal (folder, INBOX);
  /* It was seen, whatever becomes of it then. */
  seen->deleted = then_delete && remove_message (self, folder, uid, NULL);
  return PL_OUTCOME_FOUND;
}

/**
 * pl_imap_look_for_message:
 *
 * See pl_dialogue_look_for_message().
 */
PlOutcome
pl_imap_look_for_message (PlDialogue *self,
                          const char *id,
                          gboolean then_delete,
                          PlMessageSeen *seen,
                          GError **error)
{
  const char *const own_junk[] = { self->junk };
  const char *const *junk = self->junk != NULL ? own_junk : usual_junk;
  guint n_junk = self->junk != NULL ? 1 : G_N_ELEMENTS (usual_junk);
  PlOutcome outcome = look_in (self, INBOX, id, then_delete, seen, error);

  /* A name beyond ASCII would need a literal; it is a rarity (RFC 9051 5.1) and not looked into. */
  for (guint i = 0; i < n_junk && outcome == PL_OUTCOME_NO_DATA; i++)
    if (pl_imap_string_get_form (junk[i], strlen (junk[i])) <= PL_IMAP_STRING_QUOTED)
      outcome = look_in (self, junk[i], id, then_delete, seen, error);
  return outcome;
}
