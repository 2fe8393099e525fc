// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-source-private.h"
#include "provider/pl-provider.h"

G_BEGIN_DECLS

gboolean pl_known_wants_mx (const PlProvider *provider);
PlProposal *pl_known_propose (const PlProvider *provider,
                              PlAddress *address,
                              PlService incoming,
                              const char *mx_host);
PlProposal *pl_known_relabel (PlProposal *proposal, PlSource source, PlTrust trust);

G_END_DECLS
