// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-fingerprint.h"

/**
 * pl_fingerprint_format:
 * @digits: hexadecimal, of either case
 *
 * Returns: (transfer full): in pairs with colons, as programs show it beside a certificate and people
 *   compare it: `2E:FD:F0:…`
 */
char *
pl_fingerprint_format (const char *digits)
{
  GString *pairs = g_string_new (NULL);

  for (gsize i = 0; digits[i] != '\0'; i++)
    {
      if (i > 0 && i % 2 == 0)
        g_string_append_c (pairs, ':');
      g_string_append_c (pairs, g_ascii_toupper (digits[i]));
    }

  return g_string_free (pairs, FALSE);
}
