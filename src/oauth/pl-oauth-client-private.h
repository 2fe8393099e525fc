// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oauth/pl-oauth-client.h"

G_BEGIN_DECLS

char *pl_oauth_client_dup_issuer_name (const PlOAuthClient *client);

G_END_DECLS
