// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-proposal.h"
#include "model/pl-requirement.h"
#include "provider/pl-provider.h"

G_BEGIN_DECLS

GPtrArray *pl_requirements_describe (const PlProvider *provider,
                                     PlProposal *proposal,
                                     PlService incoming);

G_END_DECLS
