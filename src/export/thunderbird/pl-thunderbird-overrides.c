// SPDX-License-Identifier: GPL-3.0-or-later
/* cert_override.txt: one accepted certificate a line, for one port of one host. */
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include "model/pl-fingerprint.h"

#include <string.h>

#define HEADER \
  "# PSM Certificate Override Settings file\n# This is a generated file!  Do not edit.\n"
#define SHA256_OID "OID.2.16.840.1.101.3.4.2.1"

/* Returns: the line that begins with @key, or %NULL; @length is without its end */
static const char *
find_line (const char *text, gsize size, const char *key, gsize *length)
{
  const char *end = text + size;
  const char *next;

  for (const char *line = text; line < end; line = next)
    {
      const char *line_end = memchr (line, '\n', (gsize) (end - line));

      *length = (gsize) ((line_end != NULL ? line_end : end) - line);
      next = line_end != NULL ? line_end + 1 : end;
      if (*length >= strlen (key) && memcmp (line, key, strlen (key)) == 0)
        return line;
    }
  return NULL;
}

/**
 * pl_thunderbird_put_override:
 * @overrides: the whole file; may be empty
 * @host: a name; Thunderbird writes it in small letters
 * @sha256: the certificate's fingerprint, 64 lower-case hexadecimal digits
 * @before: (out) (nullable): the line as it stood
 * @after: (out): the line as it has to be; both are %NULL where nothing changes
 *
 * Returns: (transfer full): the file with that exception, everything else byte for byte
 */
GBytes *
pl_thunderbird_put_override (GBytes *overrides,
                             const char *host,
                             guint16 port,
                             const char *sha256,
                             char **before,
                             char **after)
{
  gsize size;
  const char *text = g_bytes_get_data (overrides, &size);
  g_autofree char *name = g_ascii_strdown (host, -1);
  /* Behind the port come the origin's attributes: mail has none. */
  g_autofree char *key = g_strdup_printf ("%s:%u:\t", name, port);
  g_autofree char *fingerprint = pl_fingerprint_format (sha256);
  g_autofree char *line = g_strdup_printf ("%s" SHA256_OID "\t%s\t", key, fingerprint);
  gsize length = 0;
  const char *found = size > 0 ? find_line (text, size, key, &length) : NULL;
  g_autoptr (GString) longer = g_string_new (NULL);

  *before = found != NULL ? g_strndup (found, length) : NULL;
  *after = NULL;
  if (g_strcmp0 (*before, line) == 0)
    {
      g_clear_pointer (before, g_free);
      return g_bytes_ref (overrides);
    }

  *after = g_strdup (line);
  if (found != NULL)
    {
      g_string_append_len (longer, text, found - text);
      g_string_append (longer, line);
      g_string_append_len (longer, found + length,
                           (gssize) size - (found - text) - (gssize) length);
    }
  else
    {
      g_string_append_len (longer, size > 0 ? text : HEADER, size > 0 ? (gssize) size : -1);
      if (longer->str[longer->len - 1] != '\n')
        g_string_append_c (longer, '\n');
      g_string_append_printf (longer, "%s\n", line);
    }
  return g_string_free_to_bytes (g_steal_pointer (&longer));
}
