// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-finding.h"

G_BEGIN_DECLS

/**
 * PlSuggestion:
 *
 * Which button for a finding is the suggested one: what most likely helps, or none.
 */
typedef enum
{
  PL_SUGGESTION_NONE,
  PL_SUGGESTION_FIX, /* its first fix */
  PL_SUGGESTION_CHANGE, /* what leads to the person's own entry, see pl-finding-place.h */
  PL_SUGGESTION_CHECK_AGAIN,
} PlSuggestion;

PlSuggestion pl_suggestion_find (PlFinding *finding);
gboolean pl_suggestion_is_check_again (PlFix *fix);

G_END_DECLS
