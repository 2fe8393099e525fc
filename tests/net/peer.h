// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/* A peer on loopback with one connection: what it does is a function of the test, on a thread of its
 * own, with a descriptor that blocks for ten seconds at most. */
typedef struct _Peer Peer;
typedef void (*PeerFunc) (int fd, gpointer data);

Peer *peer_start (PeerFunc func, gpointer data);
guint16 peer_get_port (Peer *peer);
void peer_join (Peer *peer);
GSocket *peer_connect (Peer *peer);

void peer_say (int fd, const char *text);
void peer_wait_for_end (int fd);
void peer_reset (int fd);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_join)
