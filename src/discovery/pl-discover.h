// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-discovery.h"
#include "model/pl-recorder.h"
#include "net/pl-network.h"

G_BEGIN_DECLS

#define PL_DISCOVERY_DEADLINE_MS 3000

/**
 * PlDiscoveryRequest:
 * @network: borrowed
 * @address: borrowed; only its domain ever leaves this computer
 * @incoming: which service is wanted for receiving; the other one is proposed where it is all there
 *   is
 * @provider_id: (nullable): the person has chosen this provider
 * @offline: ask nobody: the built-in facts alone
 * @deadline_ms: for all of it, %PL_DISCOVERY_DEADLINE_MS by default
 *
 * What discovery needs to know. All of it is immutable while it runs.
 */
typedef struct
{
  PlNetwork *network;
  PlAddress *address;
  PlService incoming;
  const char *provider_id;
  gboolean offline;
  gint64 deadline_ms;
} PlDiscoveryRequest;

PlDiscovery *pl_discover (const PlDiscoveryRequest *request,
                          PlObservationFunc observed,
                          gpointer data,
                          GCancellable *cancellable);
char **pl_discover_list_hosts (PlAddress *address, const char *provider_id);

G_END_DECLS
