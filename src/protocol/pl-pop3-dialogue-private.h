// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/pl-dialogue-private.h"

G_BEGIN_DECLS

PlOutcome pl_pop3_tell (PlDialogue *self, const char *line, char **text, GError **error);
PlOutcome pl_pop3_count_messages (PlDialogue *self, guint64 *n_messages, GError **error);
PlOutcome pl_pop3_look_for_message (PlDialogue *self,
                                    const char *id,
                                    gboolean then_delete,
                                    PlMessageSeen *seen,
                                    GError **error);

G_END_DECLS
