// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GnomeAccounts:
 *
 * GNOME Online Accounts on a session bus of their own, with one account that gives a token. While
 * they run, that is the session bus.
 */
typedef struct _GnomeAccounts GnomeAccounts;

GnomeAccounts *gnome_accounts_new (const char *address,
                                   const char *imap_host,
                                   const char *smtp_host,
                                   const char *token);
void gnome_accounts_free (GnomeAccounts *accounts);
guint gnome_accounts_get_n_tokens (GnomeAccounts *accounts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomeAccounts, gnome_accounts_free)

G_END_DECLS
