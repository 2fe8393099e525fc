// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-script.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Scripts come from tests and from this program, but what is matched and filled in comes from
 * whoever has connected: so everything behind the first NUL is played to each pattern. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\0', size) : NULL;
  gsize length = end != NULL ? (gsize) (end - data) : size;
  const char *line = end != NULL ? (const char *) end + 1 : "";
  gsize line_length = end != NULL ? size - length - 1 : 0;
  g_autoptr (PlScript) script = pl_script_parse ((const char *) data, length, NULL);
  g_autoptr (GHashTable) values = pl_script_values_new ();

  for (guint i = 0; script != NULL && i < pl_script_get_n_steps (script); i++)
    {
      const PlScriptStep *step = pl_script_get_step (script, i);

      if (step->text == NULL)
        continue;
      pl_script_text_match (step->text, line, line_length, values);
      pl_script_value_free (pl_script_text_fill (step->text, values));
    }

  return 0;
}
