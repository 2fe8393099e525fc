// SPDX-License-Identifier: GPL-3.0-or-later
/* Thunderbird's configuration file, and what is proposed of it. */
#include "fuzz-config.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  fuzz_config (pl_autoconfig_parse ((const char *) data, size, NULL));
  return 0;
}
