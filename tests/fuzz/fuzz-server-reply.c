// SPDX-License-Identifier: GPL-3.0-or-later
/* Any words of any server at any stage: the first byte chooses the stage, the second the service. */
#include "diagnosis/pl-cause-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Each code is one that the catalogue has or may still get: none is made up here. */
static void
assert_causes (const PlServerReply *reply)
{
  g_autoptr (GArray) causes = pl_server_reply_classify (reply);

  for (guint i = 0; i < causes->len; i++)
    {
      const PlReplyCause *cause = &g_array_index (causes, PlReplyCause, i);

      g_assert_cmpint (cause->strength, >, PL_STRENGTH_NONE);
      g_assert_null (strchr (cause->code, '*'));
      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (cause->code, !=, g_array_index (causes, PlReplyCause, k).code);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = size > 2 ? g_strndup ((const char *) data + 2, size - 2) : NULL;
  g_autofree char *words = NULL;
  PlServerReply reply = { .text = text };

  if (text == NULL)
    return 0;

  reply.stage = (PlStage) (data[0] % PL_N_STAGES);
  reply.service = (PlService) (data[1] % (PL_SERVICE_SMTP + 1));
  assert_causes (&reply);
  reply.status = text;
  reply.code = text;
  assert_causes (&reply);

  words = pl_server_reply_strip (text);
  g_assert_cmpuint (strlen (words), <=, strlen (text));
  return 0;
}
