// SPDX-License-Identifier: GPL-3.0-or-later
/* All sources at once, each on a thread of its own, until no pending one could still give anything
 * better than the best that is there. */
#include "discovery/pl-race-private.h"

#include "base/pl-worker.h"
#include "discovery/pl-config.h"
#include "discovery/pl-ranking-private.h"
#include "discovery/pl-srv-private.h"
#include "provider/pl-provider.h"

typedef struct _Race Race;

typedef struct
{
  Race *race; /* borrowed: joins every runner before it goes */
  const PlSourceRow *row; /* borrowed: constant */
  guint number; /* of the row */
  PlSourceContext context; /* borrowed parts, and those below */
  GCancellable *cancellable; /* owned */
  PlRecorder *recorder; /* owned; the thread's until it is joined */
  const char *reason; /* constant text; the thread's */
  PlWorker *worker; /* owned; %NULL when no thread could be had */
  GPtrArray *proposals; /* owned: PlProposal; the thread's until it is done */

  gboolean is_done; /* under the race's lock */
  PlOutcome called_off; /* under the race's lock: why; NONE while it may go on */
} Runner;

/* The best that is there. */
typedef struct
{
  PlProposal *proposal; /* borrowed, nullable */
  guint row;
  gint64 grace_until; /* monotonic µs: so long equally trustworthy sources are waited for */
} Leader;

struct _Race
{
  const PlSourceContext *context; /* borrowed */
  gint64 began_at; /* monotonic µs */
  GPtrArray *runners; /* owned: Runner */

  GMutex lock;
  GCond changed;
  gboolean
      is_denied; /* under lock: the domain says that it offers no service: nothing is guessed */
  Leader leader; /* the race's own thread's */
};

static void
runner_free (gpointer data)
{
  Runner *runner = data;

  g_clear_pointer (&runner->recorder, pl_recorder_free);
  g_ptr_array_unref (runner->proposals);
  g_object_unref (runner->cancellable);
  g_free (runner);
}

/* The last asked, which is where it came from or ended. */
static const char *
find_host (PlRecorder *recorder)
{
  const GPtrArray *seen = pl_recorder_peek (recorder);

  for (guint i = seen->len; i > 0; i--)
    if (pl_observation_get_sight (seen->pdata[i - 1]) == PL_SIGHT_HOST_ASKED &&
        g_strcmp0 (pl_observation_get (seen->pdata[i - 1], PL_FACT_PROTOCOL), "https") == 0)
      return pl_observation_get (seen->pdata[i - 1], PL_FACT_HOST);

  return NULL;
}

