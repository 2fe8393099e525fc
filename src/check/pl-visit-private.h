// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-check-context-private.h"
#include "protocol/pl-dialogue.h"

G_BEGIN_DECLS

/**
 * PlVisit:
 *
 * One more session with a server that this account's check has just signed in to. What is said there
 * is not evidence of the check and is not kept: it may speak of other people's messages.
 */
typedef struct _PlVisit PlVisit;

PlVisit *pl_visit_new (PlCheckContext *context, PlServerSettings *settings);
void pl_visit_free (PlVisit *visit);

PlOutcome pl_visit_enter (PlVisit *visit, const PlDeadline *deadline, GError **error);
PlDialogue *pl_visit_get_dialogue (PlVisit *visit);
char *pl_visit_dup_refusal (PlVisit *visit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlVisit, pl_visit_free)

G_END_DECLS
