// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-imap-login.h"

#include <string.h>

/* The command in the making. The buffer of a piece is made large enough at once: growing would
 * leave copies of the password behind. */
typedef struct
{
  GPtrArray *pieces; /* owned: PlImapPiece */
  GString *bytes; /* owned */
  GString *shown; /* owned */
  gsize capacity; /* bytes */
} Builder;

void
pl_imap_piece_free (PlImapPiece *piece)
{
  pl_secret_wipe (piece->bytes, piece->length);
  g_free (piece->bytes);
  g_free (piece->shown);
  g_free (piece);
}

static void
begin_piece (Builder *builder)
{
  builder->bytes = g_string_sized_new (builder->capacity);
  builder->shown = g_string_new (NULL);
}

static void
end_piece (Builder *builder)
{
  PlImapPiece *piece = g_new0 (PlImapPiece, 1);

  g_string_append (builder->bytes, "\r\n");
  g_assert (builder->bytes->len <= builder->capacity);
  piece->length = builder->bytes->len;
  piece->bytes = g_string_free (builder->bytes, FALSE);
  piece->shown = g_string_free (builder->shown, FALSE);
  g_ptr_array_add (builder->pieces, piece);
}

static void
append_plain (Builder *builder, const char *text)
{
  g_string_append (builder->bytes, text);
  g_string_append (builder->shown, text);
}

static void
append_literal (Builder *builder, const char *bytes, gsize length, PlImapLiterals literals)
{
  gboolean wait = pl_imap_literal_needs_leave (length, literals);

  g_string_append_printf (builder->bytes, "{%" G_GSIZE_FORMAT "%s}", length, wait ? "" : "+");
  /* How long a password is stays out of the log. */
  g_string_append (builder->shown, wait ? "{…}" : "{…+} ");
  if (wait)
    {
      end_piece (builder);
      begin_piece (builder);
    }
  else
    {
      g_string_append (builder->bytes, "\r\n");
    }
  g_string_append_len (builder->bytes, bytes, (gssize) length);
}

/* @shown: what the log shows of it, whatever its form */
static void
append_string (Builder *builder,
               const char *bytes,
               gsize length,
               const char *shown,
               PlImapLiterals literals)
{
  append_plain (builder, " ");

  switch (pl_imap_string_get_form (bytes, length))
    {
    case PL_IMAP_STRING_ATOM:
      g_string_append_len (builder->bytes, bytes, (gssize) length);
      break;
    case PL_IMAP_STRING_QUOTED:
      pl_imap_string_append_quoted (builder->bytes, bytes, length);
      break;
    case PL_IMAP_STRING_LITERAL:
      append_literal (builder, bytes, length, literals);
      break;
    case PL_IMAP_STRING_IMPOSSIBLE:
    default:
      g_assert_not_reached ();
    }
  g_string_append (builder->shown, shown);
}

/**
 * pl_imap_login_new:
 * @username: UTF-8
 * @password: see pl_imap_login_is_possible()
 *
 * The LOGIN command (RFC 9051 6.2.3) with its line ends.
 *
 * Returns: (transfer full) (element-type PlImapPiece): one piece, or more where literals wait
 */
GPtrArray *
pl_imap_login_new (const char *tag,
                   const char *username,
                   const PlSecret *password,
                   PlImapLiterals literals)
{
  gsize password_length = pl_secret_get_length (password);
  Builder builder = {
    .pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_imap_piece_free),
    /* Each string quoted throughout, or announced by some twenty digits; the words between them. */
    .capacity = strlen (tag) + 2 * (strlen (username) + password_length) + 100,
  };

  begin_piece (&builder);
  append_plain (&builder, tag);
  append_plain (&builder, " LOGIN");
  append_string (&builder, username, strlen (username), username, literals);
  append_string (&builder, pl_secret_peek (password), password_length, "•••", literals);
  end_piece (&builder);

  return builder.pieces;
}

/**
 * pl_imap_login_is_possible:
 *
 * Returns: %FALSE when the password holds a byte that no IMAP string may
 */
gboolean
pl_imap_login_is_possible (const char *username, const PlSecret *password)
{
  return pl_imap_string_get_form (pl_secret_peek (password), pl_secret_get_length (password)) !=
         PL_IMAP_STRING_IMPOSSIBLE;
}

static gboolean
waits (const char *bytes, gsize length, PlImapLiterals literals)
{
  return pl_imap_string_get_form (bytes, length) == PL_IMAP_STRING_LITERAL &&
         pl_imap_literal_needs_leave (length, literals);
}

/**
 * pl_imap_login_is_quick:
 *
 * Returns: %TRUE when LOGIN takes one round trip with these
 */
gboolean
pl_imap_login_is_quick (const char *username, const PlSecret *password, PlImapLiterals literals)
{
  return !waits (username, strlen (username), literals) &&
         !waits (pl_secret_peek (password), pl_secret_get_length (password), literals);
}
