// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/pl-case-private.h"

#include <string.h>

/* Where each kind of sight is kept; the last one of the check's own connection counts. */
static PlObservation **
get_place (PlLane *lane, PlObservation *observation)
{
  switch ((int) pl_observation_get_sight (observation))
    {
    case PL_SIGHT_NAME:
      return &lane->name;
    case PL_SIGHT_GREETING:
      return &lane->greeting;
    case PL_SIGHT_STARTTLS:
      return &lane->starttls;
    case PL_SIGHT_TLS:
      return &lane->tls;
    case PL_SIGHT_TRUST:
      return &lane->trust;
    case PL_SIGHT_SIGN_IN:
      return &lane->sign_in;
    case PL_SIGHT_SILENCE:
      return &lane->silence;
    case PL_SIGHT_CLOSED:
      return &lane->closed;
    case PL_SIGHT_VIOLATION:
      return &lane->violation;
    case PL_SIGHT_ATTEMPTS:
      return &lane->attempts;
    case PL_SIGHT_PASSWORD:
      return &lane->password;
    case PL_SIGHT_TOKEN:
      return &lane->token;
    case PL_SIGHT_DELIVERY:
      return &lane->delivery;
    default:
      return NULL;
    }
}

static void
count_dial (PlDials *dials, PlOutcome outcome)
{
  dials->all++;
  dials->connected += outcome == PL_OUTCOME_CONNECTED;
  dials->refused += outcome == PL_OUTCOME_REFUSED;
  dials->silent += outcome == PL_OUTCOME_SILENT;
  dials->unreachable += outcome == PL_OUTCOME_UNREACHABLE;
  dials->denied += outcome == PL_OUTCOME_DENIED;
}

static void
note_dial (PlLane *lane, PlObservation *observation)
{
  PlOutcome outcome = pl_observation_get_outcome (observation);
  gboolean ipv6 = g_strcmp0 (pl_observation_get (observation, PL_FACT_FAMILY), "ipv6") == 0;

  if (outcome == PL_OUTCOME_ABANDONED || outcome == PL_OUTCOME_CANCELLED)
    return;

  lane->dial = observation;
  count_dial (&lane->dials[ipv6 ? 1 : 0], outcome);
  count_dial (&lane->dialled, outcome);
}

static void
note_stage (PlLane *lane, PlObservation *observation)
{
  PlStageState state = PL_STAGE_STATE_RUNNING;

  pl_stage_state_from_nick (pl_observation_get (observation, PL_FACT_STATE), &state);
  if (state == PL_STAGE_STATE_SKIPPED || lane->failed)
    return;

  /* A message that has not come yet is no fault of the server that would show it. */
  lane->stage = pl_observation_get_stage (observation);
  lane->failed = state == PL_STAGE_STATE_FAILED && lane->stage != PL_STAGE_ARRIVAL;
}

/* The first refusal of a stage is the reason: what follows in a pipelined group is its echo. */
static void
note_refusal (PlLane *lane, PlObservation *observation)
{
  if (lane->reply == NULL ||
      pl_observation_get_stage (lane->reply) != pl_observation_get_stage (observation))
    lane->reply = observation;
}

static void
note_rest (PlLane *lane, PlObservation *observation)
{
  PlOutcome outcome = pl_observation_get_outcome (observation);
  PlObservation **place = get_place (lane, observation);

  switch ((int) pl_observation_get_sight (observation))
    {
    case PL_SIGHT_DIAL:
      note_dial (lane, observation);
      break;
    case PL_SIGHT_STAGE:
      note_stage (lane, observation);
      break;
    case PL_SIGHT_CAPABILITIES:
      lane->capabilities = observation;
      if (g_strcmp0 (pl_observation_get (observation, PL_FACT_AFTER), "plain") == 0)
        lane->plain_capabilities = observation;
      break;
    case PL_SIGHT_CERTIFICATE:
      if (pl_observation_get_int (observation, PL_FACT_INDEX, 0) == 0)
        lane->certificate = observation;
      break;
    case PL_SIGHT_REPLY:
      if (outcome != PL_OUTCOME_ACCEPTED)
        note_refusal (lane, observation);
      break;
    default:
      if (place != NULL)
        *place = observation;
      break;
    }
}

