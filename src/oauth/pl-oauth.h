// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"
#include "base/pl-secret.h"
#include "oauth/pl-oauth-client.h"

G_BEGIN_DECLS

/**
 * PlOAuthTokens:
 * @access_token: for XOAUTH2 and OAUTHBEARER
 * @refresh_token: (nullable): to get another one later
 * @lifetime_s: seconds that @access_token lasts, 0 when unknown
 *
 * What a sign-in in the browser brings. Owned; secrets are wiped when freed.
 */
typedef struct
{
  PlSecret *access_token;
  PlSecret *refresh_token;
  guint lifetime_s;
} PlOAuthTokens;

/**
 * PlOAuthOpenFunc:
 * @url: the provider's sign-in page, to be shown in the person's browser
 *
 * Called in the thread that signs in.
 */
typedef void (*PlOAuthOpenFunc) (const char *url, gpointer data);

/* In the browser: RFC 8252 (loopback redirect), RFC 7636 (PKCE). Blocks until the person is done. */
PlOAuthTokens *pl_oauth_sign_in (const PlOAuthClient *client,
                                 const char *login_hint,
                                 PlOAuthOpenFunc open,
                                 gpointer data,
                                 const PlDeadline *deadline,
                                 GCancellable *cancellable,
                                 GError **error);
PlOAuthTokens *pl_oauth_refresh (const PlOAuthClient *client,
                                 const PlSecret *refresh_token,
                                 const PlDeadline *deadline,
                                 GCancellable *cancellable,
                                 GError **error);

/* Out of GNOME Online Accounts, where they hold an account with this address. %NULL with
 * %G_IO_ERROR_NOT_FOUND when they hold none or do not run. */
PlOAuthTokens *pl_oauth_find_gnome_account (const char *address,
                                            const PlDeadline *deadline,
                                            GCancellable *cancellable,
                                            GError **error);
void pl_oauth_tokens_free (PlOAuthTokens *tokens);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlOAuthTokens, pl_oauth_tokens_free)

G_END_DECLS
