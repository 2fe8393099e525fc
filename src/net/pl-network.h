// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"
#include "base/pl-route.h"
#include "model/pl-recorder.h"
#include "net/pl-dns.h"

G_BEGIN_DECLS

/**
 * PlNetwork:
 *
 * The network as one run sees it: the real one, or the practice network on loopback, whose names
 * and ports lead to practice servers and whose certificate authority nothing else trusts. Remembers
 * the answers to name look-ups. Counted by references, safe between threads.
 */
typedef struct _PlNetwork PlNetwork;

PlNetwork *pl_network_new (void);
PlNetwork *pl_network_new_practice (const PlRoute *routes, guint n_routes, const char *ca_pem);
PlNetwork *pl_network_ref (PlNetwork *network);
void pl_network_unref (PlNetwork *network);
void pl_network_prepare (PlNetwork *network);

gboolean pl_network_is_practice (PlNetwork *network);
char *pl_network_describe_tls (void);

PlOutcome pl_network_resolve (PlNetwork *network,
                              const char *host,
                              PlRecorder *recorder,
                              GPtrArray **addresses,
                              const PlDeadline *deadline,
                              GCancellable *cancellable,
                              GError **error);
PlOutcome pl_network_find (PlNetwork *network,
                           const char *host,
                           PlRecorder *recorder,
                           GPtrArray **addresses,
                           const PlDeadline *deadline,
                           GCancellable *cancellable,
                           GError **error);
PlOutcome pl_network_query (PlNetwork *network,
                            const char *name,
                            PlDnsType type,
                            PlRecorder *recorder,
                            GPtrArray **records,
                            const PlDeadline *deadline,
                            GCancellable *cancellable,
                            GError **error);
PlOutcome pl_network_dial (PlNetwork *network,
                           const char *host,
                           GPtrArray *addresses,
                           guint16 port,
                           PlRecorder *recorder,
                           GSocket **socket,
                           const PlDeadline *deadline,
                           GCancellable *cancellable,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlNetwork, pl_network_unref)

G_END_DECLS
