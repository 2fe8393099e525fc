// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/pl-setup-private.h"

/* Whether what was seen of a direction still tells about its server. */
static gboolean
is_still_true (PlEvidence *former, PlEvidence *latter, PlDirection direction)
{
  PlServerSettings *before = pl_proposal_get_server (pl_evidence_get_proposal (former), direction);
  PlServerSettings *now = pl_proposal_get_server (pl_evidence_get_proposal (latter), direction);

  return before != NULL && now != NULL && pl_server_settings_equal (before, now);
}

static gboolean
is_kept (PlEvidence *former, PlEvidence *latter, PlDirections checked, PlService service)
{
  PlDirection direction;

  if (service == PL_SERVICE_ACCOUNT)
    return FALSE;

  direction = pl_service_get_direction (service);
  return (checked & (1u << direction)) == 0 && is_still_true (former, latter, direction);
}

static gboolean
is_same_account (PlEvidence *former, PlEvidence *latter)
{
  PlProposal *before = pl_evidence_get_proposal (former);
  PlProposal *now = pl_evidence_get_proposal (latter);

  return g_str_equal (pl_address_get_text (pl_proposal_get_address (before)),
                      pl_address_get_text (pl_proposal_get_address (now)));
}

/**
 * pl_setup_merge_evidence:
 * @former: (nullable): of earlier checks
 * @latter: of the last one
 * @checked: the directions that @latter tried
 *
 * A check of one direction renews what is known of that direction and of the account; of the other
 * one the former observations stay, if its settings are the same. They keep their times, counted
 * from the beginning of their own check: only order within one service means anything.
 *
 * Returns: (transfer full): both as one
 */
PlEvidence *
pl_setup_merge_evidence (PlEvidence *former, PlEvidence *latter, PlDirections checked)
{
  GPtrArray *observations;

  if (former == NULL || !is_same_account (former, latter))
    return g_object_ref (latter);

  observations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < pl_evidence_get_n_observations (former); i++)
    {
      PlObservation *observation = pl_evidence_get_observation (former, i);

      if (is_kept (former, latter, checked, pl_observation_get_service (observation)))
        g_ptr_array_add (observations, g_object_ref (observation));
    }
  for (guint i = 0; i < pl_evidence_get_n_observations (latter); i++)
    g_ptr_array_add (observations, g_object_ref (pl_evidence_get_observation (latter, i)));

  return pl_evidence_new (pl_evidence_get_proposal (latter), pl_evidence_get_began_at (latter),
                          observations);
}
