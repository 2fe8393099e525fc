// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/pl-discover-private.h"

#include "discovery/pl-known-private.h"
#include "discovery/pl-mx-private.h"
#include "discovery/pl-race-private.h"
#include "discovery/pl-ranking-private.h"

#include "base/pl-domain.h"

/* One run of pl_discover(). */
typedef struct
{
  const PlDiscoveryRequest *request; /* borrowed */
  PlDeadline deadline;
  GCancellable *cancellable; /* borrowed, nullable */
  PlRecorder *recorder; /* owned */
  PlMxAnswer *mx; /* owned */
  GPtrArray *proposals; /* owned: PlProposal, best first */

  GMutex lock; /* lets one observation through at a time */
  PlObservationFunc observed; /* nullable */
  gpointer data; /* borrowed */
} Session;

static void
session_clear (Session *self)
{
  g_clear_pointer (&self->recorder, pl_recorder_free);
  g_clear_pointer (&self->mx, pl_mx_answer_free);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_mutex_clear (&self->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Session, session_clear)

static void
observe (PlObservation *observation, gpointer user_data)
{
  Session *self = user_data;

  if (self->observed == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->observed (observation, self->data);
  g_mutex_unlock (&self->lock);
}

static PlSourceContext
make_context (Session *self)
{
  return (PlSourceContext){
    .network = self->request->network,
    .address = self->request->address,
    .domain = pl_address_get_domain (self->request->address),
    .incoming = self->request->incoming,
    .mx = self->mx,
    .recorder = self->recorder,
    .deadline = &self->deadline,
    .cancellable = self->cancellable,
  };
}

/* In the practice network nobody is asked: its domains are made up, and its servers stand in the
 * practice accounts. */
static gboolean
may_ask (const PlDiscoveryRequest *request)
{
  return !request->offline && !pl_network_is_practice (request->network);
}

/* @provider_id: (nullable): the person's choice */
static const PlProvider *
find_provider (PlAddress *address, const char *provider_id)
{
  const PlProvider *chosen = pl_provider_find_by_id (provider_id);

  return chosen != NULL ? chosen : pl_provider_find_by_domain (pl_address_get_domain (address));
}

static gboolean
is_answer (PlProposal *proposal)
{
  return proposal != NULL && pl_ranking_is_whole (proposal);
}

static void
note_known (Session *self, PlProposal *proposal)
{
  PlTrust trust = proposal != NULL ? pl_proposal_get_trust (proposal) : PL_TRUST_BUILT_IN;

  pl_recorder_note (self->recorder, PL_SIGHT_SOURCE,
                    is_answer (proposal) ? PL_OUTCOME_FOUND : PL_OUTCOME_NO_DATA, PL_FACT_NAME,
                    pl_source_to_nick (PL_SOURCE_PROVIDER), PL_FACT_TRUST, pl_trust_to_nick (trust),
                    PL_FACT_MS, "0.0", PL_FACT_END);
}

/* The built-in facts cost nothing, but where a provider names its servers after the domain's mail
 * exchanger.
 * Returns: (transfer full) (nullable): %NULL when the provider is not known */
static PlProposal *
propose_known (Session *self)
{
  const PlDiscoveryRequest *request = self->request;
  const PlProvider *provider = find_provider (request->address, request->provider_id);
  PlSourceContext context = make_context (self);
  g_autoptr (GPtrArray) mx_hosts = NULL;
  PlProposal *proposal = NULL;

  if (provider != NULL && pl_known_wants_mx (provider) && may_ask (request))
    pl_source_get_mx (&context, &mx_hosts, NULL);
  if (provider != NULL)
    proposal = pl_known_propose (provider, request->address, request->incoming,
                                 mx_hosts != NULL && mx_hosts->len > 0 ? mx_hosts->pdata[0] : NULL);
  note_known (self, proposal);
  return proposal;
}

/* Whether a name that should be known to everybody was denied. */
static gboolean
is_doubtful (PlObservation *observation)
{
  return pl_observation_get_sight (observation) == PL_SIGHT_SOURCE &&
         pl_observation_get_outcome (observation) == PL_OUTCOME_NO_SUCH_NAME &&
         g_strcmp0 (pl_observation_get (observation, PL_FACT_NAME), "ispdb") == 0;
}

/* A name server that denies Mozilla's list may know no names at all, as it does in a hotel or without a
 * network; or somebody keeps that one from people on purpose. Another name tells which. */
static void
ask_for_known_name (Session *self)
{
  const GPtrArray *seen = pl_recorder_peek (self->recorder);
  g_autoptr (GPtrArray) addresses = NULL;
  gboolean is_needed = FALSE;

  for (guint i = 0; i < seen->len; i++)
    is_needed = is_needed || is_doubtful (seen->pdata[i]);
  if (is_needed)
    (void) pl_network_resolve (self->request->network, PL_DOMAIN_ALWAYS_THERE, self->recorder,
                               &addresses, &self->deadline, self->cancellable, NULL);
}

/* What a provider's facts leave open, others may know. */
static void
find_proposals (Session *self, const PlSourceRow *rows, guint n_rows)
{
  g_autoptr (PlProposal) known = propose_known (self);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_found_free);
  PlSourceContext context = make_context (self);

  if (!is_answer (known) && may_ask (self->request))
    {
      pl_race_run (rows, n_rows, &context, found);
      if (found->len == 0)
        ask_for_known_name (self);
    }
  if (known != NULL)
    g_ptr_array_add (found, pl_found_new (g_steal_pointer (&known), 0));

  self->proposals = pl_ranking_order (found, self->request->incoming);
}

/* Half an account, or one without encryption, is something; it is not well. */
static PlStageState
judge (Session *self)
{
  PlProposal *best = self->proposals->len > 0 ? self->proposals->pdata[0] : NULL;

  if (best == NULL || pl_ranking_is_empty (best))
    return PL_STAGE_STATE_FAILED;

  return pl_ranking_is_enough (best) ? PL_STAGE_STATE_PASSED : PL_STAGE_STATE_WARNING;
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = pl_observation_get_at_us ((PlObservation *) a);
  gint64 y = pl_observation_get_at_us ((PlObservation *) b);

  return x < y ? -1 : x > y;
}

/* Source by source becomes moment by moment. */
static GPtrArray *
order_by_time (GPtrArray *observations)
{
  GPtrArray *ordered = g_ptr_array_new_with_free_func (g_object_unref);
  GList *list = NULL;

  for (guint i = observations->len; i > 0; i--)
    list = g_list_prepend (list, observations->pdata[i - 1]);
  list = g_list_sort (list, compare_times); /* stable, unlike that of an array */
  for (GList *l = list; l != NULL; l = l->next)
    g_ptr_array_add (ordered, g_object_ref (l->data));
  g_list_free (list);
  return ordered;
}

static PlDiscovery *
finish (Session *self)
{
  g_autoptr (GPtrArray) observations = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    pl_recorder_note (self->recorder, PL_SIGHT_END, PL_OUTCOME_CANCELLED, PL_FACT_END);
  pl_recorder_leave_stage (self->recorder, judge (self));
  observations = pl_recorder_steal (self->recorder);
  return pl_discovery_new (self->request->address, g_steal_pointer (&self->proposals),
                           order_by_time (observations));
}

/**
 * pl_discover_with:
 * @rows: (array length=n_rows): the sources, for tests that bring their own
 *
 * pl_discover() with other sources.
 */
PlDiscovery *
pl_discover_with (const PlSourceRow *rows,
                  guint n_rows,
                  const PlDiscoveryRequest *request,
                  PlObservationFunc observed,
                  gpointer data,
                  GCancellable *cancellable)
{
  g_auto (Session) self = {
    .request = request,
    .deadline =
        pl_deadline_in (request->deadline_ms > 0 ? request->deadline_ms : PL_DISCOVERY_DEADLINE_MS),
    .cancellable = cancellable,
    .observed = observed,
    .data = data,
  };

  g_mutex_init (&self.lock);
  self.mx = pl_mx_answer_new ();
  self.recorder = pl_recorder_new (PL_SERVICE_ACCOUNT, g_get_monotonic_time ());
  pl_recorder_set_sink (self.recorder, observe, &self);
  pl_recorder_enter_stage (self.recorder, PL_STAGE_DISCOVERY);
  find_proposals (&self, rows, n_rows);
  return finish (&self);
}

/**
 * pl_discover:
 * @observed: (nullable): told of each observation as it is made, in the thread that made it, but never
 *   twice at a time. It must not wait for anything, least of all for the caller of this function.
 * @cancellable: (nullable): ends it within 100 ms; what is known by then is returned
 *
 * Finds the settings of an address. A provider that is chosen, or whose domain it is, is answered out
 * of the built-in facts, and nobody is asked, but for the mail exchanger where servers are named after
 * it. Else all sources run side by side (pl_race_run()); with @request->offline, and in the practice
 * network, none does. Blocks until the deadline at the latest, usually for the four round trips of one
 * HTTPS request.
 *
 * The observations tell what every source came to (%PL_SIGHT_SOURCE), whom they asked, and what DNS
 * knows of the domain itself: %PL_SIGHT_NAME with `NAME` the domain and `RECORD` `mx`, and `RECORD`
 * `address`, since its web server is asked. All of that is of service `account` and stage `discovery`.
 * Servers that were tried have theirs under their own service and stages, as probes from
 * %PL_GUESS_FIRST_PROBE on, with the sum of each probe (%PL_SIGHT_PROBE) under `account` again.
 *
 * Returns: (transfer full): that nothing was found is a result like any other; a cancelled run holds
 *   %PL_SIGHT_END
 */
PlDiscovery *
pl_discover (const PlDiscoveryRequest *request,
             PlObservationFunc observed,
             gpointer data,
             GCancellable *cancellable)
{
  return pl_discover_with (pl_sources, pl_n_sources, request, observed, data, cancellable);
}

static void
add_host (GPtrArray *hosts, const char *template, const char *domain)
{
  GString *host = g_string_new (template);

  g_string_replace (host, "%EMAILDOMAIN%", domain, 0);
  if (g_ptr_array_find_with_equal_func (hosts, host->str, g_str_equal, NULL))
    g_string_free (host, TRUE);
  else
    g_ptr_array_add (hosts, g_string_free (host, FALSE));
}

/**
 * pl_discover_list_hosts:
 * @provider_id: (nullable): the person has chosen this provider
 *
 * Whom discovery will ask, besides the name server: for the person who wants to know beforehand.
 * Servers that are named by the answers, in DNS or on the web, cannot be listed. Where a provider names
 * its servers after the mail exchanger, nobody is asked if that is the provider's, and all are listed.
 *
 * Returns: (transfer full) (array zero-terminated=1): empty for a provider of which the built-in facts
 *   know all
 */
char **
pl_discover_list_hosts (PlAddress *address, const char *provider_id)
{
  const char *domain = pl_address_get_domain (address);
  const PlProvider *provider = find_provider (address, provider_id);
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();
  g_autoptr (PlProposal) known = NULL;

  if (provider != NULL)
    known = pl_known_propose (provider, address, PL_SERVICE_IMAP, NULL);
  if (!is_answer (known))
    for (guint i = 0; i < pl_n_sources; i++)
      for (guint j = 0; pl_sources[i].hosts != NULL && pl_sources[i].hosts[j] != NULL; j++)
        add_host (hosts, pl_sources[i].hosts[j], domain);

  g_ptr_array_add (hosts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&hosts), FALSE);
}
