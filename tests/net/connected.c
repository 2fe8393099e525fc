// SPDX-License-Identifier: GPL-3.0-or-later
#include "connected.h"

#include "evidence.h"

void
connected_set_up (Connected *self, const char *ca_pem, PeerFunc func, gpointer data)
{
  g_autoptr (GSocket) socket = NULL;

  self->network = pl_network_new_practice (NULL, 0, ca_pem);
  self->recorder = evidence_new ();
  self->peer = peer_start (func, data);
  socket = peer_connect (self->peer);
  self->connection = pl_connection_new (socket, self->network, self->recorder);
}

void
connected_tear_down (Connected *self)
{
  pl_connection_free (self->connection);
  peer_join (self->peer);
  pl_recorder_free (self->recorder);
  pl_network_unref (self->network);
}

void
connected_expect_line (Connected *self, const char *text)
{
  const PlDeadline never = { G_MAXINT64 };
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      pl_connection_read_line (self->connection, &pl_patience_reply, &never, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, text);
}
