// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a string is written in a command (RFC 3501 4.3): always the plainest form that carries it. */
typedef enum
{
  PL_IMAP_STRING_ATOM,
  PL_IMAP_STRING_QUOTED,
  PL_IMAP_STRING_LITERAL,
  PL_IMAP_STRING_IMPOSSIBLE, /* it holds a NUL, which no string may */
} PlImapStringForm;

/* Which literals a server takes without being asked first (RFC 7888) */
typedef enum
{
  PL_IMAP_LITERALS_SYNCHRONIZING, /* none: each waits for the server's "+" */
  PL_IMAP_LITERALS_SHORT, /* LITERAL-, IMAP4rev2: up to 4096 bytes */
  PL_IMAP_LITERALS_ANY, /* LITERAL+ */
} PlImapLiterals;

PlImapStringForm pl_imap_string_get_form (const char *bytes, gsize length);
gboolean pl_imap_literal_needs_leave (gsize length, PlImapLiterals literals);
void pl_imap_string_append_quoted (GString *command, const char *bytes, gsize length);

G_END_DECLS
