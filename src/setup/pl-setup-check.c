// SPDX-License-Identifier: GPL-3.0-or-later
/* The check: tries what is proposed, and says what is wrong with it. */
#include "setup/pl-setup-private.h"

#define GNOME_ACCOUNTS_MS 2000 /* they answer from memory, or have to renew a token first */

/* One check. */
typedef struct
{
  PlCheckRequest check; /* what it points to is owned */
  PlOAuthClient *client; /* owned, nullable: as what this program is registered there */
  char *look_for; /* owned, nullable: what @check points to */
  guint n_changes; /* of the setup when the check began */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  pl_network_unref (request->check.network);
  g_object_unref (request->check.proposal);
  g_clear_pointer (&request->client, pl_oauth_client_free);
  g_free (request->look_for);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&request->check.passwords[i], pl_secret_unref);
      g_clear_pointer (&request->check.tokens[i], pl_secret_unref);
    }
  g_free (request);
}

/* --- In the thread --- */

static PlSecret *
dup_token (const PlOAuthTokens *tokens, PlProposal *proposal, PlDirection direction)
{
  PlServerSettings *server = pl_proposal_get_server (proposal, direction);

  if (tokens == NULL || server == NULL)
    return NULL;

  return pl_oauth_tokens_dup_for_host (tokens, pl_server_settings_get_host (server));
}

/* Where GNOME Online Accounts hold this account, their token proves the sign-in. */
static void
ask_gnome (Request *request, GCancellable *cancellable)
{
  PlProposal *proposal = request->check.proposal;
  PlDeadline deadline = pl_deadline_in (GNOME_ACCOUNTS_MS);
  g_autoptr (PlOAuthTokens) tokens = NULL;
  const char *hosts[3] = { NULL };
  guint n_hosts = 0;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if ((request->check.directions & (1u << i)) != 0 && request->check.tokens[i] == NULL &&
        pl_check_wants_token (proposal, (PlDirection) i))
      hosts[n_hosts++] =
          pl_server_settings_get_host (pl_proposal_get_server (proposal, (PlDirection) i));
  if (n_hosts == 0)
    return;

  tokens = pl_oauth_find_gnome_account (pl_address_get_text (pl_proposal_get_address (proposal)),
                                        hosts, &deadline, cancellable, NULL);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (request->check.tokens[i] == NULL)
      request->check.tokens[i] = dup_token (tokens, proposal, (PlDirection) i);
}

static gpointer
work (PlSetupJob *job, gpointer data)
{
  Request *request = data;
  GCancellable *cancellable = pl_setup_job_get_cancellable (job);

  request->client = pl_setup_load_client (request->check.proposal, NULL);
  ask_gnome (request, cancellable);
  return pl_check_run (&request->check, pl_setup_job_observed, job, cancellable);
}

/* --- On the main loop --- */

static void
set_verdict (PlSetupVerdict *verdict, PlServerSettings *server, PlSecret *password)
{
  g_set_object (&verdict->server, server);
  g_clear_pointer (&verdict->password, pl_secret_unref);
  verdict->password = password != NULL ? pl_secret_ref (password) : NULL;
}

static gboolean
is_verdict_on (const PlSetupVerdict *verdict, PlServerSettings *server, PlSecret *password)
{
  return verdict->server != NULL && server != NULL && verdict->password != NULL &&
         password != NULL && pl_server_settings_equal (verdict->server, server) &&
         pl_secret_equal (verdict->password, password);
}

/* What proves who one is there: the token where there is one. */
static PlSecret *
get_secret (const PlCheckRequest *check, PlDirection direction)
{
  return check->tokens[direction] != NULL ? check->tokens[direction] : check->passwords[direction];
}

/* What the incoming server said to the password or token, for later checks of the outgoing one alone. */
static void
remember_verdict (PlSetup *self, const Request *request, PlEvidence *evidence)
{
  PlServerSettings *incoming =
      pl_proposal_get_server (request->check.proposal, PL_DIRECTION_INCOMING);
  PlSecret *secret = get_secret (&request->check, PL_DIRECTION_INCOMING);
  PlObservation *sign_in;

  if (incoming == NULL || (request->check.directions & PL_DIRECTIONS_INCOMING) == 0)
    return;

  sign_in =
      pl_evidence_find_last (evidence, pl_server_settings_get_service (incoming), PL_SIGHT_SIGN_IN);
  if (sign_in == NULL)
    return;
  if (pl_observation_get_outcome (sign_in) == PL_OUTCOME_ACCEPTED)
    {
      set_verdict (&self->accepted, incoming, secret);
      set_verdict (&self->refused, NULL, NULL);
    }
  else if (pl_observation_get_outcome (sign_in) == PL_OUTCOME_REJECTED)
    {
      set_verdict (&self->refused, incoming, secret);
      set_verdict (&self->accepted, NULL, NULL);
    }
}

