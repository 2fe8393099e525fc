// SPDX-License-Identifier: GPL-3.0-or-later
/* What prefs.js holds, and how a setting is changed in it. Reading it is in -scan.c. */
#include "export/thunderbird/pl-thunderbird-prefs-private.h"

#include "export/thunderbird/pl-thunderbird-scan-private.h"

#include <string.h>

/* One setting. The last statement of a name is the one that counts. */
typedef struct
{
  char *name; /* owned */
  PlThunderbirdStatement statement; /* its string is owned; where there is none its end is 0 */
  char *literal; /* owned, nullable: its new value as it is written */
} Pref;

struct _PlThunderbirdPrefs
{
  char *text; /* owned: as it was read */
  gsize length;
  gboolean is_whole;
  GPtrArray *prefs; /* owned: Pref, in the order of the file, new ones behind */
  GHashTable *by_name; /* owned: name → Pref, both borrowed */
};

static void
free_pref (gpointer data)
{
  Pref *pref = data;

  g_free (pref->name);
  g_free (pref->statement.string);
  g_free (pref->literal);
  g_free (pref);
}

static void
take_statement (PlThunderbirdPrefs *self, char *name, const PlThunderbirdStatement *statement)
{
  Pref *pref = g_new0 (Pref, 1);

  pref->name = name;
  pref->statement = *statement;
  g_ptr_array_add (self->prefs, pref);
  g_hash_table_replace (self->by_name, pref->name, pref);
}

/**
 * pl_thunderbird_prefs_parse:
 * @text: what the file holds, be it anything
 *
 * Returns: (transfer full):
 */
PlThunderbirdPrefs *
pl_thunderbird_prefs_parse (const char *text, gsize length)
{
  PlThunderbirdPrefs *self = g_new0 (PlThunderbirdPrefs, 1);
  PlThunderbirdScan scan = { .begin = text, .end = text + length, .next = text };
  PlThunderbirdStatement statement;
  char *name;

  self->text = g_memdup2 (text, length);
  self->length = length;
  self->prefs = g_ptr_array_new_with_free_func (free_pref);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  while ((name = pl_thunderbird_scan_next (&scan, &statement)) != NULL)
    take_statement (self, name, &statement);
  /* What a power cut leaves of a file is often as long as it should be, and full of zeros. */
  self->is_whole = !scan.hit_end && (length == 0 || memchr (text, '\0', length) == NULL);
  return self;
}

void
pl_thunderbird_prefs_free (PlThunderbirdPrefs *self)
{
  g_free (self->text);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->prefs);
  g_free (self);
}

/**
 * pl_thunderbird_prefs_is_whole:
 *
 * Returns: %FALSE for a text that ends within a statement or a comment, or holds zero bytes: something
 *   was writing it and did not come to the end
 */
gboolean
pl_thunderbird_prefs_is_whole (const PlThunderbirdPrefs *self)
{
  return self->is_whole;
}

static const PlThunderbirdStatement *
look_up (const PlThunderbirdPrefs *self, const char *name, PlThunderbirdKind kind)
{
  const Pref *pref = g_hash_table_lookup (self->by_name, name);

  return pref != NULL && pref->statement.kind == kind ? &pref->statement : NULL;
}

/**
 * pl_thunderbird_prefs_get_string:
 *
 * Returns: (nullable): valid UTF-8; %NULL when it is not set, or not to a string
 */
const char *
pl_thunderbird_prefs_get_string (const PlThunderbirdPrefs *self, const char *name)
{
  const PlThunderbirdStatement *statement = look_up (self, name, PL_THUNDERBIRD_STRING);

  return statement != NULL ? statement->string : NULL;
}

/**
 * pl_thunderbird_prefs_get_int:
 * @value: (out): left alone when it is not set, or not to a number
 *
 * Returns: whether it is set to a number
 */
gboolean
pl_thunderbird_prefs_get_int (const PlThunderbirdPrefs *self, const char *name, int *value)
{
  const PlThunderbirdStatement *statement = look_up (self, name, PL_THUNDERBIRD_INT);

  if (statement != NULL)
    *value = statement->number;
  return statement != NULL;
}

/**
 * pl_thunderbird_prefs_get_bool:
 * @value: (out): left alone when it is not set, or to neither
 *
 * Returns: whether it is set to true or false
 */
gboolean
pl_thunderbird_prefs_get_bool (const PlThunderbirdPrefs *self, const char *name, gboolean *value)
{
  const PlThunderbirdStatement *statement = look_up (self, name, PL_THUNDERBIRD_BOOL);

  if (statement != NULL)
    *value = statement->number != 0;
  return statement != NULL;
}

/**
 * pl_thunderbird_prefs_list:
 *
 * Returns: (transfer container) (element-type utf8): the names that begin with @prefix, as they come
 *   in the file, perhaps repeated; the strings are lent
 */
GPtrArray *
pl_thunderbird_prefs_list (const PlThunderbirdPrefs *self, const char *prefix)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->prefs->len; i++)
    {
      const Pref *pref = self->prefs->pdata[i];

      if (g_str_has_prefix (pref->name, prefix))
        g_ptr_array_add (names, pref->name);
    }
  return names;
}

