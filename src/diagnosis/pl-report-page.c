// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/pl-report-page-private.h"

#include "base/pl-text.h"

#include <string.h>

#define COLUMNS 78
#define LONGEST_VALUE 600 /* characters: a page is to be read */
#define MASKED "•••"
#define SHORTEST_WORD \
  3 /* of a name that is looked for in prose: shorter ones stand in every sentence */

struct _PlReportPage
{
  GString *text; /* owned */
  GPtrArray *names; /* owned: char: what is masked, the longest first; empty where nothing is */
  gboolean with_address;
};

/**
 * pl_report_page_new:
 * @typed: the address as it was entered; what has no @ is masked whole
 * @with_address: mask nothing
 *
 * Returns: (transfer full): an empty page
 */
PlReportPage *
pl_report_page_new (const char *typed, gboolean with_address)
{
  PlReportPage *self = g_new0 (PlReportPage, 1);

  self->text = g_string_new (NULL);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->with_address = with_address;
  pl_report_page_mask_also (self, typed);
  return self;
}

static gint
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize x = strlen (*(const char *const *) a);
  gsize y = strlen (*(const char *const *) b);

  return x > y ? -1 : x < y;
}

/**
 * pl_report_page_mask_also:
 * @name: (nullable): an address or a user name; of one with an @ the part before it, else the whole
 *
 * Under whichever name the person signs in, it is theirs. To be called before anything is written.
 */
void
pl_report_page_mask_also (PlReportPage *self, const char *name)
{
  const char *at = name != NULL ? strrchr (name, '@') : NULL;
  g_autofree char *part = at != NULL ? g_strndup (name, (gsize) (at - name)) : g_strdup (name);

  if (self->with_address || part == NULL || *g_strstrip (part) == '\0' ||
      g_ptr_array_find_with_equal_func (self->names, part, g_str_equal, NULL))
    return;

  g_ptr_array_add (self->names, g_steal_pointer (&part));
  g_ptr_array_sort (self->names, compare_lengths);
}

/**
 * pl_report_page_free_to_text:
 *
 * Returns: (transfer full): what was written
 */
char *
pl_report_page_free_to_text (PlReportPage *self)
{
  char *text = g_string_free (self->text, FALSE);

  g_ptr_array_unref (self->names);
  g_free (self);
  return text;
}

/* --- Masking --- */

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_' || c == '-' || c == '.' || c == '+';
}

static gboolean
stands_alone (const char *text, const char *found, gsize length)
{
  gunichar before = found > text ? g_utf8_get_char (g_utf8_prev_char (found)) : ' ';
  gunichar after = g_utf8_get_char (found + length);
  gunichar behind = after == '.' ? g_utf8_get_char (found + length + 1) : ' ';

  /* A full stop ends a sentence, and a host goes on behind it. */
  return !is_word (before) && (!is_word (after) || (after == '.' && !is_word (behind)));
}

static gboolean
is_at (const char *found, gsize length)
{
  return found[length] == '@' || g_ascii_strncasecmp (found + length, "%40", 3) == 0;
}

/* Returns: how many bytes at the beginning of @text are @name, in whatever case; 0 when they are not */
static gsize
match_name (const char *text, const char *name)
{
  const char *p = text;

  for (; *name != '\0'; name = g_utf8_next_char (name), p = g_utf8_next_char (p))
    if (*p == '\0' ||
        g_unichar_tolower (g_utf8_get_char (p)) != g_unichar_tolower (g_utf8_get_char (name)))
      return 0;

  return (gsize) (p - text);
}

/* Returns: the length of one of the names that stands at @p in @text and is meant, else 0 */
static gsize
find_name (PlReportPage *self, const char *text, const char *p)
{
  gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = self->names->pdata[i];
      gsize length = match_name (p, name);

      if (length == 0)
        continue;
      if ((is_at (p, length) && !g_unichar_isalnum (before)) ||
          (g_utf8_strlen (name, -1) >= SHORTEST_WORD && stands_alone (text, p, length)))
        return length;
    }

  return 0;
}

