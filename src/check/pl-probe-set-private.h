// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-check-context-private.h"
#include "protocol/pl-service-probe.h"

G_BEGIN_DECLS

#define PL_PROBE_DEADLINE_MS 2000 /* for all probes together: they run side by side */

/**
 * PlProbeSet:
 *
 * The follow-up probes of one lane, each on a thread of its own. Belongs to the lane and is used by
 * its thread alone.
 *
 * While the lane itself still waits for the server, a probe may prove that it waits in vain; the
 * set then ends that wait by a cancellable that the lane lent it.
 */
typedef struct _PlProbeSet PlProbeSet;

PlProbeSet *pl_probe_set_new (PlCheckContext *context, PlServerSettings *settings);
void pl_probe_set_free (PlProbeSet *set);

void pl_probe_set_add (PlProbeSet *set, const PlProbeTarget *target, gint64 delay_ms);
guint pl_probe_set_get_n_probes (PlProbeSet *set);
gboolean pl_probe_set_has_answer (PlProbeSet *set);

void pl_probe_set_lend_wait (PlProbeSet *set, GCancellable *wait, gint64 give_up_at);
gboolean pl_probe_set_return_wait (PlProbeSet *set);

void pl_probe_set_call_off (PlProbeSet *set);
void pl_probe_set_collect (PlProbeSet *set, PlRecorder *summaries, GPtrArray *observations);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlProbeSet, pl_probe_set_free)

G_END_DECLS
