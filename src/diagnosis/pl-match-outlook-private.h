// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-cause-private.h"

G_BEGIN_DECLS

gboolean pl_case_finds_names (PlCase *facts);
gboolean pl_case_lacks_every_name (PlCase *facts, const PlLane *lane);
gboolean pl_case_is_cut_off (PlCase *facts, const PlLane *lane);
gboolean pl_case_is_captive (PlCase *facts, const PlLane *lane, PlCertainty *certainty);
gboolean pl_case_is_intercepted (PlCase *facts, const PlLane *lane);
gboolean pl_case_explains_date (PlCase *facts, const PlLane *lane);
GDateTime *pl_case_dup_real_time (PlCase *facts, GDateTime **local);
const char *pl_lane_get_interceptor (const PlLane *lane);

PlMatch pl_match_offline (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_dns_failure (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_host_unknown (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_captive_portal (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_network_blocks_mail (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_clock_wrong (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_tls_intercepted (PlCase *facts, const PlLane *lane, const PlCause *cause);

G_END_DECLS
