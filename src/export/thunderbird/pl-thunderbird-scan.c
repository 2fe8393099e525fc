// SPDX-License-Identifier: GPL-3.0-or-later
/* The language of prefs.js, as Mozilla's reader takes it: statements of a name and a value, with blanks
 * and comments (#, two slashes, slash and asterisk) anywhere between their parts; strings in either kind
 * of quotes, over several lines if need be. A statement that is none is passed over up to its line end. */
#include "export/thunderbird/pl-thunderbird-scan-private.h"

#include <string.h>

static gboolean
is_at_end (const PlThunderbirdScan *scan)
{
  return scan->next >= scan->end;
}

static gboolean
begins_with (const PlThunderbirdScan *scan, const char *word)
{
  gsize length = strlen (word);

  return (gsize) (scan->end - scan->next) >= length && memcmp (scan->next, word, length) == 0;
}

static void
skip_line (PlThunderbirdScan *scan)
{
  const char *line_end = memchr (scan->next, '\n', (gsize) (scan->end - scan->next));

  scan->next = line_end != NULL ? line_end + 1 : scan->end;
}

/* The statement in front of an open comment is given up and the next line read, with perhaps another open
 * comment: the rest of the text is searched only once. */
static void
skip_comment (PlThunderbirdScan *scan)
{
  const char *close =
      scan->no_close ? NULL : g_strstr_len (scan->next + 2, scan->end - scan->next - 2, "*/");

  scan->no_close = close == NULL;
  scan->hit_end |= close == NULL;
  scan->next = close != NULL ? close + 2 : scan->end;
}

static void
skip_blanks (PlThunderbirdScan *scan)
{
  while (!is_at_end (scan))
    {
      if (strchr (" \t\r\n\f\v", *scan->next) != NULL && *scan->next != '\0')
        scan->next++;
      else if (*scan->next == '#' || begins_with (scan, "//"))
        skip_line (scan);
      else if (begins_with (scan, "/*"))
        skip_comment (scan);
      else
        return;
    }
}

/* Takes @word if it comes next. */
static gboolean
take (PlThunderbirdScan *scan, const char *word)
{
  skip_blanks (scan);
  scan->hit_end |= is_at_end (scan);
  if (!begins_with (scan, word))
    return FALSE;

  scan->next += strlen (word);
  return TRUE;
}

/* Exactly @n_digits hexadecimal ones. */
static gboolean
take_hex (PlThunderbirdScan *scan, guint n_digits, gunichar *c)
{
  *c = 0;
  for (guint i = 0; i < n_digits; i++, scan->next++)
    {
      if (is_at_end (scan) || !g_ascii_isxdigit (*scan->next))
        return FALSE;
      *c = *c * 16 + (gunichar) g_ascii_xdigit_value (*scan->next);
    }
  return *c != 0;
}

/* \uD83D\uDE00: a character beyond the first 65,536 comes as two. */
static gboolean
take_surrogates (PlThunderbirdScan *scan, gunichar *c)
{
  gunichar low;

  if (*c < 0xd800 || *c > 0xdfff)
    return TRUE;
  if (*c > 0xdbff || !begins_with (scan, "\\u"))
    return FALSE;

  scan->next += 2;
  if (!take_hex (scan, 4, &low) || low < 0xdc00 || low > 0xdfff)
    return FALSE;
  *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
  return TRUE;
}

