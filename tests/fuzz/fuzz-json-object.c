// SPDX-License-Identifier: GPL-3.0-or-later
/* Anything for a JSON object: what comes out of it is always text. */
#include "base/pl-json-object.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const names[] = { "status", "scope", "access_token", "expires_in", "a" };
  g_autoptr (PlJsonObject) object = pl_json_object_parse ((const char *) data, size);

  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (names); i++)
    {
      const char *text = pl_json_object_get_string (object, names[i]);
      guint number = 0;

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      (void) pl_json_object_get_uint (object, names[i], &number);
    }
  return 0;
}
