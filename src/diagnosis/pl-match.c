// SPDX-License-Identifier: GPL-3.0-or-later
/* How well a cause fits: what every chapter needs to say it. */
#include "diagnosis/pl-cause-private.h"

/**
 * pl_match_reply:
 *
 * The match of causes that only the server's own words decide.
 */
PlMatch
pl_match_reply (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  int strength = pl_lane_says (lane, cause->code);

  if (strength == PL_STRENGTH_NONE)
    return PL_NO_MATCH;

  return pl_match_at (strength, strength == PL_STRENGTH_LITERAL ? PL_CERTAINTY_PROVEN
                                : strength > PL_STRENGTH_GUESS  ? PL_CERTAINTY_LIKELY
                                                                : PL_CERTAINTY_POSSIBLE);
}

PlMatch
pl_match_at (int strength, PlCertainty certainty)
{
  return (PlMatch){ .strength = strength, .certainty = certainty };
}

/**
 * pl_match_get_severity:
 *
 * Returns: that of @cause, unless this evidence makes it a note or an obstacle
 */
PlSeverity
pl_match_get_severity (const PlMatch *match, const PlCause *cause)
{
  if (match->stops)
    return PL_SEVERITY_ERROR;
  return match->informs ? PL_SEVERITY_INFO : cause->severity;
}
