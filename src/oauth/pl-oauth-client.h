// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlOAuthClient:
 * @provider_id: (nullable): the provider in the built-in facts to which it belongs
 * @hosts: (array zero-terminated=1): servers that its tokens are for, besides the provider's own;
 *   may be empty
 * @issuer: (nullable): who signs in, for people and for the list of hosts
 * @scope: (nullable): what is asked for, separated by blanks
 * @client_secret: (nullable): of desktop programs no secret at all (RFC 8252 8.5), but some
 *   providers insist on one
 * @redirect_uri: where the browser comes back to, without the port: `http://127.0.0.1`,
 *   `http://[::1]` or `http://localhost`, perhaps with a path
 * @trust: (nullable): in place of the system's certificate authorities, for tests
 *
 * As what this program is registered at a provider; an administrator's own configuration. All of it
 * is owned.
 */
typedef struct
{
  char *provider_id;
  char **hosts;
  char *issuer;
  char *authorization_url;
  char *token_url;
  char *scope;
  char *client_id;
  PlSecret *client_secret;
  char *redirect_uri;
  GTlsDatabase *trust;
} PlOAuthClient;

PlOAuthClient *pl_oauth_client_load (const char *provider_id, const char *host, GError **error);
void pl_oauth_client_free (PlOAuthClient *client);
char **pl_oauth_client_dup_hosts_to_ask (const PlOAuthClient *client);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlOAuthClient, pl_oauth_client_free)

G_END_DECLS
