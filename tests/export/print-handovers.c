// SPDX-License-Identifier: GPL-3.0-or-later
/* Prints a hand-over of every kind, each ended by a NUL, for the test of the schema. */
#include "export/handover-samples.h"

#include <stdio.h>

static void
print (char *json)
{
  fwrite (json, 1, strlen (json) + 1, stdout);
  g_free (json);
}

int
main (void)
{
  g_autoptr (GPtrArray) samples = samples_new ();

  for (guint i = 0; i < samples->len; i++)
    {
      PlHandoverFields fields = ((Sample *) samples->pdata[i])->fields;

      print (pl_handover_to_json (&fields));
      fields.practice = TRUE;
      print (pl_handover_to_json (&fields));
    }
  print (pl_handover_cancelled_to_json (SAMPLE_AT));
  print (pl_handover_error_to_json (SAMPLE_AT, "no-display", "Es gibt keinen Bildschirm.", "x"));
  return 0;
}
