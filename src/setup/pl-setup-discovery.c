// SPDX-License-Identifier: GPL-3.0-or-later
/* Discovery: asks the world about the address, and takes the best of what was found. */
#include "setup/pl-setup-private.h"

#include "discovery/pl-discover.h"

/* One discovery. */
typedef struct
{
  PlDiscoveryRequest discover; /* what it points to is owned, the provider's id static */
  gint64 began_at; /* seconds since 1970 */
  PlOAuthClient *client; /* owned, nullable: as what this program is registered at the best */
  PlDirections then_check; /* none: discovery alone was asked for */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  pl_network_unref (request->discover.network);
  g_object_unref (request->discover.address);
  g_clear_pointer (&request->client, pl_oauth_client_free);
  g_free (request);
}

static PlProposal *
get_best (PlDiscovery *discovery)
{
  if (pl_discovery_get_n_proposals (discovery) == 0)
    return NULL;

  return pl_discovery_get_proposal (discovery, 0);
}

static gpointer
work (PlSetupJob *job, gpointer data)
{
  Request *request = data;
  PlDiscovery *discovery = pl_discover (&request->discover, pl_setup_job_observed, job,
                                        pl_setup_job_get_cancellable (job));
  PlProposal *best = get_best (discovery);

  if (best != NULL)
    request->client = pl_setup_load_client (best, NULL);
  return discovery;
}

void
pl_setup_set_discovery (PlSetup *self, PlDiscovery *discovery)
{
  if (g_set_object (&self->discovery, discovery))
    pl_setup_note_discovery (self);
}

static gboolean
is_about (PlAddress *one, PlAddress *other)
{
  return g_str_equal (pl_address_get_text (one), pl_address_get_text (other));
}

/* Whether what was asked is still the question. */
static gboolean
is_wanted (PlSetup *self, const Request *request)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  return address != NULL && is_about (address, request->discover.address) &&
         self->incoming_service == request->discover.incoming &&
         g_strcmp0 (pl_setup_get_chosen_provider_id (self), request->discover.provider_id) == 0;
}

/* What discovery saw, as evidence: about the servers where some are known, else about the address. */
static PlEvidence *
make_evidence (PlSetup *self, const Request *request)
{
  PlProposal *known = pl_setup_get_proposal (self);
  g_autoptr (PlProposal) proposal = known != NULL
                                        ? g_object_ref (known)
                                        : pl_proposal_new (request->discover.address, NULL, NULL,
                                                           pl_setup_get_provider_id (self));
  GPtrArray *seen = pl_discovery_get_observations (self->discovery);

  return pl_evidence_new (proposal, request->began_at,
                          g_ptr_array_copy (seen, (GCopyFunc) (GCallback) g_object_ref, NULL));
}

static void
take_best (PlSetup *self, Request *request)
{
  PlProposal *best = get_best (self->discovery);

  pl_setup_take_servers (self, request->discover.address, best);
  if (best != NULL)
    pl_setup_take_client (self, best, g_steal_pointer (&request->client));
}

/* Nothing to go on with: what is known of the address may say why. */
static void
end_without_servers (PlSetup *self, PlSetupJob *job, const Request *request)
{
  gboolean has_error = pl_setup_judge (self);
  GError *error = NULL;

  if (!has_error && request->then_check != 0)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No server is known yet");
  pl_setup_set_stage (self, has_error ? PL_SETUP_STAGE_TROUBLE : PL_SETUP_STAGE_ENTERING);
  pl_setup_job_end (job, error);
}

/* Before all that is found now, or the time in between would count as spent on it. */
static PlObservation *
tell_again (PlObservation *asked)
{
  PlObservationFields fields = {
    .service = pl_observation_get_service (asked),
    .stage = pl_observation_get_stage (asked),
    .sight = PL_SIGHT_HOST_ASKED,
    .outcome = pl_observation_get_outcome (asked),
    .probe = pl_observation_get_probe (asked),
  };

  for (int fact = PL_FACT_END + 1; fact < PL_N_FACTS; fact++)
    fields.facts[fact] = pl_observation_get (asked, (PlFact) fact);
  return pl_observation_new (&fields);
}

