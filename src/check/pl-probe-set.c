// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-probe-set-private.h"

#include "check/pl-team-private.h"

/* Once a probe has found what it looked for, the others are not waited for to the end of their two
 * seconds: port 25 is silent in most homes. After one with TLS from the first byte they get as long
 * again as that one took, because an upgrade by STARTTLS needs half as many round trips more. */
#define LEAST_GRACE_MS 100

typedef struct
{
  PlProbeSet *set; /* borrowed: joins every probe before it goes */
  PlProbeTarget target; /* its host is owned */
  gint64 begins_at; /* monotonic µs */
  PlRecorder *recorder; /* owned; the thread's until it is joined */
  PlProbeResult result; /* owned; the thread's until it is joined */
  PlWorker *worker; /* owned; %NULL when no thread could be had, and after the join */
} Probe;

struct _PlProbeSet
{
  PlCheckContext *context; /* borrowed */
  PlServerSettings *settings; /* shared: what the lane itself tries */
  GPtrArray *probes; /* owned: Probe */
  PlTeam team;

  /* Under the team's lock; times in monotonic µs */
  gint64 enough_at; /* from then on the rest is no longer waited for; 0: open */
  GCancellable *wait; /* shared; %NULL while the lane does not wait */
  gint64 give_up_at;
  gboolean gave_up;
};

/**
 * pl_probe_set_new:
 * @settings: what the lane itself tries, which is not probed a second time
 *
 * Returns: (transfer full): an empty set
 */
PlProbeSet *
pl_probe_set_new (PlCheckContext *context, PlServerSettings *settings)
{
  PlProbeSet *self = g_new0 (PlProbeSet, 1);

  self->context = context;
  self->settings = g_object_ref (settings);
  self->probes = g_ptr_array_new ();
  pl_team_init (&self->team, context->cancellable);
  return self;
}

static void
probe_free (Probe *probe)
{
  pl_worker_join (probe->worker);
  pl_probe_result_clear (&probe->result);
  pl_recorder_free (probe->recorder);
  g_free ((char *) probe->target.host);
  g_free (probe);
}

/**
 * pl_probe_set_free:
 *
 * Calls off what still runs, and waits for it.
 */
void
pl_probe_set_free (PlProbeSet *self)
{
  pl_probe_set_call_off (self);
  for (guint i = 0; i < self->probes->len; i++)
    probe_free (self->probes->pdata[i]);
  g_ptr_array_unref (self->probes);
  g_clear_object (&self->wait);
  g_object_unref (self->settings);
  pl_team_clear (&self->team);
  g_free (self);
}

/* A probe that begins later looks first whether it is still wanted. */
static gboolean
wait_for_beginning (Probe *probe)
{
  PlProbeSet *set = probe->set;
  gboolean wanted;

  g_mutex_lock (&set->team.lock);
  while (!set->team.called_off && g_get_monotonic_time () < probe->begins_at)
    g_cond_wait_until (&set->team.changed, &set->team.lock, probe->begins_at);
  wanted = !set->team.called_off;
  g_mutex_unlock (&set->team.lock);

  return wanted;
}

/* The very port that the lane waits at has answered in the other mode: it will not answer in the
 * lane's. A sibling that answers says less, so the lane gets a little longer. */
static gboolean
is_final (Probe *probe)
{
  PlServerSettings *settings = probe->set->settings;

  return probe->target.port == pl_server_settings_get_port (settings) &&
         g_str_equal (probe->target.host, pl_server_settings_get_host (settings));
}

static void
end_wait (Probe *probe)
{
  PlProbeSet *set = probe->set;
  g_autoptr (GCancellable) wait = NULL;

  g_mutex_lock (&set->team.lock);
  if (is_final (probe))
    set->give_up_at = 0;
  while (set->wait != NULL && !set->team.called_off && set->give_up_at != G_MAXINT64 &&
         g_get_monotonic_time () < set->give_up_at)
    g_cond_wait_until (&set->team.changed, &set->team.lock, set->give_up_at);
  if (set->give_up_at != G_MAXINT64 && !set->team.called_off)
    wait = g_steal_pointer (&set->wait);
  set->gave_up = set->gave_up || wait != NULL;
  g_mutex_unlock (&set->team.lock);

  if (wait != NULL)
    g_cancellable_cancel (wait);
}

static gboolean
has_found_service (Probe *probe)
{
  return probe->result.outcome == PL_OUTCOME_SPOKEN && !probe->target.any_version;
}

static gint64
get_grace_us (Probe *probe)
{
  gint64 took_us = (gint64) (probe->result.ms * 1000);

  if (probe->target.security != PL_SECURITY_TLS)
    return LEAST_GRACE_MS * 1000;
  return MAX (took_us, LEAST_GRACE_MS * 1000);
}

static void
mark_done (Probe *probe)
{
  PlProbeSet *set = probe->set;

  g_mutex_lock (&set->team.lock);
  if (has_found_service (probe) && set->enough_at == 0)
    set->enough_at = g_get_monotonic_time () + get_grace_us (probe);
  pl_team_leave (&set->team);
  g_mutex_unlock (&set->team.lock);
}

static void
run_probe (gpointer user_data)
{
  Probe *probe = user_data;
  PlProbeSet *set = probe->set;
  PlDeadline deadline;

  probe->result.outcome = PL_OUTCOME_CANCELLED;
  if (wait_for_beginning (probe))
    {
      deadline = pl_deadline_sooner (&set->context->deadline, PL_PROBE_DEADLINE_MS);
      pl_service_probe_run (&probe->target, set->context->request->network, probe->recorder,
                            &probe->result, &deadline, set->team.cancellable);
    }
  mark_done (probe);
  if (has_found_service (probe))
    end_wait (probe);
}

