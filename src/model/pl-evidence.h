// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-observation.h"
#include "model/pl-proposal.h"

G_BEGIN_DECLS

/**
 * PlEvidence:
 *
 * All that one check saw, and the settings it tried; immutable. Holds no secret: they were masked
 * when the observations were written.
 */
#define PL_TYPE_EVIDENCE (pl_evidence_get_type ())
G_DECLARE_FINAL_TYPE (PlEvidence, pl_evidence, PL, EVIDENCE, GObject)

PlEvidence *pl_evidence_new (PlProposal *proposal, gint64 began_at_unix, GPtrArray *observations);

PlProposal *pl_evidence_get_proposal (PlEvidence *evidence);
gint64 pl_evidence_get_began_at (PlEvidence *evidence);
guint pl_evidence_get_n_observations (PlEvidence *evidence);
PlObservation *pl_evidence_get_observation (PlEvidence *evidence, guint index);
PlObservation *pl_evidence_find_last (PlEvidence *evidence, PlService service, PlSight sight);
gboolean pl_evidence_get_stage_state (PlEvidence *evidence,
                                      PlService service,
                                      PlStage stage,
                                      PlStageState *state,
                                      double *ms);

char *pl_evidence_to_text (PlEvidence *evidence);
PlEvidence *pl_evidence_from_text (const char *text, GError **error);

G_END_DECLS
