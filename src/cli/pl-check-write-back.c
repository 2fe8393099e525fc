// SPDX-License-Identifier: GPL-3.0-or-later
/* What was put right goes back into the mail program that the account came from. */
#include "cli/pl-check-write-back.h"

#include "cli/pl-export-report.h"
#include "setup/pl-setup-export.h"

#include <glib/gi18n.h>
#include <unistd.h>

static gboolean
is_changed (PlSetup *setup)
{
  return !pl_setup_is_as_imported (setup, PL_DIRECTION_INCOMING) ||
         !pl_setup_is_as_imported (setup, PL_DIRECTION_OUTGOING);
}

/* Mail programs keep folders by server and user: with another one it would be a second account. */
static gboolean
is_same_mailbox (PlCheckFrom *self, PlSetup *setup)
{
  PlServerSettings *theirs =
      pl_import_account_get_server (pl_check_from_get_account (self), PL_DIRECTION_INCOMING);
  PlServerSettings *ours = pl_setup_get_server (setup, PL_DIRECTION_INCOMING);

  return ours != NULL &&
         pl_server_settings_get_service (theirs) == pl_server_settings_get_service (ours) &&
         g_str_equal (pl_server_settings_get_host (theirs), pl_server_settings_get_host (ours)) &&
         g_strcmp0 (pl_server_settings_get_username (theirs),
                    pl_server_settings_get_username (ours)) == 0;
}

/* With a copy of each file beside it; or nothing is changed.
 * @paper: is told what was */
static gboolean
write_back (PlCheckFrom *self, PlSetup *setup, PlPaper *paper, GError **error)
{
  g_autoptr (PlExportAccount) account = pl_setup_dup_export_account (setup);
  g_autoptr (PlExportPlan) plan = NULL;
  g_autoptr (PlExportReceipt) receipt = NULL;

  if (account == NULL || !is_same_mailbox (self, setup))
    {
      g_set_error (
          error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED,
          /* Translators: %s is a mail program */
          _ ("Another server or user name makes it another account for %s, with folders of "
             "its own. So it is not written back; change it in the account's settings there."),
          pl_import_account_get_program (pl_check_from_get_account (self)));
      return FALSE;
    }

  plan = pl_export_plan (pl_check_from_get_place (self), account, NULL, error);
  if (plan == NULL)
    return FALSE;
  if (pl_export_plan_get_refusal (plan) != NULL)
    {
      g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED,
                           pl_export_plan_get_refusal (plan));
      return FALSE;
    }
  receipt = pl_export_plan_apply (plan, NULL, error);
  if (receipt == NULL)
    return FALSE;

  pl_export_report_write_plan (paper, plan, FALSE);
  pl_export_report_write_receipt (paper, receipt);
  return TRUE;
}

/**
 * pl_check_write_back:
 * @status: what the check came to
 *
 * Only what works is written back, only where something is other than in the mail program, and only
 * where that was asked for; else it is said how to ask.
 *
 * Returns: the exit status: @status, or %PL_EXIT_NOT_WORKING where it could not be written
 */
PlExit
pl_check_write_back (PlCheckFrom *from,
                     PlSetup *setup,
                     const PlCheckOptions *options,
                     PlExit status)
{
  int fd = options->account.json ? STDERR_FILENO : STDOUT_FILENO;
  g_autoptr (PlPaper) paper = pl_paper_new (fd);
  g_autoptr (GError) error = NULL;

  if (status != PL_EXIT_DONE || !is_changed (setup))
    return status;

  if (!options->from.write_back)
    pl_paper_write_wrapped (
        paper, 0, NULL,
        /* Translators: --write-back is an option; said when settings of a mail
                             * program were corrected */
        _ ("These settings are not those of the mail program. With --write-back "
           "they are written into it."));
  else if (!write_back (from, setup, paper, &error))
    g_printerr ("postlotse: %s\n", error->message);
  pl_paper_print (paper, fd);
  return error == NULL ? status : PL_EXIT_NOT_WORKING;
}