/* Whom earlier look-ups and checks of this account have asked stays told, whatever is found now. Of
 * another address it is told no more: what is handed on to others is about one account. */
static void
keep_asked (PlEvidence *former, PlDiscovery *discovery, PlAddress *address)
{
  GPtrArray *seen = pl_discovery_get_observations (discovery);
  guint n = former != NULL ? pl_evidence_get_n_observations (former) : 0;
  int place = 0;

  if (n == 0 || !is_about (pl_proposal_get_address (pl_evidence_get_proposal (former)), address))
    return;

  for (guint i = 0; i < n; i++)
    {
      PlObservation *observation = pl_evidence_get_observation (former, i);

      if (pl_observation_get_sight (observation) == PL_SIGHT_HOST_ASKED)
        g_ptr_array_insert (seen, place++, tell_again (observation));
    }
}

static void
done (PlSetup *self, PlSetupJob *job, gpointer data, gpointer result)
{
  Request *request = data;
  gboolean cancelled = pl_setup_job_is_cancelled (job);
  GError *error = NULL;

  if (!is_wanted (self, request))
    {
      pl_setup_set_stage (self, PL_SETUP_STAGE_ENTERING);
      pl_setup_job_end (job, NULL);
      return;
    }

  keep_asked (self->evidence, result, request->discover.address);
  pl_setup_set_discovery (self, result);
  if (!cancelled)
    take_best (self, request);
  g_clear_object (&self->checks);
  g_clear_object (&self->evidence);
  self->evidence = make_evidence (self, request);

  if (!cancelled && pl_setup_get_directions (self) == 0)
    {
      end_without_servers (self, job, request);
      return;
    }
  if (!cancelled && (pl_setup_get_directions (self) & request->then_check) != 0)
    {
      pl_setup_begin_check (self, job, request->then_check);
      return;
    }

  if (cancelled)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The discovery was cancelled");
  pl_setup_set_stage (self, PL_SETUP_STAGE_ENTERING);
  pl_setup_job_end (job, error);
}

static const PlSetupStep step = { "pl-discovery", work, done, request_free, g_object_unref };

/**
 * pl_setup_begin_discovery:
 * @then_check: what to check when servers were found; none to leave it at that
 */
void
pl_setup_begin_discovery (PlSetup *self, PlSetupJob *job, PlDirections then_check)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);
  Request *request;

  g_list_store_remove_all (self->findings);
  g_clear_object (&self->checked);
  if (address == NULL)
    {
      pl_setup_judge_address (self);
      pl_setup_job_end (job, NULL);
      return;
    }

  request = g_new0 (Request, 1);
  request->discover = (PlDiscoveryRequest){
    .network = pl_network_ref (self->network),
    .address = g_steal_pointer (&address),
    .incoming = self->incoming_service,
    .provider_id = pl_setup_get_chosen_provider_id (self),
    .offline = self->offline_discovery,
    .deadline_ms = MIN (self->discovery_deadline_ms, self->deadline_ms),
  };
  request->began_at = g_get_real_time () / G_USEC_PER_SEC;
  request->then_check = then_check;
  if (pl_setup_job_run (job, &step, request))
    pl_setup_set_stage (self, PL_SETUP_STAGE_DISCOVERING);
}

/* The caller notes the change. */
void
pl_setup_forget_discovery (PlSetup *self)
{
  pl_setup_set_discovery (self, NULL);
  pl_setup_drop_proposed (self);
}

/**
 * pl_setup_void_discovery:
 *
 * To be called when the address is another one: drops what was found out and proposed for the former,
 * as user names are made of the address. The caller notes the change.
 */
void
pl_setup_void_discovery (PlSetup *self)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  /* What cannot be an address yet is being typed. */
  if (address == NULL)
    return;

  if (self->proposed_domain != NULL &&
      !g_str_equal (self->proposed_domain, pl_address_get_domain (address)))
    {
      pl_setup_forget_hosts (self);
      pl_setup_void_sending_password (self);
    }
  if ((self->discovery != NULL &&
       !is_about (pl_discovery_get_address (self->discovery), address)) ||
      (self->taken != NULL && !is_about (pl_proposal_get_address (self->taken), address)))
    pl_setup_forget_discovery (self);
}

