// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-https-private.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

guint16 pl_https_get_port (GUri *uri);
GUri *pl_https_resolve (GUri *base, const char *location);

PlOutcome pl_https_exchange (const PlSourceContext *context,
                             const PlHttpsRequest *request,
                             GUri *uri,
                             GPtrArray *addresses,
                             GBytes **body,
                             char **next,
                             GError **error);

G_END_DECLS
