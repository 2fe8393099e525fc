// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-json-object.h"

#include "base/pl-secret.h"

#include <string.h>

#define MOST_MEMBERS 64
#define DEEPEST 16 /* objects and arrays within each other */

typedef struct
{
  const char *name; /* borrowed from the object's bytes */
  const char *text; /* likewise: a string's characters, or a number as it was written */
  gboolean is_number;
} Member;

struct _PlJsonObject
{
  char *bytes; /* owned: every name and value, each ended by NUL */
  gsize size; /* bytes */
  Member members[MOST_MEMBERS];
  guint n_members;
};

/* Where the parser stands. What it unescapes goes to @out, which is as large as the text. */
typedef struct
{
  const char *p;
  const char *end;
  char *out;
} Parser;

static gboolean skip_value (Parser *self, guint depth);

static void
skip_blanks (Parser *self)
{
  while (self->p < self->end && strchr (" \t\r\n", *self->p) != NULL && *self->p != '\0')
    self->p++;
}

static gboolean
take (Parser *self, char wanted)
{
  skip_blanks (self);
  if (self->p >= self->end || *self->p != wanted)
    return FALSE;

  self->p++;
  return TRUE;
}

static gboolean
take_hexadecimal (Parser *self, guint *unit)
{
  *unit = 0;
  if (self->end - self->p < 4)
    return FALSE;
  for (guint i = 0; i < 4; i++, self->p++)
    {
      if (!g_ascii_isxdigit (*self->p))
        return FALSE;
      *unit = *unit << 4 | (guint) g_ascii_xdigit_value (*self->p);
    }
  return TRUE;
}

/* \uXXXX, or two of them for what lies beyond the first 65536 characters (RFC 8259 7). */
static gboolean
take_character (Parser *self)
{
  guint unit;
  guint low = 0;

  if (!take_hexadecimal (self, &unit) || unit == 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return FALSE;
  if (unit < 0xd800 || unit > 0xdbff)
    {
      self->out += g_unichar_to_utf8 (unit, self->out);
      return TRUE;
    }

  if (self->end - self->p < 2 || self->p[0] != '\\' || self->p[1] != 'u')
    return FALSE;
  self->p += 2;
  if (!take_hexadecimal (self, &low) || low < 0xdc00 || low > 0xdfff)
    return FALSE;
  self->out += g_unichar_to_utf8 (0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), self->out);
  return TRUE;
}

static gboolean
take_escape (Parser *self)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  if (self->p >= self->end || *self->p == '\0')
    return FALSE;
  if (*self->p == 'u')
    {
      self->p++;
      return take_character (self);
    }

  letter = strchr (letters, *self->p++);
  if (letter == NULL)
    return FALSE;
  *self->out++ = meanings[letter - letters];
  return TRUE;
}

/* Returns: (transfer none) (nullable): the string's characters, ended by NUL */
static const char *
take_string (Parser *self)
{
  const char *text = self->out;

  if (!take (self, '"'))
    return NULL;
  while (self->p < self->end && *self->p != '"')
    {
      guchar c = (guchar) *self->p++;

      if (c < 0x20 || (c == '\\' && !take_escape (self)))
        return NULL;
      if (c != '\\')
        *self->out++ = (char) c;
    }
  if (self->p >= self->end)
    return NULL;

  self->p++;
  *self->out++ = '\0';
  return text;
}

static gsize
count_digits (const Parser *self, const char *from)
{
  const char *p = from;

  while (p < self->end && g_ascii_isdigit (*p))
    p++;
  return (gsize) (p - from);
}

/* RFC 8259 6. Returns its length in bytes, 0 for what is no number. */
static gsize
measure_number (const Parser *self)
{
  const char *p = self->p;
  gsize n_digits;

  p += p < self->end && *p == '-';
  n_digits = count_digits (self, p);
  if (n_digits == 0 || (n_digits > 1 && *p == '0'))
    return 0;
  p += n_digits;
  if (p < self->end && *p == '.')
    {
      n_digits = count_digits (self, p + 1);
      if (n_digits == 0)
        return 0;
      p += 1 + n_digits;
    }
  if (p < self->end && (*p == 'e' || *p == 'E'))
    {
      p++;
      p += p < self->end && (*p == '+' || *p == '-');
      n_digits = count_digits (self, p);
      if (n_digits == 0)
        return 0;
      p += n_digits;
    }
  return (gsize) (p - self->p);
}

