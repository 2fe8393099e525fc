// SPDX-License-Identifier: GPL-3.0-or-later
/* What servers' words mean: families of words, with the stage and the codes they need. The order
 * is the meaning, of the tables as of the rows in them: the more particular family stands before
 * the more general one, and reasons in words before codes, because servers use one code for ten
 * reasons. Rows never hold a whole sentence, so that they carry over to servers nobody has seen
 * yet. */
#include "diagnosis/pl-reply-rows-private.h"

const PlReplyTable *const pl_reply_tables[] = {
  &pl_reply_rows_tls,      &pl_reply_rows_limits,
  &pl_reply_rows_sign_in,  &pl_reply_rows_account,
  &pl_reply_rows_access,   &pl_reply_rows_sending,
  &pl_reply_rows_server,   &pl_reply_rows_mentions,
  &pl_reply_rows_fallback, NULL,
};
