// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-closing-question.h"

#include <glib/gi18n.h>

/**
 * pl_closing_question_ask:
 * @parent: the window that is about to close
 * @keeps: what is entered is on the disk, and stays there; else it is gone afterwards
 *
 * Returns: (transfer none): the question, which says what becomes of the entries; its other answer is
 *   to leave without keeping any
 */
PlQuestion *
pl_closing_question_ask (GtkWindow *parent, gboolean keeps)
{
  PlQuestion *question =
      pl_question_new (parent,
                       /* Translators: question before the window is closed */
                       _ ("Stop setting up this account?"),
                       /* Translators: below that question */
                       keeps ? _ ("What you entered stays on this computer, and you can continue "
                                  "with it next time. The password is not kept.")
                             /* Translators: below that question */
                             : _ ("What you entered is not kept."),
                       /* Translators: the safe answer to that question */
                       _ ("_Go on setting up"),
                       /* Translators: the other answer: leaves the wizard */
                       _ ("Leave"));

  if (keeps)
    {
      pl_question_set_harmless (question);
      /* Translators: the third answer: leaves the wizard, and what was entered is thrown away */
      pl_question_add_other (question, _ ("Leave and keep nothing"));
    }
  return question;
}

/**
 * pl_closing_question_ask_waiting:
 *
 * Returns: (transfer none): the question before a window closes on whose last page the account waits for the
 *   end of a mail program
 */
PlQuestion *
pl_closing_question_ask_waiting (GtkWindow *parent)
{
  return pl_question_new (
      parent,
      /* Translators: question before the window is closed */
      _ ("Close without waiting any longer?"),
      /* Translators: below that question */
      _ ("The account goes into the mail program when that is closed, and only while this window is "
         "open."),
      /* Translators: the safe answer to that question */
      _ ("_Go on waiting"),
      /* Translators: the other answer to that question */
      _ ("Close the window"));
}
