// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-outlook-private.h"

#include "check/pl-look-private.h"
#include "check/pl-team-private.h"

#include <string.h>

/* One look, on a thread of its own. */
typedef struct
{
  PlOutlook *outlook; /* borrowed: joins every look before it goes */
  PlOutlookTarget target; /* its host is owned; %NULL: a look at this computer */
  PlOutlookReach reach;
  PlRecorder *recorder; /* owned; the thread's until it is joined */
  PlRecorder *summary; /* owned; the thread's until it is joined */
  PlWorker *worker; /* owned, nullable */
} Look;

struct _PlOutlook
{
  PlCheckContext *context; /* borrowed */
  PlTeam team;

  GPtrArray *looks; /* owned: Look; under the team's lock */
  guint wanted_by; /* under that lock: bits of directions without an answer from elsewhere */
};

/**
 * pl_outlook_new:
 *
 * Returns: (transfer full): an outlook at which nobody has looked yet
 */
PlOutlook *
pl_outlook_new (PlCheckContext *context)
{
  PlOutlook *self = g_new0 (PlOutlook, 1);

  self->context = context;
  self->looks = g_ptr_array_new ();
  pl_team_init (&self->team, context->cancellable);
  return self;
}

static void
look_free (Look *look)
{
  pl_worker_join (look->worker);
  pl_recorder_free (look->recorder);
  pl_recorder_free (look->summary);
  g_free (look->target.host);
  g_free (look);
}

/**
 * pl_outlook_free:
 *
 * Calls off what still runs, and waits for it.
 */
void
pl_outlook_free (PlOutlook *self)
{
  pl_team_call_off (&self->team);
  for (guint i = 0; i < self->looks->len; i++)
    look_free (self->looks->pdata[i]);
  g_ptr_array_unref (self->looks);
  pl_team_clear (&self->team);
  g_free (self);
}

/* --- When --- */

static gboolean
has_fault (PlObservation *trust, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (pl_observation_has_word (trust, PL_FACT_WORDS, words[i]))
      return TRUE;

  return FALSE;
}

/* A certificate of a private server that is otherwise in order says nothing about anybody else. */
static gboolean
doubts_certificate (const PlProbeView *view)
{
  static const char *const doubtful[] = { "expired",          "not-yet-valid", "unknown-issuer",
                                          "incomplete-chain", "host-mismatch", NULL };
  PlObservation *trust = pl_observations_find_last (view->observations, PL_SIGHT_TRUST);
  PlObservation *tls = pl_observations_find_last (view->observations, PL_SIGHT_TLS);

  if (trust != NULL && pl_observation_get_outcome (trust) == PL_OUTCOME_REJECTED)
    return has_fault (trust, doubtful);

  return trust == NULL && tls != NULL && pl_observation_get_outcome (tls) == PL_OUTCOME_NOT_TLS;
}

/**
 * pl_outlook_is_wanted:
 * @reach: (out): how far to look
 *
 * Returns: whether what a lane has seen so far may have its reason beyond the server
 */
gboolean
pl_outlook_is_wanted (const PlProbeView *view, PlOutlookReach *reach)
{
  PlObservation *name = pl_observations_find_last (view->observations, PL_SIGHT_NAME);

  /* A name service that is silent would only be silent again: the person has waited enough. */
  *reach = name != NULL && pl_observation_get_outcome (name) == PL_OUTCOME_SILENT
               ? PL_OUTLOOK_HERE
               : PL_OUTLOOK_NAMES;
  if (view->stage == PL_STAGE_RESOLVE)
    return TRUE;
  *reach = PL_OUTLOOK_ALL;
  if (view->stage == PL_STAGE_CONNECT)
    return TRUE;
  return view->stage == PL_STAGE_TLS && !view->waiting && doubts_certificate (view);
}

/* --- Looking --- */

static void
run_look (gpointer user_data)
{
  Look *look = user_data;
  PlOutlook *self = look->outlook;
  PlDeadline deadline = pl_deadline_sooner (&self->context->deadline, PL_PROBE_DEADLINE_MS);

  if (look->target.host == NULL)
    pl_look_at_this_computer (look->summary, self->team.cancellable);
  else
    pl_look_run (&look->target, look->reach, self->context->request->network, look->recorder,
                 look->summary, &deadline, self->team.cancellable);

  g_mutex_lock (&self->team.lock);
  pl_team_leave (&self->team);
  g_mutex_unlock (&self->team.lock);
}

