// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-observation.h"

G_BEGIN_DECLS

/**
 * PlReply:
 * @outcome: ACCEPTED, REJECTED or TEMPORARY; NONE while nothing has been answered
 * @status: as the protocol writes it: `OK`, `-ERR`, `535`
 * @code: (nullable): response code or enhanced status code
 * @text: the lines as they came, joined by line ends
 * @challenge: (nullable): the reply is none yet: the server goes on with a SASL exchange
 *
 * The answer to a command, in one form for three protocols.
 */
typedef struct
{
  PlOutcome outcome;
  char *status; /* owned */
  char *code; /* owned */
  char *text; /* owned */
  char *challenge; /* owned */
} PlReply;

void pl_reply_clear (PlReply *reply);

PlOutcome pl_reply_judge_code (gboolean accepted, const char *code);
PlOutcome pl_reply_judge_smtp (guint code, guint wanted);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlReply, pl_reply_clear)

G_END_DECLS
