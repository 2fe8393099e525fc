// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* Only check/ may include this: nothing else can call settings checked. */
#include "model/pl-checked-settings.h"

G_BEGIN_DECLS

PlCheckedSettings *pl_checked_settings_new (PlProposal *proposal,
                                            const PlCheckedServer *incoming,
                                            const PlCheckedServer *outgoing,
                                            gint64 verified_at);

G_END_DECLS
