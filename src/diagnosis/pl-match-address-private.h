// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-cause-private.h"

G_BEGIN_DECLS

/* When each cause of the chapter "Address and discovery" fits. */
PlMatch pl_match_address_invalid (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_domain_typo (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_domain_unknown (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_domain_no_mail (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_no_servers (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_protocol_not_offered (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_bridge (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_subscription (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_mail_password (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_server_not_approved (PlCase *facts, const PlLane *lane, const PlCause *cause);

void pl_match_add_meant_address (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_match_add_retry_of_sources (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_match_add_bridge (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_match_add_protocol_page (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_match_add_plan_page (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_match_add_mail_password_page (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_match_add_approvals (PlCase *facts, const PlLane *lane, GPtrArray *fixes);

G_END_DECLS
