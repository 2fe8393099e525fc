// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-attempt-store-private.h"
#include "check/pl-check.h"

G_BEGIN_DECLS

#define PL_ATTEMPT_BUDGET_MOST 2 /* refusals of one verdict; see pl_attempt_budget_may_try() */

/**
 * PlClockFunc:
 *
 * Returns: monotonic time in µs
 */
typedef gint64 (*PlClockFunc) (void);

PlAttemptBudget *pl_attempt_budget_new (PlClockFunc clock, PlAttemptStore *store);
void pl_attempt_budget_free (PlAttemptBudget *budget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlAttemptBudget, pl_attempt_budget_free)

G_END_DECLS
