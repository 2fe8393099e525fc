// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/pl-dialogue-private.h"

G_BEGIN_DECLS

gboolean pl_imap_look_parse_search (const char *name, const char *text, guint32 *uid);
PlOutcome pl_imap_look_for_message (PlDialogue *self,
                                    const char *id,
                                    gboolean then_delete,
                                    PlMessageSeen *seen,
                                    GError **error);

G_END_DECLS
