// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/frame/pl-json-view-private.h"

#include <string.h>

#define DEEPEST 64 /* values within values; Mailspring's own files have five */

/* What is left to be read. */
typedef struct
{
  const char *at;
  const char *end;
} Scan;

static gboolean skip_value (Scan *scan, guint depth);

static void
skip_blanks (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL && *scan->at != '\0')
    scan->at++;
}

static gboolean
skip_char (Scan *scan, char expected)
{
  if (scan->at >= scan->end || *scan->at != expected)
    return FALSE;

  scan->at++;
  return TRUE;
}

static gboolean
skip_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->at) < length || strncmp (scan->at, word, length) != 0)
    return FALSE;

  scan->at += length;
  return TRUE;
}

/* At least one. */
static gboolean
skip_digits (Scan *scan)
{
  const char *begin = scan->at;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;
  return scan->at > begin;
}

static gboolean
skip_number (Scan *scan)
{
  (void) skip_char (scan, '-');
  if (!skip_char (scan, '0') && !skip_digits (scan))
    return FALSE;
  if (skip_char (scan, '.') && !skip_digits (scan))
    return FALSE;
  if (!skip_char (scan, 'e') && !skip_char (scan, 'E'))
    return TRUE;
  if (!skip_char (scan, '+'))
    (void) skip_char (scan, '-');
  return skip_digits (scan);
}

static gboolean
skip_escape (Scan *scan)
{
  if (skip_char (scan, 'u'))
    {
      for (guint i = 0; i < 4; i++, scan->at++)
        if (scan->at >= scan->end || !g_ascii_isxdigit (*scan->at))
          return FALSE;
      return TRUE;
    }
  if (scan->at >= scan->end || *scan->at == '\0' || strchr ("\"\\/bfnrt", *scan->at) == NULL)
    return FALSE;

  scan->at++;
  return TRUE;
}

static gboolean
skip_string (Scan *scan)
{
  if (!skip_char (scan, '"'))
    return FALSE;

  while (scan->at < scan->end && (guchar) *scan->at >= 0x20)
    {
      char c = *scan->at++;

      if (c == '"')
        return TRUE;
      if (c == '\\' && !skip_escape (scan))
        return FALSE;
    }
  return FALSE;
}

static gboolean
skip_name (Scan *scan)
{
  skip_blanks (scan);
  if (!skip_string (scan))
    return FALSE;

  skip_blanks (scan);
  return skip_char (scan, ':');
}

/* An object or array, from its first bracket on. */
static gboolean
skip_container (Scan *scan, guint depth)
{
  gboolean is_object = *scan->at == '{';
  char close = is_object ? '}' : ']';

  scan->at++;
  skip_blanks (scan);
  if (skip_char (scan, close))
    return TRUE;

  do
    {
      if ((is_object && !skip_name (scan)) || !skip_value (scan, depth + 1))
        return FALSE;
      skip_blanks (scan);
    }
  while (skip_char (scan, ','));
  return skip_char (scan, close);
}

/* With the blanks before it. */
static gboolean
skip_value (Scan *scan, guint depth)
{
  skip_blanks (scan);
  if (depth > DEEPEST || scan->at >= scan->end)
    return FALSE;

  switch (*scan->at)
    {
    case '{':
    case '[':
      return skip_container (scan, depth);
    case '"':
      return skip_string (scan);
    case 't':
      return skip_word (scan, "true");
    case 'f':
      return skip_word (scan, "false");
    case 'n':
      return skip_word (scan, "null");
    default:
      return skip_number (scan);
    }
}

/**
 * pl_json_view_open:
 * @view: (out): the one value of @text; all views come from it, and so from a text that was checked
 * @text: (array length=length): borrowed for as long as a view of it is used
 *
 * Returns: whether @text is JSON and nothing else, UTF-8, with at most 64 levels
 */
gboolean
pl_json_view_open (PlJsonView *view, const char *text, gsize length)
{
  Scan scan = { text, text + length };

  if (!g_utf8_validate_len (text, length, NULL))
    return FALSE;
  skip_blanks (&scan);
  view->text = scan.at;
  if (!skip_value (&scan, 0))
    return FALSE;

  view->length = (gsize) (scan.at - view->text);
  skip_blanks (&scan);
  return scan.at == scan.end;
}

gboolean
pl_json_view_is_object (const PlJsonView *view)
{
  return view->length > 0 && *view->text == '{';
}

gboolean
pl_json_view_is_array (const PlJsonView *view)
{
  return view->length > 0 && *view->text == '[';
}

/* Steps to what stands behind @last, or to the first where that is %NULL. */
static gboolean
step (const PlJsonView *container, const PlJsonView *last, Scan *scan)
{
  scan->end = container->text + container->length;
  scan->at = last->text != NULL ? last->text + last->length : container->text + 1;
  skip_blanks (scan);
  if (last->text != NULL && !skip_char (scan, ','))
    return FALSE;

  skip_blanks (scan);
  return scan->at < scan->end && *scan->at != '}' && *scan->at != ']';
}

static void
take_value (Scan *scan, PlJsonView *value)
{
  skip_blanks (scan);
  value->text = scan->at;
  (void) skip_value (scan, 0);
  value->length = (gsize) (scan->at - value->text);
}

