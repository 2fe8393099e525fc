// SPDX-License-Identifier: GPL-3.0-or-later
/* What is said of an account that a mail program already has, on the terminal and in the window. */
#include "setup/pl-setup-import.h"

#include <glib/gi18n.h>

/**
 * pl_setup_describe_removal:
 *
 * Returns: (transfer full) (nullable): that the program deletes mail from the server; %NULL where it
 *   does not
 */
char *
pl_setup_describe_removal (PlImportAccount *account)
{
  guint days = pl_import_account_get_removal (account);

  if (days == PL_POP3_KEEP)
    return NULL;
  if (days == PL_POP3_REMOVE_AT_ONCE)
    return g_strdup_printf (
        /* Translators: %s is a mail program */
        _ ("%s deletes mail from the server as soon as it has fetched it: from then on it is only "
           "on this computer, and other devices do not see it."),
        pl_import_account_get_program (account));
  return g_strdup_printf (
      ngettext (
          /* Translators: a mail program, then a number of days */
          "%s deletes mail from the server %u day after it has fetched it: from then on it is only "
          "on this computer.",
          "%s deletes mail from the server %u days after it has fetched it: from then on it is only "
          "on this computer.",
          days),
      pl_import_account_get_program (account), days);
}

/**
 * pl_setup_describe_removal_advice:
 *
 * Returns: (transfer full) (nullable): what to do about it; %NULL where nothing is deleted
 */
char *
pl_setup_describe_removal_advice (PlImportAccount *account)
{
  if (pl_import_account_get_removal (account) == PL_POP3_KEEP)
    return NULL;
  return g_strdup_printf (
      /* Translators: %s is a mail program; in the quotes what stands in Thunderbird's account settings,
       * in its translation */
      _ ("If you read your mail on several devices or have no backup, let it stay there: in %s, "
         "tick “Leave messages on server” in the account's server settings."),
      pl_import_account_get_program (account));
}

/**
 * pl_setup_describe_no_write_back:
 *
 * Returns: (transfer full): why what was put right does not go back into the program
 */
char *
pl_setup_describe_no_write_back (PlImportAccount *account)
{
  return g_strdup_printf (
      /* Translators: %s is a mail program */
      _ ("Another server or user name makes it another account for %s, with folders of "
         "its own. So it is not written back; change it in the account's settings there."),
      pl_import_account_get_program (account));
}
