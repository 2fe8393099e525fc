// SPDX-License-Identifier: GPL-3.0-or-later
/* Anything for a hand-over: what is taken can be written, and read again. */
#include "export/handover/pl-handover.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (PlHandover) handover = pl_handover_parse ((const char *) data, (gssize) size, NULL);
  g_autoptr (PlHandover) again = NULL;
  g_autofree char *json = NULL;
  PlHandoverFields fields;

  if (handover == NULL || pl_handover_get_settings (handover) == NULL)
    return 0;

  pl_handover_peek_fields (handover, &fields);
  json = pl_handover_to_json (&fields);
  again = pl_handover_parse (json, -1, NULL);
  g_assert_nonnull (again);
  return 0;
}
