// SPDX-License-Identifier: GPL-3.0-or-later
/* The one way in which any plan is carried out; pl-export-undo.c is its way back. */
#include "export/frame/pl-export-owner-private.h"
#include "export/frame/pl-export-receipt-private.h"
#include "export/frame/pl-export-target.h"

#include <glib/gi18n.h>

static gboolean
check_unchanged (PlExportPlan *plan, GError **error)
{
  GPtrArray *edits = pl_export_plan_get_edits (plan);

  for (guint i = 0; i < edits->len; i++)
    {
      const PlExportEdit *edit = edits->pdata[i];

      if (!pl_export_file_check_unchanged (edit->file, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
back_up (PlExportPlan *plan, PlExportReceipt *receipt, GError **error)
{
  GPtrArray *edits = pl_export_plan_get_edits (plan);
  gint64 at = pl_export_receipt_get_at (receipt);

  for (guint i = 0; i < edits->len; i++)
    {
      const PlExportEdit *edit = edits->pdata[i];
      g_autofree char *digest = pl_export_digest (edit->contents);
      g_autofree char *backup = NULL;

      if (pl_export_file_exists (edit->file))
        {
          backup = pl_export_file_back_up (edit->file, at, error);
          if (backup == NULL)
            return FALSE;
        }
      pl_export_receipt_add (receipt, pl_export_file_get_path (edit->file), backup, digest);
    }
  return TRUE;
}

/* Makes the first @n files what they were, the last one first. Where that fails @receipt keeps the copies,
 * and the error, which spoke of files that are as they were, says so.
 * Returns: %FALSE */
static gboolean
take_back (PlExportPlan *plan, PlExportReceipt *receipt, guint n, GError **error)
{
  GPtrArray *edits = pl_export_plan_get_edits (plan);
  gboolean done = TRUE;

  while (n-- > 0)
    done &= pl_export_file_restore (((const PlExportEdit *) edits->pdata[n])->file, NULL);
  if (done)
    {
      pl_export_receipt_discard (receipt);
      return FALSE;
    }

  g_clear_error (error);
  g_set_error_literal (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED,
      /* Translators: after an account was written into a mail program's files; the letters in quotes stay */
      _ ("Writing failed, and not every file could be put back as it was. The copies of the earlier "
         "files are beside them, with “.postlotse-” in their names."));
  return FALSE;
}

/* All files or none: those before the one that failed become what they were. */
static gboolean
replace_all (PlExportPlan *plan, PlExportReceipt *receipt, GError **error)
{
  GPtrArray *edits = pl_export_plan_get_edits (plan);

  for (guint i = 0; i < edits->len; i++)
    {
      const PlExportEdit *edit = edits->pdata[i];

      if (!pl_export_file_replace (edit->file, edit->contents, error))
        return take_back (plan, receipt, i, error);
    }
  return TRUE;
}

/* What was written is read again as the program will read it: planning the same once more must find
 * nothing to do. */
static gboolean
prove (PlExportPlan *plan, PlExportReceipt *receipt, GError **error)
{
  PlExportPlace *place = pl_export_plan_get_place (plan);
  g_autoptr (PlExportPlan) again =
      pl_export_place_get_target (place)->plan (place, pl_export_plan_get_account (plan), error);

  if (again != NULL && !pl_export_plan_changes_anything (again))
    return TRUE;

  if (again != NULL)
    g_set_error_literal (
        error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED,
        /* Translators: after an account was written into a mail program's files */
        _ ("What was written could not be read back as it should be. All files are "
           "as they were."));
  return take_back (plan, receipt, pl_export_plan_get_edits (plan)->len, error);
}

/* With the lock held. */
static gboolean
carry_out (PlExportPlan *plan, PlExportReceipt *receipt, GError **error)
{
  if (!check_unchanged (plan, error) || !back_up (plan, receipt, error) ||
      !pl_export_receipt_remember (receipt, error))
    {
      pl_export_receipt_discard (receipt);
      return FALSE;
    }
  return replace_all (plan, receipt, error) && prove (plan, receipt, error);
}

/* Returns: FALSE with @error when nobody may carry this out here */
static gboolean
check_allowed (PlExportPlan *plan, GError **error)
{
  const char *refusal = pl_export_plan_get_refusal (plan);

  if (refusal != NULL)
    {
      g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED, refusal);
      return FALSE;
    }
  return pl_export_account_check_real (pl_export_plan_get_account (plan), error) &&
         pl_export_check_owner (pl_export_place_get_path (pl_export_plan_get_place (plan)), error);
}

/**
 * pl_export_plan_apply:
 *
 * Carries the plan out: keeps the program out, looks whether the files are as they were planned for,
 * copies them, notes the way back, writes, and reads again. Cannot be cancelled once it writes. Where the
 * plan offers it the account is brought to the program that runs instead; the receipt is empty then.
 *
 * Returns: (transfer full): or %NULL with #PlExportError or %G_IO_ERROR_CANCELLED, and nothing changed
 */
PlExportReceipt *
pl_export_plan_apply (PlExportPlan *plan, GCancellable *cancellable, GError **error)
{
  PlExportPlace *place = pl_export_plan_get_place (plan);
  PlExportAccount *account = pl_export_plan_get_account (plan);
  const PlExportTarget *target = pl_export_place_get_target (place);
  g_autoptr (PlExportReceipt) receipt = pl_export_receipt_new (
      place, pl_export_account_get_address (account), g_get_real_time () / G_USEC_PER_SEC);
  gpointer lock = NULL;
  gboolean done;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_allowed (plan, error))
    return NULL;
  if (pl_export_plan_get_live_steps (plan) != NULL)
    return target->bring (place, account, cancellable, error) ? g_steal_pointer (&receipt) : NULL;
  if (pl_export_plan_get_edits (plan)->len == 0)
    return g_steal_pointer (&receipt);

  if (target->lock != NULL)
    {
      lock = target->lock (place, error);
      if (lock == NULL)
        return NULL;
    }
  done = carry_out (plan, receipt, error);
  if (lock != NULL)
    target->unlock (lock);
  return done ? g_steal_pointer (&receipt) : NULL;
}
