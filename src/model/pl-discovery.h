// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-observation.h"
#include "model/pl-proposal.h"

G_BEGIN_DECLS

/**
 * PlDiscovery:
 *
 * What was found out about an address: proposals, the most trustworthy first, and what was seen on
 * the way to them, all of service `account` and stage `discovery` unless a server was tried;
 * immutable.
 */
#define PL_TYPE_DISCOVERY (pl_discovery_get_type ())
G_DECLARE_FINAL_TYPE (PlDiscovery, pl_discovery, PL, DISCOVERY, GObject)

PlDiscovery *pl_discovery_new (PlAddress *address, GPtrArray *proposals, GPtrArray *observations);

PlAddress *pl_discovery_get_address (PlDiscovery *discovery);
guint pl_discovery_get_n_proposals (PlDiscovery *discovery);
PlProposal *pl_discovery_get_proposal (PlDiscovery *discovery, guint index);
GPtrArray *pl_discovery_get_observations (PlDiscovery *discovery);

G_END_DECLS