static void
note_of_account (PlCase *self, PlObservation *observation)
{
  if (pl_observation_get_sight (observation) == PL_SIGHT_VIOLATION &&
      pl_observation_get_stage (observation) == PL_STAGE_ADDRESS)
    self->bad_address = observation;
  else if (pl_observation_get_sight (observation) == PL_SIGHT_CLIENT)
    self->client = observation;
  else if (pl_observation_get_stage (observation) == PL_STAGE_DISCOVERY)
    pl_domain_report_note (&self->domain, observation);
  else
    pl_outlook_report_note (&self->outlook, observation);
}

static void
note (PlCase *self, PlObservation *observation)
{
  PlService service = pl_observation_get_service (observation);
  PlLane *lane;

  if (service == PL_SERVICE_ACCOUNT)
    {
      note_of_account (self, observation);
      return;
    }
  /* A server that discovery tried is a candidate, not yet the one that is set. */
  if (pl_observation_get_stage (observation) == PL_STAGE_DISCOVERY)
    return;

  lane = &self->lanes[pl_service_get_direction (service)];
  if (lane->server.host == NULL || service != lane->server.service)
    return;

  lane->used = TRUE;
  if (pl_observation_get_sight (observation) == PL_SIGHT_PROBE)
    g_ptr_array_add (lane->probes, observation);
  else if (pl_observation_get_probe (observation) == 0)
    note_rest (lane, observation);
}

static void
classify (PlLane *lane)
{
  PlObservation *spoken = lane->failed ? pl_lane_find_words (lane) : NULL;
  gboolean is_slipped_in =
      spoken != NULL && pl_observation_get_outcome (spoken) == PL_OUTCOME_INJECTED;
  PlServerReply reply = { .service = lane->server.service, .stage = lane->stage };

  /* Injected bytes are no words of the server's. */
  if (spoken == NULL || is_slipped_in)
    {
      lane->said = g_array_new (FALSE, FALSE, sizeof (PlReplyCause));
      return;
    }

  reply.status = pl_observation_get (spoken, PL_FACT_STATUS);
  reply.code = pl_observation_get (spoken, PL_FACT_CODE);
  reply.text = pl_observation_get (spoken, PL_FACT_TEXT);
  lane->said = pl_server_reply_classify (&reply);
}

static gboolean
is_listed_host (const PlProviderServer *server, PlAddress *address, const char *host)
{
  g_autofree char *own = pl_provider_server_make_host (server, address, NULL);

  return g_strcmp0 (own, host) == 0;
}

static void
find_listed (PlLane *lane, const PlProvider *provider, PlAddress *address)
{
  if (provider == NULL || lane->server.host == NULL)
    return;

  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    if (server->service == lane->server.service && server->port == lane->server.port &&
        is_listed_host (server, address, lane->server.host))
      lane->listed = *server;
}

static void
lane_init (PlLane *lane, PlCase *self, guint place)
{
  PlServerSettings *server = NULL;

  lane->place = place;
  lane->direction = place == PL_DIRECTION_OUTGOING ? PL_DIRECTION_OUTGOING : PL_DIRECTION_INCOMING;
  lane->probes = g_ptr_array_new ();
  lane->stage = place == PL_LANE_ACCOUNT ? PL_STAGE_DISCOVERY : PL_STAGE_RESOLVE;
  if (place != PL_LANE_ACCOUNT)
    server = pl_proposal_get_server (self->proposal, lane->direction);
  if (server != NULL)
    pl_server_settings_peek_fields (server, &lane->server);
  find_listed (lane, self->provider, self->address);
}

/* Whatever came of a stage that failed, its success was seen as well; or that of a later one. */
static gboolean
is_contradictory (const PlLane *lane)
{
  PlOutcome tls = lane->tls != NULL ? pl_observation_get_outcome (lane->tls) : PL_OUTCOME_NONE;
  gboolean is_distrusted =
      lane->trust != NULL && pl_observation_get_outcome (lane->trust) == PL_OUTCOME_REJECTED;

  if (!lane->failed)
    return FALSE;
  if (lane->signed_in && lane->stage <= PL_STAGE_SIGN_IN)
    return TRUE;

  switch ((int) lane->stage)
    {
    case PL_STAGE_RESOLVE:
    case PL_STAGE_CONNECT:
      return lane->dialled.connected > 0;
    case PL_STAGE_STARTTLS:
      return tls == PL_OUTCOME_ESTABLISHED;
    case PL_STAGE_TLS:
      return tls == PL_OUTCOME_ESTABLISHED && !is_distrusted;
    default:
      return FALSE;
    }
}

