// SPDX-License-Identifier: GPL-3.0-or-later
/* The bridge to the mail programs: what takes files and locks is done in threads. */
#include "setup/pl-setup-export.h"

#include "export/frame/pl-export-launcher.h"
#include "setup/pl-setup-call-private.h"
#include "setup/pl-setup-handover-private.h"
#include "setup/pl-setup-private.h"

#include <glib/gi18n.h>

/**
 * pl_setup_dup_export_account:
 *
 * Returns: (transfer full) (nullable): what would go into a mail program now; %NULL while nothing is
 *   checked
 */
PlExportAccount *
pl_setup_dup_export_account (PlSetup *self)
{
  PlExportAccountFields fields = {
    .settings = pl_setup_get_checked_settings (self),
    .display_name = pl_setup_get_display_name (self),
    .provider_name = pl_setup_get_provider_name (self),
    .password_kind = pl_setup_get_password_kind (self),
  };

  if (fields.settings == NULL)
    return NULL;

  fields.id = pl_setup_ensure_account_id (self);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      /* Settings can be taken untested wherever they lead; the password goes along only where it may. */
      if (pl_setup_may_have_password (self, (PlDirection) i))
        fields.passwords[i] = pl_setup_get_password (self, (PlDirection) i);
      fields.uses_oauth[i] = pl_check_wants_token (
          pl_checked_settings_get_proposal (fields.settings), (PlDirection) i);
    }
  return pl_export_account_new (&fields);
}

static void
take_account (PlSetupCall *call, PlSetup *self)
{
  call->object = pl_setup_dup_export_account (self);
  if (call->object == NULL)
    g_set_error_literal (&call->error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED,
                         /* Translators: when settings are to be handed to a mail program */
                         _ ("These settings were not checked yet."));
}

/* --- Finding --- */

static gpointer
find (PlSetupCall *call, GError **error)
{
  g_autoptr (GPtrArray) places = pl_export_find_places (NULL, call->cancellable);

  return g_cancellable_set_error_if_cancelled (call->cancellable, error)
             ? NULL
             : g_steal_pointer (&places);
}

/**
 * pl_setup_find_programs_async:
 *
 * Looks which mail programs there are and which profiles they have.
 */
void
pl_setup_find_programs_async (PlSetup *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  PlSetupCall *call = pl_setup_call_new (self, pl_setup_find_programs_async, find, cancellable,
                                         callback, user_data);

  call->free_result = (GDestroyNotify) g_ptr_array_unref;
  pl_setup_call_run (call);
}

/**
 * pl_setup_find_programs_finish:
 *
 * Returns: (transfer full) (element-type PlExportPlace): of each program the place that is really in
 *   use first; empty where no program is found
 */
GPtrArray *
pl_setup_find_programs_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_call_finish (self, result, pl_setup_find_programs_async, error);
}

/* --- Starting --- */

static gpointer
find_launcher (PlSetupCall *call, GError **error)
{
  GAppInfo *launcher = pl_export_find_launcher (call->subject);

  if (launcher == NULL)
    g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE, "There is no desktop file");
  return launcher;
}

/**
 * pl_setup_find_launcher_async:
 *
 * How the program of @place is started by the person who sits here.
 */
void
pl_setup_find_launcher_async (PlSetup *self,
                              PlExportPlace *place,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  PlSetupCall *call = pl_setup_call_new (self, pl_setup_find_launcher_async, find_launcher,
                                         cancellable, callback, user_data);

  call->subject = g_object_ref (place);
  call->free_result = g_object_unref;
  pl_setup_call_run (call);
}

/**
 * pl_setup_find_launcher_finish:
 *
 * Returns: (transfer full): or %NULL with %PL_EXPORT_ERROR_GONE where it cannot be started from here
 */
GAppInfo *
pl_setup_find_launcher_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_call_finish (self, result, pl_setup_find_launcher_async, error);
}

/* --- Planning --- */

static gpointer
plan (PlSetupCall *call, GError **error)
{
  return pl_export_plan (call->subject, call->object, call->cancellable, error);
}

