// SPDX-License-Identifier: GPL-3.0-or-later
/* The keyring, in a thread: it may ask the person to open it, and stays silent as long as they like. */
#include "setup/pl-setup-handover-private.h"

#include "setup/pl-setup-import.h"
#include "setup/pl-setup-private.h"

/* What the thread works on; all of it is shared or owned. */
typedef struct
{
  PlSetupSecret secret;
  char *account_id;
  PlServerSettings *servers[2];
  PlSecret *secrets[2];
  PlCheckedSettings *checked; /* as it was when the hand-over began */
  PlKeyringReceipt *receipt; /* of what was stored */
  guint n_checks; /* that had begun when the search began */
  GError *error;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->account_id);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&request->servers[i]);
      g_clear_pointer (&request->secrets[i], pl_secret_unref);
    }
  g_clear_object (&request->checked);
  g_clear_pointer (&request->receipt, pl_keyring_receipt_free);
  g_clear_error (&request->error);
  g_free (request);
}

/* --- Handing over --- */

static gpointer
store (PlSetupJob *job, gpointer data)
{
  Request *request = data;
  const PlKeyringRequest keyring = {
    .account_id = request->account_id,
    .servers = { request->servers[0], request->servers[1] },
    .secrets = { request->secrets[0], request->secrets[1] },
  };

  request->receipt =
      pl_keyring_store (&keyring, pl_setup_job_get_cancellable (job), &request->error);
  /* Who cancels while the last item is being stored wants none of it. */
  if (request->receipt != NULL &&
      g_cancellable_set_error_if_cancelled (pl_setup_job_get_cancellable (job), &request->error))
    pl_keyring_undo (request->receipt, NULL, NULL);
  return NULL;
}

/* @handover: (nullable) (transfer full): */
void
pl_setup_set_handover (PlSetup *self, PlSetupHandover *handover)
{
  g_clear_pointer (&self->handover, pl_setup_handover_unref);
  self->handover = handover;
}

/* What could not be taken out of the keyring at once can be taken back later. */
static void
keep_receipt (PlSetup *self, Request *request)
{
  if (request->receipt != NULL && pl_keyring_receipt_changed_anything (request->receipt))
    pl_setup_take_stored (self, pl_setup_stored_new (request->servers, request->secrets,
                                                     g_steal_pointer (&request->receipt)));
}

static gpointer
take_out (PlSetupJob *job, gpointer data)
{
  Request *request = data;

  pl_keyring_undo (request->receipt, NULL, NULL);
  return NULL;
}

static void
taken_out (PlSetup *self, PlSetupJob *job, gpointer data, gpointer result)
{
  keep_receipt (self, data);
  pl_setup_job_end (job, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                              "The settings changed while they were handed over"));
}

static const PlSetupStep take_out_step = { "pl-keyring-undo", take_out, taken_out, request_free,
                                           NULL };

/* Nobody wants it any more: another password or other servers were entered while the keyring was asking. */
static void
refuse_stored (PlSetupJob *job, Request *request)
{
  Request *again = g_new0 (Request, 1);

  for (guint i = 0; i < 2; i++)
    {
      again->servers[i] = g_steal_pointer (&request->servers[i]);
      again->secrets[i] = g_steal_pointer (&request->secrets[i]);
    }
  again->receipt = g_steal_pointer (&request->receipt);
  pl_setup_job_run (job, &take_out_step, again);
}

static void
stored (PlSetup *self, PlSetupJob *job, gpointer data, gpointer result)
{
  Request *request = data;

  pl_setup_set_handover (self, NULL);
  if (request->error == NULL && self->checked != request->checked)
    {
      refuse_stored (job, request);
      return;
    }
  if (request->error == NULL)
    pl_setup_set_handover (self, pl_setup_handover_new (self, request->secret, request->receipt));
  keep_receipt (self, request);
  pl_setup_job_end (job, g_steal_pointer (&request->error));
}

static const PlSetupStep store_step = { "pl-keyring", store, stored, request_free, NULL };

