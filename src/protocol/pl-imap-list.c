// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-imap-list.h"

#include <string.h>

/* Where reading has come to. */
typedef struct
{
  const char *at; /* borrowed */
  const char *end; /* borrowed */
} Cursor;

static const char *const special_uses[] = { "\\All",  "\\Archive", "\\Drafts", "\\Flagged",
                                            "\\Junk", "\\Sent",    "\\Trash" };

void
pl_imap_list_item_free (PlImapListItem *item)
{
  g_free (item->uses);
  g_free (item->delimiter);
  g_free (item->name);
  g_free (item);
}

static gboolean
take (Cursor *cursor, char wanted)
{
  if (cursor->at == cursor->end || *cursor->at != wanted)
    return FALSE;

  cursor->at++;
  return TRUE;
}

static char *
take_quoted (Cursor *cursor)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (cursor->at < cursor->end && *cursor->at != '"')
    {
      if (*cursor->at == '\\' && ++cursor->at == cursor->end)
        return NULL;
      if (*cursor->at == '\0' || *cursor->at == '\r' || *cursor->at == '\n')
        return NULL;
      g_string_append_c (text, *cursor->at++);
    }

  return take (cursor, '"') ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* "{5}", a line end, five bytes. */
static char *
take_literal (Cursor *cursor)
{
  guint64 length = 0;
  const char *bytes;

  while (cursor->at < cursor->end && g_ascii_isdigit (*cursor->at))
    {
      length = length * 10 + (guint64) (*cursor->at++ - '0');
      if (length > G_MAXUINT32)
        return NULL;
    }
  if (!take (cursor, '}') || !take (cursor, '\r') || !take (cursor, '\n') ||
      length > (guint64) (cursor->end - cursor->at))
    return NULL;

  bytes = cursor->at;
  if (memchr (bytes, '\0', length) != NULL)
    return NULL;
  cursor->at += length;
  return g_strndup (bytes, length);
}

static char *
take_atom (Cursor *cursor)
{
  const char *start = cursor->at;

  while (cursor->at<cursor->end && * cursor->at> ' ' && strchr ("(){\"", *cursor->at) == NULL)
    cursor->at++;
  return cursor->at > start ? g_strndup (start, cursor->at - start) : NULL;
}

/* @nil: whether a bare NIL was read (RFC 9051 4.4); the string is then empty. */
static char *
take_string (Cursor *cursor, gboolean *nil)
{
  char *atom;

  *nil = FALSE;
  if (take (cursor, '"'))
    return take_quoted (cursor);
  if (take (cursor, '{'))
    return take_literal (cursor);

  atom = take_atom (cursor);
  *nil = atom != NULL && g_ascii_strcasecmp (atom, "NIL") == 0;
  return atom;
}

static gboolean
take_uses (Cursor *cursor, GString *uses)
{
  if (!take (cursor, '('))
    return FALSE;

  while (!take (cursor, ')'))
    {
      g_autofree char *flag = take_atom (cursor);

      if (flag == NULL)
        return FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (special_uses); i++)
        {
          if (g_ascii_strcasecmp (flag, special_uses[i]) == 0)
            g_string_append_printf (uses, "%s%s", uses->len > 0 ? " " : "", special_uses[i] + 1);
        }
      while (take (cursor, ' '))
        ;
    }
  g_string_ascii_down (uses);
  return TRUE;
}

/**
 * pl_imap_list_item_parse:
 * @bytes: what follows `* LIST ` (RFC 9051 7.3.1), literals as they came
 *
 * Extended data behind the name (RFC 5258 4) is passed over.
 *
 * Returns: (transfer full) (nullable): %NULL when it is none
 */
PlImapListItem *
pl_imap_list_item_parse (const char *bytes, gsize length)
{
  g_autoptr (PlImapListItem) item = g_new0 (PlImapListItem, 1);
  g_autoptr (GString) uses = g_string_new (NULL);
  Cursor cursor = { bytes, bytes + length };
  gboolean nil;

  if (!take_uses (&cursor, uses) || !take (&cursor, ' '))
    return NULL;
  item->uses = g_string_free (g_steal_pointer (&uses), FALSE);

  item->delimiter = take_string (&cursor, &nil);
  if (item->delimiter == NULL || !take (&cursor, ' '))
    return NULL;
  if (nil)
    g_clear_pointer (&item->delimiter, g_free);

  item->name = take_string (&cursor, &nil);
  return item->name != NULL ? g_steal_pointer (&item) : NULL;
}
