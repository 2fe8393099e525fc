// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake-connection.h"

#include <string.h>

struct _PlConnection
{
  FakePeer peer;
  PlRecorder *recorder; /* borrowed */
  guint n_turns; /* taken so far */
  GString *written; /* owned: since the last turn */
  GString *input; /* owned */
  gsize n_read; /* bytes of it; they go all at once, not line by line */
  gboolean encrypted;
  gboolean ended;
};

PlConnection *
fake_connection_new (const FakePeer *peer, PlRecorder *recorder)
{
  PlConnection *self = g_new0 (PlConnection, 1);

  self->peer = *peer;
  self->recorder = recorder;
  self->encrypted = peer->trusted;
  self->written = g_string_new (NULL);
  self->input = g_string_new (NULL);
  return self;
}

void
pl_connection_free (PlConnection *self)
{
  g_string_free (self->written, TRUE);
  g_string_free (self->input, TRUE);
  g_free (self);
}

static gboolean
is_end (const FakeTurn *turn)
{
  return turn->answers == NULL && turn->answer_func == NULL;
}

/* What was written after the last turn waits for nothing: a farewell. It stands in the last, empty
 * turn's expectation. */
void
fake_connection_assert_played (PlConnection *self)
{
  const FakeTurn *turn = &self->peer.turns[self->n_turns];

  g_assert_true (is_end (turn));
  g_assert_cmpstr (self->written->str, ==, turn->expects != NULL ? turn->expects : "");
}

guint
fake_connection_get_round_trips (PlConnection *self)
{
  return self->n_turns;
}

const char *
fake_connection_peek_unread (PlConnection *self)
{
  return self->input->str + self->n_read;
}

static gboolean
happen (PlConnection *self, const char *answers, GError **error)
{
  self->ended = TRUE;
  if (g_str_equal (answers, FAKE_CLOSED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "closed");
  else if (g_str_equal (answers, FAKE_SILENT))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "silent");
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return FALSE;
}

/* The client has to wait: the next turn. */
static gboolean
turn_around (PlConnection *self, GError **error)
{
  const FakeTurn *turn = &self->peer.turns[self->n_turns];

  if (self->ended || is_end (turn))
    return happen (self, FAKE_CLOSED, error);

  g_string_erase (self->input, 0, (gssize) self->n_read);
  self->n_read = 0;
  self->n_turns++;
  if (turn->answer_func != NULL)
    {
      g_autofree char *made = turn->answer_func (self->written->str);

      g_string_append (self->input, made);
    }
  else
    {
      if (turn->expects != NULL)
        g_assert_cmpstr (self->written->str, ==, turn->expects);
      if ((guchar) *turn->answers >= 1 && (guchar) *turn->answers <= 3)
        return happen (self, turn->answers, error);
      g_string_append (self->input, turn->answers);
    }
  g_string_truncate (self->written, 0);
  return TRUE;
}

char *
pl_connection_read_line (PlConnection *self,
                         const PlPatience *patience,
                         const PlDeadline *deadline,
                         GCancellable *cancellable,
                         GError **error)
{
  const char *begin;
  const char *end;
  char *line;

  g_assert_nonnull (deadline);
  while ((end = strchr (begin = self->input->str + self->n_read, '\n')) == NULL)
    {
      if (!turn_around (self, error))
        return NULL;
    }

  line = g_strndup (begin, end - begin);
  self->n_read += end + 1 - begin;
  g_strchomp (line);
  pl_recorder_note_line (self->recorder, FALSE, line);
  return line;
}

GBytes *
pl_connection_read_bytes (PlConnection *self,
                          gsize length,
                          const PlDeadline *deadline,
                          GCancellable *cancellable,
                          GError **error)
{
  GBytes *bytes;

  while (self->input->len - self->n_read < length)
    {
      if (!turn_around (self, error))
        return NULL;
    }

  bytes = g_bytes_new (self->input->str + self->n_read, length);
  self->n_read += length;
  return bytes;
}

gboolean
pl_connection_write (PlConnection *self,
                     const char *bytes,
                     gsize length,
                     const char *shown,
                     const PlDeadline *deadline,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *all = g_strndup (bytes, length);
  const char *seen = shown != NULL ? shown : all;

  g_assert_nonnull (deadline);
  if (self->ended)
    return happen (self, FAKE_CLOSED, error);

  /* Before any masking: what the dialogue hands over must be clean by itself. */
  if (self->peer.secret != NULL)
    g_assert_null (strstr (seen, self->peer.secret));
  g_string_append_len (self->written, bytes, (gssize) length);
  pl_recorder_note_line (self->recorder, TRUE, seen);
  return TRUE;
}

PlOutcome
pl_connection_start_tls (PlConnection *self,
                         const PlTlsTarget *target,
                         const PlDeadline *deadline,
                         GCancellable *cancellable,
                         GError **error)
{
  g_assert_cmpuint (self->input->len, ==, self->n_read);
  g_assert_cmpuint (self->written->len, ==, 0);
  self->encrypted = self->peer.tls_outcome == PL_OUTCOME_ACCEPTED;
  if (self->peer.tls_outcome == PL_OUTCOME_FAILED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no handshake");
  return self->peer.tls_outcome;
}

gboolean
pl_connection_is_trusted (PlConnection *self)
{
  return self->encrypted;
}

gboolean
pl_connection_has_buffered_input (PlConnection *self)
{
  return self->input->len > self->n_read;
}

char *
pl_connection_dup_local_address_literal (PlConnection *self)
{
  return g_strdup ("[192.0.2.1]");
}

void
pl_connection_close (PlConnection *self)
{
  self->ended = TRUE;
}
