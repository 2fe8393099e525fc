// SPDX-License-Identifier: GPL-3.0-or-later
/* An address that is understood means the same when it is read again, and holds nothing that could
 * break a line or a setting. */
#include "model/pl-address.h"

#include "base/pl-text.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlAddress) address = pl_address_parse (text, &error);
  g_autoptr (PlAddress) again = NULL;

  g_assert_cmpint (address == NULL, ==, error != NULL);
  if (address == NULL)
    return 0;

  g_assert_false (pl_text_has_control_characters (pl_address_get_text (address)));
  again = pl_address_parse (pl_address_get_text (address), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pl_address_get_text (again), ==, pl_address_get_text (address));
  g_assert_cmpstr (pl_address_get_domain (again), ==, pl_address_get_domain (address));
  g_assert_cmpstr (pl_address_get_local_part (again), ==, pl_address_get_local_part (address));
  return 0;
}
