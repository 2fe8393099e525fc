// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-chain-path-private.h"

G_BEGIN_DECLS

gboolean pl_chain_words_trust_issuer (PlCase *facts, const PlLane *lane);
char *pl_chain_words_judge (PlCase *facts, const PlLane *lane, const PlChainPath *path);

G_END_DECLS
