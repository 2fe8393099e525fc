// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-cause-private.h"

G_BEGIN_DECLS

/* When each cause of the chapter "Sign-in" fits. */
PlMatch pl_match_credentials_rejected (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_app_password (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_token_rejected (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_oauth (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_fetching_disabled (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_smtp_disabled (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_username_format (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_too_many_attempts (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_mechanism_unsupported (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_password_characters (PlCase *facts, const PlLane *lane, const PlCause *cause);
gboolean pl_lane_is_token_refused (const PlLane *lane);
const PlProviderRequirement *pl_match_get_access (PlCase *facts, const PlLane *lane);
void pl_match_add_other_username (PlCase *facts, const PlLane *lane, GPtrArray *fixes);

G_END_DECLS