static Request *
request_new (PlSetup *self, PlSetupSecret secret)
{
  Request *request = g_new0 (Request, 1);
  PlProposal *proposal = pl_checked_settings_get_proposal (self->checked);

  request->secret = secret;
  request->account_id = g_strdup (pl_setup_ensure_account_id (self));
  request->checked = g_object_ref (self->checked);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);
      PlSecret *own = pl_setup_find_handed_secret (self, (PlDirection) i);

      request->servers[i] = server != NULL ? g_object_ref (server) : NULL;
      request->secrets[i] = own != NULL ? pl_secret_ref (own) : NULL;
    }
  return request;
}

/* The keyring has one matter at a time. */
static void
store_secret (PlSetup *self, PlSetupJob *job, PlSetupSecret secret)
{
  if (self->keyring != NULL)
    {
      pl_setup_job_end (job, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING,
                                                  "The keyring is being asked already"));
      return;
    }

  pl_setup_take_stored (self, NULL);
  self->keyring = pl_setup_job_ref (job);
  pl_setup_job_run (job, &store_step, request_new (self, secret));
}

/**
 * pl_setup_hand_over_async:
 * @secret: what becomes of the password or token
 * @cancellable: (nullable): as good as pl_setup_cancel(); nothing is stored then
 *
 * Puts together what is handed over of the checked settings; first the secret is stored, where that
 * is wanted, beside whatever else is under way. A keyring that does not take it is no error: see
 * pl_setup_handover_get_problem().
 */
void
pl_setup_hand_over_async (PlSetup *self,
                          PlSetupSecret secret,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (PlSetupJob) job =
      pl_setup_job_new (self, pl_setup_hand_over_async, cancellable, callback, user_data);

  if (self->checked == NULL)
    {
      pl_setup_job_end (job, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                  "There are no checked settings"));
      return;
    }
  if (secret == PL_SETUP_SECRET_SERVICE && pl_setup_has_secret (self))
    {
      store_secret (self, job, secret);
      return;
    }
  pl_setup_set_handover (self, pl_setup_handover_new (self, secret, NULL));
  pl_setup_job_end (job, NULL);
}

/**
 * pl_setup_hand_over_finish:
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_CANCELLED, %G_IO_ERROR_NOT_FOUND when there is
 *   nothing checked (any more), or %G_IO_ERROR_PENDING while the keyring is being asked
 */
PlSetupHandover *
pl_setup_hand_over_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  if (!pl_setup_job_finish (result, pl_setup_hand_over_async, error))
    return NULL;
  if (self->handover != NULL)
    return pl_setup_handover_ref (self->handover);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       "The settings changed while they were handed over");
  return NULL;
}

/* --- Finding what was stored --- */

/* One secret for each direction. */
typedef struct
{
  PlSecret *secrets[2];
} Found;

static void
free_found (gpointer data)
{
  Found *found = data;

  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&found->secrets[i], pl_secret_unref);
  g_free (found);
}

static gpointer
find (PlSetupJob *job, gpointer data)
{
  Request *request = data;
  Found *found = g_new0 (Found, 1);
  PlKeyringOutcome outcome = PL_KEYRING_OK;

  for (guint i = 0; i < 2 && outcome == PL_KEYRING_OK && request->error == NULL; i++)
    if (request->servers[i] != NULL)
      found->secrets[i] = pl_keyring_look_up (request->account_id, request->servers[i], &outcome,
                                              pl_setup_job_get_cancellable (job), &request->error);
  return found;
}

/* The person has not waited: what they check is what they entered, now and afterwards. And another account
 * has nothing to do with it. */
static gboolean
comes_too_late (PlSetup *self, const Request *request)
{
  return self->n_checks != request->n_checks ||
         g_strcmp0 (self->secret_account, request->account_id) != 0 || !pl_setup_is_repair (self) ||
         self->has_sending_password || self->passwords[PL_DIRECTION_INCOMING] != NULL ||
         self->passwords[PL_DIRECTION_OUTGOING] != NULL;
}

static gboolean
is_unchanged (PlSetup *self, const Request *request, PlDirection direction)
{
  return request->servers[direction] != NULL && self->servers[direction] != NULL &&
         pl_server_settings_equal (request->servers[direction], self->servers[direction]);
}

