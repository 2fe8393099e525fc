// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence.h"

#include <string.h>

PlRecorder *
evidence_new (void)
{
  return pl_recorder_new (PL_SERVICE_IMAP, g_get_monotonic_time ());
}

/* The observation of that kind with that number, counted from 0; NULL when there are fewer. */
PlObservation *
evidence_find (PlRecorder *recorder, PlSight sight, guint index)
{
  const GPtrArray *observations = pl_recorder_peek (recorder);

  for (guint i = 0; i < observations->len; i++)
    if (pl_observation_get_sight (observations->pdata[i]) == sight && index-- == 0)
      return observations->pdata[i];
  return NULL;
}

guint
evidence_count (PlRecorder *recorder, PlSight sight)
{
  guint n = 0;

  while (evidence_find (recorder, sight, n) != NULL)
    n++;
  return n;
}

const char *
evidence_outcome_nick (PlRecorder *recorder, PlSight sight, guint index)
{
  PlObservation *observation = evidence_find (recorder, sight, index);

  return observation != NULL ? pl_outcome_to_nick (pl_observation_get_outcome (observation))
                             : "(not seen)";
}

const char *
evidence_fact (PlRecorder *recorder, PlSight sight, guint index, PlFact fact)
{
  PlObservation *observation = evidence_find (recorder, sight, index);

  return observation != NULL ? pl_observation_get (observation, fact) : "(not seen)";
}

/* Whether any fact of any observation holds that text. */
gboolean
evidence_mentions (PlRecorder *recorder, const char *text)
{
  const GPtrArray *observations = pl_recorder_peek (recorder);

  for (guint i = 0; i < observations->len; i++)
    for (int fact = PL_FACT_END + 1; fact < PL_N_FACTS; fact++)
      {
        const char *value = pl_observation_get (observations->pdata[i], (PlFact) fact);

        if (value != NULL && strstr (value, text) != NULL)
          return TRUE;
      }
  return FALSE;
}
