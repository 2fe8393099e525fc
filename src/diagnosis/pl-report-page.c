// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/pl-report-page-private.h"

#include <string.h>

#define COLUMNS 78
#define MASKED "•••"
#define SHORTEST_WORD \
  3 /* of a name that is looked for in prose: shorter ones stand in every sentence */

struct _PlReportPage
{
  GString *text; /* owned */
  char *local_part; /* owned, nullable: what is masked */
  char *domain; /* owned, nullable */
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
  const char *at = strrchr (typed, '@');

  self->text = g_string_new (NULL);
  if (with_address || *typed == '\0')
    return self;

  self->local_part = at != NULL ? g_strndup (typed, (gsize) (at - typed)) : g_strdup (typed);
  g_strstrip (self->local_part);
  self->domain = at != NULL ? g_strdup (at + 1) : NULL;
  return self;
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

  g_free (self->local_part);
  g_free (self->domain);
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

/**
 * pl_report_page_mask:
 *
 * Returns: (transfer full): @text without the part of the address before the @, alone or in an address.
 *   Names of hosts stay, even where they hold the same word.
 */
char *
pl_report_page_mask (PlReportPage *self, const char *text)
{
  gsize length = self->local_part != NULL ? strlen (self->local_part) : 0;
  gboolean prose = length >= SHORTEST_WORD;
  GString *masked;

  if (length == 0)
    return g_strdup (text);
  if (g_ascii_strcasecmp (text, self->local_part) == 0)
    return g_strdup (MASKED);

  masked = g_string_new (NULL);
  for (const char *p = text; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);
      gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';
      gboolean here = g_ascii_strncasecmp (p, self->local_part, length) == 0;

      if (here && ((is_at (p, length) && !g_unichar_isalnum (before)) ||
                   (prose && stands_alone (text, p, length))))
        {
          g_string_append (masked, MASKED);
          p += length;
          continue;
        }
      g_string_append_len (masked, p, next - p);
      p = next;
    }
  return g_string_free (masked, FALSE);
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
  g_autofree char *masked = pl_report_page_mask (self, text);

  append_blanks (self, indent);
  append_wrapped (self, indent, indent, masked);
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
  g_autofree char *masked = NULL;

  if (value == NULL || *value == '\0')
    return;

  masked = pl_report_page_mask (self, value);
  append_blanks (self, indent);
  g_string_append_printf (self->text, "%s:", name);
  append_wrapped (self, indent + 2, indent + (guint) g_utf8_strlen (name, -1) + 1, masked);
}
