// SPDX-License-Identifier: GPL-3.0-or-later
/* Microsoft's plain XML answer, and what is proposed of it. */
#include "fuzz-config.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  PlConfig *config = pl_autodiscover_parse ((const char *) data, size, NULL);

  if (config != NULL)
    pl_autodiscover_generalize (config, "made-up", "example.org");
  fuzz_config (config);
  return 0;
}
