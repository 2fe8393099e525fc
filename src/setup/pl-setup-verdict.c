// SPDX-License-Identifier: GPL-3.0-or-later
/* What was seen and proven, and what is to be thought of it. */
#include "setup/pl-setup-private.h"

#include "diagnosis/pl-diagnosis.h"

/* From the evidence to what the programs see of it.
 * Returns: whether something keeps the account from working */
gboolean
pl_setup_judge (PlSetup *self)
{
  g_autoptr (GPtrArray) findings = pl_diagnosis_run (self->evidence);
  gboolean has_error = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      g_list_store_append (self->findings, findings->pdata[i]);
      has_error = has_error || pl_finding_get_severity (findings->pdata[i]) == PL_SEVERITY_ERROR;
    }

  return has_error;
}

/* What is no address has no domain to ask, but it has a finding. */
void
pl_setup_judge_address (PlSetup *self)
{
  g_autoptr (PlFinding) finding = pl_diagnosis_judge_address (self->address);

  g_clear_object (&self->checks);
  g_clear_object (&self->evidence);
  g_list_store_append (self->findings, finding);
  pl_setup_set_stage (self, PL_SETUP_STAGE_TROUBLE);
}

/**
 * pl_setup_get_evidence:
 *
 * Returns: (transfer none) (nullable): of the last discovery or check. A check has what the
 *   discovery before it saw in front; where it tried one direction only, it has what an earlier one
 *   has seen of the other, as long as its settings are the same.
 */
PlEvidence *
pl_setup_get_evidence (PlSetup *self)
{
  return self->evidence;
}

/**
 * pl_setup_find_delivery:
 *
 * Returns: (transfer none) (nullable): what became of the test message that was sent last, as seen by
 *   the server that receives now; %NULL where none was sent
 */
PlObservation *
pl_setup_find_delivery (PlSetup *self)
{
  PlServerSettings *incoming = self->servers[PL_DIRECTION_INCOMING];

  return incoming != NULL && self->evidence != NULL
             ? pl_evidence_find_last (self->evidence, pl_server_settings_get_service (incoming),
                                      PL_SIGHT_DELIVERY)
             : NULL;
}

/**
 * pl_setup_get_findings:
 *
 * Returns: (transfer none): a list of #PlFinding, always the same object, that is filled when a
 *   discovery or check ends and emptied when the next begins
 */
GListModel *
pl_setup_get_findings (PlSetup *self)
{
  return G_LIST_MODEL (self->findings);
}

/**
 * pl_setup_get_checked_settings:
 *
 * Returns: (transfer none) (nullable): %NULL until a check has found nothing that keeps the account
 *   from working or the person has taken the rest untested, and again after any change
 */
PlCheckedSettings *
pl_setup_get_checked_settings (PlSetup *self)
{
  return self->checked;
}