static gboolean
was_stopped (PlEvidence *evidence, PlOutcome *outcome)
{
  PlObservation *end = pl_evidence_find_last (evidence, PL_SERVICE_ACCOUNT, PL_SIGHT_END);

  *outcome = end != NULL ? pl_observation_get_outcome (end) : PL_OUTCOME_NONE;
  return end != NULL;
}

/* Directions that are there, have never been tried, and that the caller did not ask for. */
static PlDirections
get_untested (PlSetup *self, PlDirections asked_for)
{
  PlDirections untested = 0;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if ((asked_for & (1u << i)) == 0 &&
        pl_check_get_state (self->checks, (PlDirection) i) == PL_CHECK_STATE_NOT_TESTED)
      untested |= 1u << i;

  return untested;
}

/* Verified is what was signed in to and used. A direction that only lacked the password for that is
 * good enough for a mail program that signs in by itself, but it is not verified. */
static gboolean
is_all_ok (PlSetup *self, PlDirections untested)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (self->servers[i] != NULL && (untested & (1u << i)) == 0 &&
        pl_check_get_state (self->checks, (PlDirection) i) != PL_CHECK_STATE_OK)
      return FALSE;

  return TRUE;
}

/* From the evidence of one check to what the programs see. */
static void
take_evidence (PlSetup *self, const Request *request, PlEvidence *evidence)
{
  PlDirections untested;
  PlOutcome end;
  gboolean stopped = was_stopped (evidence, &end);
  gboolean has_error;
  g_autoptr (PlEvidence) former = NULL;
  g_autoptr (PlEvidence) whole = NULL;

  remember_verdict (self, request, evidence);
  if (request->n_changes != self->n_changes)
    {
      /* Findings on settings that are no more would offer fixes that do not fit. */
      pl_setup_set_stage (self, PL_SETUP_STAGE_ENTERING);
      return;
    }

  self->n_changes_checked = self->n_changes;
  former = g_steal_pointer (&self->checks);
  self->checks = pl_setup_merge_evidence (former, evidence, request->check.directions);
  g_clear_object (&self->evidence);
  whole = pl_setup_add_discovery (self->discovery, self->sign_in_seen, self->checks);
  self->evidence = pl_setup_add_import (self, whole);

  untested = get_untested (self, request->check.directions);
  has_error = pl_setup_judge (self);
  if (!has_error && !stopped)
    self->checked = pl_check_conclude (self->checks, untested);
  pl_setup_set_stage (self, self->checked != NULL && is_all_ok (self, untested)
                                ? PL_SETUP_STAGE_VERIFIED
                                : PL_SETUP_STAGE_TROUBLE);
}

static void
done (PlSetup *self, PlSetupJob *job, gpointer data, gpointer result)
{
  Request *request = data;
  PlOutcome end;
  GError *error = NULL;

  was_stopped (result, &end);
  if (end == PL_OUTCOME_CANCELLED)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The check was cancelled");
  pl_setup_take_client (self, request->check.proposal, g_steal_pointer (&request->client));
  take_evidence (self, request, result);
  pl_setup_job_end (job, error);
}

static const PlSetupStep step = { "pl-check", work, done, request_free, g_object_unref };

/* Which secrets the servers of this check may have. */
static void
fill_secrets (PlSetup *self, PlCheckRequest *check)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlSecret *password = pl_setup_get_password (self, (PlDirection) i);

      check->tokens[i] = dup_token (self->tokens, check->proposal, (PlDirection) i);
      if (password != NULL && pl_setup_wants_password (self, (PlDirection) i) &&
          !pl_setup_is_of_other_server (self, (PlDirection) i, password))
        check->passwords[i] = pl_secret_ref (password);
    }
}

