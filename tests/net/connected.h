// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-connection.h"

#include "peer.h"

/* A connection to a peer that does what a function says. */
typedef struct
{
  PlNetwork *network; /* owned */
  PlRecorder *recorder; /* owned */
  Peer *peer; /* owned */
  PlConnection *connection; /* owned */
} Connected;

void connected_set_up (Connected *connected, const char *ca_pem, PeerFunc func, gpointer data);
void connected_tear_down (Connected *connected);
void connected_expect_line (Connected *connected, const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Connected, connected_tear_down)
