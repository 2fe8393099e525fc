// SPDX-License-Identifier: GPL-3.0-or-later
/* The accounts that the mail programs of this computer have, and the passwords that are stored with
 * them, both read in a thread. */
#include "setup/pl-setup-import.h"

#include "setup/pl-setup-call-private.h"
#include "setup/pl-setup-private.h"

/* --- Accounts --- */

static gpointer
find (PlSetupCall *call, GError **error)
{
  g_autoptr (GPtrArray) profiles = pl_import_list_profiles (call->cancellable);

  return g_cancellable_set_error_if_cancelled (call->cancellable, error)
             ? NULL
             : g_steal_pointer (&profiles);
}

/**
 * pl_setup_find_accounts_async:
 *
 * Looks which accounts the mail programs have, also those that run. Reads files alone: nobody is asked,
 * and no password is looked at.
 */
void
pl_setup_find_accounts_async (PlSetup *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  PlSetupCall *call = pl_setup_call_new (self, pl_setup_find_accounts_async, find, cancellable,
                                         callback, user_data);

  call->free_result = (GDestroyNotify) g_ptr_array_unref;
  pl_setup_call_run (call);
}

/**
 * pl_setup_find_accounts_finish:
 *
 * Returns: (transfer full) (element-type PlImportProfile): empty where no mail program is found
 */
GPtrArray *
pl_setup_find_accounts_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_call_finish (self, result, pl_setup_find_accounts_async, error);
}

/* --- Passwords --- */

typedef struct
{
  PlImportAccount *account; /* shared: whose they are */
  PlSecret *passwords[2]; /* owned, by PlDirection, each nullable */
} Passwords;

static void
free_passwords (gpointer data)
{
  Passwords *found = data;

  g_object_unref (found->account);
  for (guint i = 0; i < G_N_ELEMENTS (found->passwords); i++)
    g_clear_pointer (&found->passwords[i], pl_secret_unref);
  g_free (found);
}

static gpointer
look_up (PlSetupCall *call, GError **error)
{
  Passwords *found;

  if (g_cancellable_set_error_if_cancelled (call->cancellable, error))
    return NULL;

  found = g_new0 (Passwords, 1);
  found->account = g_object_ref (call->object);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    found->passwords[i] = pl_import_look_up_password (call->subject, call->object, (PlDirection) i);
  return found;
}

/**
 * pl_setup_use_stored_passwords_async:
 *
 * Looks up the passwords of the account that was taken over by pl_setup_take_import_from(), where the
 * mail program's store gives them without a question.
 */
void
pl_setup_use_stored_passwords_async (PlSetup *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  PlSetupCall *call = pl_setup_call_new (self, pl_setup_use_stored_passwords_async, look_up,
                                         cancellable, callback, user_data);

  if (self->import == NULL || self->import_place == NULL)
    {
      call->error = g_error_new_literal (PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE, "No account");
      pl_setup_call_run (call);
      return;
    }
  call->subject = g_object_ref (self->import_place);
  call->object = g_object_ref (self->import);
  call->free_result = free_passwords;
  pl_setup_call_run (call);
}

/* All that are needed, or none: one that is asked for serves both directions. */
static gboolean
take_passwords (PlSetup *self, const Passwords *found)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (pl_setup_is_password_needed (self, (PlDirection) i) &&
        (found->passwords[i] == NULL ||
         !pl_setup_use_stored_password (self, (PlDirection) i, found->passwords[i])))
      {
        pl_setup_forget_stored_passwords (self);
        return FALSE;
      }
  return pl_setup_uses_stored_passwords (self);
}

/**
 * pl_setup_use_stored_passwords_finish:
 *
 * Takes what was found, each password for its own server. Where another account was taken over
 * meanwhile, or the person has typed a password, nothing is taken.
 *
 * Returns: whether they were taken; else a password has to be asked for. The error tells of a cancel
 *   (%G_IO_ERROR_CANCELLED) or that no account was taken over (%PL_EXPORT_ERROR_GONE); passwords that
 *   are not had, or not wanted any more, are none.
 */
gboolean
pl_setup_use_stored_passwords_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  Passwords *found =
      pl_setup_call_finish (self, result, pl_setup_use_stored_passwords_async, error);
  gboolean taken;

  if (found == NULL)
    return FALSE;

  taken = found->account == pl_setup_get_current_import (self) &&
          pl_setup_get_password (self, PL_DIRECTION_INCOMING) == NULL &&
          take_passwords (self, found);
  free_passwords (found);
  return taken;
}