/* A test message that was sent and not seen: whoever checks receiving alone looks again. */
static const char *
find_unseen_message (PlSetup *self, PlDirections directions)
{
  PlServerSettings *incoming = self->servers[PL_DIRECTION_INCOMING];
  PlObservation *delivery =
      incoming != NULL && self->checks != NULL
          ? pl_evidence_find_last (self->checks, pl_server_settings_get_service (incoming),
                                   PL_SIGHT_DELIVERY)
          : NULL;

  if (directions != PL_DIRECTIONS_INCOMING || delivery == NULL ||
      pl_observation_get_outcome (delivery) == PL_OUTCOME_FOUND)
    return NULL;
  return pl_observation_get (delivery, PL_FACT_NAME);
}

static Request *
request_new (PlSetup *self, PlSetupJob *job, PlDirections directions)
{
  Request *request = g_new0 (Request, 1);
  PlCheckRequest *check = &request->check;
  PlServerSettings *incoming = self->servers[PL_DIRECTION_INCOMING];
  PlSecret *secrets[2];

  check->network = pl_network_ref (self->network);
  check->proposal = g_object_ref (pl_setup_get_proposal (self));
  fill_secrets (self, check);
  check->directions = directions;
  if ((directions & PL_DIRECTIONS_INCOMING) == 0)
    {
      for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
        secrets[i] = get_secret (check, (PlDirection) i);
      check->incoming_accepted = is_verdict_on (&self->accepted, incoming, secrets[0]);
      check->incoming_refused = is_verdict_on (&self->refused, incoming, secrets[0]) &&
                                secrets[1] != NULL &&
                                pl_secret_equal (self->refused.password, secrets[1]);
    }
  check->send_test = self->send_test;
  check->delete_test = self->delete_test;
  request->look_for = g_strdup (find_unseen_message (self, directions));
  check->look_for = request->look_for;
  check->offline = self->offline_discovery;
  check->deadline_ms = MAX (self->deadline_ms - pl_setup_job_get_elapsed_ms (job), 1);
  request->n_changes = self->n_changes;
  return request;
}

/* The directions for which a server is known. */
PlDirections
pl_setup_get_directions (PlSetup *self)
{
  PlDirections directions = 0;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (self->servers[i] != NULL)
      directions |= 1u << i;

  return directions;
}

/**
 * pl_setup_begin_check:
 * @directions: of which at least one has a server; the others are passed over
 */
void
pl_setup_begin_check (PlSetup *self, PlSetupJob *job, PlDirections directions)
{
  directions &= pl_setup_get_directions (self);
  self->n_checks++;
  g_list_store_remove_all (self->findings);
  g_clear_object (&self->checked);
  pl_setup_forget_untested (self);
  if (pl_setup_job_run (job, &step, request_new (self, job, directions)))
    pl_setup_set_stage (self, PL_SETUP_STAGE_CHECKING);
  else
    pl_setup_set_stage (self, PL_SETUP_STAGE_ENTERING);
}

/**
 * pl_setup_check_async:
 * @directions: what to check; a direction without a server is passed over. Naming one of two is the
 *   person's choice to leave the other one as it is: it keeps what an earlier check has shown, or
 *   stays untested.
 * @cancellable: (nullable): as good as pl_setup_cancel()
 * @callback: called on the main context of this thread when the check is over; not at all when
 *   @setup is gone by then, which ends the check
 *
 * Checks what is proposed now. Where no server at all is known they are discovered first, as by
 * pl_setup_discover_async(), under the same cancel and deadline. What is entered while the check runs
 * makes its result void.
 */
void
pl_setup_check_async (PlSetup *self,
                      PlDirections directions,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  PlSetupJob *job =
      pl_setup_begin_job (self, pl_setup_check_async, cancellable, callback, user_data);
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);
  PlDirections known = pl_setup_get_directions (self);

  if (job == NULL)
    return;

  if (address == NULL || known == 0)
    pl_setup_begin_discovery (self, job, directions);
  else if ((directions & known) != 0)
    pl_setup_begin_check (self, job, directions);
  else
    pl_setup_job_end (job, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                "No server is known for this direction"));
}

/**
 * pl_setup_check_finish:
 *
 * Returns: %TRUE when the check was carried out, whatever it found; %FALSE with
 *   %G_IO_ERROR_CANCELLED (what was seen until then is there all the same), %G_IO_ERROR_NOT_FOUND
 *   when there is no server to check and nothing tells why, %G_IO_ERROR_PENDING while something else
 *   is under way, or the reason why no thread could be had
 */
gboolean
pl_setup_check_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_job_finish (result, pl_setup_check_async, error);
}
