// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-chain-path-private.h"
#include "model/pl-chain.h"

G_BEGIN_DECLS

#define PL_MOST_CHAIN_FAULTS 24

/**
 * PlChainFaults:
 * @list: the texts are owned
 */
typedef struct
{
  PlChainFault list[PL_MOST_CHAIN_FAULTS];
  guint n;
} PlChainFaults;

char *pl_chain_words_judge (PlCase *facts, const PlLane *lane, const PlChainPath *path);
void pl_chain_words_find_faults (PlChainFaults *faults,
                                 PlCase *facts,
                                 const PlLane *lane,
                                 const PlChainPath *path);
PlObservation *pl_chain_words_find_expired (PlCase *facts, const PlLane *lane);
PlObservation *pl_chain_words_find_weak (PlCase *facts, const PlLane *lane);
void pl_chain_faults_clear (PlChainFaults *faults);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlChainFaults, pl_chain_faults_clear)

G_END_DECLS