/* --- Changing --- */

/* As Mozilla's own writer does it: a quote, a backslash and line ends are escaped, all else is UTF-8
 * as it is. */
static char *
quote (const char *value)
{
  GString *literal = g_string_new ("\"");

  for (const char *p = value; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
      case '\\':
        g_string_append_c (literal, '\\');
        g_string_append_c (literal, *p);
        break;
      case '\n':
        g_string_append (literal, "\\n");
        break;
      case '\r':
        g_string_append (literal, "\\r");
        break;
      default:
        g_string_append_c (literal, *p);
      }
  g_string_append_c (literal, '"');
  return g_string_free (literal, FALSE);
}

/* @string, @literal: (transfer full) */
static void
set (PlThunderbirdPrefs *self,
     const char *name,
     PlThunderbirdKind kind,
     char *string,
     int number,
     char *literal)
{
  Pref *pref = g_hash_table_lookup (self->by_name, name);
  g_autofree char *owned_literal = literal;
  g_autofree char *owned_string = string;

  if (pref != NULL && pref->statement.kind == kind && pref->statement.number == number &&
      g_strcmp0 (pref->statement.string, string) == 0)
    return;

  if (pref == NULL)
    {
      take_statement (self, g_strdup (name), &(PlThunderbirdStatement){ 0 });
      pref = g_hash_table_lookup (self->by_name, name);
    }
  g_free (pref->statement.string);
  g_free (pref->literal);
  pref->statement.kind = kind;
  pref->statement.string = g_steal_pointer (&owned_string);
  pref->statement.number = number;
  pref->literal = g_steal_pointer (&owned_literal);
}

/**
 * pl_thunderbird_prefs_set_string:
 * @value: UTF-8
 *
 * Setting what is set already changes nothing. With another value, only the value is replaced, in the
 * statement that counts; what was not set comes at the end of the file.
 */
void
pl_thunderbird_prefs_set_string (PlThunderbirdPrefs *self, const char *name, const char *value)
{
  set (self, name, PL_THUNDERBIRD_STRING, g_strdup (value), 0, quote (value));
}

void
pl_thunderbird_prefs_set_int (PlThunderbirdPrefs *self, const char *name, int value)
{
  set (self, name, PL_THUNDERBIRD_INT, NULL, value, g_strdup_printf ("%d", value));
}

void
pl_thunderbird_prefs_set_bool (PlThunderbirdPrefs *self, const char *name, gboolean value)
{
  set (self, name, PL_THUNDERBIRD_BOOL, NULL, value ? 1 : 0, g_strdup (value ? "true" : "false"));
}

/* --- Writing --- */

static char *
make_statement (const Pref *pref)
{
  g_autofree char *name = quote (pref->name);

  return g_strdup_printf ("user_pref(%s, %s);", name, pref->literal);
}

/**
 * pl_thunderbird_prefs_each_change:
 *
 * Every statement that was changed or is new, in the order of the file.
 */
void
pl_thunderbird_prefs_each_change (const PlThunderbirdPrefs *self,
                                  PlThunderbirdLineFunc func,
                                  gpointer data)
{
  for (guint i = 0; i < self->prefs->len; i++)
    {
      const Pref *pref = self->prefs->pdata[i];
      const PlThunderbirdStatement *at = &pref->statement;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      if (pref->literal == NULL)
        continue;
      if (at->end > 0)
        before = g_utf8_make_valid (self->text + at->begin, (gssize) (at->end - at->begin));
      after = make_statement (pref);
      func (before, after, data);
    }
}

/* The line end that the file has. */
static const char *
get_line_end (const PlThunderbirdPrefs *self)
{
  const char *first = self->length > 0 ? memchr (self->text, '\n', self->length) : NULL;

  return first != NULL && first > self->text && first[-1] == '\r' ? "\r\n" : "\n";
}

/**
 * pl_thunderbird_prefs_to_bytes:
 *
 * Returns: (transfer full): the whole file, with what was set
 */
GBytes *
pl_thunderbird_prefs_to_bytes (const PlThunderbirdPrefs *self)
{
  GString *text = g_string_sized_new (self->length + 4096);
  const char *line_end = get_line_end (self);
  gsize done = 0;

  for (guint i = 0; i < self->prefs->len; i++)
    {
      const Pref *pref = self->prefs->pdata[i];

      if (pref->literal == NULL || pref->statement.end == 0)
        continue;
      g_string_append_len (text, self->text + done, (gssize) (pref->statement.value_begin - done));
      g_string_append (text, pref->literal);
      done = pref->statement.value_end;
    }
  if (self->length > done)
    g_string_append_len (text, self->text + done, (gssize) (self->length - done));

  for (guint i = 0; i < self->prefs->len; i++)
    {
      const Pref *pref = self->prefs->pdata[i];
      g_autofree char *statement = NULL;

      if (pref->literal == NULL || pref->statement.end > 0)
        continue;
      if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append (text, line_end);
      statement = make_statement (pref);
      g_string_append_printf (text, "%s%s", statement, line_end);
    }
  return g_string_free_to_bytes (text);
}
