// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-chain.h"
#include "model/pl-evidence.h"

G_BEGIN_DECLS

PlChain *pl_chain_account_read (PlEvidence *evidence, PlDirection direction);

G_END_DECLS
