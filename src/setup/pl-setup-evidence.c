// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/pl-setup-private.h"

#include "diagnosis/pl-chain-account.h"

/* Whether what was seen of a direction still tells about its server. */
static gboolean
is_still_true (PlEvidence *former, PlEvidence *latter, PlDirection direction)
{
  PlServerSettings *before = pl_proposal_get_server (pl_evidence_get_proposal (former), direction);
  PlServerSettings *now = pl_proposal_get_server (pl_evidence_get_proposal (latter), direction);

  return before != NULL && now != NULL && pl_server_settings_equal (before, now);
}

static gboolean
is_kept (PlEvidence *former, PlEvidence *latter, PlDirections checked, PlObservation *observation)
{
  PlService service = pl_observation_get_service (observation);
  PlDirection direction;

  if (pl_observation_get_sight (observation) == PL_SIGHT_HOST_ASKED)
    return TRUE;
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
 * from the beginning of their own check: only order within one service means anything. Whom an earlier
 * check has asked stays in any case: the person is told of everybody, also of a server that a fix has
 * replaced.
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

      if (is_kept (former, latter, checked, observation))
        g_ptr_array_add (observations, g_object_ref (observation));
    }
  for (guint i = 0; i < pl_evidence_get_n_observations (latter); i++)
    g_ptr_array_add (observations, g_object_ref (pl_evidence_get_observation (latter, i)));

  return pl_evidence_new (pl_evidence_get_proposal (latter), pl_evidence_get_began_at (latter),
                          observations);
}

/* --- Discovery in front of a check --- */

/* The end of a discovery is not the end of the check behind it. A server that discovery tried is no
 * server that the check tried: of that only who was asked is told on, and what was found is in the
 * observation of its source. */
static gboolean
is_told_on (PlObservation *observation)
{
  PlSight sight = pl_observation_get_sight (observation);

  if (sight == PL_SIGHT_END)
    return FALSE;

  return pl_observation_get_service (observation) == PL_SERVICE_ACCOUNT ||
         pl_observation_get_probe (observation) != 0 || sight == PL_SIGHT_HOST_ASKED;
}

static PlObservation *
put_off (PlObservation *observation, gint64 by_us)
{
  PlObservationFields fields = {
    .at_us = pl_observation_get_at_us (observation) + by_us,
    .service = pl_observation_get_service (observation),
    .stage = pl_observation_get_stage (observation),
    .sight = pl_observation_get_sight (observation),
    .outcome = pl_observation_get_outcome (observation),
    .probe = pl_observation_get_probe (observation),
  };

  for (int fact = PL_FACT_END + 1; fact < PL_N_FACTS; fact++)
    fields.facts[fact] = pl_observation_get (observation, (PlFact) fact);
  return pl_observation_new (&fields);
}

/* Returns: how long it took, in µs */
static gint64
tell_on (GPtrArray *seen, gint64 from_us, GPtrArray *observations)
{
  gint64 spent_us = 0;

  for (guint i = 0; seen != NULL && i < seen->len; i++)
    {
      spent_us = MAX (spent_us, pl_observation_get_at_us (seen->pdata[i]));
      if (is_told_on (seen->pdata[i]))
        g_ptr_array_add (observations, put_off (seen->pdata[i], from_us));
    }

  return spent_us;
}

/**
 * pl_setup_add_discovery:
 * @discovery: (nullable): what was found out about the account before it was checked
 * @sign_in_seen: (nullable) (element-type PlObservation): of a sign-in in the browser
 *
 * Puts both in front of the check, as if one had followed the other at once: the time that a person
 * took in between tells nothing.
 *
 * Returns: (transfer full): all as one, which ended when the check ended
 */
PlEvidence *
pl_setup_add_discovery (PlDiscovery *discovery, GPtrArray *sign_in_seen, PlEvidence *evidence)
{
  GPtrArray *discovered = discovery != NULL ? pl_discovery_get_observations (discovery) : NULL;
  GPtrArray *observations;
  gint64 spent_us;

  if (discovered == NULL && sign_in_seen == NULL)
    return g_object_ref (evidence);

  observations = g_ptr_array_new_with_free_func (g_object_unref);
  spent_us = tell_on (discovered, 0, observations);
  spent_us += tell_on (sign_in_seen, spent_us, observations);
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    g_ptr_array_add (observations, put_off (pl_evidence_get_observation (evidence, i), spent_us));

  return pl_evidence_new (pl_evidence_get_proposal (evidence),
                          pl_evidence_get_began_at (evidence) - spent_us / G_USEC_PER_SEC,
                          observations);
}

/**
 * pl_setup_dup_chain:
 *
 * Returns: (transfer full) (nullable): the certificates that the server of @direction showed to the
 *   last check, as a person reads them; %NULL when none was seen
 */
PlChain *
pl_setup_dup_chain (PlSetup *self, PlDirection direction)
{
  return self->evidence != NULL ? pl_chain_account_read (self->evidence, direction) : NULL;
}
