// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-dns.h"

#include <netinet/in.h>

G_BEGIN_DECLS

/* A name server that says nothing for so long is dead (product.md, Speed). */
#define PL_DNS_PATIENCE_MS 4000

PlOutcome pl_dns_query_at (const struct sockaddr_in *server,
                           const char *name,
                           PlDnsType type,
                           GPtrArray **records,
                           const PlDeadline *deadline,
                           GCancellable *cancellable,
                           GError **error);
char *pl_dns_dup_server (guint16 *port);

G_END_DECLS
