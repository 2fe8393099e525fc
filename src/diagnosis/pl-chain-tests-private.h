// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-chain-path-private.h"

G_BEGIN_DECLS

/* Whether a certificate is faulty at the time @now (seconds since 1970). */
gboolean pl_chain_is_expired (PlObservation *certificate, gint64 now);
gboolean pl_chain_is_early (PlObservation *certificate, gint64 now);

gboolean pl_chain_has_weak_key (PlObservation *certificate);
gboolean pl_chain_has_weak_signature (PlObservation *certificate);
PlObservation *pl_chain_find_expired (PlCase *facts, const PlLane *lane);
PlObservation *pl_chain_find_weak (PlCase *facts, const PlLane *lane);

G_END_DECLS
