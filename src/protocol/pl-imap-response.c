// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-imap-response.h"

#include <string.h>

#define LONGEST_TAG 64
#define LONGEST_CODE 64

/* Where reading has come to. */
typedef struct
{
  const char *at; /* borrowed */
  const char *end; /* borrowed */
} Cursor;

static const char *const status_words[] = {
  [PL_IMAP_NO_STATUS] = "-", [PL_IMAP_OK] = "OK",   [PL_IMAP_NO] = "NO",
  [PL_IMAP_BAD] = "BAD",     [PL_IMAP_BYE] = "BYE", [PL_IMAP_PREAUTH] = "PREAUTH",
};

void
pl_imap_response_free (PlImapResponse *response)
{
  g_free (response->tag);
  g_free (response->name);
  g_free (response->code);
  g_free (response->code_argument);
  g_free (response->text);
  g_free (response);
}

/**
 * pl_imap_status_to_word:
 *
 * Returns: as it stands in the protocol
 */
const char *
pl_imap_status_to_word (PlImapStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (status_words), "-");
  return status_words[status];
}

static PlImapStatus
status_from_word (const char *word)
{
  for (guint i = PL_IMAP_OK; i < G_N_ELEMENTS (status_words); i++)
    {
      if (g_ascii_strcasecmp (word, status_words[i]) == 0)
        return (PlImapStatus) i;
    }
  return PL_IMAP_NO_STATUS;
}

/* The next word up to a blank; blanks before it are passed over. Empty at the end. */
static char *
take_word (Cursor *cursor)
{
  const char *start;

  while (cursor->at < cursor->end && *cursor->at == ' ')
    cursor->at++;
  start = cursor->at;
  while (cursor->at < cursor->end && *cursor->at != ' ')
    cursor->at++;
  return g_strndup (start, cursor->at - start);
}

static void
skip_blank (Cursor *cursor)
{
  if (cursor->at < cursor->end && *cursor->at == ' ')
    cursor->at++;
}

static void
take_rest (PlImapResponse *response, Cursor *cursor)
{
  response->text_length = cursor->end - cursor->at;
  response->text = g_strndup (cursor->at, response->text_length);
  cursor->at = cursor->end;
}

static gboolean
is_code_name (const char *name, gsize length)
{
  if (length == 0 || length > LONGEST_CODE)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (name[i]) && strchr ("-/_.+", name[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* "[CODE argument] text"; brackets that hold nothing like a code belong to the text: some servers
 * begin it with "[host]". */
static void
take_code (PlImapResponse *response, Cursor *cursor)
{
  const char *open = cursor->at;
  const char *close = NULL;
  const char *blank = NULL;
  const char *name_end;

  if (cursor->at < cursor->end && *open == '[')
    close = memchr (open, ']', cursor->end - open);
  if (close == NULL)
    return;

  blank = memchr (open, ' ', close - open);
  name_end = blank != NULL ? blank : close;
  if (!is_code_name (open + 1, name_end - open - 1))
    return;

  response->code = g_ascii_strup (open + 1, name_end - open - 1);
  if (blank != NULL)
    response->code_argument = g_strndup (blank + 1, close - blank - 1);
  cursor->at = close + 1;
  skip_blank (cursor);
}

static void
take_status (PlImapResponse *response, Cursor *cursor)
{
  skip_blank (cursor);
  take_code (response, cursor);
  take_rest (response, cursor);
}

static gboolean
is_number (const char *word)
{
  return *word != '\0' && strspn (word, "0123456789") == strlen (word);
}

static gboolean
take_untagged (PlImapResponse *response, Cursor *cursor)
{
  g_autofree char *word = take_word (cursor);

  response->kind = PL_IMAP_UNTAGGED;
  response->status = status_from_word (word);
  if (response->status != PL_IMAP_NO_STATUS)
    {
      take_status (response, cursor);
      return TRUE;
    }

  /* "* 23 EXISTS": the number tells us nothing, the kind of data does. */
  if (is_number (word))
    {
      g_free (word);
      word = take_word (cursor);
    }
  if (!g_ascii_isalpha (*word))
    return FALSE;

  response->name = g_ascii_strup (word, -1);
  skip_blank (cursor);
  take_rest (response, cursor);
  return TRUE;
}

static gboolean
is_tag (const char *word)
{
  gsize length = strlen (word);

  if (length == 0 || length > LONGEST_TAG)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isgraph (word[i]) || strchr ("(){%*\"\\+", word[i]) != NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_tagged (PlImapResponse *response, Cursor *cursor)
{
  g_autofree char *word = NULL;

  response->kind = PL_IMAP_TAGGED;
  response->tag = take_word (cursor);
  word = take_word (cursor);
  response->status = status_from_word (word);
  take_status (response, cursor);

  return is_tag (response->tag) &&
         (response->status == PL_IMAP_OK || response->status == PL_IMAP_NO ||
          response->status == PL_IMAP_BAD);
}

/**
 * pl_imap_response_parse:
 * @bytes: a whole response without its last line end; literals stand in it as they came, with
 *   their announcement and its line end before them
 *
 * Milder than the grammar where servers are sloppy (no text behind a status, lower case, "+"
 * without its blank), strict in everything that decides what a response means.
 *
 * Returns: (transfer full) (nullable): %NULL when it is no response
 */
PlImapResponse *
pl_imap_response_parse (const char *bytes, gsize length)
{
  g_autoptr (PlImapResponse) response = g_new0 (PlImapResponse, 1);
  Cursor cursor = { bytes, bytes + length };
  gboolean understood;

  if (length == 0)
    return NULL;

  if (*bytes == '+')
    {
      response->kind = PL_IMAP_CONTINUATION;
      cursor.at++;
      skip_blank (&cursor);
      take_rest (response, &cursor);
      understood = TRUE;
    }
  else if (*bytes == '*' && length > 1 && bytes[1] == ' ')
    {
      cursor.at++;
      understood = take_untagged (response, &cursor);
    }
  else
    {
      understood = take_tagged (response, &cursor);
    }

  return understood ? g_steal_pointer (&response) : NULL;
}

/* A text for people may end in "{5}", too; only data holds literals. */
static gboolean
may_hold_literals (const char *bytes, gsize length)
{
  Cursor cursor = { bytes, bytes + length };
  g_autofree char *star = take_word (&cursor);
  g_autofree char *word = take_word (&cursor);

  return strcmp (star, "*") == 0 && status_from_word (word) == PL_IMAP_NO_STATUS;
}

/**
 * pl_imap_response_ends_in_literal:
 * @bytes: what has come of a response so far, without the last line end
 * @literal: (out): how many bytes follow behind the line end
 *
 * Returns: %TRUE when the last line announces a literal (`{5}`, `~{5}`; RFC 9051 4.3)
 */
gboolean
pl_imap_response_ends_in_literal (const char *bytes, gsize length, guint64 *literal)
{
  gsize at;
  g_autofree char *digits = NULL;

  if (length < 3 || bytes[length - 1] != '}' || !may_hold_literals (bytes, length))
    return FALSE;

  at = length - 1;
  while (at > 0 && g_ascii_isdigit (bytes[at - 1]))
    at--;
  if (at == 0 || bytes[at - 1] != '{' || at == length - 1)
    return FALSE;

  digits = g_strndup (bytes + at, length - 1 - at);
  return g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT32, literal, NULL);
}
