// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-address.h"
#include "model/pl-server-settings.h"

G_BEGIN_DECLS

/**
 * PlProposal:
 *
 * Settings of both directions that may or may not work; immutable. Either direction may be missing
 * (receive only, send only), not both.
 */
#define PL_TYPE_PROPOSAL (pl_proposal_get_type ())
G_DECLARE_FINAL_TYPE (PlProposal, pl_proposal, PL, PROPOSAL, GObject)

PlProposal *pl_proposal_new (PlAddress *address,
                             PlServerSettings *incoming,
                             PlServerSettings *outgoing,
                             const char *provider_id);
PlProposal *pl_proposal_with_server (PlProposal *proposal, PlServerSettings *server);

PlAddress *pl_proposal_get_address (PlProposal *proposal);
PlServerSettings *pl_proposal_get_server (PlProposal *proposal, PlDirection direction);
const char *pl_proposal_get_provider_id (PlProposal *proposal);

G_END_DECLS