/**
 * pl_setup_dup_hosts_to_ask:
 *
 * Returns: (transfer full) (array zero-terminated=1): whom pl_setup_discover_async() would ask now,
 *   besides the name service, to be shown before: see pl_setup_dup_hosts_beyond() for the check. Empty
 *   where the built-in facts know the provider's servers, or nobody may be asked
 */
char **
pl_setup_dup_hosts_to_ask (PlSetup *self)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  if (address == NULL || self->offline_discovery || pl_network_is_practice (self->network))
    return g_new0 (char *, 1);

  return pl_discover_list_hosts (address, pl_setup_get_chosen_provider_id (self));
}

/* Before servers are known: as if they were the domain's own.
 * Returns: (transfer full) */
static PlProposal *
imagine_proposal (PlSetup *self, PlAddress *address)
{
  const char *domain = pl_address_get_domain (address);
  const PlServerFields receiving = {
    .service = self->incoming_service,
    .host = domain,
    .port = pl_service_get_usual_port (self->incoming_service, PL_SECURITY_TLS),
  };
  const PlServerFields sending = {
    .service = PL_SERVICE_SMTP,
    .host = domain,
    .port = pl_service_get_usual_port (PL_SERVICE_SMTP, PL_SECURITY_TLS),
  };
  g_autoptr (PlServerSettings) incoming = pl_server_settings_new (&receiving, NULL);
  g_autoptr (PlServerSettings) outgoing = pl_server_settings_new (&sending, NULL);

  return pl_proposal_new (address, incoming, outgoing, pl_setup_get_chosen_provider_id (self));
}

/**
 * pl_setup_dup_hosts_beyond:
 *
 * Returns: (transfer full) (array zero-terminated=1): whom a check asks besides the account's own
 *   servers, but only when it fails: to tell whether it is the server, this computer or the network.
 *   To be shown before. They learn nothing of the account.
 */
char **
pl_setup_dup_hosts_beyond (PlSetup *self)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);
  PlProposal *known = pl_setup_get_proposal (self);
  g_autoptr (PlProposal) proposal = NULL;

  if (address == NULL || pl_network_is_practice (self->network))
    return g_new0 (char *, 1);

  proposal = known != NULL ? g_object_ref (known) : imagine_proposal (self, address);
  return pl_check_dup_hosts_beyond (proposal, self->offline_discovery);
}

/**
 * pl_setup_discover_async:
 * @cancellable: (nullable): as good as pl_setup_cancel()
 * @callback: called on the main context of this thread when the discovery is over; not at all when
 *   @setup is gone by then, which ends it
 *
 * Finds out which servers belong to the address and takes the most trustworthy proposal, except
 * where the person has set a server by hand. A provider that the built-in facts know costs no
 * network. Where nothing is found, the findings say what is known of the address's domain. An address
 * that changes meanwhile makes the result void: pl_setup_get_discovery() is %NULL then.
 */
void
pl_setup_discover_async (PlSetup *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  PlSetupJob *job =
      pl_setup_begin_job (self, pl_setup_discover_async, cancellable, callback, user_data);

  if (job != NULL)
    pl_setup_begin_discovery (self, job, 0);
}

/**
 * pl_setup_discover_finish:
 *
 * Returns: %TRUE when the discovery was carried out, whatever it found; %FALSE with
 *   %G_IO_ERROR_CANCELLED (what was found until then is there, but was not taken),
 *   %G_IO_ERROR_PENDING while something else is under way, or the reason why no thread could be had
 */
gboolean
pl_setup_discover_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_job_finish (result, pl_setup_discover_async, error);
}

/**
 * pl_setup_get_discovery:
 *
 * Returns: (transfer none) (nullable): what was found out about the address as it is now
 */
PlDiscovery *
pl_setup_get_discovery (PlSetup *self)
{
  return self->discovery;
}
