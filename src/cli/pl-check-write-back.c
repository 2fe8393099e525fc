// SPDX-License-Identifier: GPL-3.0-or-later
/* What was put right goes back into the mail program that the account came from. */
#include "cli/pl-check-write-back.h"

#include "cli/pl-export-report.h"
#include "setup/pl-setup-export.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* With a copy of each file beside it; or nothing is changed.
 * @paper: is told what was */
static gboolean
write_back (PlCheckFrom *self, PlSetup *setup, PlPaper *paper, GError **error)
{
  g_autoptr (PlExportAccount) account = pl_setup_dup_export_account (setup);
  g_autoptr (PlExportPlan) plan = NULL;
  g_autoptr (PlExportReceipt) receipt = NULL;

  if (account == NULL || !pl_setup_may_write_back (setup))
    {
      g_autofree char *reason = pl_setup_describe_no_write_back (pl_check_from_get_account (self));

      g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED, reason);
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

  if (status != PL_EXIT_DONE || !pl_setup_is_import_changed (setup))
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
