// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/pl-outlook-report-private.h"

#include <string.h>

void
pl_outlook_report_init (PlOutlookReport *self)
{
  self->network = NULL;
  self->looks = g_ptr_array_new ();
}

void
pl_outlook_report_clear (PlOutlookReport *self)
{
  g_clear_pointer (&self->looks, g_ptr_array_unref);
}

/**
 * pl_outlook_report_note:
 * @observation: of service `account`; borrowed
 */
void
pl_outlook_report_note (PlOutlookReport *self, PlObservation *observation)
{
  if (pl_observation_get_sight (observation) == PL_SIGHT_NETWORK)
    self->network = observation;
  else if (pl_observation_get_sight (observation) == PL_SIGHT_ELSEWHERE)
    g_ptr_array_add (self->looks, observation);
}

/**
 * pl_outlook_report_says:
 * @word: of %PL_SIGHT_NETWORK
 */
gboolean
pl_outlook_report_says (const PlOutlookReport *self, const char *word)
{
  return self->network != NULL && pl_observation_has_word (self->network, PL_FACT_WORDS, word);
}

/**
 * pl_outlook_report_lacks_route:
 *
 * Returns: whether this computer itself says that no way leads out of it
 */
gboolean
pl_outlook_report_lacks_route (const PlOutlookReport *self)
{
  if (self->network == NULL)
    return FALSE;

  return pl_outlook_report_says (self, "local") ||
         (!pl_outlook_report_says (self, "ipv4") && !pl_outlook_report_says (self, "ipv6"));
}

gboolean
pl_look_is_web (PlObservation *look)
{
  return g_strcmp0 (pl_observation_get (look, PL_FACT_PROTOCOL), "https") == 0;
}

/* Whether dates are all that is wrong. @trust: anything whose words are faults of a certificate */
static gboolean
has_dates_only (PlObservation *trust)
{
  const char *words = pl_observation_get (trust, PL_FACT_WORDS);
  g_auto (GStrv) all = g_strsplit (words != NULL ? words : "", " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (strcmp (all[i], "expired") != 0 && strcmp (all[i], "not-yet-valid") != 0)
      return FALSE;

  return all[0] != NULL;
}

/**
 * pl_look_is_genuine:
 *
 * Returns: whether the very host answered, as far as its certificate tells when dates are left aside
 */
gboolean
pl_look_is_genuine (PlObservation *look)
{
  if (pl_observation_get_outcome (look) != PL_OUTCOME_SPOKEN)
    return FALSE;

  return g_strcmp0 (pl_observation_get (look, PL_FACT_TRUST), "system") == 0 ||
         has_dates_only (look);
}

/**
 * pl_look_is_reached:
 *
 * Returns: whether anybody answered there, be it with nonsense
 */
gboolean
pl_look_is_reached (PlObservation *look)
{
  switch ((int) pl_observation_get_outcome (look))
    {
    case PL_OUTCOME_SPOKEN:
    case PL_OUTCOME_OTHER_PROTOCOL:
    case PL_OUTCOME_NOT_TLS:
    case PL_OUTCOME_ALERT:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * pl_look_has_name:
 *
 * Returns: whether the name service found the host
 */
gboolean
pl_look_has_name (PlObservation *look)
{
  PlOutcome outcome = pl_observation_get_outcome (look);

  return outcome == PL_OUTCOME_FOUND || outcome == PL_OUTCOME_NO_DATA ||
         pl_observation_get (look, PL_FACT_ADDRESSES) != NULL;
}

/**
 * pl_outlook_report_find_genuine_web:
 *
 * Returns: (transfer none) (nullable): a web server that answered and is who it should be; one that
 *   tells the time before others
 */
PlObservation *
pl_outlook_report_find_genuine_web (const PlOutlookReport *self)
{
  PlObservation *found = NULL;

  for (guint i = 0; i < self->looks->len; i++)
    {
      PlObservation *look = self->looks->pdata[i];

      if (pl_look_is_web (look) && pl_look_is_genuine (look) &&
          (found == NULL || pl_observation_get (found, PL_FACT_DATE) == NULL))
        found = look;
    }

  return found;
}
