// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "model/pl-observation.h"

G_BEGIN_DECLS

/**
 * PlObservationFunc:
 * @observation: (transfer none): take a reference to keep it
 *
 * Told of each observation as it is made, in the thread that made it.
 */
typedef void (*PlObservationFunc) (PlObservation *observation, gpointer data);

/**
 * PlRecorder:
 *
 * Evidence in the making, owned by one lane or probe and used by one thread at a time, so it needs
 * no lock. Rooms that see a raw fact write it here; secrets are masked as it is written.
 */
typedef struct _PlRecorder PlRecorder;

PlRecorder *pl_recorder_new (PlService service, gint64 began_at);
PlRecorder *pl_recorder_branch (PlRecorder *recorder, PlService service);
void pl_recorder_take_branch (PlRecorder *recorder, PlRecorder *branch);
void pl_recorder_free (PlRecorder *recorder);

void pl_recorder_set_sink (PlRecorder *recorder, PlObservationFunc func, gpointer data);
void pl_recorder_set_probe (PlRecorder *recorder, guint probe);
void pl_recorder_add_secret (PlRecorder *recorder, const PlSecret *secret);

PlService pl_recorder_get_service (PlRecorder *recorder);
PlStage pl_recorder_get_stage (PlRecorder *recorder);
void pl_recorder_enter_stage (PlRecorder *recorder, PlStage stage);
void pl_recorder_leave_stage (PlRecorder *recorder, PlStageState state);
void pl_recorder_skip_stage (PlRecorder *recorder, PlStage stage);

void pl_recorder_note (PlRecorder *recorder, PlSight sight, PlOutcome outcome, ...);
void pl_recorder_note_asked (PlRecorder *recorder,
                             const char *host,
                             guint16 port,
                             const char *protocol,
                             const char *purpose);
void pl_recorder_note_line (PlRecorder *recorder, gboolean sent, const char *line);

const GPtrArray *pl_recorder_peek (PlRecorder *recorder);
GPtrArray *pl_recorder_steal (PlRecorder *recorder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlRecorder, pl_recorder_free)

G_END_DECLS
