// SPDX-License-Identifier: GPL-3.0-or-later
/* The search for the server of one direction. A guess counts when the service answers there; it comes
 * first when the certificate is good for that very name. */
#include "discovery/pl-guess-private.h"

#include "base/pl-worker.h"
#include "protocol/pl-service-probe.h"

#include <string.h>

#define PORTS 2 /* of each service: implicit TLS and STARTTLS (RFC 8314 3) */
#define PLACES_AT_ONCE 2
#define MOST_PROBES (PORTS * PLACES_AT_ONCE)
#define PROBE_DEADLINE_MS 2000
#define LEAST_GRACE_MS 100

typedef struct _Batch Batch;

typedef struct
{
  Batch *batch; /* borrowed: joins every probe before it goes */
  PlProbeTarget target; /* its host is borrowed from the names */
  GPtrArray *place; /* borrowed: PlGuessName */
  PlRecorder *recorder; /* owned; the thread's until it is joined */
  PlProbeResult result; /* owned; the thread's until it is done */
  PlWorker *worker; /* owned, nullable */
  gboolean is_done; /* under the batch's lock */
} Probe;

/* Probes that run side by side, the most wanted first. */
struct _Batch
{
  PlGuessLane *lane; /* borrowed */
  PlDeadline deadline;
  GCancellable *cancellable; /* owned: calls the rest off */
  Probe probes[MOST_PROBES];
  guint n_probes;

  GMutex lock;
  GCond changed;
  gint64 enough_at; /* under lock: monotonic µs; 0 until a good one is there */
};

static gboolean
has_answered (const Probe *probe)
{
  return probe->is_done && probe->result.outcome == PL_OUTCOME_SPOKEN;
}

static gboolean
is_good (const Probe *probe)
{
  return has_answered (probe) && probe->result.trusted;
}

static void
follow_cb (GCancellable *cancellable, gpointer data)
{
  Batch *batch = data;

  g_cancellable_cancel (batch->cancellable);
}

static void
run_probe (gpointer data)
{
  Probe *probe = data;
  Batch *batch = probe->batch;
  gint64 now;

  pl_service_probe_run (&probe->target, batch->lane->context->network, probe->recorder,
                        &probe->result, &batch->deadline, batch->cancellable);

  g_mutex_lock (&batch->lock);
  probe->is_done = TRUE;
  now = g_get_monotonic_time ();
  if (is_good (probe) && batch->enough_at == 0) /* the others get as long again */
    batch->enough_at = now + (gint64) (MAX (probe->result.ms, LEAST_GRACE_MS) * 1000);
  g_cond_broadcast (&batch->changed);
  g_mutex_unlock (&batch->lock);
}

/* Nothing happens when no more connections may be opened. */
static void
add_probe (Batch *batch, const PlUsualPort *port, GPtrArray *place, const char *host)
{
  PlGuessLimits *limits = batch->lane->limits;
  Probe *probe = &batch->probes[batch->n_probes];

  if (batch->n_probes >= MOST_PROBES || g_atomic_int_add (&limits->n_left, -1) <= 0)
    return;

  batch->n_probes++;
  probe->batch = batch;
  probe->place = place;
  probe->target = (PlProbeTarget){
    .service = port->service,
    .host = host,
    .port = port->port,
    .security = port->security,
    .only_greeting = TRUE,
    .purpose = "discovery",
  };
  probe->recorder = pl_recorder_branch (batch->lane->recorder, port->service);
  pl_recorder_set_probe (probe->recorder,
                         PL_GUESS_FIRST_PROBE + (guint) g_atomic_int_add (&limits->n_probes, 1));
}

/* Good enough is the first in order, or any when the others have had their time. */
static gboolean
is_over (Batch *batch)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < batch->n_probes; i++)
    {
      if (is_first && is_good (&batch->probes[i]))
        return TRUE;
      is_first = is_first && batch->probes[i].is_done;
    }

  return is_first || (batch->enough_at != 0 && g_get_monotonic_time () >= batch->enough_at);
}

