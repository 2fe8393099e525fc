// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-check.h"
#include "check/pl-gate-private.h"

G_BEGIN_DECLS

/**
 * PlCheckContext:
 * @request: borrowed from the caller of pl_check_run()
 * @began_at: monotonic µs
 * @deadline: of all of it
 * @cancellable: (nullable): borrowed from the caller
 * @gate: owned by the session: holds the outgoing sign-in back
 * @outlook: owned by the session: looks beyond the servers
 * @budget: shared by the whole program
 * @test_id: owned by the session, nullable: Message-ID of the test message
 * @n_probes: atomic: follow-up probes of both lanes so far
 * @sink: told of every observation, by whichever thread makes it; does its own locking
 *
 * What the lanes and probes of one check share. Constant but for @n_probes.
 */
typedef struct
{
  const PlCheckRequest *request;
  struct _PlOutlook *outlook; /* see pl-outlook-private.h, which needs this one */
  gint64 began_at;
  PlDeadline deadline;
  GCancellable *cancellable;
  PlGate *gate;
  PlAttemptBudget *budget;
  const char *test_id;
  gint n_probes;
  PlObservationFunc sink;
  gpointer sink_data;
} PlCheckContext;

PlSecret *pl_check_get_credential (const PlCheckRequest *request, PlDirection direction);
void pl_check_context_note_attempts (PlCheckContext *context,
                                     PlServerSettings *settings,
                                     PlRecorder *recorder);
PlRecorder *pl_check_context_make_recorder (PlCheckContext *context, PlService service);

G_END_DECLS
