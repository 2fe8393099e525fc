// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines until the reply is whole or broken; and the first of them as a greeting. */
#include "protocol/pl-dialogue.h"
#include "protocol/pl-smtp-reply.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (PlSmtpReply) reply = pl_smtp_reply_new ();
  g_autofree char *enhanced = NULL;
  PlSmtpLine state = PL_SMTP_LINE_MORE;

  if (lines[0] != NULL)
    g_assert_nonnull (pl_protocol_recognize (lines[0]));
  for (guint i = 0; lines[i] != NULL && state == PL_SMTP_LINE_MORE; i++)
    state = pl_smtp_reply_add_line (reply, lines[i]);

  enhanced = pl_smtp_reply_dup_enhanced_code (reply);
  if (enhanced != NULL)
    g_assert_cmpuint (strlen (enhanced), <=, strlen ("5.777.777"));
  if (state == PL_SMTP_LINE_LAST)
    {
      g_assert_cmpuint (reply->code, >=, 200);
      g_assert_cmpuint (reply->code, <, 600);
      g_assert_cmpuint (reply->lines->len, >, 0);
    }
  return 0;
}