static void
wait_until_enough (Batch *batch)
{
  g_mutex_lock (&batch->lock);
  while (!is_over (batch))
    if (batch->enough_at == 0)
      g_cond_wait (&batch->changed, &batch->lock);
    else
      g_cond_wait_until (&batch->changed, &batch->lock, batch->enough_at);
  g_mutex_unlock (&batch->lock);
}

/* Every probe ends by itself, at its deadline or when it is called off. */
static void
run_batch (Batch *batch)
{
  GCancellable *outer = batch->lane->context->cancellable;
  gulong handler = 0;

  if (outer != NULL)
    handler = g_cancellable_connect (outer, G_CALLBACK (follow_cb), batch, NULL);
  for (guint i = 0; i < batch->n_probes; i++)
    {
      Probe *probe = &batch->probes[i];

      probe->worker = pl_worker_start ("pl-guess", run_probe, probe, NULL);
      if (probe->worker == NULL) /* no thread to be had: one after the other, then */
        run_probe (probe);
    }

  wait_until_enough (batch);
  g_cancellable_cancel (batch->cancellable);
  for (guint i = 0; i < batch->n_probes; i++)
    {
      Probe *probe = &batch->probes[i];

      pl_worker_join (g_steal_pointer (&probe->worker));
      if (probe->result.outcome != PL_OUTCOME_CANCELLED)
        pl_service_probe_note (&probe->target, &probe->result, batch->lane->recorder);
    }
  g_cancellable_disconnect (outer, handler);
}

static void
batch_init (Batch *batch, PlGuessLane *lane)
{
  batch->lane = lane;
  batch->deadline = pl_deadline_sooner (lane->context->deadline, PROBE_DEADLINE_MS);
  batch->cancellable = g_cancellable_new ();
  g_mutex_init (&batch->lock);
  g_cond_init (&batch->changed);
}

