// SPDX-License-Identifier: GPL-3.0-or-later
/* The bridge to the mail programs. Not a job of the setup, of which there is one at a time: each call
 * has a thread of its own, which knows values only. The task stays on the main loop, where the setup
 * lives: the thread's end comes to it by an idle source. */
#include "setup/pl-setup-export.h"

#include "base/pl-worker.h"
#include "setup/pl-setup-handover-private.h"
#include "setup/pl-setup-private.h"

#include <glib/gi18n.h>

typedef struct _Call Call;

typedef gpointer (*CallFunc) (Call *call, GError **error);

/* Belongs to its thread, then to the source that brings its end. */
struct _Call
{
  GTask *task; /* owned: touched on the main loop only */
  GMainContext *context; /* owned */
  GCancellable *cancellable; /* owned */
  CallFunc func;
  gpointer subject; /* shared, nullable: a GObject */
  PlExportAccount *account; /* shared, nullable */
  const PlExportTarget *target; /* static, nullable */
  gpointer result; /* owned, nullable */
  GDestroyNotify free_result; /* nullable: the result is a boolean */
  GError *error; /* owned, nullable */
};

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->task);
  g_main_context_unref (call->context);
  g_object_unref (call->cancellable);
  g_clear_object (&call->subject);
  g_clear_object (&call->account);
  if (call->result != NULL && call->free_result != NULL)
    call->free_result (call->result);
  g_clear_error (&call->error);
  g_free (call);
}

static gboolean
ended_cb (gpointer user_data)
{
  Call *call = user_data;

  if (call->error != NULL)
    g_task_return_error (call->task, g_steal_pointer (&call->error));
  else
    g_task_return_pointer (call->task, g_steal_pointer (&call->result), call->free_result);
  return G_SOURCE_REMOVE;
}

static void
send_end (Call *call)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ended_cb, call, call_free);
  g_source_attach (source, call->context);
}

static void
work (gpointer user_data)
{
  Call *call = user_data;

  call->result = call->func (call, &call->error);
  send_end (call);
}

/* A cancelled call ends as its function says: what was written is never called cancelled. */
static Call *
call_new (PlSetup *self,
          gpointer tag,
          CallFunc func,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (call->task, tag);
  g_task_set_check_cancellable (call->task, FALSE);
  call->context = g_main_context_ref_thread_default ();
  call->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  call->func = func;
  return call;
}

static void
call_run (Call *call)
{
  g_autoptr (PlWorker) worker = NULL;

  worker = call->error == NULL ? pl_worker_start ("export", work, call, &call->error) : NULL;
  if (worker != NULL)
    pl_worker_forget (g_steal_pointer (&worker));
  else
    send_end (call);
}

static gpointer
finish (PlSetup *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

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
take_account (Call *call, PlSetup *self)
{
  call->account = pl_setup_dup_export_account (self);
  if (call->account == NULL)
    g_set_error_literal (&call->error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED,
                         /* Translators: when settings are to be handed to a mail program */
                         _ ("These settings were not checked yet."));
}

/* --- Finding --- */

static gpointer
find (Call *call, GError **error)
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
  Call *call =
      call_new (self, pl_setup_find_programs_async, find, cancellable, callback, user_data);

  call->free_result = (GDestroyNotify) g_ptr_array_unref;
  call_run (call);
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
  return finish (self, result, pl_setup_find_programs_async, error);
}

/* --- Planning --- */

static gpointer
plan (Call *call, GError **error)
{
  return pl_export_plan (call->subject, call->account, call->cancellable, error);
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
  Call *call = call_new (self, pl_setup_plan_export_async, plan, cancellable, callback, user_data);

  call->subject = g_object_ref (place);
  call->free_result = g_object_unref;
  take_account (call, self);
  call_run (call);
}

/**
 * pl_setup_plan_export_finish:
 *
 * Returns: (transfer full): or %NULL with #PlExportError
 */
PlExportPlan *
pl_setup_plan_export_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, pl_setup_plan_export_async, error);
}

/* --- Carrying it out --- */

static gpointer
apply (Call *call, GError **error)
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
  Call *call = call_new (self, pl_setup_export_async, apply, cancellable, callback, user_data);

  call->subject = g_object_ref (plan);
  call->free_result = g_object_unref;
  call_run (call);
}

/**
 * pl_setup_export_finish:
 *
 * Returns: (transfer full): or %NULL with #PlExportError, and nothing changed
 */
PlExportReceipt *
pl_setup_export_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, pl_setup_export_async, error);
}

/* --- The way back --- */

static gpointer
undo (Call *call, GError **error)
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
  Call *call = call_new (self, pl_setup_undo_export_async, undo, cancellable, callback, user_data);

  call->subject = g_object_ref (receipt);
  call_run (call);
}

gboolean
pl_setup_undo_export_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (finish (self, result, pl_setup_undo_export_async, error));
}

/* --- Waiting --- */

static gpointer
wait_for_end (Call *call, GError **error)
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
  Call *call = call_new (self, pl_setup_wait_for_program_async, wait_for_end, cancellable, callback,
                         user_data);

  call->subject = g_object_ref (place);
  call_run (call);
}

gboolean
pl_setup_wait_for_program_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (finish (self, result, pl_setup_wait_for_program_async, error));
}

/* --- Import --- */

static gpointer
make_import (Call *call, GError **error)
{
  return pl_export_make_import (call->target, call->account, error);
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
  Call *call =
      call_new (self, pl_setup_make_import_async, make_import, cancellable, callback, user_data);

  call->target = target;
  call->free_result = (GDestroyNotify) g_bytes_unref;
  take_account (call, self);
  call_run (call);
}

/**
 * pl_setup_make_import_finish:
 *
 * Returns: (transfer full): or %NULL with #PlExportError
 */
GBytes *
pl_setup_make_import_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, pl_setup_make_import_async, error);
}
