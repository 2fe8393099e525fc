// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KeyringSession:
 *
 * A session bus of its own with, where wanted, the real gnome-keyring-daemon on it; its files lie in a
 * folder that goes away.
 */
typedef struct _KeyringSession KeyringSession;

gboolean keyring_session_is_possible (void);
KeyringSession *keyring_session_new (gboolean with_daemon);
KeyringSession *keyring_session_new_mute (void);
void keyring_session_lock (KeyringSession *session);
void keyring_session_unlock (KeyringSession *session);
void keyring_session_free (KeyringSession *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyringSession, keyring_session_free)

G_END_DECLS
