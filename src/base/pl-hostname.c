// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-hostname.h"

#include <idn2.h>
#include <string.h>

#define LONGEST_NAME 253 /* RFC 1035 2.3.4, without the final dot */

/* Letters, digits and hyphens (RFC 952, RFC 1123 2.1), and the underscore that some hosts have. */
static gboolean
is_valid_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > 63 || label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  return strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

static gboolean
is_valid_ascii_name (const char *name)
{
  g_auto (GStrv) labels = g_strsplit (name, ".", -1);

  if (strlen (name) > LONGEST_NAME)
    return FALSE;

  for (guint i = 0; labels[i] != NULL; i++)
    if (!is_valid_label (labels[i]))
      return FALSE;

  return TRUE;
}

/**
 * pl_hostname_is_address:
 *
 * Returns: whether @name is an IPv4 or IPv6 address instead of a name
 */
gboolean
pl_hostname_is_address (const char *name)
{
  return g_hostname_is_ip_address (name);
}

/**
 * pl_hostname_to_ascii:
 * @name: a host or domain name as a person types it; blanks around it and one final dot are dropped
 *
 * IDNA 2008 without the transitional mapping (RFC 5891), because g_hostname_to_ascii() still
 * follows IDNA 2003 and turns straße.de into strasse.de, which belongs to somebody else.
 *
 * Returns: (transfer full): lower-case ASCII form, or an IP address as it is (IPv6 without
 *   brackets); %NULL with %G_IO_ERROR_INVALID_ARGUMENT when it cannot be a name
 */
char *
pl_hostname_to_ascii (const char *name, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  gsize length = strlen (trimmed);
  char *converted = NULL;
  g_autofree char *ascii = NULL;

  if (length > 2 && trimmed[0] == '[' && trimmed[length - 1] == ']')
    {
      memmove (trimmed, trimmed + 1, length - 2);
      trimmed[length - 2] = '\0';
    }
  if (pl_hostname_is_address (trimmed))
    return g_ascii_strdown (trimmed, -1);

  if (length > 1 && g_str_has_suffix (trimmed, "."))
    trimmed[length - 1] = '\0';

  if (*trimmed != '\0' && g_utf8_validate (trimmed, -1, NULL) &&
      idn2_to_ascii_8z (trimmed, &converted, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT) == IDN2_OK)
    {
      ascii = g_ascii_strdown (converted, -1);
      idn2_free (converted);
      if (is_valid_ascii_name (ascii))
        return g_steal_pointer (&ascii);
    }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” cannot be a host name", name);
  return NULL;
}

/* ASCII, and the letters with marks of the languages of Europe (Latin-1 and Latin Extended-A), without
 * those that only lack something: the dotless i, the kra. */
static gboolean
is_unmistakable (gunichar letter)
{
  return letter < 0x80 || (letter >= 0xdf && letter <= 0x17e && letter != 0x131 && letter != 0x138);
}

/* A person compares what is shown here with what they know, and agrees by that to send the password:
 * no letter may look like another one. Rules for each script would show more names and have gaps;
 * names in other scripts stay safe, if hard to read. */
static gboolean
is_safe_to_show (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_unmistakable (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/**
 * pl_hostname_to_display:
 *
 * Returns: (transfer full): the name as people write it where @ascii_name has xn-- labels that
 *   decode, encode back to the same, and look like no other name; else @ascii_name itself
 */
char *
pl_hostname_to_display (const char *ascii_name)
{
  g_autofree char *back = NULL;
  char *decoded = NULL;
  g_autofree char *shown = NULL;

  if (idn2_to_unicode_8z8z (ascii_name, &decoded, 0) != IDN2_OK)
    return g_strdup (ascii_name);

  shown = g_strdup (decoded);
  idn2_free (decoded);
  back = pl_hostname_to_ascii (shown, NULL);
  if (g_strcmp0 (back, ascii_name) != 0 || !is_safe_to_show (shown))
    return g_strdup (ascii_name);

  return g_steal_pointer (&shown);
}
