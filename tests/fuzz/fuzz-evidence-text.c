// SPDX-License-Identifier: GPL-3.0-or-later
/* Evidence that can be read is written and read again without a difference. */
#include "model/pl-evidence.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlEvidence) evidence = pl_evidence_from_text (text, &error);
  g_autoptr (PlEvidence) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpint (evidence == NULL, ==, error != NULL);
  if (evidence == NULL)
    return 0;

  first = pl_evidence_to_text (evidence);
  again = pl_evidence_from_text (first, &error);
  g_assert_no_error (error);
  second = pl_evidence_to_text (again);
  g_assert_cmpstr (first, ==, second);
  return 0;
}
