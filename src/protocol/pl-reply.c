// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-reply.h"

/* Response codes that ask to come back later: RFC 5530 3 and RFC 3206 4 for both protocols, and
 * RFC 2449 8.1 for POP3. */
static const char *const temporary_codes[] = {
  "UNAVAILABLE", "INUSE", "IN-USE", "SYS/TEMP", "LOGIN-DELAY",
};

/**
 * pl_reply_clear:
 *
 * Makes it empty, to be filled anew.
 */
void
pl_reply_clear (PlReply *reply)
{
  g_free (reply->status);
  g_free (reply->code);
  g_free (reply->text);
  g_free (reply->challenge);
  *reply = (PlReply){ 0 };
}

/**
 * pl_reply_judge_code:
 * @accepted: whether the status said so
 * @code: (nullable): response code of IMAP or POP3
 */
PlOutcome
pl_reply_judge_code (gboolean accepted, const char *code)
{
  if (accepted)
    return PL_OUTCOME_ACCEPTED;

  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (temporary_codes); i++)
    {
      if (g_str_equal (code, temporary_codes[i]))
        return PL_OUTCOME_TEMPORARY;
    }
  return PL_OUTCOME_REJECTED;
}

/**
 * pl_reply_judge_smtp:
 * @code: three digits; RFC 5321 4.2.1 gives the first its meaning
 * @wanted: 2 where the command is to be done, 3 where the server is to ask for more
 */
PlOutcome
pl_reply_judge_smtp (guint code, guint wanted)
{
  if (code / 100 == wanted)
    return PL_OUTCOME_ACCEPTED;

  return code / 100 == 4 ? PL_OUTCOME_TEMPORARY : PL_OUTCOME_REJECTED;
}