/* Under lock. @target: (nullable): its host is taken over */
static void
add (PlOutlook *self, PlOutlookTarget *target, PlOutlookReach reach, GPtrArray *added)
{
  Look *look = g_new0 (Look, 1);

  look->outlook = self;
  look->reach = reach;
  if (target != NULL)
    {
      look->target = *target;
      target->host = NULL;
    }
  look->recorder = pl_check_context_make_recorder (self->context, look->target.service);
  pl_recorder_set_probe (look->recorder,
                         (guint) g_atomic_int_add (&self->context->n_probes, 1) + 1);
  look->summary = pl_check_context_make_recorder (self->context, PL_SERVICE_ACCOUNT);
  g_ptr_array_add (self->looks, look);
  g_ptr_array_add (added, look);
}

static gboolean
is_begun (PlOutlook *self, const PlOutlookTarget *target, PlOutlookReach reach)
{
  for (guint i = 0; i < self->looks->len; i++)
    {
      const Look *look = self->looks->pdata[i];

      if (look->target.host != NULL && g_str_equal (look->target.host, target->host) &&
          look->target.is_web == target->is_web && look->reach >= reach &&
          (target->is_web || look->target.service == target->service))
        return TRUE;
    }

  return FALSE;
}

static void
add_all (PlOutlook *self, PlServerSettings *settings, PlOutlookReach reach, GPtrArray *added)
{
  const PlCheckRequest *request = self->context->request;
  g_autoptr (GPtrArray) targets =
      pl_outlook_targets_choose (request->proposal, settings, request->offline);

  if (self->looks->len == 0 && !pl_network_is_practice (request->network))
    add (self, NULL, PL_OUTLOOK_HERE, added);
  for (guint i = 0; i < targets->len; i++)
    if (pl_outlook_target_is_within (targets->pdata[i], reach) &&
        !is_begun (self, targets->pdata[i], reach))
      add (self, targets->pdata[i], reach, added);
}

/**
 * pl_outlook_want:
 * @settings: the server that gives trouble
 *
 * Starts the looks that are not under way, and has the check wait for them at its end.
 */
void
pl_outlook_want (PlOutlook *self, PlServerSettings *settings, PlOutlookReach reach)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  g_mutex_lock (&self->team.lock);
  self->wanted_by |= 1u << pl_server_settings_get_direction (settings);
  if (!self->team.called_off)
    add_all (self, settings, reach, added);
  g_mutex_unlock (&self->team.lock);

  for (guint i = 0; i < added->len; i++)
    {
      Look *look = added->pdata[i];

      look->worker = pl_team_start (&self->team, "pl-outlook", run_look, look);
    }
}

/**
 * pl_outlook_drop:
 *
 * The server has answered after all, or a probe of it has explained everything: this lane has no
 * reason any more to look further.
 */
void
pl_outlook_drop (PlOutlook *self, PlServerSettings *settings)
{
  g_mutex_lock (&self->team.lock);
  self->wanted_by &= ~(1u << pl_server_settings_get_direction (settings));
  g_mutex_unlock (&self->team.lock);
}

static void
wait_until_seen (PlOutlook *self)
{
  g_mutex_lock (&self->team.lock);
  while (self->wanted_by != 0 && self->team.n_running > 0 && !self->team.called_off)
    g_cond_wait (&self->team.changed, &self->team.lock);
  g_mutex_unlock (&self->team.lock);
}

/**
 * pl_outlook_collect:
 * @observations: (element-type PlObservation): all that was seen is appended
 *
 * When the lanes are over: waits for the looks that somebody still wants, and ends the others.
 */
void
pl_outlook_collect (PlOutlook *self, GPtrArray *observations)
{
  wait_until_seen (self);
  pl_team_call_off (&self->team);
  for (guint i = 0; i < self->looks->len; i++)
    {
      Look *look = self->looks->pdata[i];

      pl_worker_join (g_steal_pointer (&look->worker));
      g_ptr_array_extend_and_steal (observations, pl_recorder_steal (look->summary));
      g_ptr_array_extend_and_steal (observations, pl_recorder_steal (look->recorder));
    }
}