/* The password for receiving would do for sending as well, but it was not stored for that server: unless
 * it is the same machine, the person is asked, as for any server that no rule allows. */
static void
ask_for_outgoing (PlSetup *self)
{
  PlServerSettings *incoming = self->servers[PL_DIRECTION_INCOMING];
  PlServerSettings *outgoing = self->servers[PL_DIRECTION_OUTGOING];

  if (incoming == NULL || outgoing == NULL ||
      g_str_equal (pl_server_settings_get_host (incoming), pl_server_settings_get_host (outgoing)))
    return;

  g_hash_table_add (self->foreign, g_strdup (pl_server_settings_get_host (outgoing)));
  pl_setup_note_change (self, TRUE);
}

/* The one for receiving is the one for sending, too: there it goes to the server that is described now,
 * and to no other one. */
static void
use_for_both (PlSetup *self, PlSecret *secret)
{
  g_clear_pointer (&self->stored_passwords[PL_DIRECTION_OUTGOING], pl_secret_unref);
  self->stored_passwords[PL_DIRECTION_OUTGOING] = pl_secret_ref (secret);
  ask_for_outgoing (self);
}

/* A stored password goes to the server it was stored for, which was tried and agreed to then. One that
 * was typed meanwhile goes before. */
static void
take_found (PlSetup *self, const Request *request, const Found *found)
{
  PlSecret *incoming = found->secrets[PL_DIRECTION_INCOMING];

  if (comes_too_late (self, request))
    return;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (found->secrets[i] != NULL && is_unchanged (self, request, (PlDirection) i))
      {
        pl_setup_approve_host (self, pl_server_settings_get_host (self->servers[i]));
        pl_setup_use_stored_password (self, (PlDirection) i, found->secrets[i]);
      }
  if (incoming != NULL && found->secrets[PL_DIRECTION_OUTGOING] == NULL)
    use_for_both (self, incoming);
}

static void
found (PlSetup *self, PlSetupJob *job, gpointer data, gpointer result)
{
  Request *request = data;

  take_found (self, request, result);
  pl_setup_job_end (job, g_steal_pointer (&request->error));
}

static const PlSetupStep find_step = { "pl-keyring-find", find, found, request_free, free_found };

/* Beside the one job: the keyring may wait for the person for minutes, who may check all the same. */
static PlSetupJob *
begin_search (PlSetup *self,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (PlSetupJob) job =
      pl_setup_job_new (self, pl_setup_find_secret_async, cancellable, callback, user_data);

  if (self->search != NULL)
    {
      pl_setup_job_end (job, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING,
                                                  "The keyring is being asked already"));
      return NULL;
    }

  self->search = g_steal_pointer (&job);
  pl_setup_note_search (self);
  return self->search;
}

/**
 * pl_setup_find_secret_async:
 * @cancellable: (nullable): ends the search, as does the end of the setup; pl_setup_cancel() does not
 *
 * After pl_setup_take_handover(): looks for the passwords that we have stored for this account, at
 * these very servers, for these very users. Finding none is no error. Meanwhile all else may be done:
 * what is found is not taken any more once a password was typed or a check has begun.
 */
void
pl_setup_find_secret_async (PlSetup *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  PlSetupJob *job = begin_search (self, cancellable, callback, user_data);
  Request *request;

  if (job == NULL)
    return;

  request = g_new0 (Request, 1);
  request->account_id = g_strdup (self->secret_account);
  request->n_checks = self->n_checks;
  for (guint i = 0; i < 2; i++)
    request->servers[i] = self->servers[i] != NULL && self->secret_account != NULL
                              ? g_object_ref (self->servers[i])
                              : NULL;
  pl_setup_job_run (job, &find_step, request);
}

gboolean
pl_setup_find_secret_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_job_finish (result, pl_setup_find_secret_async, error);
}

/**
 * pl_setup_is_finding_secret:
 *
 * Returns: whether the keyring is being asked for a password, which it may have to ask the person for
 *   first; nothing else waits for it
 */
gboolean
pl_setup_is_finding_secret (PlSetup *self)
{
  return self->search != NULL && self->secret_account != NULL;
}
