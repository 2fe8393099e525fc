// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-text.h"

#include "base/pl-secret.h"

#include <string.h>

#define NO_UTF8 "\xef\xbf\xbd" /* U+FFFD, longer than any byte that it stands for */

/**
 * pl_text_fill:
 * @pattern: text with named placeholders, as in "Port {port} is not the right one."
 * @lookup: gives each placeholder's value
 *
 * Used for every text out of a table: the compiler cannot check a format string there, and names
 * may change their order in a translation. A placeholder without a value stays as it stands, so a
 * mistake is seen and nothing is made up. There is no escape: texts have no other use for {name}.
 *
 * Returns: (transfer full):
 */
char *
pl_text_fill (const char *pattern, PlTextLookup lookup, gpointer data)
{
  GString *filled = g_string_new (NULL);
  const char *p = pattern;

  while (*p != '\0')
    {
      const char *close = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *name = close != NULL ? g_strndup (p + 1, close - p - 1) : NULL;
      g_autofree char *value = name != NULL ? lookup (name, data) : NULL;

      if (value != NULL)
        {
          g_string_append (filled, value);
          p = close + 1;
        }
      else
        {
          g_string_append_c (filled, *p++);
        }
    }

  return g_string_free (filled, FALSE);
}

/* Bidirectional marks, embeddings, overrides and isolates (Unicode UAX #9): they could make a host
 * name read as another one. */
static gboolean
is_bidi_control (gunichar c)
{
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

/* What stands for no character ever (Unicode 23.7); XML must not have it. */
static gboolean
is_noncharacter (gunichar c)
{
  return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

static gboolean
is_unshowable (gunichar c)
{
  return (g_unichar_iscntrl (c) && c != '\n') || is_bidi_control (c) || is_noncharacter (c) ||
         c == 0xfeff || (c >= 0x2028 && c <= 0x2029);
}

/**
 * pl_text_make_showable:
 * @bytes: anything, as it came from the network; it may hold a secret: no copy stays behind
 * @length: in bytes, -1 when NUL-terminated
 *
 * Makes valid UTF-8 of it that can be shown: bytes that are none become U+FFFD, control characters,
 * those that change the direction of text and what is no character become a blank; line ends stay.
 *
 * Returns: (transfer full):
 */
char *
pl_text_make_showable (const char *bytes, gssize length)
{
  const char *end = bytes + (length < 0 ? strlen (bytes) : (gsize) length);
  /* Growing would leave copies, as g_utf8_make_valid() does. */
  GString *text = g_string_sized_new (strlen (NO_UTF8) * (gsize) (end - bytes) + 1);

  for (const char *p = bytes; p < end;)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (!g_unichar_validate (c) || c == '\0')
        g_string_append (text, NO_UTF8);
      else if (c != '\r' || p + 1 == end || p[1] != '\n')
        g_string_append_unichar (text, is_unshowable (c) ? ' ' : c);
      p += g_unichar_validate (c) ? g_utf8_skip[(guchar) *p] : 1;
    }

  return g_string_free (text, FALSE);
}

/**
 * pl_text_has_control_characters:
 * @text: valid or invalid UTF-8
 *
 * Returns: %TRUE when @text has a control or bidirectional character, what is no character, a line end or
 *   a byte that is not UTF-8: nothing that may stand in a setting
 */
gboolean
pl_text_has_control_characters (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || is_unshowable (c))
        return TRUE;
    }

  return FALSE;
}

/**
 * pl_text_format_bytes_hex:
 *
 * Returns: (transfer full): lower-case hexadecimal digits without separators
 */
char *
pl_text_format_bytes_hex (const guint8 *bytes, gsize length)
{
  GString *hex = g_string_sized_new (2 * length);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);

  return g_string_free (hex, FALSE);
}
