// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-check-context-private.h"
#include "protocol/pl-dialogue.h"

G_BEGIN_DECLS

PlSignIn pl_lane_sign_in_describe (const PlCheckRequest *request, PlServerSettings *settings);
gboolean pl_lane_sign_in (PlCheckContext *context,
                          PlServerSettings *settings,
                          PlDialogue *dialogue,
                          PlRecorder *recorder,
                          GError **error);
void pl_lane_sign_in_note_password (const PlCheckRequest *request,
                                    PlServerSettings *settings,
                                    PlRecorder *recorder);

G_END_DECLS
