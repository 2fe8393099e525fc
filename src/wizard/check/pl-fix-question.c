// SPDX-License-Identifier: GPL-3.0-or-later
/* The question before a change that is not safe: an exception, a foreign server, clear text. */
#include "wizard/check/pl-fix-question.h"

#include <glib/gi18n.h>

/**
 * pl_fix_question_ask:
 *
 * Returns: (transfer none) (nullable): shown already; %NULL when there is nothing to agree to
 */
PlQuestion *
pl_fix_question_ask (GtkWindow *parent, PlFix *fix)
{
  if (pl_fix_get_consent (fix) == NULL)
    return NULL;

  return pl_question_new (parent,
                          /* Translators: heading of a question before something unsafe */
                          _ ("Do you agree?"), pl_fix_get_consent (fix),
                          /* Translators: the safe answer to such a question */
                          _ ("_No, leave it as it is"), pl_fix_get_label (fix));
}
