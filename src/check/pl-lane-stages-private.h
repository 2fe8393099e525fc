// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-recorder.h"
#include "model/pl-server-settings.h"

G_BEGIN_DECLS

void
pl_lane_stages_skip_rest (PlRecorder *recorder, PlServerSettings *settings, gboolean send_test);
void pl_lane_stages_note_given_up (PlRecorder *recorder, gint64 began_at);

G_END_DECLS
