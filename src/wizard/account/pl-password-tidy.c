// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: a password -> the same without what was probably copied along. Offered, never done unasked. */
#include "wizard/account/pl-password-tidy.h"

#include <string.h>

/* Blanks of any width, and what has none. */
static gboolean
is_unseen (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iszerowidth (c) || g_unichar_iscntrl (c) ||
         g_unichar_type (c) == G_UNICODE_FORMAT || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

/* Copies @password up to the last character that is seen; returns its length there. */
static gsize
copy_seen (const PlSecret *password, char *copy)
{
  const char *text = pl_secret_peek (password);
  const char *end = text + pl_secret_get_length (password);
  gsize length = 0;
  gsize seen = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize n = (gsize) (g_utf8_next_char (p) - p);

      /* Blanks in the middle can belong to it; app passwords are shown in groups. */
      if (is_unseen (c) && (c != ' ' || seen == 0))
        continue;
      memcpy (copy + length, p, n);
      length += n;
      if (c != ' ')
        seen = length;
    }

  return seen;
}

/**
 * pl_password_tidy:
 *
 * Returns: (transfer full) (nullable): @password without blanks at its ends and without characters
 *   that cannot be seen; %NULL where nothing of that is in it, or nothing else
 */
PlSecret *
pl_password_tidy (const PlSecret *password)
{
  gsize before = pl_secret_get_length (password);
  PlSecret *tidied = NULL;
  char *copy;
  gsize length;

  if (!g_utf8_validate_len (pl_secret_peek (password), before, NULL))
    return NULL;

  copy = g_malloc (before + 1);
  length = copy_seen (password, copy);
  if (length > 0 && length < before)
    tidied = pl_secret_new (copy, (gssize) length);
  pl_secret_wipe (copy, before + 1);
  g_free (copy);
  return tidied;
}
