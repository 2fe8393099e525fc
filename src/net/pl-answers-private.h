// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-observation.h"

G_BEGIN_DECLS

/**
 * PlAnswers:
 *
 * What look-ups of names have said, for a while. Thread-safe.
 */
typedef struct _PlAnswers PlAnswers;

PlAnswers *pl_answers_new (void);
void pl_answers_free (PlAnswers *answers);
PlOutcome pl_answers_recall (PlAnswers *answers, const char *host, GPtrArray **addresses);
void
pl_answers_remember (PlAnswers *answers, const char *host, PlOutcome outcome, GPtrArray *addresses);

G_END_DECLS