static gboolean
is_known (PlProbeSet *self, const PlProbeTarget *target)
{
  if (!target->any_version && target->port == pl_server_settings_get_port (self->settings) &&
      target->security == pl_server_settings_get_security (self->settings) &&
      g_str_equal (target->host, pl_server_settings_get_host (self->settings)))
    return TRUE;

  for (guint i = 0; i < self->probes->len; i++)
    {
      const PlProbeTarget *other = &((Probe *) self->probes->pdata[i])->target;

      if (other->port == target->port && other->security == target->security &&
          other->any_version == target->any_version && g_str_equal (other->host, target->host))
        return TRUE;
    }

  return FALSE;
}

/**
 * pl_probe_set_add:
 * @target: copied, its purpose is known; nothing happens when it is probed already, or is what the
 *   lane itself tries
 * @delay_ms: when the probe begins; one that is called off before that asks nobody
 *
 * Starts a probe.
 */
void
pl_probe_set_add (PlProbeSet *self, const PlProbeTarget *target, gint64 delay_ms)
{
  Probe *probe;

  if (is_known (self, target))
    return;

  probe = g_new0 (Probe, 1);
  probe->set = self;
  probe->target = *target;
  probe->target.host = g_strdup (target->host);
  probe->target.purpose = "probe";
  probe->begins_at = g_get_monotonic_time () + delay_ms * 1000;
  probe->recorder = pl_check_context_make_recorder (self->context, target->service);
  pl_recorder_set_probe (probe->recorder,
                         (guint) g_atomic_int_add (&self->context->n_probes, 1) + 1);
  probe->result.outcome = PL_OUTCOME_FAILED;
  g_ptr_array_add (self->probes, probe);

  /* Without a thread the probe has failed, and the evidence is the poorer by it: no more. */
  probe->worker = pl_team_start (&self->team, "pl-probe", run_probe, probe);
}

guint
pl_probe_set_get_n_probes (PlProbeSet *self)
{
  return self->probes->len;
}

/**
 * pl_probe_set_has_answer:
 *
 * Returns: whether a probe has found the service already
 */
gboolean
pl_probe_set_has_answer (PlProbeSet *self)
{
  gboolean answered;

  g_mutex_lock (&self->team.lock);
  answered = self->enough_at != 0;
  g_mutex_unlock (&self->team.lock);

  return answered;
}

/**
 * pl_probe_set_lend_wait:
 * @wait: shared, the same each time: cancelled when a probe has proven that the lane waits in vain
 * @give_up_at: monotonic µs: until then the lane waits although a sibling port has answered;
 *   %G_MAXINT64 when only an answer at the lane's own port counts
 */
void
pl_probe_set_lend_wait (PlProbeSet *self, GCancellable *wait, gint64 give_up_at)
{
  g_mutex_lock (&self->team.lock);
  g_set_object (&self->wait, wait);
  self->give_up_at = give_up_at;
  g_mutex_unlock (&self->team.lock);
}

/**
 * pl_probe_set_return_wait:
 *
 * Returns: whether the wait lent before was ended by a probe
 */
gboolean
pl_probe_set_return_wait (PlProbeSet *self)
{
  gboolean gave_up;

  g_mutex_lock (&self->team.lock);
  g_clear_object (&self->wait);
  gave_up = self->gave_up;
  g_cond_broadcast (&self->team.changed);
  g_mutex_unlock (&self->team.lock);

  return gave_up;
}

/**
 * pl_probe_set_call_off:
 *
 * Nobody needs the answers any more: the probes end at once. Safe from any thread.
 */
void
pl_probe_set_call_off (PlProbeSet *self)
{
  pl_team_call_off (&self->team);
}

static void
wait_until_enough (PlProbeSet *self)
{
  gboolean enough = FALSE;

  g_mutex_lock (&self->team.lock);
  while (self->team.n_running > 0 && !self->team.called_off && !enough)
    if (self->enough_at == 0)
      g_cond_wait (&self->team.changed, &self->team.lock);
    else
      enough = !g_cond_wait_until (&self->team.changed, &self->team.lock, self->enough_at);
  g_mutex_unlock (&self->team.lock);
}

/**
 * pl_probe_set_collect:
 * @summaries: the lane's recorder: one %PL_SIGHT_PROBE each, in the order in which they were added
 * @observations: (element-type PlObservation): all that the probes saw themselves is appended
 *
 * Waits for the probes, until all or enough is known, and ends the set. A probe that was called off
 * leaves what it saw, so that every host asked is known, but no summary.
 */
void
pl_probe_set_collect (PlProbeSet *self, PlRecorder *summaries, GPtrArray *observations)
{
  wait_until_enough (self);
  pl_probe_set_call_off (self);
  for (guint i = 0; i < self->probes->len; i++)
    {
      Probe *probe = self->probes->pdata[i];

      pl_worker_join (g_steal_pointer (&probe->worker));
      if (probe->result.outcome != PL_OUTCOME_CANCELLED)
        pl_service_probe_note (&probe->target, &probe->result, summaries);
      g_ptr_array_extend_and_steal (observations, pl_recorder_steal (probe->recorder));
      probe_free (probe);
    }
  g_ptr_array_set_size (self->probes, 0);
}
