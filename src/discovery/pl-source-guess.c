// SPDX-License-Identifier: GPL-3.0-or-later
/* The last resort: names that mail servers usually have, at the usual ports, proven by asking there
 * without credentials. */
#include "discovery/pl-guess-private.h"

#include "base/pl-worker.h"
#include "discovery/pl-config.h"
#include "discovery/pl-known-private.h"
#include "discovery/pl-ranking-private.h"

static void
run_lane (gpointer lane)
{
  pl_guess_lane_run (lane);
}

/* Both directions side by side: receiving on a thread of its own, sending on this one. */
static void
run_lanes (PlGuessLane lanes[2], const PlSourceContext *context)
{
  PlGuessLane *incoming = &lanes[PL_DIRECTION_INCOMING];
  PlWorker *worker = pl_worker_start ("pl-guess-lane", run_lane, incoming, NULL);

  pl_guess_lane_run (&lanes[PL_DIRECTION_OUTGOING]);
  if (worker == NULL)
    pl_guess_lane_run (incoming);
  pl_worker_join (worker);
  for (guint i = 0; i < 2; i++)
    pl_recorder_take_branch (context->recorder, g_steal_pointer (&lanes[i].recorder));
}

static void
propose (const PlSourceContext *context, const PlGuessLane lanes[2], GPtrArray *proposals)
{
  PlServerSettings *incoming = lanes[PL_DIRECTION_INCOMING].server;
  PlServerSettings *outgoing = lanes[PL_DIRECTION_OUTGOING].server;
  g_auto (GStrv) foreign = NULL;
  PlProposalFields fields = {
    .address = context->address,
    .incoming = incoming,
    .outgoing = outgoing,
    .source = PL_SOURCE_GUESS,
    .trust = PL_TRUST_GUESS,
    .verified = { lanes[PL_DIRECTION_INCOMING].verified, lanes[PL_DIRECTION_OUTGOING].verified },
  };

  if (incoming == NULL && outgoing == NULL)
    return;

  foreign = pl_config_find_foreign_hosts (context->address, incoming, outgoing);
  fields.foreign_hosts = (const char *const *) foreign;
  g_ptr_array_add (proposals, pl_proposal_new_from_fields (&fields));
}

static void
guess (const PlSourceContext *context, GPtrArray *names, GPtrArray *proposals)
{
  PlService other = context->incoming == PL_SERVICE_IMAP ? PL_SERVICE_POP3 : PL_SERVICE_IMAP;
  PlGuessLimits limits = { .n_left = PL_GUESS_MOST_CONNECTIONS };
  PlGuessLane lanes[2] = {
    [PL_DIRECTION_INCOMING] = { .services = { context->incoming, other }, .n_services = 2 },
    [PL_DIRECTION_OUTGOING] = { .services = { PL_SERVICE_SMTP }, .n_services = 1 },
  };

  for (guint i = 0; i < 2; i++)
    {
      lanes[i].context = context;
      lanes[i].names = names;
      lanes[i].limits = &limits;
      lanes[i].recorder = pl_recorder_branch (context->recorder, PL_SERVICE_ACCOUNT);
    }

  run_lanes (lanes, context);
  propose (context, lanes, proposals);
  for (guint i = 0; i < 2; i++)
    g_clear_object (&lanes[i].server);
}

/* A name that no name server knows may stand in this computer's own list. */
static gboolean
is_known_here (const PlSourceContext *context)
{
  g_autoptr (GPtrArray) addresses = NULL;

  return pl_network_resolve (context->network, context->domain, context->recorder, &addresses,
                             context->deadline, context->cancellable, NULL) == PL_OUTCOME_FOUND;
}

/* The exchangers belong to a provider of which more is known than a guess could find. */
static gboolean
is_hosted_somewhere_known (const PlSourceContext *context, GPtrArray *mx_hosts)
{
  for (guint i = 0; mx_hosts != NULL && i < mx_hosts->len; i++)
    {
      const PlProvider *provider = pl_provider_find_by_mx (mx_hosts->pdata[i]);
      g_autoptr (PlProposal) known = NULL;

      if (provider == NULL)
        continue;
      known = pl_known_propose (provider, context->address, context->incoming, mx_hosts->pdata[i]);
      return pl_ranking_is_whole (known);
    }

  return FALSE;
}

/* The first exchanger that can be a server somewhere: not this computer, whatever DNS says. */
static const char *
find_mx_host (GPtrArray *mx_hosts)
{
  for (guint i = 0; mx_hosts != NULL && i < mx_hosts->len; i++)
    if (pl_config_is_public_name (mx_hosts->pdata[i]))
      return mx_hosts->pdata[i];

  return NULL;
}

/* Nothing was found; whether that means anything depends on the time there was. */
static PlOutcome
end (const PlSourceContext *context, PlOutcome outcome, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (pl_deadline_check (context->deadline, context->cancellable, &local))
    return outcome;
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return PL_OUTCOME_SILENT;
  g_propagate_error (error, g_steal_pointer (&local));
  return PL_OUTCOME_CANCELLED;
}

/**
 * pl_source_guess:
 *
 * Waits for the mail exchangers first: a domain that receives no mail (RFC 7505), that does not exist,
 * or that is hosted at a provider whose servers are known is not searched. Then the usual names are looked up, and those
 * that exist are asked, with %PL_GUESS_MOST_CONNECTIONS connections at most.
 *
 * Returns: %PL_OUTCOME_FOUND, %PL_OUTCOME_NO_DATA, %PL_OUTCOME_NO_SUCH_NAME (the domain itself);
 *   %PL_OUTCOME_ABANDONED when the mail exchangers say more than a guess could; %PL_OUTCOME_SILENT
 *   when the time was over; with @error %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_source_guess (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  g_autoptr (GPtrArray) mx_hosts = NULL;
  g_autoptr (GPtrArray) names = NULL;
  PlOutcome outcome = pl_source_get_mx (context, &mx_hosts, NULL);

  if (is_hosted_somewhere_known (context, mx_hosts))
    return PL_OUTCOME_ABANDONED;
  if (mx_hosts != NULL && mx_hosts->len == 0)
    return PL_OUTCOME_NO_DATA;
  if (outcome == PL_OUTCOME_NO_SUCH_NAME && !is_known_here (context))
    return end (context, PL_OUTCOME_NO_SUCH_NAME, error);

  names = pl_guess_names_resolve (context, find_mx_host (mx_hosts));
  if (names->len > 0)
    guess (context, names, proposals);
  return proposals->len > 0 ? PL_OUTCOME_FOUND : end (context, PL_OUTCOME_NO_DATA, error);
}
