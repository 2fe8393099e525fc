// SPDX-License-Identifier: GPL-3.0-or-later
/* What follow-up probes found: which of them shows a way out. */
#include "diagnosis/pl-case-private.h"

guint16
pl_probe_get_port (PlObservation *probe)
{
  return (guint16) pl_observation_get_int (probe, PL_FACT_PORT, 0);
}

gboolean
pl_probe_get_security (PlObservation *probe, PlSecurity *security)
{
  return pl_security_from_nick (pl_observation_get (probe, PL_FACT_SECURITY), security);
}

/**
 * pl_probe_is_proven:
 *
 * Returns: whether the service answered and its certificate is trusted: only that proves a fix
 */
gboolean
pl_probe_is_proven (PlObservation *probe)
{
  return pl_observation_get_outcome (probe) == PL_OUTCOME_SPOKEN &&
         g_strcmp0 (pl_observation_get (probe, PL_FACT_TRUST), "system") == 0;
}

/* A port that takes mail from servers only is no way out for a person. Nothing is known of what a
 * server offers whose certificate was not trusted, because it was not asked. */
static gboolean
signs_nobody_in (PlObservation *probe)
{
  return g_strcmp0 (pl_observation_get (probe, PL_FACT_PROTOCOL), "smtp") == 0 &&
         pl_observation_get (probe, PL_FACT_WORDS) != NULL &&
         !pl_observation_has_word (probe, PL_FACT_WORDS, "AUTH");
}

/* Whether a probe found the lane's own service, encrypted. */
static gboolean
is_good (const PlLane *lane, PlObservation *probe)
{
  PlSecurity security = PL_SECURITY_NONE;

  return !signs_nobody_in (probe) && pl_observation_get_outcome (probe) == PL_OUTCOME_SPOKEN &&
         pl_probe_get_security (probe, &security) && security != PL_SECURITY_NONE &&
         g_strcmp0 (pl_observation_get (probe, PL_FACT_PROTOCOL),
                    pl_service_to_nick (lane->server.service)) == 0;
}

/* The smaller, the better: proven first, then the recommended order of ports. */
static guint
rank_probe (const PlLane *lane, PlObservation *probe)
{
  guint n_ports = 0;
  const PlUsualPort *ports = pl_service_get_usual_ports (lane->server.service, &n_ports);
  guint rank = pl_probe_is_proven (probe) ? 0 : 100;
  guint place = 0;

  while (place < n_ports && ports[place].port != pl_probe_get_port (probe))
    place++;
  return rank + place;
}

typedef gboolean (*ProbeFilter) (const PlLane *lane, PlObservation *probe);

static PlObservation *
find_best (const PlLane *lane, ProbeFilter filter)
{
  PlObservation *best = NULL;

  for (guint i = 0; i < lane->probes->len; i++)
    {
      PlObservation *probe = lane->probes->pdata[i];

      if (is_good (lane, probe) && filter (lane, probe) &&
          (best == NULL || rank_probe (lane, probe) < rank_probe (lane, best)))
        best = probe;
    }

  return best;
}

static gboolean
is_same_host (const PlLane *lane, PlObservation *probe)
{
  return g_strcmp0 (pl_observation_get (probe, PL_FACT_HOST), lane->server.host) == 0;
}

static gboolean
is_other_port (const PlLane *lane, PlObservation *probe)
{
  return is_same_host (lane, probe) && pl_probe_get_port (probe) != lane->server.port;
}

static gboolean
is_other_host (const PlLane *lane, PlObservation *probe)
{
  return !is_same_host (lane, probe) && pl_probe_is_proven (probe);
}

/**
 * pl_lane_find_good:
 *
 * Returns: (transfer none) (nullable): the probe that found the service on the same host,
 *   encrypted: the best one, trusted before untrusted
 */
PlObservation *
pl_lane_find_good (const PlLane *lane)
{
  return find_best (lane, is_same_host);
}

PlObservation *
pl_lane_find_good_port (const PlLane *lane)
{
  return find_best (lane, is_other_port);
}

/**
 * pl_lane_find_good_host:
 *
 * Returns: (transfer none) (nullable): the probe that found the service under another name whose
 *   certificate is trusted
 */
PlObservation *
pl_lane_find_good_host (const PlLane *lane)
{
  return find_best (lane, is_other_host);
}

/**
 * pl_lane_find_same_port:
 *
 * Returns: (transfer none) (nullable): the probe that found the service on the very same port, but
 *   with @security
 */
PlObservation *
pl_lane_find_same_port (const PlLane *lane, PlSecurity security)
{
  for (guint i = 0; i < lane->probes->len; i++)
    {
      PlObservation *probe = lane->probes->pdata[i];
      PlSecurity found = PL_SECURITY_NONE;

      if (is_good (lane, probe) && is_same_host (lane, probe) &&
          pl_probe_get_port (probe) == lane->server.port && pl_probe_get_security (probe, &found) &&
          found == security)
        return probe;
    }

  return NULL;
}

/**
 * pl_lane_is_found_shut:
 *
 * Returns: whether a probe of @port of the same host found that nothing can be done there
 */
gboolean
pl_lane_is_found_shut (const PlLane *lane, guint16 port, PlSecurity security)
{
  gboolean shut = FALSE;

  for (guint i = 0; i < lane->probes->len; i++)
    {
      PlObservation *probe = lane->probes->pdata[i];
      PlOutcome outcome = pl_observation_get_outcome (probe);
      PlSecurity tried = PL_SECURITY_NONE;

      if (!is_same_host (lane, probe) || pl_probe_get_port (probe) != port ||
          !pl_probe_get_security (probe, &tried) || tried != security)
        continue;
      shut = outcome != PL_OUTCOME_SPOKEN && outcome != PL_OUTCOME_CANCELLED &&
             outcome != PL_OUTCOME_ABANDONED && outcome != PL_OUTCOME_NONE;
    }

  return shut;
}

/**
 * pl_lane_probes_silent:
 *
 * Returns: whether no probe got any answer, not even a refusal
 */
gboolean
pl_lane_probes_silent (const PlLane *lane)
{
  for (guint i = 0; i < lane->probes->len; i++)
    {
      PlOutcome outcome = pl_observation_get_outcome (lane->probes->pdata[i]);

      if (outcome != PL_OUTCOME_SILENT && outcome != PL_OUTCOME_UNREACHABLE &&
          outcome != PL_OUTCOME_CANCELLED && outcome != PL_OUTCOME_ABANDONED)
        return FALSE;
    }

  return TRUE;
}