static void
note_source (Runner *runner, PlOutcome outcome)
{
  char ms[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 spent = g_get_monotonic_time () - runner->race->began_at;
  PlTrust trust = runner->row->trust;
  g_autofree char *host = g_strdup (find_host (runner->recorder));

  if (runner->proposals->len > 0)
    trust = pl_proposal_get_trust (runner->proposals->pdata[0]);
  pl_recorder_note (runner->recorder, PL_SIGHT_SOURCE, outcome, PL_FACT_NAME, runner->row->name,
                    PL_FACT_HOST, host, PL_FACT_TRUST, pl_trust_to_nick (trust), PL_FACT_REASON,
                    runner->reason, PL_FACT_MS,
                    g_ascii_formatd (ms, sizeof ms, "%.1f", (double) spent / 1000), PL_FACT_END);
}

/* Rules that no source has to remember: none is believed more than its kind deserves, a server that
 * no rule allows is marked, and one that the facts know has its provider named. */
static PlProposal *
adopt (const Runner *runner, PlProposal *proposal)
{
  g_auto (GStrv) foreign = NULL;
  const PlProvider *provider;
  PlProposalFields fields;

  pl_proposal_peek_fields (proposal, &fields);
  fields.trust = MAX (fields.trust, runner->row->trust);
  if (runner->row->source != PL_SOURCE_MX) /* its servers stand in the facts, or are marked */
    {
      foreign = pl_config_find_foreign_hosts (fields.address, fields.incoming, fields.outgoing);
      fields.foreign_hosts = (const char *const *) foreign;
    }
  if (fields.provider_id == NULL && fields.incoming != NULL)
    {
      provider = pl_provider_find_by_host (pl_server_settings_get_host (fields.incoming));
      fields.provider_id = provider != NULL ? provider->id : NULL;
    }
  return pl_proposal_new_from_fields (&fields);
}

static void
adopt_all (Runner *runner)
{
  if (runner->proposals->len > PL_RACE_MOST_PROPOSALS)
    g_ptr_array_set_size (runner->proposals, PL_RACE_MOST_PROPOSALS);
  for (guint i = 0; i < runner->proposals->len; i++)
    {
      PlProposal *proposal = runner->proposals->pdata[i];

      runner->proposals->pdata[i] = adopt (runner, proposal);
      g_object_unref (proposal);
    }
}

static PlOutcome
get_called_off (Runner *runner)
{
  PlOutcome why;

  g_mutex_lock (&runner->race->lock);
  why = runner->called_off;
  g_mutex_unlock (&runner->race->lock);
  return why;
}

/* What the evidence says of the end. One that was called off may have found something at the same
 * moment: then that is what counts. */
static PlOutcome
judge (Runner *runner, PlOutcome outcome, const GError *error)
{
  PlOutcome why = get_called_off (runner);

  if (outcome == PL_OUTCOME_FOUND)
    return runner->proposals->len > 0 ? PL_OUTCOME_FOUND : PL_OUTCOME_NO_DATA;
  g_ptr_array_set_size (runner->proposals, 0);
  if (why != PL_OUTCOME_NONE)
    return why;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return PL_OUTCOME_SILENT;
  return outcome;
}

static void
mark_done (Runner *runner)
{
  g_mutex_lock (&runner->race->lock);
  runner->is_done = TRUE;
  if (runner->row->source == PL_SOURCE_SRV && g_strcmp0 (runner->reason, PL_SRV_NOT_OFFERED) == 0)
    runner->race->is_denied = TRUE;
  g_cond_broadcast (&runner->race->changed);
  g_mutex_unlock (&runner->race->lock);
}

static void
run_source (gpointer data)
{
  Runner *runner = data;
  g_autoptr (GError) error = NULL;
  PlOutcome outcome;

  outcome = runner->row->run (&runner->context, runner->proposals, &error);
  outcome = judge (runner, outcome, error);
  adopt_all (runner);
  if (outcome != PL_OUTCOME_CANCELLED) /* said once for all of them, at the end */
    note_source (runner, outcome);
  mark_done (runner);
}

/* Makes the runner; it starts when all of them are there. */
static void
add_runner (Race *race, const PlSourceRow *row)
{
  Runner *runner = g_new0 (Runner, 1);

  runner->race = race;
  runner->row = row;
  runner->number = race->runners->len;
  runner->cancellable = g_cancellable_new ();
  runner->recorder = pl_recorder_branch (race->context->recorder, PL_SERVICE_ACCOUNT);
  runner->proposals = g_ptr_array_new_with_free_func (g_object_unref);
  runner->context = *race->context;
  runner->context.recorder = runner->recorder;
  runner->context.reason = &runner->reason;
  runner->context.cancellable = runner->cancellable;
  g_ptr_array_add (race->runners, runner);
}

static void
start_runner (Runner *runner)
{
  runner->worker = pl_worker_start ("pl-source", run_source, runner, NULL);
  if (runner->worker != NULL)
    return;

  note_source (runner, PL_OUTCOME_FAILED); /* no thread to be had: poorer by one source */
  mark_done (runner);
}

static gboolean
is_better (const Leader *leader, const Runner *runner, PlProposal *proposal)
{
  PlTrust trust = pl_proposal_get_trust (proposal);

  if (!pl_ranking_is_enough (proposal))
    return FALSE;
  if (leader->proposal == NULL || trust < pl_proposal_get_trust (leader->proposal))
    return TRUE;
  return trust == pl_proposal_get_trust (leader->proposal) && runner->number < leader->row;
}

/* Against the domain's own word a server that answers under a usual name is somebody's guess. */
static gboolean
is_out (const Race *race, const Runner *runner)
{
  return race->is_denied && runner->row->source == PL_SOURCE_GUESS;
}

/* The grace runs from the moment at which somebody was so trustworthy. */
static void
take_lead (Race *race, const Runner *runner, PlProposal *proposal)
{
  Leader *leader = &race->leader;
  gint64 now = g_get_monotonic_time ();
  gint64 grace = CLAMP ((now - race->began_at) / 4, PL_RACE_LEAST_GRACE_MS * 1000,
                        PL_RACE_MOST_GRACE_MS * 1000);

  if (leader->proposal == NULL ||
      pl_proposal_get_trust (proposal) != pl_proposal_get_trust (leader->proposal))
    leader->grace_until = now + grace;
  leader->proposal = proposal;
  leader->row = runner->number;
}

/* Called with the lock held. */
static void
find_leader (Race *race)
{
  for (guint i = 0; i < race->runners->len; i++)
    {
      Runner *runner = race->runners->pdata[i];

      for (guint j = 0; runner->is_done && !is_out (race, runner) && j < runner->proposals->len;
           j++)
        if (is_better (&race->leader, runner, runner->proposals->pdata[j]))
          take_lead (race, runner, runner->proposals->pdata[j]);
    }
}

/* Whether the runner could still give something that comes before the best that is there. */
static gboolean
is_worth_waiting_for (const Race *race, const Runner *runner)
{
  const Leader *leader = &race->leader;
  PlTrust trust;

  if (is_out (race, runner))
    return FALSE;
  if (leader->proposal == NULL)
    return TRUE;

  trust = pl_proposal_get_trust (leader->proposal);
  if (runner->row->trust != trust)
    return runner->row->trust < trust;
  return runner->number < leader->row && g_get_monotonic_time () < leader->grace_until;
}

/* Calls off whoever need not run any more; with the lock held, which is let go meanwhile.
 * Returns: whether anybody still runs that is waited for */
static gboolean
call_off (Race *race, PlOutcome all)
{
  g_autoptr (GPtrArray) cancellables = g_ptr_array_new ();
  gboolean is_awaited = FALSE;

  for (guint i = 0; i < race->runners->len; i++)
    {
      Runner *runner = race->runners->pdata[i];

      if (runner->is_done || runner->called_off != PL_OUTCOME_NONE)
        continue;
      if (all == PL_OUTCOME_NONE && is_worth_waiting_for (race, runner))
        {
          is_awaited = TRUE;
          continue;
        }
      runner->called_off = all != PL_OUTCOME_NONE ? all : PL_OUTCOME_ABANDONED;
      g_ptr_array_add (cancellables, runner->cancellable);
    }

  g_mutex_unlock (&race->lock);
  for (guint i = 0; i < cancellables->len; i++)
    g_cancellable_cancel (cancellables->pdata[i]);
  g_mutex_lock (&race->lock);
  return is_awaited;
}

/* Called with the lock held. */
static void
wait_for_change (Race *race)
{
  gint64 now = g_get_monotonic_time ();
  gint64 until = race->context->deadline->at;

  if (race->leader.proposal != NULL && race->leader.grace_until > now)
    until = MIN (until, race->leader.grace_until);
  g_cond_wait_until (&race->changed, &race->lock, until);
}

static guint
count_done (const Race *race)
{
  guint n_done = 0;

  for (guint i = 0; i < race->runners->len; i++)
    n_done += ((Runner *) race->runners->pdata[i])->is_done ? 1 : 0;
  return n_done;
}

static void
wait_for_end (Race *race)
{
  GCancellable *cancellable = race->context->cancellable;
  gboolean is_awaited = TRUE;

  g_mutex_lock (&race->lock);
  while (is_awaited)
    {
      guint n_done = count_done (race);

      find_leader (race);
      if (g_cancellable_is_cancelled (cancellable))
        is_awaited = call_off (race, PL_OUTCOME_CANCELLED);
      else if (pl_deadline_left_us (race->context->deadline) == 0)
        is_awaited = call_off (race, PL_OUTCOME_SILENT);
      else
        is_awaited = call_off (race, PL_OUTCOME_NONE);
      /* What was done while the lock was free is looked at before the next wait. */
      if (is_awaited && n_done == count_done (race) && !g_cancellable_is_cancelled (cancellable))
        wait_for_change (race);
    }
  g_mutex_unlock (&race->lock);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Race *race = data;

  g_mutex_lock (&race->lock);
  g_cond_broadcast (&race->changed);
  g_mutex_unlock (&race->lock);
}

/* Every source ends within 100 ms of being called off, so the threads are joined: what they were lent
 * belongs to the caller. */
static void
collect (Race *race, GPtrArray *found)
{
  for (guint i = 0; i < race->runners->len; i++)
    {
      Runner *runner = race->runners->pdata[i];

      pl_worker_join (g_steal_pointer (&runner->worker));
      for (guint j = 0; !is_out (race, runner) && j < runner->proposals->len; j++)
        g_ptr_array_add (found, pl_found_new (g_object_ref (runner->proposals->pdata[j]), i));
      pl_recorder_take_branch (race->context->recorder, g_steal_pointer (&runner->recorder));
    }
}

/**
 * pl_race_run:
 * @rows: (array length=n_rows): who runs; of equally trustworthy ones the earlier is preferred
 * @context: what all of them get, but for a recorder and cancellable of their own; the deadline is
 *   that of the whole race
 * @found: (element-type PlFound): everything that was found is added, in the order of @rows
 *
 * Runs all sources side by side, and ends as soon as no pending one could give anything better than
 * the best complete and encrypted proposal that is there: those that can be believed more are waited
 * for until the deadline; equally trustworthy ones that are preferred a moment longer; others not at
 * all, nor are guesses where the domain says that it offers no service. Whoever is not waited for is
 * called off at once. Each has its end in the evidence as
 * %PL_SIGHT_SOURCE, unless the person cancelled.
 */
void
pl_race_run (const PlSourceRow *rows,
             guint n_rows,
             const PlSourceContext *context,
             GPtrArray *found)
{
  g_autoptr (GPtrArray) runners = g_ptr_array_new_with_free_func (runner_free);
  Race race = { .context = context, .began_at = g_get_monotonic_time (), .runners = runners };
  gulong handler = 0;

  g_mutex_init (&race.lock);
  g_cond_init (&race.changed);
  for (guint i = 0; i < n_rows; i++)
    add_runner (&race, &rows[i]);
  if (context->cancellable != NULL)
    handler = g_cancellable_connect (context->cancellable, G_CALLBACK (cancelled_cb), &race, NULL);
  for (guint i = 0; i < runners->len; i++)
    start_runner (runners->pdata[i]);

  wait_for_end (&race);
  g_cancellable_disconnect (context->cancellable, handler);
  collect (&race, found);
  g_mutex_clear (&race.lock);
  g_cond_clear (&race.changed);
}
