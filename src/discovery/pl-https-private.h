// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-source-private.h"

G_BEGIN_DECLS

#define PL_HTTPS_LARGEST_BODY (256 * 1024) /* bytes */
#define PL_HTTPS_MOST_REDIRECTS 3

/**
 * PlHttpsRequest:
 * @url: https only
 * @post: (nullable): a body to send; %NULL for GET
 * @content_type: (nullable): of @post
 *
 * One question to a web server.
 */
typedef struct
{
  const char *url;
  const char *post;
  const char *content_type;
} PlHttpsRequest;

/* Asks, follows redirects that stay on https, and notes each host asked.
 * @body: (out) (transfer full): with %PL_OUTCOME_FOUND
 * Returns: %PL_OUTCOME_FOUND, or why not, as in %PL_SIGHT_SOURCE */
PlOutcome pl_https_ask (const PlSourceContext *context,
                        const PlHttpsRequest *request,
                        GBytes **body,
                        GError **error);

G_END_DECLS
