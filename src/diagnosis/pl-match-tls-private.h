// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-cause-private.h"

G_BEGIN_DECLS

PlMatch pl_match_certificate_fault (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_certificate_date (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_certificate_expired (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_certificate_weak (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_unknown_issuer (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_certificate_revoked (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_host_mismatch (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_version_too_old (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_handshake_failed (PlCase *facts, const PlLane *lane, const PlCause *cause);
void pl_match_add_fixes_of_name (PlCase *facts, const PlLane *lane, GPtrArray *fixes);

G_END_DECLS
