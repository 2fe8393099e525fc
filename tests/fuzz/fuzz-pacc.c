// SPDX-License-Identifier: GPL-3.0-or-later
/* A configuration of the ua-auto-config draft; its first line is the record that vouches for it. */
#include "fuzz-config.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize length = end != NULL ? (gsize) (end - data) : 0;
  g_autofree char *record = g_strndup ((const char *) data, length);
  const char *document = (const char *) data + length;

  pl_pacc_is_vouched (record, document, size - length);
  fuzz_config (pl_pacc_parse (document, size - length, NULL));
  return 0;
}
