// SPDX-License-Identifier: GPL-3.0-or-later
/* Any evidence that can be read can be judged, and every text is filled; its certificates can be told,
 * and a report can be made of it. */
#include "diagnosis/pl-chain-account.h"
#include "diagnosis/pl-diagnosis.h"
#include "diagnosis/pl-support-report.h"

#include <stdint.h>
#include <string.h>

static void
tell_chain (PlEvidence *evidence, PlDirection direction)
{
  g_autoptr (PlChain) chain = pl_chain_account_read (evidence, direction);
  guint n = chain != NULL ? pl_chain_get_n_certificates (chain) : 0;

  if (chain != NULL)
    g_assert_true (g_utf8_validate (pl_chain_get_verdict (chain), -1, NULL));
  for (guint i = 0; i < n; i++)
    {
      guint n_rows;
      const PlChainRow *rows =
          pl_chain_certificate_get_rows (pl_chain_get_certificate (chain, i), &n_rows);

      for (guint k = 0; k < n_rows; k++)
        g_assert_true (strchr (rows[k].value, '\n') == NULL);
    }
}

static void
report (PlEvidence *evidence, GPtrArray *findings)
{
  g_autoptr (GListStore) list = g_list_store_new (PL_TYPE_FINDING);
  const PlSupportReport parts = {
    .evidence = evidence,
    .findings = G_LIST_MODEL (list),
    .typed = pl_address_get_text (pl_proposal_get_address (pl_evidence_get_proposal (evidence))),
    .software = "",
  };
  g_autofree char *text = NULL;

  for (guint i = 0; i < findings->len; i++)
    g_list_store_append (list, findings->pdata[i]);
  text = pl_support_report_write (&parts);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (PlEvidence) evidence = pl_evidence_from_text (text, NULL);
  g_autoptr (GPtrArray) findings = evidence != NULL ? pl_diagnosis_run (evidence) : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      PlFinding *finding = findings->pdata[i];
      guint n_links = 0;
      const PlLink *links = pl_finding_get_links (finding, &n_links);

      g_assert_true (g_utf8_validate (pl_finding_get_title (finding), -1, NULL));
      g_assert_true (g_utf8_validate (pl_finding_get_explanation (finding), -1, NULL));
      for (guint k = 0; k < n_links; k++)
        g_assert_true (g_str_has_prefix (links[k].url, "https://"));
      for (guint k = 0; k < pl_finding_get_n_fixes (finding); k++)
        g_assert_nonnull (pl_fix_get_label (pl_finding_get_fix (finding, k)));
    }
  if (evidence != NULL)
    {
      tell_chain (evidence, PL_DIRECTION_INCOMING);
      tell_chain (evidence, PL_DIRECTION_OUTGOING);
      report (evidence, findings);
    }

  return 0;
}