/* Behind the backslash. */
static gboolean
take_escape (PlThunderbirdScan *scan, GString *string)
{
  char kind = is_at_end (scan) ? '\0' : *scan->next++;
  gunichar c;

  switch (kind)
    {
    case '"':
    case '\'':
    case '\\':
      g_string_append_c (string, kind);
      return TRUE;
    case 'n':
      g_string_append_c (string, '\n');
      return TRUE;
    case 'r':
      g_string_append_c (string, '\r');
      return TRUE;
    case 'x':
    case 'u':
      if (!take_hex (scan, kind == 'x' ? 2 : 4, &c) || !take_surrogates (scan, &c))
        return FALSE;
      g_string_append_unichar (string, c);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Returns: (transfer full) (nullable): what stands in the quotes; not necessarily UTF-8 */
static char *
take_string (PlThunderbirdScan *scan)
{
  g_autoptr (GString) string = g_string_new (NULL);
  char quote = is_at_end (scan) ? '\0' : *scan->next;

  if (quote != '"' && quote != '\'')
    return NULL;

  scan->next++;
  while (!is_at_end (scan))
    {
      char c = *scan->next++;

      if (c == quote)
        return g_string_free (g_steal_pointer (&string), FALSE);
      if (c == '\0' || (c == '\\' && !take_escape (scan, string)))
        {
          scan->hit_end |= is_at_end (scan);
          return NULL;
        }
      if (c != '\\')
        g_string_append_c (string, c);
    }

  scan->hit_end = TRUE;
  return NULL;
}

static gboolean
take_number (PlThunderbirdScan *scan, PlThunderbirdStatement *statement)
{
  gboolean negative = begins_with (scan, "-");
  gint64 number = 0;
  const char *first;

  if (negative || begins_with (scan, "+"))
    scan->next++;
  first = scan->next;
  for (; !is_at_end (scan) && g_ascii_isdigit (*scan->next); scan->next++)
    number = MIN (number * 10 + g_ascii_digit_value (*scan->next), (gint64) G_MAXINT32 + 2);
  number = negative ? -number : number;
  scan->hit_end |= is_at_end (scan);
  if (scan->next == first)
    return FALSE;

  /* What does not fit is no number to Mozilla either. */
  statement->kind =
      number >= G_MININT32 && number <= G_MAXINT32 ? PL_THUNDERBIRD_INT : PL_THUNDERBIRD_OTHER;
  statement->number = statement->kind == PL_THUNDERBIRD_INT ? (int) number : 0;
  return TRUE;
}

static gboolean
take_value (PlThunderbirdScan *scan, PlThunderbirdStatement *statement)
{
  g_autofree char *string = NULL;

  if (begins_with (scan, "true") || begins_with (scan, "false"))
    {
      statement->kind = PL_THUNDERBIRD_BOOL;
      statement->number = begins_with (scan, "true") ? 1 : 0;
      scan->next += statement->number ? 4 : 5;
      return TRUE;
    }
  if (!begins_with (scan, "\"") && !begins_with (scan, "'"))
    return take_number (scan, statement);

  string = take_string (scan);
  if (string == NULL)
    return FALSE;
  if (g_utf8_validate (string, -1, NULL))
    {
      statement->kind = PL_THUNDERBIRD_STRING;
      statement->string = g_steal_pointer (&string);
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the name of a statement that is one */
static char *
take_statement (PlThunderbirdScan *scan, PlThunderbirdStatement *statement)
{
  g_autofree char *name = NULL;

  *statement = (PlThunderbirdStatement){ .begin = (gsize) (scan->next - scan->begin) };
  if (!take (scan, "user_pref") || !take (scan, "("))
    return NULL;
  skip_blanks (scan);
  name = take_string (scan);
  if (name == NULL || !take (scan, ","))
    return NULL;
  skip_blanks (scan);
  statement->value_begin = (gsize) (scan->next - scan->begin);
  if (!take_value (scan, statement))
    return NULL;

  statement->value_end = (gsize) (scan->next - scan->begin);
  if (take (scan, ")") && take (scan, ";"))
    {
      statement->end = (gsize) (scan->next - scan->begin);
      return g_steal_pointer (&name);
    }
  g_clear_pointer (&statement->string, g_free);
  return NULL;
}

/**
 * pl_thunderbird_scan_next:
 * @statement: (out): its string is given
 *
 * Returns: (transfer full) (nullable): the name of the next statement; %NULL at the end of the text
 */
char *
pl_thunderbird_scan_next (PlThunderbirdScan *scan, PlThunderbirdStatement *statement)
{
  for (;;)
    {
      const char *begin;
      char *name;

      skip_blanks (scan);
      if (is_at_end (scan))
        return NULL;

      begin = scan->next;
      name = take_statement (scan, statement);
      if (name != NULL)
        return name;

      /* Broken, and nothing behind it: whoever wrote it did not come to the end. */
      scan->next = begin;
      scan->hit_end |= memchr (begin, '\n', (gsize) (scan->end - begin)) == NULL;
      skip_line (scan);
    }
}
