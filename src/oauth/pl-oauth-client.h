// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlOAuthClient:
 * @client_secret: (nullable): of desktop programs no secret at all (RFC 8252 8.5), but some
 *   providers insist on one
 *
 * As what this program is registered at a provider; an administrator's own configuration. Strings
 * are owned.
 */
typedef struct
{
  char *issuer;
  char *authorization_url;
  char *token_url;
  char *scope;
  char *client_id;
  char *client_secret;
} PlOAuthClient;

PlOAuthClient *pl_oauth_client_load (const char *provider_id, GError **error);
void pl_oauth_client_free (PlOAuthClient *client);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlOAuthClient, pl_oauth_client_free)

G_END_DECLS
