// SPDX-License-Identifier: GPL-3.0-or-later
/* Any text that somebody pastes: the first byte chooses the protocol, the second the stage. */
#include "base/pl-scrub.h"
#include "diagnosis/pl-explain.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *scrubbed = NULL;
  PlExplainRequest request = { 0 };
  PlFinding *finding;

  if (size < 2)
    return 0;

  request.text = (const char *) data + 2;
  request.length = (gssize) size - 2;
  request.protocol = (PlExplainProtocol) (data[0] % (PL_EXPLAIN_OTHER + 1));
  request.stage_known = data[1] >= 'a';
  request.stage = (PlStage) (data[1] % PL_N_STAGES);
  request.server = data[0] > 'k' ? "gmx" : NULL;
  scrubbed = pl_scrub_text (request.text, request.length);
  g_assert_true (g_utf8_validate (scrubbed, -1, NULL));

  findings = pl_explain_text (&request);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_nonnull (pl_finding_get_title (finding));
  if (pl_finding_get_evidence (finding) != NULL)
    g_assert_true (g_utf8_validate (pl_finding_get_evidence (finding), -1, NULL));
  return 0;
}
