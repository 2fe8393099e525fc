// SPDX-License-Identifier: GPL-3.0-or-later
/* What accounts can be exported to: mail programs, and what is the same for all of them; and files. */
#include "export/frame/pl-export-target.h"

#include "export/frame/pl-export-document-private.h"
#include "export/mailspring/pl-mailspring-private.h"
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include <glib/gi18n.h>

#define LOOK_EVERY_MS 250 /* while waiting for a program's end */

/* In the order in which they are shown. */
static const PlExportTarget *const targets[] = {
  &pl_export_thunderbird,
  &pl_export_mailspring,
};
static const PlExportDocument *const documents[] = {
  &pl_export_sheet, &pl_export_qr, &pl_export_autoconfig, &pl_export_dns, &pl_export_mobileconfig,
};

/**
 * pl_export_get_targets:
 *
 * Returns: (transfer none) (array length=n_targets):
 */
const PlExportTarget *const *
pl_export_get_targets (guint *n_targets)
{
  *n_targets = G_N_ELEMENTS (targets);
  return targets;
}

/**
 * pl_export_find_target:
 *
 * Returns: (transfer none) (nullable):
 */
const PlExportTarget *
pl_export_find_target (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if (g_strcmp0 (targets[i]->id, id) == 0)
      return targets[i];

  return NULL;
}

/**
 * pl_export_get_documents:
 *
 * Returns: (transfer none) (array length=n_documents):
 */
const PlExportDocument *const *
pl_export_get_documents (guint *n_documents)
{
  *n_documents = G_N_ELEMENTS (documents);
  return documents;
}

/**
 * pl_export_find_document:
 *
 * Returns: (transfer none) (nullable):
 */
const PlExportDocument *
pl_export_find_document (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if (g_strcmp0 (documents[i]->id, id) == 0)
      return documents[i];

  return NULL;
}

/**
 * pl_export_find_places:
 * @target: (nullable): %NULL for all of them
 *
 * Returns: (transfer full) (element-type PlExportPlace): the preferred one of each target first; empty
 *   when none of them is installed
 */
GPtrArray *
pl_export_find_places (const PlExportTarget *target, GCancellable *cancellable)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if ((target == NULL || target == targets[i]) && !g_cancellable_is_cancelled (cancellable))
      targets[i]->find (targets[i], places);

  return places;
}

/**
 * pl_export_plan:
 *
 * What an export of @account to @place would change. Changes nothing itself, and may be called while
 * the program runs.
 *
 * Returns: (transfer full): or %NULL with #PlExportError or %G_IO_ERROR_CANCELLED
 */
PlExportPlan *
pl_export_plan (PlExportPlace *place,
                PlExportAccount *account,
                GCancellable *cancellable,
                GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (pl_export_place_get_state (place) == PL_EXPORT_PLACE_UNUSABLE)
    {
      g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE,
                           pl_export_place_get_problem (place));
      return NULL;
    }

  return pl_export_place_get_target (place)->plan (place, account, error);
}

/**
 * pl_export_wait_for_end:
 *
 * Waits, as long as it takes, until the program no longer runs on @place. It is asked again and again:
 * waiting for the lock itself could not be cancelled, and would keep out a program that is started
 * again.
 *
 * Returns: %FALSE only with %G_IO_ERROR_CANCELLED
 */
gboolean
pl_export_wait_for_end (PlExportPlace *place, GCancellable *cancellable, GError **error)
{
  const PlExportTarget *target = pl_export_place_get_target (place);
  GPollFD poll_fd;
  gboolean can_poll = g_cancellable_make_pollfd (cancellable, &poll_fd);
  gboolean ended = TRUE;

  while (target->is_running != NULL && target->is_running (place))
    {
      ended = !g_cancellable_is_cancelled (cancellable);
      if (!ended)
        break;
      if (can_poll)
        g_poll (&poll_fd, 1, LOOK_EVERY_MS);
      else
        g_usleep (LOOK_EVERY_MS * G_TIME_SPAN_MILLISECOND);
    }

  if (can_poll)
    g_cancellable_release_fd (cancellable);
  return ended || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * pl_export_make_import:
 *
 * Returns: (transfer full): a file for the program's own import, or %NULL with
 *   %PL_EXPORT_ERROR_DECLINED
 */
GBytes *
pl_export_make_import (const PlExportTarget *target, PlExportAccount *account, GError **error)
{
  if (!pl_export_account_check_real (account, error))
    return NULL;
  if (target->make_import != NULL)
    return target->make_import (account, error);

  g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED,
               /* Translators: %s is a mail program */
               _ ("%s cannot import an account from a file."), target->name);
  return NULL;
}
