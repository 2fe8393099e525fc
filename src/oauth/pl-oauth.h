// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"
#include "base/pl-secret.h"
#include "model/pl-recorder.h"
#include "oauth/pl-oauth-client.h"

G_BEGIN_DECLS

/**
 * PlOAuthError:
 * @PL_OAUTH_ERROR_CONFIGURATION: the administrator's configuration cannot be used
 * @PL_OAUTH_ERROR_DENIED: the person said no on the provider's page, or the provider did
 * @PL_OAUTH_ERROR_REFUSED: the provider does not take this program's request
 * @PL_OAUTH_ERROR_EXPIRED: what was granted once is not valid any more: sign in again
 * @PL_OAUTH_ERROR_UNREACHABLE: the provider could not be asked over a trusted connection
 * @PL_OAUTH_ERROR_ANSWER: the provider's answer is none
 *
 * Why no token came. Messages are in the person's language and hold no secret. Besides these:
 * %G_IO_ERROR_CANCELLED, %G_IO_ERROR_TIMED_OUT, and %G_IO_ERROR_NOT_FOUND where there is nothing
 * to ask.
 */
typedef enum
{
  PL_OAUTH_ERROR_CONFIGURATION,
  PL_OAUTH_ERROR_DENIED,
  PL_OAUTH_ERROR_REFUSED,
  PL_OAUTH_ERROR_EXPIRED,
  PL_OAUTH_ERROR_UNREACHABLE,
  PL_OAUTH_ERROR_ANSWER,
} PlOAuthError;

#define PL_OAUTH_ERROR (pl_oauth_error_quark ())
GQuark pl_oauth_error_quark (void);

/**
 * PlOAuthTokens:
 * @access_token: for XOAUTH2 and OAUTHBEARER
 * @refresh_token: (nullable): to get another one later
 * @lifetime_s: seconds that @access_token lasts, 0 when unknown
 * @provider_id: (nullable): the provider to whose servers they may go
 * @hosts: (array zero-terminated=1): further servers to which they may go
 *
 * What a sign-in in the browser brings. All of it is owned; secrets are wiped when freed. Which
 * server gets the token is decided by pl_oauth_tokens_dup_for_host() alone.
 */
typedef struct
{
  PlSecret *access_token;
  PlSecret *refresh_token;
  guint lifetime_s;
  char *provider_id;
  char **hosts;
} PlOAuthTokens;

/**
 * PlOAuthOpenFunc:
 * @url: the provider's sign-in page, to be shown in the person's browser
 *
 * Called once, in the thread that signs in, when the answer can be received. @url holds no secret,
 * but belongs to this one sign-in: it is of no use in a log.
 */
typedef void (*PlOAuthOpenFunc) (const char *url, gpointer data);

/* In the browser: RFC 8252 (loopback redirect), RFC 7636 (PKCE). Blocks until the person is done. */
PlOAuthTokens *pl_oauth_sign_in (const PlOAuthClient *client,
                                 const char *login_hint,
                                 PlOAuthOpenFunc open,
                                 gpointer data,
                                 PlRecorder *recorder,
                                 const PlDeadline *deadline,
                                 GCancellable *cancellable,
                                 GError **error);
PlOAuthTokens *pl_oauth_refresh (const PlOAuthClient *client,
                                 const PlSecret *refresh_token,
                                 PlRecorder *recorder,
                                 const PlDeadline *deadline,
                                 GCancellable *cancellable,
                                 GError **error);

/* Out of GNOME Online Accounts, where they hold an account with this address at one of these
 * servers. */
PlOAuthTokens *pl_oauth_find_gnome_account (const char *address,
                                            const char *const *hosts,
                                            const PlDeadline *deadline,
                                            GCancellable *cancellable,
                                            GError **error);

PlSecret *pl_oauth_tokens_dup_for_host (const PlOAuthTokens *tokens, const char *host);
void pl_oauth_tokens_free (PlOAuthTokens *tokens);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlOAuthTokens, pl_oauth_tokens_free)

G_END_DECLS
