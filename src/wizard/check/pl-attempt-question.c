// SPDX-License-Identifier: GPL-3.0-or-later
/* The question before a server that has refused several sign-ins is asked once more. */
#include "wizard/check/pl-attempt-question.h"

#include <glib/gi18n.h>

/**
 * pl_attempt_question_ask:
 * @directions: what is to be checked
 *
 * Returns: (transfer none) (nullable): shown already; %NULL when nothing speaks against a check
 */
PlQuestion *
pl_attempt_question_ask (GtkWindow *parent, PlSetup *setup, PlDirections directions)
{
  g_autofree char *text = pl_setup_dup_attempt_warning (setup, directions);

  if (text == NULL)
    return NULL;

  return pl_question_new (
      parent,
      /* Translators: heading of a question before another sign-in */
      _ ("Try once more?"), text,
      /* Translators: the safe answer: no sign-in is tried now */
      _ ("_Wait"),
      /* Translators: the other answer to the question whether to try once more */
      _ ("Try anyway"));
}
