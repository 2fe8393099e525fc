// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "protocol/pl-imap-string.h"

G_BEGIN_DECLS

/**
 * PlImapPiece:
 * @bytes: what is sent; wiped with the piece
 * @shown: the same for the log, without the password and its length
 *
 * A part of a command: after every piece but the last the server has to say "+".
 */
typedef struct
{
  char *bytes; /* owned */
  gsize length;
  char *shown; /* owned */
} PlImapPiece;

void pl_imap_piece_free (PlImapPiece *piece);
GPtrArray *pl_imap_login_new (const char *tag,
                              const char *username,
                              const PlSecret *password,
                              PlImapLiterals literals);
gboolean pl_imap_login_is_possible (const char *username, const PlSecret *password);
gboolean
pl_imap_login_is_quick (const char *username, const PlSecret *password, PlImapLiterals literals);

G_END_DECLS
