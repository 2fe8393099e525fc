// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-evidence.h"

struct _PlEvidence
{
  GObject parent_instance;

  PlProposal *proposal; /* shared */
  gint64 began_at; /* seconds since 1970 */
  GPtrArray *observations; /* owned: PlObservation, in the order of time */
};

G_DEFINE_FINAL_TYPE (PlEvidence, pl_evidence, G_TYPE_OBJECT)

static void
pl_evidence_finalize (GObject *object)
{
  PlEvidence *self = PL_EVIDENCE (object);

  g_clear_object (&self->proposal);
  g_clear_pointer (&self->observations, g_ptr_array_unref);
  G_OBJECT_CLASS (pl_evidence_parent_class)->finalize (object);
}

static void
pl_evidence_class_init (PlEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_evidence_finalize;
}

static void
pl_evidence_init (PlEvidence *self)
{
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = pl_observation_get_at_us (*(PlObservation **) a);
  gint64 second = pl_observation_get_at_us (*(PlObservation **) b);

  return first < second ? -1 : first > second;
}

/**
 * pl_evidence_new:
 * @began_at_unix: seconds since 1970 by this computer's clock, to judge certificate dates with
 * @observations: (transfer full) (element-type PlObservation): of all lanes and probes; put into
 *   the order of time here, those of one lane keep theirs
 *
 * Returns: (transfer full):
 */
PlEvidence *
pl_evidence_new (PlProposal *proposal, gint64 began_at_unix, GPtrArray *observations)
{
  PlEvidence *self = g_object_new (PL_TYPE_EVIDENCE, NULL);

  self->proposal = g_object_ref (proposal);
  self->began_at = began_at_unix;
  self->observations = observations;
  g_ptr_array_set_free_func (observations, g_object_unref);
  g_ptr_array_sort (observations, compare_times); /* stable since GLib 2.32 */
  return self;
}

PlProposal *
pl_evidence_get_proposal (PlEvidence *self)
{
  return self->proposal;
}

/**
 * pl_evidence_get_began_at:
 *
 * Returns: seconds since 1970, by the clock of the computer that ran the check
 */
gint64
pl_evidence_get_began_at (PlEvidence *self)
{
  return self->began_at;
}

guint
pl_evidence_get_n_observations (PlEvidence *self)
{
  return self->observations->len;
}

/**
 * pl_evidence_get_observation:
 *
 * Returns: (transfer none):
 */
PlObservation *
pl_evidence_get_observation (PlEvidence *self, guint index)
{
  g_return_val_if_fail (index < self->observations->len, NULL);
  return self->observations->pdata[index];
}

/**
 * pl_evidence_find_last:
 *
 * Returns: (transfer none) (nullable): the last observation of that kind that the check's own
 *   connection made, not one of a probe
 */
PlObservation *
pl_evidence_find_last (PlEvidence *self, PlService service, PlSight sight)
{
  for (guint i = self->observations->len; i > 0; i--)
    {
      PlObservation *observation = self->observations->pdata[i - 1];

      if (pl_observation_get_probe (observation) == 0 &&
          pl_observation_get_service (observation) == service &&
          pl_observation_get_sight (observation) == sight)
        return observation;
    }

  return NULL;
}

/**
 * pl_evidence_get_stage_state:
 * @state: (out):
 * @ms: (out) (optional): milliseconds it took, 0 when not known
 *
 * Returns: %FALSE when that stage was never begun
 */
gboolean
pl_evidence_get_stage_state (PlEvidence *self,
                             PlService service,
                             PlStage stage,
                             PlStageState *state,
                             double *ms)
{
  for (guint i = self->observations->len; i > 0; i--)
    {
      PlObservation *observation = self->observations->pdata[i - 1];

      if (pl_observation_get_sight (observation) == PL_SIGHT_STAGE &&
          pl_observation_get_probe (observation) == 0 &&
          pl_observation_get_service (observation) == service &&
          pl_observation_get_stage (observation) == stage)
        {
          const char *spent = pl_observation_get (observation, PL_FACT_MS);

          if (ms != NULL)
            *ms = spent != NULL ? g_ascii_strtod (spent, NULL) : 0;
          return pl_stage_state_from_nick (pl_observation_get (observation, PL_FACT_STATE), state);
        }
    }

  return FALSE;
}