static gboolean
is_a_name (PlReportPage *self, const char *text)
{
  for (guint i = 0; i < self->names->len; i++)
    if (match_name (text, self->names->pdata[i]) == strlen (text))
      return TRUE;

  return FALSE;
}

/**
 * pl_report_page_mask:
 *
 * Returns: (transfer full): @text without the part of the address before the @, alone or in an address,
 *   and without user names. Names of hosts stay, even where they hold the same word.
 */
char *
pl_report_page_mask (PlReportPage *self, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *masked;

  if (*valid != '\0' && is_a_name (self, valid))
    return g_strdup (MASKED);

  masked = g_string_new (NULL);
  for (const char *p = valid; *p != '\0';)
    {
      gsize length = find_name (self, valid, p);
      const char *next = length > 0 ? p + length : g_utf8_next_char (p);

      if (length > 0)
        g_string_append (masked, MASKED);
      else
        g_string_append_len (masked, p, next - p);
      p = next;
    }
  return g_string_free (masked, FALSE);
}

/* What came from the network: in letters that can be shown, and no longer than a page bears. Masked
 * before it is cut, so that no half of a name is left over.
 * Returns: (transfer full) */
static char *
prepare (PlReportPage *self, const char *text)
{
  g_autofree char *showable = pl_text_make_showable (text, -1);
  g_autofree char *masked = pl_report_page_mask (self, showable);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (masked, -1) <= LONGEST_VALUE)
    return g_steal_pointer (&masked);

  start = g_utf8_substring (masked, 0, LONGEST_VALUE);
  return g_strconcat (start, " …", NULL);
}

/* --- Lines --- */

static void
append_blanks (PlReportPage *self, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (self->text, ' ');
}

/* Breaks at blanks; a word that is too long for a line gets one of its own. */
static void
append_wrapped (PlReportPage *self, guint indent, guint column, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint length = (guint) g_utf8_strlen (words[i], -1);

      if (length == 0)
        continue;
      if (column > indent && column + 1 + length > COLUMNS)
        {
          g_string_append_c (self->text, '\n');
          append_blanks (self, indent);
          column = indent;
        }
      else if (column > indent)
        {
          g_string_append_c (self->text, ' ');
          column++;
        }
      g_string_append (self->text, words[i]);
      column += length;
    }
  g_string_append_c (self->text, '\n');
}

/**
 * pl_report_page_heading:
 *
 * Our own words, with an empty line above, but for the first.
 */
void
pl_report_page_heading (PlReportPage *self, const char *heading)
{
  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  g_string_append (self->text, heading);
  g_string_append_c (self->text, '\n');
}

/**
 * pl_report_page_line:
 *
 * Prose, wrapped and masked.
 */
void
pl_report_page_line (PlReportPage *self, guint indent, const char *text)
{
  g_autofree char *prepared = prepare (self, text);

  append_blanks (self, indent);
  append_wrapped (self, indent, indent, prepared);
}

/**
 * pl_report_page_fixed:
 *
 * Our own words, which name nobody: a word of them that happens to be somebody's name stays.
 */
void
pl_report_page_fixed (PlReportPage *self, guint indent, const char *text)
{
  append_blanks (self, indent);
  append_wrapped (self, indent, indent, text);
}

/**
 * pl_report_page_pair:
 * @value: (nullable): nothing is written without one
 *
 * `name: value`, continued below the value's beginning.
 */
void
pl_report_page_pair (PlReportPage *self, guint indent, const char *name, const char *value)
{
  g_autofree char *prepared = NULL;

  if (value == NULL || *value == '\0')
    return;

  prepared = prepare (self, value);
  append_blanks (self, indent);
  g_string_append_printf (self->text, "%s:", name);
  append_wrapped (self, indent + 2, indent + (guint) g_utf8_strlen (name, -1) + 1, prepared);
}
