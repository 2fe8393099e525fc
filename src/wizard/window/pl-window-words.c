// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: what the window says around its pages. */
#include "wizard/window/pl-window-words.h"

#include "setup/pl-setup-handover.h"
#include "setup/pl-setup-import.h"

#include <glib/gi18n.h>

/**
 * pl_window_words_get_title:
 *
 * Returns: (transfer none): the window's title; an account that is there is not added
 */
const char *
pl_window_words_get_title (PlSetup *setup)
{
  if (pl_setup_is_repair (setup))
    /* Translators: title of the window, for an account that stopped working in a mail program */
    return _ ("Repair e-mail account");
  if (pl_setup_get_current_import (setup) != NULL)
    /* Translators: title of the window, for an account that a mail program has already */
    return _ ("Check e-mail account");
  /* Translators: title of the window */
  return _ ("Add e-mail account");
}

/**
 * pl_window_words_get_leave:
 *
 * Returns: (transfer none): what the button at the top right says, with a mnemonic
 */
const char *
pl_window_words_get_leave (void)
{
  /* Translators: button at the top right: leaves the wizard */
  return _ ("Cance_l");
}

/**
 * pl_window_words_describe_step:
 * @number: of the page on view, from 1
 * @n_ahead: how many are still to come
 *
 * Returns: (transfer full):
 */
char *
pl_window_words_describe_step (guint number, guint n_ahead)
{
  /* Translators: in a narrow window, instead of the list of pages */
  return g_strdup_printf (_ ("Step %u of %u"), number, number + n_ahead);
}
