// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-cause-private.h"

G_BEGIN_DECLS

/* When each cause of the chapter "Port and security" fits. */
PlMatch pl_match_wrong_port (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_port_blocked (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_wrong_protocol (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_not_a_mail_server (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_needs_implicit_tls (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_needs_starttls (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_starttls_unavailable (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_starttls_stripped (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_plaintext_refused (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_insecure_connection (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_smtp_auth_not_offered (PlCase *facts, const PlLane *lane, const PlCause *cause);

G_END_DECLS
