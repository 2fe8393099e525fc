// SPDX-License-Identifier: GPL-3.0-or-later
/* What a hand-over has put into the keyring, and the way back. The keyring may ask the person to open it,
 * so it is asked in a thread; a check goes on beside that. */
#include "setup/pl-setup-handover-private.h"

#include "setup/pl-setup-private.h"

static void
clear_stored (gpointer data)
{
  PlSetupStored *stored = data;

  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&stored->servers[i]);
      g_clear_pointer (&stored->secrets[i], pl_secret_unref);
    }
  g_clear_pointer (&stored->receipt, pl_keyring_receipt_free);
}

/* @receipt: (transfer full): */
PlSetupStored *
pl_setup_stored_new (PlServerSettings *const *servers,
                     PlSecret *const *secrets,
                     PlKeyringReceipt *receipt)
{
  PlSetupStored *stored = g_atomic_rc_box_new0 (PlSetupStored);

  stored->receipt = receipt;
  for (guint i = 0; i < 2; i++)
    {
      stored->servers[i] = servers[i] != NULL ? g_object_ref (servers[i]) : NULL;
      stored->secrets[i] = secrets[i] != NULL ? pl_secret_ref (secrets[i]) : NULL;
    }
  return stored;
}

void
pl_setup_stored_unref (PlSetupStored *stored)
{
  g_atomic_rc_box_release_full (stored, clear_stored);
}

/* To be called when something was stored; what was there before was wanted. @stored: (nullable)
 * (transfer full): */
void
pl_setup_take_stored (PlSetup *self, PlSetupStored *stored)
{
  g_clear_pointer (&self->stored, pl_setup_stored_unref);
  self->stored = stored;
}

/* By what the keyring knows a server. */
static gboolean
is_same_place (PlServerSettings *one, PlServerSettings *other)
{
  if (one == NULL || other == NULL)
    return one == other;

  return pl_server_settings_get_service (one) == pl_server_settings_get_service (other) &&
         g_str_equal (pl_server_settings_get_host (one), pl_server_settings_get_host (other)) &&
         g_strcmp0 (pl_server_settings_get_username (one),
                    pl_server_settings_get_username (other)) == 0;
}

static gboolean
is_same_secret (PlSecret *one, PlSecret *other)
{
  if (one == NULL || other == NULL)
    return one == other;

  return pl_secret_equal (one, other);
}

/* Whether what is stored is what would be stored now. */
static gboolean
is_up_to_date (PlSetup *self)
{
  PlProposal *proposal = pl_checked_settings_get_proposal (self->checked);

  if (pl_keyring_receipt_get_outcome (self->stored->receipt) != PL_KEYRING_OK)
    return FALSE;
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (!is_same_place (self->stored->servers[i],
                        pl_proposal_get_server (proposal, (PlDirection) i)) ||
        !is_same_secret (self->stored->secrets[i],
                         pl_setup_find_handed_secret (self, (PlDirection) i)))
      return FALSE;

  return TRUE;
}

/**
 * pl_setup_renew_handover:
 *
 * Returns: (transfer full) (nullable): the hand-over of the settings as they were checked last, when
 *   the secret they need was stored before and was not taken back: storing it again would lose what was
 *   there before it
 */
PlSetupHandover *
pl_setup_renew_handover (PlSetup *self)
{
  if (self->checked == NULL || self->stored == NULL || self->keyring != NULL ||
      !is_up_to_date (self))
    return NULL;

  pl_setup_set_handover (
      self, pl_setup_handover_new (self, PL_SETUP_SECRET_SERVICE, self->stored->receipt));
  return pl_setup_handover_ref (self->handover);
}

/**
 * pl_setup_has_stored:
 *
 * Returns: whether the keyring holds something that pl_setup_take_back_async() would take out of it
 */
gboolean
pl_setup_has_stored (PlSetup *self)
{
  return self->stored != NULL && pl_keyring_receipt_changed_anything (self->stored->receipt);
}

/* --- Taking back --- */

typedef struct
{
  PlSetupStored *stored; /* shared */
  gboolean undone;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  pl_setup_stored_unref (request->stored);
  g_free (request);
}

/* Not to be cancelled: it would be half of it. */
static gpointer
undo (PlSetupJob *job, gpointer data)
{
  Request *request = data;

  request->undone = pl_keyring_undo (request->stored->receipt, NULL, NULL);
  return NULL;
}

/* What the keyring did not give stays to be taken back. */
static void
undone (PlSetup *self, PlSetupJob *job, gpointer data, gpointer result)
{
  Request *request = data;

  if (request->undone)
    {
      pl_setup_take_stored (self, NULL);
      pl_setup_set_handover (self, NULL);
    }
  pl_setup_job_end (job, request->undone
                             ? NULL
                             : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                                                    "The keyring does not give it back"));
}

static const PlSetupStep undo_step = { "pl-keyring-undo", undo, undone, request_free, NULL };

/* To be called when the keyring is free for it. */
void
pl_setup_begin_take_back (PlSetup *self)
{
  Request *request;

  if (!pl_setup_has_stored (self))
    {
      pl_setup_take_stored (self, NULL);
      pl_setup_set_handover (self, NULL);
      pl_setup_job_end (self->keyring, NULL);
      return;
    }

  request = g_new0 (Request, 1);
  request->stored = g_atomic_rc_box_acquire (self->stored);
  pl_setup_job_run (self->keyring, &undo_step, request);
}

/**
 * pl_setup_take_back_async:
 *
 * The last hand-over reached nobody: what it has stored goes again. One that is under way is cancelled
 * first. A check is not disturbed.
 */
void
pl_setup_take_back_async (PlSetup *self, GAsyncReadyCallback callback, gpointer user_data)
{
  PlSetupJob *job = pl_setup_job_new (self, pl_setup_take_back_async, NULL, callback, user_data);

  if (self->take_back != NULL)
    {
      pl_setup_job_end (job, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING,
                                                  "It is being taken back already"));
      pl_setup_job_unref (job);
      return;
    }
  if (self->keyring != NULL)
    {
      pl_setup_job_cancel (self->keyring);
      self->take_back = job;
      return;
    }

  self->keyring = job;
  pl_setup_begin_take_back (self);
}

/**
 * pl_setup_take_back_finish:
 *
 * Returns: %FALSE when the keyring still holds something, because it is locked for example: it can be
 *   tried again
 */
gboolean
pl_setup_take_back_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_job_finish (result, pl_setup_take_back_async, error);
}
