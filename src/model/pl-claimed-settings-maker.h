// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* Only the reader of our own hand-over files may include this. What it makes is not checked by this
 * program now but was, says the file, checked by it before; everybody who shows it has to say so. */
#include "model/pl-checked-settings.h"

G_BEGIN_DECLS

PlCheckedSettings *pl_checked_settings_new_claimed (PlProposal *proposal,
                                                    const PlCheckedServer *incoming,
                                                    const PlCheckedServer *outgoing,
                                                    gint64 verified_at);

G_END_DECLS
