// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-script-text.h"

#include "base/pl-secret.h"

#include <string.h>

/* A stretch of literal bytes, or a name. */
typedef struct
{
  char *name; /* owned, NULL for literal bytes */
  GString *bytes; /* owned, NULL for a name */
} Piece;

struct _PlScriptText
{
  GPtrArray *pieces; /* owned, of Piece */
  gboolean takes_rest;
};

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->name);
  if (piece->bytes != NULL)
    g_string_free (piece->bytes, TRUE);
  g_free (piece);
}

static void
add_byte (PlScriptText *text, char byte)
{
  Piece *last =
      text->pieces->len > 0 ? g_ptr_array_index (text->pieces, text->pieces->len - 1) : NULL;

  if (last == NULL || last->bytes == NULL)
    {
      last = g_new0 (Piece, 1);
      last->bytes = g_string_new (NULL);
      g_ptr_array_add (text->pieces, last);
    }
  g_string_append_c (last->bytes, byte);
}

/* How many bytes the escape at p takes; 0 when it is none. */
static gsize
read_escape (const char *p, char *byte)
{
  static const struct
  {
    char letter;
    char byte;
  } letters[] = { { 'r', '\r' }, { 'n', '\n' }, { 't', '\t' }, { '\\', '\\' } };

  if (p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]))
    {
      *byte = (char) (g_ascii_xdigit_value (p[2]) * 16 + g_ascii_xdigit_value (p[3]));
      return 4;
    }

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (p[1] == letters[i].letter)
      {
        *byte = letters[i].byte;
        return 2;
      }

  return 0;
}

/* How many bytes the name in braces at p takes; 0 when the brace stands for itself. */
static gsize
read_name (const char *p, char **name)
{
  gsize length = 1;

  while (g_ascii_islower (p[length]) || g_ascii_isdigit (p[length]) || p[length] == '_')
    length++;
  if (length == 1 || p[length] != '}')
    return 0;

  *name = g_strndup (p + 1, length - 1);
  return length + 1;
}

static gboolean
add_name (PlScriptText *text, char *name, PlScriptTextFlags flags, GError **error)
{
  Piece *piece = g_new0 (Piece, 1);
  Piece *last =
      text->pieces->len > 0 ? g_ptr_array_index (text->pieces, text->pieces->len - 1) : NULL;

  piece->name = name;
  if ((flags & PL_SCRIPT_TEXT_PATTERN) != 0 && last != NULL && last->name != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "{%s} and {%s} catch with nothing between them", last->name, name);
      piece_free (piece);
      return FALSE;
    }

  g_ptr_array_add (text->pieces, piece);
  return TRUE;
}

/* Takes one byte, escape or name from p. Returns how many bytes it took, 0 with an error. */
static gsize
take_piece (PlScriptText *text, const char *p, PlScriptTextFlags flags, GError **error)
{
  char *name = NULL;
  char byte = *p;
  gsize length = 1;

  if (p[0] == '{' && p[1] == '{')
    {
      length = 2;
    }
  else if (p[0] == '{' && (length = read_name (p, &name)) > 0)
    {
      return add_name (text, name, flags, error) ? length : 0;
    }
  else if (p[0] == '\\' && (flags & PL_SCRIPT_TEXT_ESCAPES) != 0)
    {
      length = read_escape (p, &byte);
      if (length == 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "\\%c is no escape; \\r \\n \\t \\xHH \\\\ are", p[1]);
          return 0;
        }
    }

  add_byte (text, byte);
  return MAX (length, 1);
}

/**
 * pl_script_text_parse:
 * @source: one text as it stands in a script, without a line end
 *
 * Returns: (transfer full): %NULL with %G_IO_ERROR_INVALID_DATA
 */
PlScriptText *
pl_script_text_parse (const char *source, PlScriptTextFlags flags, GError **error)
{
  g_autoptr (PlScriptText) text = g_new0 (PlScriptText, 1);
  const char *p = source;

  text->pieces = g_ptr_array_new_with_free_func (piece_free);
  while (*p != '\0')
    {
      gsize taken;

      if ((flags & PL_SCRIPT_TEXT_PATTERN) != 0 && p[0] == '*' && p[1] == '\0')
        {
          text->takes_rest = TRUE;
          break;
        }

      taken = take_piece (text, p, flags, error);
      if (taken == 0)
        return NULL;
      p += taken;
    }

  return g_steal_pointer (&text);
}

void
pl_script_text_free (PlScriptText *text)
{
  if (text == NULL)
    return;

  g_clear_pointer (&text->pieces, g_ptr_array_unref);
  g_free (text);
}

/**
 * pl_script_text_list_names:
 *
 * Returns: (transfer full): the names that the text is filled with, or catches
 */
