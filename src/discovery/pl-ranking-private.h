// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-proposal.h"

G_BEGIN_DECLS

/**
 * PlFound:
 * @row: of the table of sources: who found it; sources before it in the table are preferred
 *
 * A proposal as a source made it.
 */
typedef struct
{
  PlProposal *proposal; /* owned */
  guint row;
} PlFound;

PlFound *pl_found_new (PlProposal *proposal, guint row);
void pl_found_free (PlFound *found);

gboolean pl_ranking_is_empty (PlProposal *proposal);
gboolean pl_ranking_is_whole (PlProposal *proposal);
gboolean pl_ranking_is_enough (PlProposal *proposal);
GPtrArray *pl_ranking_order (GPtrArray *found, PlService incoming);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlFound, pl_found_free)

G_END_DECLS