static void
batch_clear (Batch *batch)
{
  for (guint i = 0; i < batch->n_probes; i++)
    {
      pl_probe_result_clear (&batch->probes[i].result);
      pl_recorder_take_branch (batch->lane->recorder, batch->probes[i].recorder);
    }
  g_object_unref (batch->cancellable);
  g_mutex_clear (&batch->lock);
  g_cond_clear (&batch->changed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

/* A good one if there is any, else one that answers at all. */
static Probe *
find_best (Batch *batch)
{
  Probe *best = NULL;

  for (guint i = 0; i < batch->n_probes; i++)
    {
      if (is_good (&batch->probes[i]))
        return &batch->probes[i];
      if (best == NULL && has_answered (&batch->probes[i]))
        best = &batch->probes[i];
    }

  return best;
}

/* Which stages passed there, as bits. */
static guint32
read_verified (PlRecorder *recorder)
{
  const GPtrArray *seen = pl_recorder_peek (recorder);
  guint32 verified = 0;

  for (guint i = 0; i < seen->len; i++)
    {
      PlObservation *observation = seen->pdata[i];

      if (pl_observation_get_sight (observation) == PL_SIGHT_STAGE &&
          g_strcmp0 (pl_observation_get (observation, PL_FACT_STATE),
                     pl_stage_state_to_nick (PL_STAGE_STATE_PASSED)) == 0)
        verified |= 1u << pl_observation_get_stage (observation);
    }

  return verified;
}

static void
take_server (PlGuessLane *lane, const Probe *probe)
{
  const PlServerFields fields = {
    .service = probe->target.service,
    .host = probe->target.host,
    .port = probe->target.port,
    .security = probe->target.security,
    .username = pl_address_get_text (lane->context->address),
    .source = PL_SOURCE_GUESS,
  };

  g_clear_object (&lane->server);
  lane->server = pl_server_settings_new (&fields, NULL);
  lane->verified = read_verified (probe->recorder);
}

/* Whether a certificate's name is meant for @host (RFC 6125 6.4). This only chooses what to ask
 * next: what is found there is judged by the handshake. */
static gboolean
covers (const char *name, const char *host)
{
  const char *dot = strchr (host, '.');

  if (g_ascii_strcasecmp (name, host) == 0)
    return TRUE;
  return g_str_has_prefix (name, "*.") && dot != NULL && g_ascii_strcasecmp (name + 1, dot) == 0;
}

/* The server's own certificate, as it was seen. */
static const char *
find_certificate_names (const Probe *probe)
{
  const GPtrArray *seen = pl_recorder_peek (probe->recorder);

  for (guint i = 0; i < seen->len; i++)
    if (pl_observation_get_sight (seen->pdata[i]) == PL_SIGHT_CERTIFICATE &&
        pl_observation_get_int (seen->pdata[i], PL_FACT_INDEX, -1) == 0)
      return pl_observation_get (seen->pdata[i], PL_FACT_NAMES);

  return NULL;
}

/* Another name of the same place that the certificate is good for; NULL when there is none. A name
 * that only the certificate knows is never asked here, nor proposed. */
static const char *
find_other_name (const Probe *probe)
{
  const char *text = find_certificate_names (probe);
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", " ", -1);

  for (guint i = 0; i < probe->place->len; i++)
    {
      const PlGuessName *other = probe->place->pdata[i];

      for (guint j = 0; names[j] != NULL; j++)
        if (!g_str_equal (other->host, probe->target.host) && covers (names[j], other->host))
          return other->host;
    }

  return NULL;
}

/* The server answered, with a certificate for another of its names: that name is asked for at the
 * same ports. Returns: whether a good one was found */
static gboolean
ask_by_other_name (PlGuessLane *lane, const Batch *first)
{
  g_auto (Batch) batch = { 0 };
  const Probe *best;

  batch_init (&batch, lane);
  for (guint i = 0; i < first->n_probes; i++)
    {
      const Probe *probe = &first->probes[i];
      const PlUsualPort port = { probe->target.service, probe->target.port,
                                 probe->target.security };
      const char *other = has_answered (probe) ? find_other_name (probe) : NULL;

      if (other != NULL)
        add_probe (&batch, &port, probe->place, other);
    }

  run_batch (&batch);
  best = find_best (&batch);
  if (best == NULL || !is_good (best))
    return FALSE;
  take_server (lane, best);
  return TRUE;
}

/* Returns: whether a good one was found, or nothing more is to be tried */
static gboolean
ask_places (PlGuessLane *lane, PlService service, GPtrArray *places, guint first)
{
  g_auto (Batch) batch = { 0 };
  guint n_ports = 0;
  const PlUsualPort *ports = pl_service_get_usual_ports (service, &n_ports);
  const Probe *best;

  batch_init (&batch, lane);
  for (guint i = first; i < MIN (first + PLACES_AT_ONCE, places->len); i++)
    for (guint j = 0; j < MIN (PORTS, n_ports); j++)
      {
        GPtrArray *place = places->pdata[i];

        add_probe (&batch, &ports[j], place, ((PlGuessName *) place->pdata[0])->host);
      }
  if (batch.n_probes == 0)
    return TRUE;

  run_batch (&batch);
  best = find_best (&batch);
  if (best == NULL)
    return FALSE;
  if (is_good (best) || lane->server == NULL)
    take_server (lane, best);
  return is_good (best) || ask_by_other_name (lane, &batch);
}

/**
 * pl_guess_lane_run:
 *
 * Asks two places at a time, at the two usual ports each, without credentials, until the service
 * answers with a certificate that is good for the name asked for. Where none does, the first that
 * answers at all is taken; the check will say what is wrong with it.
 */
void
pl_guess_lane_run (PlGuessLane *lane)
{
  gboolean is_over = FALSE;

  for (guint i = 0; i < lane->n_services && lane->server == NULL; i++)
    {
      g_autoptr (GPtrArray) places = pl_guess_names_find_places (lane->names, lane->services[i]);

      for (guint first = 0; first < places->len && !is_over; first += PLACES_AT_ONCE)
        is_over = !pl_deadline_check (lane->context->deadline, lane->context->cancellable, NULL) ||
                  ask_places (lane, lane->services[i], places, first);
    }
}
