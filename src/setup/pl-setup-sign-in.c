// SPDX-License-Identifier: GPL-3.0-or-later
/* Signing in through the browser, where the provider wants that and an administrator has registered
 * this program there. */
#include "setup/pl-setup-private.h"

#define SIGN_IN_MS (10 * 60 * 1000) /* a person finds a telephone for the second factor */

/* --- As what this program is registered --- */

/**
 * pl_setup_load_client:
 *
 * For a thread: reads the administrator's configuration.
 *
 * Returns: (transfer full) (nullable): %NULL with an error where there is none for these servers
 */
PlOAuthClient *
pl_setup_load_client (PlProposal *proposal, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);
      PlOAuthClient *client = server != NULL
                                  ? pl_oauth_client_load (pl_proposal_get_provider_id (proposal),
                                                          pl_server_settings_get_host (server),
                                                          first == NULL ? &first : NULL)
                                  : NULL;

      if (client != NULL)
        return client;
    }

  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         "No server is known to sign in to");
  return NULL;
}

/**
 * pl_setup_take_client:
 * @client: (nullable) (transfer full): as loaded for @proposal
 */
void
pl_setup_take_client (PlSetup *self, PlProposal *proposal, PlOAuthClient *client)
{
  g_clear_pointer (&self->client, pl_oauth_client_free);
  self->client = client;
  g_set_object (&self->client_proposal, proposal);
}

static const char *
get_host (PlProposal *proposal, PlDirection direction)
{
  PlServerSettings *server = pl_proposal_get_server (proposal, direction);

  return server != NULL ? pl_server_settings_get_host (server) : NULL;
}

static gboolean
has_same_servers (PlProposal *one, PlProposal *other)
{
  return g_strcmp0 (pl_proposal_get_provider_id (one), pl_proposal_get_provider_id (other)) == 0 &&
         g_strcmp0 (get_host (one, PL_DIRECTION_INCOMING),
                    get_host (other, PL_DIRECTION_INCOMING)) == 0 &&
         g_strcmp0 (get_host (one, PL_DIRECTION_OUTGOING),
                    get_host (other, PL_DIRECTION_OUTGOING)) == 0;
}

/**
 * pl_setup_can_sign_in_in_browser:
 *
 * Known from the last discovery or check on, which read the administrator's configuration: nothing is
 * read here.
 *
 * Returns: whether pl_setup_sign_in_browser_async() can be offered: this program is registered where
 *   the account's servers take their tokens from
 */
gboolean
pl_setup_can_sign_in_in_browser (PlSetup *self)
{
  PlProposal *proposal = pl_setup_get_proposal (self);

  return self->client != NULL && proposal != NULL &&
         has_same_servers (proposal, self->client_proposal);
}

/**
 * pl_setup_dup_sign_in_hosts:
 *
 * Returns: (transfer full) (array zero-terminated=1): whom pl_setup_sign_in_browser_async() would ask,
 *   to be shown before; empty where it cannot be offered
 */
char **
pl_setup_dup_sign_in_hosts (PlSetup *self)
{
  if (!pl_setup_can_sign_in_in_browser (self))
    return g_new0 (char *, 1);

  return pl_oauth_client_dup_hosts_to_ask (self->client);
}

/* --- Tokens --- */

/* The result of a step belongs to the step. */
static PlOAuthTokens *
tokens_copy (const PlOAuthTokens *tokens)
{
  PlOAuthTokens *copy = g_new0 (PlOAuthTokens, 1);

  copy->access_token = pl_secret_ref (tokens->access_token);
  copy->refresh_token =
      tokens->refresh_token != NULL ? pl_secret_ref (tokens->refresh_token) : NULL;
  copy->lifetime_s = tokens->lifetime_s;
  copy->provider_id = g_strdup (tokens->provider_id);
  copy->hosts = g_strdupv (tokens->hosts);
  return copy;
}

/* @tokens: of the account as it is now; %NULL to forget those that there are */
static void
take_tokens (PlSetup *self, const PlOAuthTokens *tokens)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  if (tokens == NULL && self->tokens == NULL)
    return;

  g_clear_pointer (&self->tokens, pl_oauth_tokens_free);
  g_clear_pointer (&self->tokens_address, g_free);
  if (tokens != NULL)
    {
      self->tokens = tokens_copy (tokens);
      self->tokens_address = g_strdup (address != NULL ? pl_address_get_text (address) : NULL);
    }
  pl_setup_note_change (self, FALSE);
}