/* The provider that the proposal names, or that of the address, or whose server it is. */
static const PlProvider *
find_provider (PlProposal *proposal)
{
  PlAddress *address = pl_proposal_get_address (proposal);
  const PlProvider *provider = pl_provider_find_by_id (pl_proposal_get_provider_id (proposal));

  if (provider == NULL)
    provider = pl_provider_find_by_domain (pl_address_get_domain (address));
  for (int i = PL_DIRECTION_INCOMING; provider == NULL && i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);

      if (server != NULL)
        provider = pl_provider_find_by_host (pl_server_settings_get_host (server));
    }

  return provider;
}

/**
 * pl_case_new:
 * @evidence: borrowed: has to live as long as the case
 *
 * Returns: (transfer full):
 */
PlCase *
pl_case_new (PlEvidence *evidence)
{
  PlCase *self = g_new0 (PlCase, 1);

  self->evidence = evidence;
  self->proposal = pl_evidence_get_proposal (evidence);
  self->address = pl_proposal_get_address (self->proposal);
  self->provider = find_provider (self->proposal);
  pl_outlook_report_init (&self->outlook);
  for (guint i = 0; i < PL_N_LANES; i++)
    lane_init (&self->lanes[i], self, i);
  if (pl_case_lacks_servers (self))
    pl_domain_report_init (&self->domain, pl_address_get_domain (self->address));

  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    note (self, pl_evidence_get_observation (evidence, i));
  self->lanes[PL_LANE_ACCOUNT].used = self->bad_address != NULL || pl_case_lacks_servers (self);

  for (guint i = 0; i < PL_N_LANES; i++)
    {
      PlLane *lane = &self->lanes[i];

      lane->signed_in = lane->sign_in != NULL &&
                        pl_observation_get_outcome (lane->sign_in) == PL_OUTCOME_ACCEPTED;
      lane->contradicts = is_contradictory (lane);
      classify (lane);
    }

  return self;
}

void
pl_case_free (PlCase *self)
{
  for (guint i = 0; i < PL_N_LANES; i++)
    {
      g_ptr_array_unref (self->lanes[i].probes);
      g_array_unref (self->lanes[i].said);
    }
  pl_domain_report_clear (&self->domain);
  pl_outlook_report_clear (&self->outlook);
  g_free (self);
}

PlLane *
pl_case_get_other (PlCase *self, const PlLane *lane)
{
  return &self->lanes[lane->direction == PL_DIRECTION_INCOMING ? PL_DIRECTION_OUTGOING
                                                               : PL_DIRECTION_INCOMING];
}

/**
 * pl_case_is_accepted_elsewhere:
 *
 * Returns: whether the other direction accepted the same user name, and with it the password
 */
gboolean
pl_case_is_accepted_elsewhere (PlCase *self, const PlLane *lane)
{
  const PlLane *other = pl_case_get_other (self, lane);

  return other->used && other->signed_in && !pl_lane_has_own_password (lane) &&
         !pl_lane_has_own_password (other) &&
         g_strcmp0 (other->server.username, lane->server.username) == 0;
}

/**
 * pl_case_lacks_servers:
 *
 * Returns: whether no server is known in either direction
 */
gboolean
pl_case_lacks_servers (PlCase *self)
{
  return self->lanes[PL_DIRECTION_INCOMING].server.host == NULL &&
         self->lanes[PL_DIRECTION_OUTGOING].server.host == NULL;
}

/**
 * pl_case_get_provider_host:
 *
 * Returns: (transfer full) (nullable): the server that the provider names for this lane's service
 */
char *
pl_case_get_provider_host (PlCase *self, const PlLane *lane)
{
  const PlProviderServer *server = self->provider != NULL ? self->provider->servers : NULL;

  for (; server != NULL && server->host != NULL; server++)
    if (server->service == lane->server.service)
      return pl_provider_server_make_host (server, self->address, NULL);

  return NULL;
}
