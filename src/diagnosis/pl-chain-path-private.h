// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-case-private.h"
#include "model/pl-chain-certificate.h"

G_BEGIN_DECLS

#define PL_MOST_OF_CHAIN 16

/**
 * PlChainPath:
 * @list: borrowed from the evidence: as the server sent them, its own first
 * @last: borrowed, nullable: the one that the way up from the server's own ends with
 *
 * The certificates of one direction, and what each is to the others by the names it bears.
 */
typedef struct
{
  PlObservation *list[PL_MOST_OF_CHAIN];
  PlChainRole roles[PL_MOST_OF_CHAIN];
  guint n;
  PlObservation *last;
} PlChainPath;

void pl_chain_path_follow (PlChainPath *path, PlCase *facts, const PlLane *lane);
gboolean pl_chain_path_includes (const PlChainPath *path, guint place);
gboolean pl_chain_path_lacks_issuer (const PlChainPath *path, const PlLane *lane);
gboolean pl_chain_path_ends_in_root (const PlChainPath *path);

G_END_DECLS
