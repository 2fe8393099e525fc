// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/pl-script-notes-private.h"

#include <gio/gio.h>
#include <gnutls/gnutls.h>

G_BEGIN_DECLS

typedef enum
{
  PL_SCRIPT_PEER_OK,
  PL_SCRIPT_PEER_HUNG_UP, /* the peer has closed or reset the connection */
  PL_SCRIPT_PEER_STOPPED, /* the server is being stopped */
  PL_SCRIPT_PEER_BROKEN, /* beyond the bounds, or the TLS layer gave up */
} PlScriptPeerResult;

/**
 * PlScriptPeer:
 *
 * Whoever has connected, seen from the script: lines come in, bytes go out, TLS from the moment it
 * is started. Every wait ends at once when the server is stopped. Used by one thread.
 */
typedef struct _PlScriptPeer PlScriptPeer;

PlScriptPeer *
pl_script_peer_new (GSocket *socket, GCancellable *stop, PlScriptNotes *notes, guint connection);
void pl_script_peer_free (PlScriptPeer *peer);

PlScriptPeerResult pl_script_peer_peek_line (PlScriptPeer *peer, const char **line, gsize *length);
void pl_script_peer_take_line (PlScriptPeer *peer);
gboolean pl_script_peer_has_input (PlScriptPeer *peer);
PlScriptPeerResult pl_script_peer_send (PlScriptPeer *peer, const char *bytes, gsize length);
PlScriptPeerResult pl_script_peer_sleep (PlScriptPeer *peer, gint64 ms);
PlScriptPeerResult pl_script_peer_start_tls (PlScriptPeer *peer,
                                             gnutls_certificate_credentials_t certificate,
                                             const char *version,
                                             char **why);
PlScriptPeerResult pl_script_peer_drain (PlScriptPeer *peer, const PlDeadline *deadline);
void pl_script_peer_hang_up (PlScriptPeer *peer);
void pl_script_peer_reset (PlScriptPeer *peer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlScriptPeer, pl_script_peer_free)

G_END_DECLS
