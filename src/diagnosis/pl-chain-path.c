// SPDX-License-Identifier: GPL-3.0-or-later
/* Which of the certificates that a server sent vouches for which. Whether the signatures are right is
 * judged in net/, which has the keys; here only names are followed, to be told to people. */
#include "diagnosis/pl-chain-path-private.h"

static gboolean
is_of_lane (const PlLane *lane, PlObservation *observation)
{
  return pl_observation_get_sight (observation) == PL_SIGHT_CERTIFICATE &&
         pl_observation_get_service (observation) == lane->server.service &&
         pl_observation_get_probe (observation) == 0;
}

/* A handshake begins with the server's own certificate; what came before belongs to another one. */
static void
collect (PlChainPath *path, PlCase *facts, const PlLane *lane)
{
  gboolean has_begun = FALSE;

  path->n = 0;
  for (guint i = 0; i < pl_evidence_get_n_observations (facts->evidence); i++)
    {
      PlObservation *observation = pl_evidence_get_observation (facts->evidence, i);

      if (observation == lane->certificate)
        has_begun = TRUE;
      if (has_begun && is_of_lane (lane, observation) && path->n < PL_MOST_OF_CHAIN)
        path->list[path->n++] = observation;
    }
}

static gboolean
vouches_for_itself (PlObservation *certificate)
{
  const char *subject = pl_observation_get (certificate, PL_FACT_SUBJECT);

  return subject != NULL && *subject != '\0' &&
         g_strcmp0 (subject, pl_observation_get (certificate, PL_FACT_ISSUER)) == 0;
}

/* Returns: the place of the issuer of the certificate at @place, 0 when it was not sent */
static guint
find_issuer (const PlChainPath *path, guint place)
{
  const char *issuer = pl_observation_get (path->list[place], PL_FACT_ISSUER);

  for (guint i = 1; i < path->n; i++)
    if (path->roles[i] == PL_CHAIN_ROLE_BESIDE && issuer != NULL &&
        g_strcmp0 (pl_observation_get (path->list[i], PL_FACT_SUBJECT), issuer) == 0)
      return i;

  return 0;
}

/**
 * pl_chain_path_follow:
 *
 * Fills @path with what the server of @lane sent; empty when no certificate was seen.
 */
void
pl_chain_path_follow (PlChainPath *path, PlCase *facts, const PlLane *lane)
{
  guint place = 0;

  collect (path, facts, lane);
  for (guint i = 0; i < path->n; i++)
    path->roles[i] = i == 0 ? PL_CHAIN_ROLE_SERVER : PL_CHAIN_ROLE_BESIDE;

  while (path->n > 0 && !vouches_for_itself (path->list[place]))
    {
      guint next = find_issuer (path, place);

      if (next == 0)
        break;
      path->roles[next] =
          vouches_for_itself (path->list[next]) ? PL_CHAIN_ROLE_ROOT : PL_CHAIN_ROLE_ISSUER;
      place = next;
    }
  path->last = path->n > 0 ? path->list[place] : NULL;
}

/**
 * pl_chain_path_lacks_issuer:
 *
 * Returns: whether a certificate in between was not sent, so that the chain leads nowhere
 */
gboolean
pl_chain_path_lacks_issuer (const PlChainPath *path, const PlLane *lane)
{
  return path->last != NULL && lane->trust != NULL &&
         pl_observation_has_word (lane->trust, PL_FACT_WORDS, "incomplete-chain");
}

/**
 * pl_chain_path_ends_in_root:
 *
 * Returns: whether the server sent the authority along with which its chain ends
 */
gboolean
pl_chain_path_ends_in_root (const PlChainPath *path)
{
  return path->n > 1 && path->last != path->list[0] && vouches_for_itself (path->last);
}

/**
 * pl_chain_path_includes:
 *
 * Returns: whether the certificate at @place leads up from the server's own
 */
gboolean
pl_chain_path_includes (const PlChainPath *path, guint place)
{
  return path->roles[place] != PL_CHAIN_ROLE_BESIDE;
}