/**
 * pl_setup_plan_export_async:
 *
 * What would be changed at @place for the settings that are checked now. Changes nothing.
 */
void
pl_setup_plan_export_async (PlSetup *self,
                            PlExportPlace *place,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  PlSetupCall *call =
      pl_setup_call_new (self, pl_setup_plan_export_async, plan, cancellable, callback, user_data);

  call->subject = g_object_ref (place);
  call->free_result = g_object_unref;
  take_account (call, self);
  pl_setup_call_run (call);
}

/**
 * pl_setup_plan_export_finish:
 *
 * Returns: (transfer full): or %NULL with #PlExportError
 */
PlExportPlan *
pl_setup_plan_export_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_call_finish (self, result, pl_setup_plan_export_async, error);
}

/* --- Carrying it out --- */

static gpointer
apply (PlSetupCall *call, GError **error)
{
  return pl_export_plan_apply (call->subject, call->cancellable, error);
}

/**
 * pl_setup_export_async:
 *
 * Carries @plan out. Once it writes it is no longer cancelled.
 */
void
pl_setup_export_async (PlSetup *self,
                       PlExportPlan *plan,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  PlSetupCall *call =
      pl_setup_call_new (self, pl_setup_export_async, apply, cancellable, callback, user_data);

  call->subject = g_object_ref (plan);
  call->free_result = g_object_unref;
  pl_setup_call_run (call);
}

/**
 * pl_setup_export_finish:
 *
 * Returns: (transfer full): or %NULL with #PlExportError, and nothing changed
 */
PlExportReceipt *
pl_setup_export_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_call_finish (self, result, pl_setup_export_async, error);
}

/* --- The way back --- */

static gpointer
undo (PlSetupCall *call, GError **error)
{
  return GINT_TO_POINTER (pl_export_receipt_undo (call->subject, call->cancellable, error));
}

/**
 * pl_setup_undo_export_async:
 *
 * Makes all files what they were, if nobody has changed them since.
 */
void
pl_setup_undo_export_async (PlSetup *self,
                            PlExportReceipt *receipt,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  PlSetupCall *call =
      pl_setup_call_new (self, pl_setup_undo_export_async, undo, cancellable, callback, user_data);

  call->subject = g_object_ref (receipt);
  pl_setup_call_run (call);
}

gboolean
pl_setup_undo_export_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (pl_setup_call_finish (self, result, pl_setup_undo_export_async, error));
}

/* --- Waiting --- */

static gpointer
wait_for_end (PlSetupCall *call, GError **error)
{
  return GINT_TO_POINTER (pl_export_wait_for_end (call->subject, call->cancellable, error));
}

/**
 * pl_setup_wait_for_program_async:
 *
 * Waits until the program no longer runs at @place, or until it is cancelled.
 */
void
pl_setup_wait_for_program_async (PlSetup *self,
                                 PlExportPlace *place,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  PlSetupCall *call = pl_setup_call_new (self, pl_setup_wait_for_program_async, wait_for_end,
                                         cancellable, callback, user_data);

  call->subject = g_object_ref (place);
  pl_setup_call_run (call);
}

gboolean
pl_setup_wait_for_program_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (
      pl_setup_call_finish (self, result, pl_setup_wait_for_program_async, error));
}

/* --- Import --- */

static gpointer
make_import (PlSetupCall *call, GError **error)
{
  return pl_export_make_import (call->target, call->object, error);
}

/**
 * pl_setup_make_import_async:
 *
 * Makes the file that the program's own import takes, for the settings that are checked now.
 */
void
pl_setup_make_import_async (PlSetup *self,
                            const PlExportTarget *target,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  PlSetupCall *call = pl_setup_call_new (self, pl_setup_make_import_async, make_import, cancellable,
                                         callback, user_data);

  call->target = target;
  call->free_result = (GDestroyNotify) g_bytes_unref;
  take_account (call, self);
  pl_setup_call_run (call);
}

/**
 * pl_setup_make_import_finish:
 *
 * Returns: (transfer full): or %NULL with #PlExportError
 */
GBytes *
pl_setup_make_import_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_call_finish (self, result, pl_setup_make_import_async, error);
}
