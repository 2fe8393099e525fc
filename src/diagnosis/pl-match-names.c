// SPDX-License-Identifier: GPL-3.0-or-later
/* No connection, or no name: which of them it is, and whose. */
#include "diagnosis/pl-match-outlook-private.h"

static PlOutcome
get_name_outcome (const PlLane *lane)
{
  return lane->name != NULL ? pl_observation_get_outcome (lane->name) : PL_OUTCOME_NONE;
}

/* No server is known yet, and nobody could be asked for one. */
static PlMatch
match_offline_without_servers (PlCase *facts)
{
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE + 20, PL_CERTAINTY_LIKELY);

  if (facts->bad_address != NULL || !pl_domain_report_is_offline (&facts->domain))
    return PL_NO_MATCH;

  match.wording = 1;
  return match;
}

/* This computer says itself that it is not connected, and no name was found: a name service of its
 * own then denies or fails whatever it is asked. */
static gboolean
is_unconnected (PlCase *facts, const PlLane *lane)
{
  return pl_lane_failed_at (lane, PL_STAGE_RESOLVE) && !pl_case_finds_names (facts) &&
         pl_outlook_report_lacks_route (&facts->outlook);
}

/* Every address of every server lay beyond reach: there is no way out of this computer. */
PlMatch
pl_match_offline (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  if (pl_lane_is_of_account (lane))
    return match_offline_without_servers (facts);
  if (is_unconnected (facts, lane))
    return pl_match_at (PL_STRENGTH_STAGE + 60, PL_CERTAINTY_PROVEN);
  if (pl_case_is_cut_off (facts, lane) && lane->dialled.unreachable < lane->dialled.all)
    return (PlMatch){ PL_STRENGTH_STAGE + 40, PL_CERTAINTY_LIKELY, .wording = 2 };

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      const PlDials *dials = &facts->lanes[i].dialled;

      if (facts->lanes[i].used && dials->all > dials->unreachable)
        return PL_NO_MATCH;
    }
  if (!pl_lane_failed_at (lane, PL_STAGE_CONNECT) || lane->dialled.unreachable == 0)
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_STAGE + 20, PL_CERTAINTY_LIKELY);
}

/* Nothing was learnt of the domain; other names may have been found. */
static PlMatch
match_dns_failure_without_servers (PlCase *facts)
{
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);

  if (facts->bad_address != NULL || !pl_domain_report_lacks_names (&facts->domain))
    return PL_NO_MATCH;

  match.wording = facts->domain.n_answered > 0 || facts->domain.n_heard > 0 ? 2 : 0;
  return match;
}

PlMatch
pl_match_dns_failure (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const PlLane *other = pl_case_get_other (facts, lane);
  PlOutcome outcome = get_name_outcome (lane);
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);

  if (pl_lane_is_of_account (lane))
    return match_dns_failure_without_servers (facts);
  if (pl_lane_failed_at (lane, PL_STAGE_RESOLVE) && outcome == PL_OUTCOME_NO_SUCH_NAME &&
      pl_case_lacks_every_name (facts, lane))
    return (PlMatch){ PL_STRENGTH_STAGE + 10, PL_CERTAINTY_LIKELY, .wording = 3 };
  if (!pl_lane_failed_at (lane, PL_STAGE_RESOLVE) ||
      (outcome != PL_OUTCOME_SERVER_FAILURE && outcome != PL_OUTCOME_SILENT &&
       outcome != PL_OUTCOME_FAILED))
    return PL_NO_MATCH;

  match.wording =
      get_name_outcome (other) == PL_OUTCOME_FOUND || pl_case_finds_names (facts) ? 1 : 0;
  return match;
}

PlMatch
pl_match_host_unknown (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);
  PlOutcome outcome = get_name_outcome (lane);

  if (!pl_lane_failed_at (lane, PL_STAGE_RESOLVE) ||
      (outcome != PL_OUTCOME_NO_SUCH_NAME && outcome != PL_OUTCOME_NO_DATA))
    return PL_NO_MATCH;
  /* Whoever knows no name at all does not tell which of them is wrong. */
  if (pl_case_lacks_every_name (facts, lane))
    return pl_match_at (PL_STRENGTH_GUESS, PL_CERTAINTY_POSSIBLE);

  match.wording = outcome == PL_OUTCOME_NO_DATA ? 1 : 0;
  if (pl_lane_find_good_host (lane) != NULL)
    match.wording = 2;
  return match;
}
