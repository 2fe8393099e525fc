// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-asked-words.h"

#include <glib/gi18n.h>

static gboolean
is_failure (PlObservation *seen)
{
  return pl_observation_get_sight (seen) == PL_SIGHT_STAGE &&
         g_strcmp0 (pl_observation_get (seen, PL_FACT_STATE), "failed") == 0;
}

/* Servers are there, and nothing went wrong: so nobody had to be asked. */
static gboolean
is_all_known (PlEvidence *evidence)
{
  if (!pl_proposal_has_servers (pl_evidence_get_proposal (evidence)))
    return FALSE;

  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    if (is_failure (pl_evidence_get_observation (evidence, i)))
      return FALSE;

  return TRUE;
}

/**
 * pl_nobody_asked_to_words:
 * @evidence: (nullable):
 *
 * What stands in the place of the list of those who were asked where it is empty. Without a way to
 * anybody, that nobody was asked does not mean that all is known.
 *
 * Returns: (transfer none): in the person's language
 */
const char *
pl_nobody_asked_to_words (PlEvidence *evidence)
{
  if (evidence != NULL && is_all_known (evidence))
    /* Translators: stands where else a list of hosts stands */
    return _ ("Nobody: all of it is known on this computer.");

  /* Translators: whom we asked; stands where else a list of hosts stands */
  return _ ("Nobody.");
}