/* To be called when another address was entered: tokens belong to one. */
void
pl_setup_void_tokens (PlSetup *self)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  if (address != NULL && g_strcmp0 (self->tokens_address, pl_address_get_text (address)) != 0)
    take_tokens (self, NULL);
}

/**
 * pl_setup_has_tokens:
 *
 * Returns: whether the person has signed in through the browser, for this account
 */
gboolean
pl_setup_has_tokens (PlSetup *self)
{
  return self->tokens != NULL;
}

/* --- The sign-in --- */

/* One sign-in. */
typedef struct
{
  PlProposal *proposal; /* shared */
  PlRecorder *recorder; /* owned: whom the sign-in asked */
  GError *error; /* owned, nullable: why there are no tokens */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->proposal);
  pl_recorder_free (request->recorder);
  g_clear_error (&request->error);
  g_free (request);
}

static gpointer
work (PlSetupJob *job, gpointer data)
{
  Request *request = data;
  PlAddress *address = pl_proposal_get_address (request->proposal);
  PlDeadline deadline = pl_deadline_in (SIGN_IN_MS);
  g_autoptr (PlOAuthClient) client = pl_setup_load_client (request->proposal, &request->error);

  if (client == NULL)
    return NULL;

  return pl_oauth_sign_in (client, pl_address_get_text (address), pl_setup_job_show_page, job,
                           request->recorder, &deadline, pl_setup_job_get_cancellable (job),
                           &request->error);
}

static void
free_tokens (gpointer tokens)
{
  pl_oauth_tokens_free (tokens);
}

static gboolean
is_about (PlProposal *proposal, PlAddress *address)
{
  return address != NULL && g_str_equal (pl_address_get_text (pl_proposal_get_address (proposal)),
                                         pl_address_get_text (address));
}

static void
done (PlSetup *self, PlSetupJob *job, gpointer data, gpointer result)
{
  Request *request = data;
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  g_clear_pointer (&self->sign_in_seen, g_ptr_array_unref);
  self->sign_in_seen = pl_recorder_steal (request->recorder);
  if (result != NULL && is_about (request->proposal, address))
    take_tokens (self, result);
  pl_setup_job_end (job, g_steal_pointer (&request->error));
}

static const PlSetupStep step = { "pl-sign-in", work, done, request_free, free_tokens };

/**
 * pl_setup_sign_in_browser_async:
 * @cancellable: (nullable): as good as pl_setup_cancel()
 * @callback: called on the main context of this thread when the person is done; not at all when
 *   @setup is gone by then, which ends the sign-in
 *
 * Signs in on the provider's own page: `sign-in-page` is emitted with its address, which has to be
 * opened in the browser. The checks that follow use what it brings. The stage stays as it is.
 */
void
pl_setup_sign_in_browser_async (PlSetup *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  PlSetupJob *job =
      pl_setup_begin_job (self, pl_setup_sign_in_browser_async, cancellable, callback, user_data);
  PlProposal *proposal = pl_setup_get_proposal (self);
  Request *request;

  if (job == NULL)
    return;

  if (proposal == NULL)
    {
      pl_setup_job_end (job, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                  "No server is known to sign in to"));
      return;
    }

  request = g_new0 (Request, 1);
  request->proposal = g_object_ref (proposal);
  request->recorder = pl_recorder_new (PL_SERVICE_ACCOUNT, g_get_monotonic_time ());
  pl_recorder_set_sink (request->recorder, pl_setup_job_observed, job);
  pl_setup_job_run (job, &step, request);
}

/**
 * pl_setup_sign_in_browser_finish:
 *
 * Returns: %FALSE with a #PlOAuthError, whose message is for people, %G_IO_ERROR_CANCELLED,
 *   %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_NOT_FOUND when this program is registered nowhere for this
 *   account, or %G_IO_ERROR_PENDING while something else is under way
 */
gboolean
pl_setup_sign_in_browser_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_job_finish (result, pl_setup_sign_in_browser_async, error);
}
