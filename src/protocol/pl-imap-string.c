// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-imap-string.h"

#include <string.h>

#define LONGEST_SHORT_LITERAL 4096

/* Fewer than the grammar's ASTRING-CHAR: some servers read brackets or plus signs in their own way,
 * quotes are understood by all. */
static gboolean
is_plain_character (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (".-_@", c) != NULL);
}

/**
 * pl_imap_string_get_form:
 * @length: in bytes
 *
 * Quoted strings are 7-bit before IMAP4rev2 is enabled, so anything beyond ASCII becomes a literal.
 */
PlImapStringForm
pl_imap_string_get_form (const char *bytes, gsize length)
{
  PlImapStringForm form = PL_IMAP_STRING_ATOM;

  if (length == 0 || (length == 3 && g_ascii_strncasecmp (bytes, "NIL", 3) == 0))
    form = PL_IMAP_STRING_QUOTED;

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '\0')
        return PL_IMAP_STRING_IMPOSSIBLE;
      if ((guchar) bytes[i] >= 0x80 || bytes[i] == '\r' || bytes[i] == '\n')
        form = PL_IMAP_STRING_LITERAL;
      else if (form == PL_IMAP_STRING_ATOM && !is_plain_character (bytes[i]))
        form = PL_IMAP_STRING_QUOTED;
    }
  return form;
}

/**
 * pl_imap_literal_needs_leave:
 *
 * Returns: %TRUE when the server has to say "+" before a literal of @length bytes may be sent
 */
gboolean
pl_imap_literal_needs_leave (gsize length, PlImapLiterals literals)
{
  return literals == PL_IMAP_LITERALS_SYNCHRONIZING ||
         (literals == PL_IMAP_LITERALS_SHORT && length > LONGEST_SHORT_LITERAL);
}

/**
 * pl_imap_string_append_quoted:
 * @command: never grown beyond 2 * @length + 2 bytes
 */
void
pl_imap_string_append_quoted (GString *command, const char *bytes, gsize length)
{
  g_string_append_c (command, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '"' || bytes[i] == '\\')
        g_string_append_c (command, '\\');
      g_string_append_c (command, bytes[i]);
    }
  g_string_append_c (command, '"');
}
