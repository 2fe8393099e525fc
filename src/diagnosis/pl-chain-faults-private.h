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

void pl_chain_faults_find (PlChainFaults *faults,
                           PlCase *facts,
                           const PlLane *lane,
                           const PlChainPath *path);
void pl_chain_faults_clear (PlChainFaults *faults);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlChainFaults, pl_chain_faults_clear)

G_END_DECLS
