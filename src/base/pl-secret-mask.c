// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-secret-mask.h"

#include "base/pl-text.h"
#include "base/pl-utf7.h"

#include <string.h>

/* Shorter ones occur in ordinary words by chance: masking them would garble every reply and so
 * give them away all the same. */
#define SHORTEST_NEEDLE 3

#define MASKED "•••"

struct _PlSecretMask
{
  GPtrArray *needles; /* owned: PlSecret, each one form of one secret */
};

PlSecretMask *
pl_secret_mask_new (void)
{
  PlSecretMask *mask = g_new0 (PlSecretMask, 1);

  mask->needles = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_secret_unref);
  return mask;
}

void
pl_secret_mask_free (PlSecretMask *mask)
{
  g_ptr_array_unref (mask->needles);
  g_free (mask);
}

static void
add_needle (PlSecretMask *mask, const char *bytes, gsize length)
{
  if (length >= SHORTEST_NEEDLE)
    g_ptr_array_add (mask->needles, pl_secret_new (bytes, (gssize) length));
}

/* What stands around a secret inside base64 decides its first and last character; those are left
 * out, the middle is the same whatever stands around. */
static void
add_base64 (PlSecretMask *mask, const PlSecret *secret, gsize before)
{
  gsize length = before + pl_secret_get_length (secret);
  g_autofree guchar *padded = g_malloc0 (length + 1);
  g_autoptr (PlSecretString) encoded = NULL;
  gsize first = (before * 8 + 5) / 6;
  gsize last = length * 8 / 6;

  memcpy (padded + before, pl_secret_peek (secret), length - before);
  encoded = g_base64_encode (padded, length);
  pl_secret_wipe (padded, length);

  if (last > first)
    add_needle (mask, encoded + first, last - first);
}

static void
add_hexadecimal (PlSecretMask *mask, const PlSecret *secret)
{
  const guchar *bytes = (const guchar *) pl_secret_peek (secret);
  gsize length = pl_secret_get_length (secret);
  g_autoptr (PlSecretString) hex = g_malloc0 (2 * length + 1);

  for (gsize i = 0; i < length; i++)
    {
      hex[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
      hex[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
  add_needle (mask, hex, 2 * length);
}

static void
add_quoted (PlSecretMask *mask, const PlSecret *secret)
{
  const char *bytes = pl_secret_peek (secret);
  gsize length = pl_secret_get_length (secret);
  g_autoptr (PlSecretString) quoted = g_malloc0 (2 * length + 1);
  gsize used = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '"' || bytes[i] == '\\')
        quoted[used++] = '\\';
      quoted[used++] = bytes[i];
    }
  if (used > length)
    add_needle (mask, quoted, used);
}

/* What RFC 3986 2.3 leaves as it is stays. */
static void
add_percent_encoded (PlSecretMask *mask, const PlSecret *secret)
{
  const guchar *bytes = (const guchar *) pl_secret_peek (secret);
  gsize length = pl_secret_get_length (secret);
  g_autoptr (PlSecretString) escaped = g_malloc0 (3 * length + 1);
  gsize used = 0;

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (bytes[i]) || (bytes[i] != '\0' && strchr ("-._~", bytes[i]) != NULL))
      {
        escaped[used++] = (char) bytes[i];
      }
    else
      {
        escaped[used++] = '%';
        escaped[used++] = "0123456789ABCDEF"[bytes[i] >> 4];
        escaped[used++] = "0123456789ABCDEF"[bytes[i] & 15];
      }
  if (used > length)
    add_needle (mask, escaped, used);
}

/* Every byte as %XX: some servers escape all of what they do not like. */
static void
add_percent_encoded_whole (PlSecretMask *mask, const PlSecret *secret, char sign)
{
  const guchar *bytes = (const guchar *) pl_secret_peek (secret);
  gsize length = pl_secret_get_length (secret);
  g_autoptr (PlSecretString) escaped = g_malloc0 (3 * length + 1);

  for (gsize i = 0; i < length; i++)
    {
      escaped[3 * i] = sign;
      escaped[3 * i + 1] = "0123456789ABCDEF"[bytes[i] >> 4];
      escaped[3 * i + 2] = "0123456789ABCDEF"[bytes[i] & 15];
    }
  add_needle (mask, escaped, 3 * length);
}

