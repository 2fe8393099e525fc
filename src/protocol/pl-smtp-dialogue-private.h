// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/pl-dialogue-private.h"
#include "protocol/pl-smtp-reply.h"

G_BEGIN_DECLS

PlSmtpReply *pl_smtp_read_reply (PlDialogue *self, const PlPatience *patience, GError **error);
void pl_smtp_fill_reply (PlReply *reply, const PlSmtpReply *smtp_reply, guint wanted);
PlOutcome pl_smtp_try_envelope (PlDialogue *self, const PlEnvelope *envelope, GError **error);

G_END_DECLS
