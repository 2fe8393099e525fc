// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oauth/pl-oauth-wait-private.h"
#include "oauth/pl-oauth.h"

G_BEGIN_DECLS

/**
 * PlOAuthField:
 *
 * One field of a form; borrowed. A %NULL value leaves the field out.
 */
typedef struct
{
  const char *name;
  const char *value;
} PlOAuthField;

char *pl_oauth_form_encode (const PlOAuthField *fields, guint n_fields);
PlOAuthTokens *pl_oauth_post (const PlOAuthClient *client,
                              const PlOAuthField *fields,
                              guint n_fields,
                              PlOAuthWait *wait,
                              GError **error);

G_END_DECLS
