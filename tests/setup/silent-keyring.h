// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SilentKeyring:
 *
 * A Secret Service that answers nothing as long as it is there, as one that waits for the person.
 */
typedef struct _SilentKeyring SilentKeyring;

SilentKeyring *silent_keyring_new (void);
gboolean silent_keyring_was_asked (SilentKeyring *keyring);
void silent_keyring_free (SilentKeyring *keyring);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SilentKeyring, silent_keyring_free)

G_END_DECLS
