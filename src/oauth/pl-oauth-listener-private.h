// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oauth/pl-oauth-redirect-private.h"
#include "oauth/pl-oauth-wait-private.h"

G_BEGIN_DECLS

/**
 * PlOAuthListener:
 *
 * Where the browser comes back to: a port of this computer that nobody else can reach (RFC 8252
 * 7.3), open for one sign-in and for one request.
 */
typedef struct _PlOAuthListener PlOAuthListener;

PlOAuthListener *
pl_oauth_listener_new (const char *redirect_uri, const char *state, GError **error);
void pl_oauth_listener_free (PlOAuthListener *listener);

const char *pl_oauth_listener_get_redirect_uri (PlOAuthListener *listener);
gboolean pl_oauth_listener_wait (PlOAuthListener *listener,
                                 PlOAuthWait *wait,
                                 PlOAuthAnswer *answer,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlOAuthListener, pl_oauth_listener_free)

G_END_DECLS
