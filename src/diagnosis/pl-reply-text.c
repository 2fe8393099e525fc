// SPDX-License-Identifier: GPL-3.0-or-later
/* Plain words of a text, and whether a pattern finds its own among them. Pure. */
#include "diagnosis/pl-reply-private.h"

#include "base/pl-text.h"

#include <string.h>

/* Latin letters without their accents: servers write both, and many leave them out. The German
 * umlauts stay, as does every other script, where a mark makes another letter. */
static gunichar
remove_accent (gunichar c)
{
  gunichar parts[4] = { 0 };

  if (c < 0x80 || c == 0xe4 || c == 0xf6 || c == 0xfc)
    return c;
  if (c == 0x142) /* l with a stroke does not come apart */
    return 'l';

  return g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 1 && parts[0] < 0x80
             ? parts[0]
             : c;
}

/**
 * pl_server_reply_normalize:
 * @text: anything
 *
 * Returns: (transfer full): the words of @text in lower case and without accents, each with one
 *   blank before and after it; apostrophes vanish, everything else that is no letter or digit
 *   separates, as does the step from a script that sets no blanks to one that does
 */
char *
pl_server_reply_normalize (const char *text)
{
  g_autofree char *showable = pl_text_make_showable (text, -1);
  g_autofree char *lower = g_utf8_strdown (showable, -1);
  GString *words = g_string_new (" ");
  gboolean was_wide = FALSE;

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = remove_accent (g_utf8_get_char (p));
      gboolean wide = g_unichar_iswide (c);

      if (c == '\'' || c == 0x2019)
        continue;
      if (wide != was_wide && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
      was_wide = wide;
      if (g_unichar_isalnum (c))
        g_string_append_unichar (words, c);
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');

  return g_string_free (words, FALSE);
}

/* Whether one phrase stands in the words, from the beginning of a word to the end of one, or with a
 * final `*` to anywhere. Chinese and Japanese set no blanks: there it may stand anywhere. */
static gboolean
has_phrase (const char *words, const char *phrase, gsize length)
{
  gboolean open_ended = length > 0 && phrase[length - 1] == '*';
  gsize compared = open_ended ? length - 1 : length;
  const char *end = words + strlen (words);
  const char *p = words;
  gboolean anywhere;

  if (compared == 0)
    return open_ended;

  anywhere = g_unichar_iswide (g_utf8_get_char (phrase));

  while ((p = memmem (p, end - p, phrase, compared)) != NULL)
    {
      if (anywhere || (p > words && p[-1] == ' ' && (open_ended || p[compared] == ' ')))
        return TRUE;
      p++;
    }

  return FALSE;
}

static gboolean
has_phrase_in (gconstpointer where, const char *what, gsize length)
{
  return has_phrase (where, what, length);
}

/**
 * pl_reply_match_pattern:
 * @pattern: `a|b & c` needs one of a and b, and c
 */
gboolean
pl_reply_match_pattern (const char *pattern, PlReplyHasOne has_one, gconstpointer where)
{
  const char *p = pattern;
  gboolean group_found = FALSE;

  for (;;)
    {
      gsize length = strcspn (p, "|&");
      gsize blanks = 0;

      while (p[blanks] == ' ' && blanks < length)
        blanks++;
      while (length > blanks && p[length - 1] == ' ')
        length--;
      group_found = group_found || has_one (where, p + blanks, length - blanks);

      p += strcspn (p, "|&");
      if (*p == '\0')
        return group_found;
      if (*p == '&' && !group_found)
        return FALSE;
      if (*p == '&')
        group_found = FALSE;
      p++;
    }
}

/**
 * pl_server_reply_words_match:
 * @normalized: from pl_server_reply_normalize()
 * @pattern: as in #PlReplyPhrase
 */
gboolean
pl_server_reply_words_match (const char *normalized, const char *pattern)
{
  return pl_reply_match_pattern (pattern, has_phrase_in, normalized);
}

/* A host's name in small letters; names of classes in a program have large ones. */
static gboolean
is_host_name (const char *piece)
{
  gsize length = strspn (piece, "abcdefghijklmnopqrstuvwxyz0123456789.-");
  guint dots = 0;

  for (gsize i = 1; i + 1 < length; i++)
    dots += piece[i] == '.';
  return dots >= 2 && g_ascii_isalpha (piece[0]) && strchr (".,:;])", piece[length]) != NULL;
}

/* Whether a piece of a reply is an address or a value: of a page, of a host, of a person,
 * `relay=…`. Their letters are names that people chose, no words of the server. */
static gboolean
is_address (const char *piece)
{
  const char *value = strchr (piece, '=');

  return strstr (piece, "://") != NULL || is_host_name (piece) || strchr (piece, '@') != NULL ||
         (value != NULL && value > piece && (g_ascii_isalnum (value[1]) || value[1] == '['));
}

char *
pl_reply_drop_addresses (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, " \t\n<>()\"", -1);
  GString *rest = g_string_new (NULL);

  for (guint i = 0; pieces[i] != NULL; i++)
    if (!is_address (pieces[i]))
      g_string_append_printf (rest, "%s ", pieces[i]);
  return g_string_free (rest, FALSE);
}