/* Quoted-printable (RFC 2045 6.7): only what has to be is escaped. */
static void
add_quoted_printable (PlSecretMask *mask, const PlSecret *secret)
{
  const guchar *bytes = (const guchar *) pl_secret_peek (secret);
  gsize length = pl_secret_get_length (secret);
  g_autoptr (PlSecretString) escaped = g_malloc0 (3 * length + 1);
  gsize used = 0;

  for (gsize i = 0; i < length; i++)
    if (bytes[i] == '=' || bytes[i] < ' ' || bytes[i] >= 127)
      {
        escaped[used++] = '=';
        escaped[used++] = "0123456789ABCDEF"[bytes[i] >> 4];
        escaped[used++] = "0123456789ABCDEF"[bytes[i] & 15];
      }
    else
      {
        escaped[used++] = (char) bytes[i];
      }
  if (used > length)
    add_needle (mask, escaped, used);
}

static void
add_utf7 (PlSecretMask *mask, const PlSecret *secret, PlUtf7 form)
{
  const char *bytes = pl_secret_peek (secret);
  gsize length = pl_secret_get_length (secret);
  g_autoptr (PlSecretString) encoded = NULL;

  if (!g_utf8_validate_len (bytes, length, NULL))
    return;

  encoded = pl_utf7_encode (bytes, length, form);
  if (strlen (encoded) > length)
    add_needle (mask, encoded, strlen (encoded));
}

/* With blanks for what cannot be shown: what a server does that looks after its log. */
static void
add_showable (PlSecretMask *mask, const PlSecret *secret)
{
  gsize length = pl_secret_get_length (secret);
  g_autoptr (PlSecretString) showable =
      pl_text_make_showable (pl_secret_peek (secret), (gssize) length);

  if (strlen (showable) != length || memcmp (showable, pl_secret_peek (secret), length) != 0)
    add_needle (mask, showable, strlen (showable));
}

/**
 * pl_secret_mask_add:
 * @secret: forms of it are copied into memory that is wiped with the mask
 *
 * Secrets of fewer than three bytes cannot be told from ordinary words and are passed over.
 */
void
pl_secret_mask_add (PlSecretMask *mask, const PlSecret *secret)
{
  gsize length = pl_secret_get_length (secret);

  if (length < SHORTEST_NEEDLE)
    return;

  /* The longer forms first: a quoted password holds the bare one in pieces. */
  add_quoted (mask, secret);
  add_percent_encoded (mask, secret);
  add_percent_encoded_whole (mask, secret, '%');
  add_percent_encoded_whole (mask, secret, '=');
  add_quoted_printable (mask, secret);
  add_showable (mask, secret);
  add_utf7 (mask, secret, PL_UTF7_MAIL);
  add_utf7 (mask, secret, PL_UTF7_FOLDERS);
  add_needle (mask, pl_secret_peek (secret), length);
  add_hexadecimal (mask, secret);
  for (gsize before = 0; before < 3; before++)
    add_base64 (mask, secret, before);
}

/* Hexadecimal is looked for in either case; the other forms are exact, but ASCII case is ignored for
 * all: a server that echoes in capitals gives just as much away. */
static const char *
find_needle (const char *text, const PlSecret *needle)
{
  gsize length = pl_secret_get_length (needle);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_strncasecmp (p, pl_secret_peek (needle), length) == 0)
      return p;

  return NULL;
}

static char *
replace_needle (char *text, const PlSecret *needle)
{
  const char *rest = text;
  const char *found = find_needle (rest, needle);
  GString *masked;

  if (found == NULL)
    return text;

  masked = g_string_new (NULL);
  while (found != NULL)
    {
      g_string_append_len (masked, rest, found - rest);
      g_string_append (masked, MASKED);
      rest = found + pl_secret_get_length (needle);
      found = find_needle (rest, needle);
    }
  g_string_append (masked, rest);

  pl_secret_free_string (text);
  return g_string_free (masked, FALSE);
}

/**
 * pl_secret_mask_apply:
 *
 * Returns: (transfer full): @text with every form of every secret replaced by •••
 */
char *
pl_secret_mask_apply (const PlSecretMask *mask, const char *text)
{
  char *masked = g_strdup (text);

  for (guint i = 0; i < mask->needles->len; i++)
    masked = replace_needle (masked, mask->needles->pdata[i]);

  return masked;
}
