// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/pl-dialogue-private.h"

G_BEGIN_DECLS

PlOutcome pl_imap_open_mailbox (PlDialogue *self, GError **error);

G_END_DECLS
