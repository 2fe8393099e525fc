// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oauth/pl-oauth.h"

G_BEGIN_DECLS

#define PL_OAUTH_LONGEST_TOKEN (16 * 1024) /* bytes */

gboolean pl_oauth_is_token (const char *text);
PlOAuthTokens *
pl_oauth_tokens_parse (const char *body, gsize length, const char *issuer, GError **error);

G_END_DECLS