static const char *
take_number (Parser *self)
{
  gsize length = measure_number (self);
  const char *text = self->out;

  if (length == 0)
    return NULL;
  memcpy (self->out, self->p, length);
  self->out[length] = '\0';
  self->out += length + 1;
  self->p += length;
  return text;
}

static gboolean
skip_word (Parser *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (self->end - self->p) >= length && memcmp (self->p, words[i], length) == 0)
        {
          self->p += length;
          return TRUE;
        }
    }
  return FALSE;
}

/* An object or an array. */
static gboolean
skip_container (Parser *self, guint depth)
{
  gboolean named = *self->p == '{';
  char close = named ? '}' : ']';

  if (depth >= DEEPEST)
    return FALSE;

  self->p++;
  if (take (self, close))
    return TRUE;
  do
    {
      if (named && (take_string (self) == NULL || !take (self, ':')))
        return FALSE;
      if (!skip_value (self, depth + 1))
        return FALSE;
    }
  while (take (self, ','));
  return take (self, close);
}

static gboolean
skip_value (Parser *self, guint depth)
{
  skip_blanks (self);
  if (self->p >= self->end)
    return FALSE;
  if (*self->p == '"')
    return take_string (self) != NULL;
  if (*self->p == '{' || *self->p == '[')
    return skip_container (self, depth);
  return skip_word (self) || take_number (self) != NULL;
}

static const Member *
find (const PlJsonObject *object, const char *name)
{
  for (guint i = 0; i < object->n_members; i++)
    if (g_str_equal (object->members[i].name, name))
      return &object->members[i];

  return NULL;
}

/* Who writes a name twice wants two readers to see two things: no such object. */
static gboolean
take_member (Parser *self, PlJsonObject *object)
{
  Member member = { .name = take_string (self) };

  if (member.name == NULL || !take (self, ':') || find (object, member.name) != NULL)
    return FALSE;

  skip_blanks (self);
  if (self->p < self->end && *self->p == '"')
    member.text = take_string (self);
  else if (self->p < self->end && (g_ascii_isdigit (*self->p) || *self->p == '-'))
    {
      member.is_number = TRUE;
      member.text = take_number (self);
    }
  else
    return skip_value (self, 1);

  if (member.text == NULL || object->n_members == MOST_MEMBERS)
    return FALSE;
  object->members[object->n_members++] = member;
  return TRUE;
}

/**
 * pl_json_object_parse:
 * @text: need not be NUL-terminated
 * @length: bytes
 *
 * Returns: (transfer full) (nullable): %NULL for what is no JSON object in UTF-8, names a member
 *   twice, holds a NUL, or is beyond all measure
 */
PlJsonObject *
pl_json_object_parse (const char *text, gsize length)
{
  g_autoptr (PlJsonObject) object = NULL;
  Parser self = { .p = text, .end = text + length };

  if (length == 0 || length > PL_JSON_OBJECT_LARGEST || !g_utf8_validate_len (text, length, NULL))
    return NULL;

  object = g_new0 (PlJsonObject, 1);
  /* No value takes more room than it has in the text: a number's NUL stands where its comma was. */
  object->size = length + 1;
  object->bytes = self.out = g_malloc0 (object->size);

  if (!take (&self, '{'))
    return NULL;
  if (!take (&self, '}'))
    {
      do
        if (!take_member (&self, object))
          return NULL;
      while (take (&self, ','));
      if (!take (&self, '}'))
        return NULL;
    }
  skip_blanks (&self);
  return self.p == self.end ? g_steal_pointer (&object) : NULL;
}

void
pl_json_object_free (PlJsonObject *object)
{
  pl_secret_wipe (object->bytes, object->size);
  g_free (object->bytes);
  g_free (object);
}

/**
 * pl_json_object_get_string:
 *
 * Returns: (transfer none) (nullable): %NULL when there is no such member or it is no string
 */
const char *
pl_json_object_get_string (const PlJsonObject *object, const char *name)
{
  const Member *member = find (object, name);

  return member != NULL && !member->is_number ? member->text : NULL;
}

/**
 * pl_json_object_get_uint:
 * @value: (out): a whole number, which some write as a string
 *
 * Returns: %FALSE when there is no such member or it is no such number
 */
gboolean
pl_json_object_get_uint (const PlJsonObject *object, const char *name, guint *value)
{
  const Member *member = find (object, name);
  guint64 number = 0;

  if (member == NULL || !g_ascii_string_to_unsigned (member->text, 10, 0, G_MAXUINT, &number, NULL))
    return FALSE;

  *value = (guint) number;
  return TRUE;
}
