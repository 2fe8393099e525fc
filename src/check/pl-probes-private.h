// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-probe-set-private.h"

G_BEGIN_DECLS

/**
 * PlProbeView:
 * @stage: where the lane stands
 * @waiting: the lane is silent so far, but has not failed yet
 * @observations: (element-type PlObservation): what the lane itself has seen
 *
 * The evidence so far, as the predicates of the table see it.
 */
typedef struct
{
  PlProposal *proposal;
  PlServerSettings *settings;
  PlStage stage;
  gboolean waiting;
  const GPtrArray *observations;
} PlProbeView;

void pl_probes_start (const PlProbeView *view, PlProbeSet *set);
void pl_probes_start_early (const PlProbeView *view, PlProbeSet *set);
gboolean pl_probes_is_at_home (const PlProbeView *view, const char *name);
gboolean pl_probes_lacks_name (const PlProbeView *view);
gboolean pl_probes_expects_other_mode (PlServerSettings *settings);

G_END_DECLS