char **
pl_script_text_list_names (const PlScriptText *text)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < text->pieces->len; i++)
    {
      const Piece *piece = g_ptr_array_index (text->pieces, i);

      if (piece->name != NULL)
        g_strv_builder_add (names, piece->name);
    }

  return g_strv_builder_end (names);
}

/* What stands between double quotes at *at, with \" and \\ resolved; NULL when it has no end. */
static GString *
take_quoted (const char *line, gsize length, gsize *at)
{
  GString *word = g_string_sized_new (length - *at);

  for (gsize i = *at + 1; i < length; i++)
    {
      if (line[i] == '"')
        {
          *at = i + 1;
          return word;
        }
      if (line[i] == '\\' && i + 1 < length)
        i++;
      g_string_append_c (word, line[i]);
    }

  pl_script_value_free (word);
  return NULL;
}

/* A word goes up to a blank, or to what follows its name in the pattern. */
static GString *
take_word (const char *line, gsize length, gsize *at, char stop)
{
  gsize begin = *at;

  if (begin < length && line[begin] == '"' && stop != '"')
    return take_quoted (line, length, at);

  while (*at < length && line[*at] != ' ' && line[*at] != stop)
    (*at)++;

  return *at > begin ? g_string_new_len (line + begin, *at - begin) : NULL;
}

static char
get_stop (const PlScriptText *text, guint index)
{
  const Piece *next = index < text->pieces->len ? g_ptr_array_index (text->pieces, index) : NULL;

  return next != NULL && next->bytes != NULL ? next->bytes->str[0] : ' ';
}

/**
 * pl_script_text_match:
 * @text: parsed with %PL_SCRIPT_TEXT_PATTERN
 * @line: (array length=length): without its line end
 * @values: where what was caught is put, only when the whole line matches
 */
gboolean
pl_script_text_match (const PlScriptText *text, const char *line, gsize length, GHashTable *values)
{
  g_autoptr (GHashTable) caught = pl_script_values_new ();
  GHashTableIter iter;
  gpointer name, value;
  gsize at = 0;

  for (guint i = 0; i < text->pieces->len; i++)
    {
      const Piece *piece = g_ptr_array_index (text->pieces, i);

      if (piece->name != NULL)
        {
          GString *word = take_word (line, length, &at, get_stop (text, i + 1));

          if (word == NULL)
            return FALSE;
          g_hash_table_replace (caught, g_strdup (piece->name), word);
        }
      else
        {
          if (length - at < piece->bytes->len ||
              memcmp (line + at, piece->bytes->str, piece->bytes->len) != 0)
            return FALSE;
          at += piece->bytes->len;
        }
    }

  if (at < length && !text->takes_rest)
    return FALSE;

  g_hash_table_iter_init (&iter, caught);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_replace (values, name, value);
    }
  return TRUE;
}

static const GString *
get_part (const Piece *piece, GHashTable *values)
{
  return piece->bytes != NULL ? piece->bytes : g_hash_table_lookup (values, piece->name);
}

/* The length of the whole, beforehand: a string that grows would leave parts of a password behind, unwiped. */
static gsize
measure (const PlScriptText *text, GHashTable *values)
{
  gsize length = 0;

  for (guint i = 0; i < text->pieces->len; i++)
    {
      const GString *part = get_part (g_ptr_array_index (text->pieces, i), values);

      length += part != NULL ? part->len : 0;
    }

  return length;
}

/**
 * pl_script_text_fill:
 * @values: a name that is not in it stands for nothing
 *
 * Returns: (transfer full) (nullable): bytes, not necessarily text, to be freed with
 *   pl_script_value_free(); %NULL when longer than %PL_SCRIPT_LONGEST_TEXT
 */
GString *
pl_script_text_fill (const PlScriptText *text, GHashTable *values)
{
  gsize length = measure (text, values);
  GString *filled;

  if (length > PL_SCRIPT_LONGEST_TEXT)
    return NULL;

  filled = g_string_sized_new (length + 2); /* and a line end */
  for (guint i = 0; i < text->pieces->len; i++)
    {
      const GString *part = get_part (g_ptr_array_index (text->pieces, i), values);

      if (part != NULL)
        g_string_append_len (filled, part->str, part->len);
    }

  return filled;
}

/**
 * pl_script_values_new:
 *
 * Returns: (transfer full): names and their values, which are wiped when they go: a person who
 *   practises may type a password that is in use elsewhere
 */
GHashTable *
pl_script_values_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) pl_script_value_free);
}

void
pl_script_value_free (GString *value)
{
  if (value == NULL)
    return;

  pl_secret_wipe (value->str, value->allocated_len);
  g_string_free (value, TRUE);
}
