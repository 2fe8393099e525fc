// SPDX-License-Identifier: GPL-3.0-or-later
/* iconv() knows this encoding as well, but goes there by way of UTF-32 in buffers of its own, which it
 * frees as they are: with a password in them. */
#include "base/pl-utf7.h"

#include <string.h>

/* One encoded text in the making. */
typedef struct
{
  PlUtf7 form;
  char *to; /* where the next character goes */
  gboolean shifted; /* inside base64 */
  guint32 bits; /* the last n_bits of it are still to be written */
  guint n_bits;
} Writer;

static const struct
{
  char shift;
  char last; /* of base64's alphabet */
  const char
      *direct; /* beside letters and digits; NULL: every visible ASCII character and the blank */
} forms[] = {
  [PL_UTF7_MAIL] = { '+', '/', "'(),-./:? \t\n\r" },
  [PL_UTF7_FOLDERS] = { '&', ',', NULL },
};

static gboolean
is_direct (PlUtf7 form, gunichar c)
{
  if (c == 0 || c > 0x7e)
    return FALSE;
  if (forms[form].direct == NULL)
    return c >= 0x20 && c != (gunichar) forms[form].shift;
  return g_ascii_isalnum ((char) c) || strchr (forms[form].direct, (int) c) != NULL;
}

static void
put_digit (Writer *self, guint32 value)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+";

  *self->to++ = value < 63 ? digits[value] : forms[self->form].last;
}

static void
put_unit (Writer *self, guint32 unit)
{
  self->bits = self->bits << 16 | unit;
  self->n_bits += 16;
  while (self->n_bits >= 6)
    {
      self->n_bits -= 6;
      put_digit (self, self->bits >> self->n_bits & 63);
    }
}

/* Back to plain characters. @next: 0 at the end. A minus is needed where the next one would go on. */
static void
leave (Writer *self, gunichar next)
{
  if (!self->shifted)
    return;

  if (self->n_bits > 0)
    put_digit (self, self->bits << (6 - self->n_bits) & 63);
  if (self->form == PL_UTF7_FOLDERS || next == 0 || g_ascii_isalnum ((char) next) || next == '+' ||
      next == '/' || next == '-')
    *self->to++ = '-';
  self->shifted = FALSE;
  self->n_bits = 0;
}

static void
put (Writer *self, gunichar c)
{
  gboolean is_shift = c == (gunichar) forms[self->form].shift;

  if (is_direct (self->form, c))
    {
      leave (self, c);
      *self->to++ = (char) c;
      return;
    }
  /* In the names of folders it never is within base64. */
  if (is_shift && (!self->shifted || self->form == PL_UTF7_FOLDERS))
    {
      leave (self, c);
      *self->to++ = (char) c;
      *self->to++ = '-';
      return;
    }
  if (!self->shifted)
    *self->to++ = forms[self->form].shift;
  self->shifted = TRUE;
  if (c > 0xffff)
    put_unit (self, 0xd800 + ((c - 0x10000) >> 10));
  put_unit (self, c > 0xffff ? 0xdc00 + ((c - 0x10000) & 0x3ff) : c);
}

/**
 * pl_utf7_encode:
 * @text: UTF-8; it may be a secret: no copy stays behind
 * @length: in bytes
 *
 * Returns: (transfer full): ASCII
 */
char *
pl_utf7_encode (const char *text, gsize length, PlUtf7 form)
{
  /* The longest that one byte becomes is `+AAE-`. */
  char *encoded = g_malloc (5 * length + 1);
  Writer writer = { .form = form, .to = encoded };

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    put (&writer, g_utf8_get_char (p));
  leave (&writer, 0);
  *writer.to = '\0';
  return encoded;
}
