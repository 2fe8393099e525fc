// SPDX-License-Identifier: GPL-3.0-or-later
/* Any evidence that can be read can be judged, and every text is filled. */
#include "diagnosis/pl-diagnosis.h"

#include <stdint.h>
#include <string.h>

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

  return 0;
}