/**
 * pl_json_view_next_element:
 * @element: (inout): begin with one that is all zero
 *
 * Returns: %FALSE behind the last, and where @array is none
 */
gboolean
pl_json_view_next_element (const PlJsonView *array, PlJsonView *element)
{
  Scan scan;

  if (!pl_json_view_is_array (array) || !step (array, element, &scan))
    return FALSE;

  take_value (&scan, element);
  return TRUE;
}

/**
 * pl_json_view_next_name:
 * @name: (out): a string
 * @value: (inout): begin with one that is all zero
 *
 * Returns: %FALSE behind the last, and where @object is none
 */
gboolean
pl_json_view_next_name (const PlJsonView *object, PlJsonView *name, PlJsonView *value)
{
  Scan scan;

  if (!pl_json_view_is_object (object) || !step (object, value, &scan))
    return FALSE;

  take_value (&scan, name);
  skip_blanks (&scan);
  (void) skip_char (&scan, ':');
  take_value (&scan, value);
  return TRUE;
}

/**
 * pl_json_view_get_member:
 * @value: (out): of the last member of that name, as for every JavaScript program (ECMA-262 25.5.1)
 */
gboolean
pl_json_view_get_member (const PlJsonView *object, const char *name, PlJsonView *value)
{
  PlJsonView found_name;
  PlJsonView at = { NULL, 0 };
  gboolean found = FALSE;

  while (pl_json_view_next_name (object, &found_name, &at))
    {
      g_autofree char *text = pl_json_view_dup_string (&found_name);

      if (g_strcmp0 (text, name) != 0)
        continue;
      *value = at;
      found = TRUE;
    }
  return found;
}

/* Four digits, perhaps with the second half of a pair behind them (RFC 8259 7). 0: no character */
static gunichar
read_unicode (const char **at, const char *end)
{
  g_autofree char *digits = g_strndup (*at, 4);
  gunichar high = (gunichar) g_ascii_strtoull (digits, NULL, 16);
  gunichar low;

  *at += 4;
  if (high < 0xd800 || high > 0xdfff)
    return high;
  if (high > 0xdbff || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u')
    return 0;

  memcpy (digits, *at + 2, 4);
  low = (gunichar) g_ascii_strtoull (digits, NULL, 16);
  *at += 6;
  return low < 0xdc00 || low > 0xdfff ? 0 : 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

/**
 * pl_json_view_dup_string:
 *
 * Returns: (transfer full) (nullable): the text that the string stands for; %NULL when it is no string,
 *   or one with a NUL or half a surrogate pair in it
 */
char *
pl_json_view_dup_string (const PlJsonView *view)
{
  static const char shorts[] = "\"\\/bfnrt";
  static const char meant[] = "\"\\/\b\f\n\r\t";
  g_autofree char *text = NULL;
  const char *at = view->text + 1;
  const char *end;
  char *to;

  if (view->length < 2 || *view->text != '"')
    return NULL;
  end = view->text + view->length - 1;
  text = to = g_malloc (view->length); /* no escape is shorter than what it means */
  while (at < end)
    {
      gunichar character;

      if (*at != '\\')
        {
          *to++ = *at++;
          continue;
        }
      at += 2;
      if (at[-1] != 'u')
        {
          *to++ = meant[strchr (shorts, at[-1]) - shorts];
          continue;
        }
      character = read_unicode (&at, end);
      if (character == 0)
        return NULL;
      to += g_unichar_to_utf8 (character, to);
    }
  *to = '\0';
  return g_steal_pointer (&text);
}

/**
 * pl_json_view_dup_member_string:
 *
 * Returns: (transfer full) (nullable): the text of @object's member @name; %NULL when there is none, or
 *   it is no string
 */
char *
pl_json_view_dup_member_string (const PlJsonView *object, const char *name)
{
  PlJsonView value;

  return pl_json_view_get_member (object, name, &value) ? pl_json_view_dup_string (&value) : NULL;
}

/**
 * pl_json_view_is_member_true:
 *
 * Returns: whether @object has a member @name and it is `true`
 */
gboolean
pl_json_view_is_member_true (const PlJsonView *object, const char *name)
{
  PlJsonView value;

  return pl_json_view_get_member (object, name, &value) && value.length == strlen ("true") &&
         memcmp (value.text, "true", value.length) == 0;
}

/**
 * pl_json_view_get_uint:
 *
 * Returns: whether it is a whole number without sign, of at most 15 digits, which is what a JavaScript
 *   program can count to
 */
gboolean
pl_json_view_get_uint (const PlJsonView *view, guint64 *number)
{
  if (view->length == 0 || view->length > 15)
    return FALSE;

  *number = 0;
  for (gsize i = 0; i < view->length; i++)
    {
      if (!g_ascii_isdigit (view->text[i]))
        return FALSE;
      *number = *number * 10 + (guint64) (view->text[i] - '0');
    }
  return TRUE;
}

/**
 * pl_json_view_dup:
 *
 * Returns: (transfer full): the value's own text
 */
char *
pl_json_view_dup (const PlJsonView *view)
{
  return g_strndup (view->text, view->length);
}
