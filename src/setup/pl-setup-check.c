// SPDX-License-Identifier: GPL-3.0-or-later
/* The bridge between the main loop, where PlSetup lives, and the thread in which its check blocks.
 *
 * The thread knows the setup by a weak reference only, and takes even that on the main loop alone:
 * who drops the setup ends the check and hears no more of it. So the task has no source object, as
 * that would keep the setup alive; the callback is given the setup all the same. */
#include "setup/pl-setup-private.h"

#include "base/pl-worker.h"
#include "diagnosis/pl-diagnosis.h"

/* One check. Shared by its thread, its task and each observation on its way to the main loop. */
typedef struct
{
  gatomicrefcount refs;
  GWeakRef setup; /* read on the main loop only */
  GMainContext *context; /* owned: where the setup lives */
  PlCheckRequest request; /* what it points to is owned */
  GCancellable *cancellable; /* owned: ends this check */
  GCancellable *outer; /* owned, nullable: the caller's */
  gulong outer_handler;
  guint n_changes; /* of the setup when the check began */
  GAsyncReadyCallback callback; /* nullable */
  gpointer user_data; /* borrowed: the caller's */
  GError *error; /* owned, nullable: what the callback is to be told */
} Job;

static Job *
job_ref (Job *job)
{
  g_atomic_ref_count_inc (&job->refs);
  return job;
}

static void
job_unref (gpointer data)
{
  Job *job = data;

  if (!g_atomic_ref_count_dec (&job->refs))
    return;

  g_weak_ref_clear (&job->setup);
  g_main_context_unref (job->context);
  g_clear_pointer (&job->request.network, pl_network_unref);
  g_clear_object (&job->request.proposal);
  g_clear_pointer (&job->request.passwords[PL_DIRECTION_INCOMING], pl_secret_unref);
  g_clear_pointer (&job->request.passwords[PL_DIRECTION_OUTGOING], pl_secret_unref);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->outer);
  g_clear_error (&job->error);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_unref)

/* --- In the thread --- */

typedef struct
{
  Job *job; /* shared */
  PlObservation *observation; /* shared */
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  job_unref (delivery->job);
  g_object_unref (delivery->observation);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer user_data)
{
  Delivery *delivery = user_data;
  g_autoptr (PlSetup) setup = g_weak_ref_get (&delivery->job->setup);

  if (setup != NULL)
    pl_setup_note_observed (setup, delivery->observation);
  return G_SOURCE_REMOVE;
}

/* An idle source, not g_main_context_invoke(): that would call back in this very thread wherever the
 * main loop has not begun to run yet. At the priority of a task's return, so that all observations
 * come before the end. */
static void
observed_cb (PlObservation *observation, gpointer user_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Delivery *delivery = g_new0 (Delivery, 1);
  Job *job = user_data;

  delivery->job = job_ref (job);
  delivery->observation = g_object_ref (observation);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, delivery, delivery_free);
  g_source_attach (source, job->context);
}

static void
run_check (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);

  g_task_return_pointer (task, pl_check_run (&job->request, observed_cb, job, job->cancellable),
                         g_object_unref);
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

/* What the incoming server said to the password, for later checks of the outgoing one alone. */
static void
remember_verdict (PlSetup *self, Job *job, PlEvidence *evidence)
{
  PlServerSettings *incoming =
      pl_proposal_get_server (job->request.proposal, PL_DIRECTION_INCOMING);
  PlSecret *password = job->request.passwords[PL_DIRECTION_INCOMING];
  PlObservation *sign_in;

  if (incoming == NULL || (job->request.directions & PL_DIRECTIONS_INCOMING) == 0)
    return;

  sign_in =
      pl_evidence_find_last (evidence, pl_server_settings_get_service (incoming), PL_SIGHT_SIGN_IN);
  if (sign_in == NULL)
    return;
  if (pl_observation_get_outcome (sign_in) == PL_OUTCOME_ACCEPTED)
    {
      set_verdict (&self->accepted, incoming, password);
      set_verdict (&self->refused, NULL, NULL);
    }
  else if (pl_observation_get_outcome (sign_in) == PL_OUTCOME_REJECTED)
    {
      set_verdict (&self->refused, incoming, password);
      set_verdict (&self->accepted, NULL, NULL);
    }
}

static gboolean
fill_findings (PlSetup *self)
{
  g_autoptr (GPtrArray) findings = pl_diagnosis_run (self->evidence);
  gboolean has_error = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      g_list_store_append (self->findings, findings->pdata[i]);
      has_error = has_error || pl_finding_get_severity (findings->pdata[i]) == PL_SEVERITY_ERROR;
    }

  return has_error;
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
        pl_check_get_state (self->evidence, (PlDirection) i) == PL_CHECK_STATE_NOT_TESTED)
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
        pl_check_get_state (self->evidence, (PlDirection) i) != PL_CHECK_STATE_OK)
      return FALSE;

  return TRUE;
}

/* From the evidence of one check to what the programs see. */
static void
take_evidence (PlSetup *self, Job *job, PlEvidence *evidence)
{
  PlDirections untested;
  PlOutcome end;
  gboolean stopped = was_stopped (evidence, &end);
  gboolean has_error;

  remember_verdict (self, job, evidence);
  if (end == PL_OUTCOME_CANCELLED)
    job->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The check was cancelled");
  if (job->n_changes != self->n_changes)
    {
      /* Findings on settings that are no more would offer fixes that do not fit. */
      pl_setup_set_stage (self, PL_SETUP_STAGE_ENTERING);
      return;
    }

  {
    g_autoptr (PlEvidence) former = g_steal_pointer (&self->evidence);

    self->evidence = pl_setup_merge_evidence (former, evidence, job->request.directions);
  }
  untested = get_untested (self, job->request.directions);
  has_error = fill_findings (self);
  if (!has_error && !stopped)
    self->checked = pl_check_conclude (self->evidence, untested);
  pl_setup_set_stage (self, self->checked != NULL && is_all_ok (self, untested)
                                ? PL_SETUP_STAGE_VERIFIED
                                : PL_SETUP_STAGE_TROUBLE);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = G_TASK (result);
  Job *job = g_task_get_task_data (task);
  g_autoptr (PlEvidence) evidence = g_task_propagate_pointer (task, NULL);
  g_autoptr (PlSetup) self = g_weak_ref_get (&job->setup);

  g_cancellable_disconnect (job->outer, job->outer_handler);
  if (self == NULL)
    return;

  if (self->cancellable == job->cancellable)
    g_clear_object (&self->cancellable);
  if (evidence != NULL)
    take_evidence (self, job, evidence);
  if (job->callback != NULL)
    job->callback (G_OBJECT (self), result, job->user_data);
}

static void
cancel_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static Job *
job_new (PlSetup *self, GCancellable *outer, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_init (&job->refs);
  g_weak_ref_init (&job->setup, self);
  job->context = g_main_context_ref_thread_default ();
  job->cancellable = g_cancellable_new ();
  job->n_changes = self->n_changes;
  job->callback = callback;
  job->user_data = user_data;
  if (outer != NULL)
    {
      job->outer = g_object_ref (outer);
      job->outer_handler = g_cancellable_connect (outer, G_CALLBACK (cancel_cb),
                                                  g_object_ref (job->cancellable), g_object_unref);
    }
  return job;
}

static void
fill_request (PlSetup *self, Job *job, PlDirections directions)
{
  PlCheckRequest *request = &job->request;
  PlServerSettings *incoming = self->servers[PL_DIRECTION_INCOMING];
  gboolean outgoing_only = (directions & PL_DIRECTIONS_INCOMING) == 0;

  request->network = pl_network_ref (self->network);
  request->proposal = g_object_ref (pl_setup_get_proposal (self));
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlSecret *password = pl_setup_get_password (self, (PlDirection) i);

      request->passwords[i] = password != NULL ? pl_secret_ref (password) : NULL;
    }
  request->directions = directions;
  request->incoming_accepted =
      outgoing_only && is_verdict_on (&self->accepted, incoming, request->passwords[0]);
  request->incoming_refused = outgoing_only &&
                              is_verdict_on (&self->refused, incoming, request->passwords[0]) &&
                              request->passwords[1] != NULL &&
                              pl_secret_equal (self->refused.password, request->passwords[1]);
  request->send_test = self->send_test;
  request->deadline_ms = self->deadline_ms;
}

/* Starts the thread; it has to return the task. */
static void
start_thread (PlSetup *self, GTask *task)
{
  Job *job = g_task_get_task_data (task);
  PlWorker *worker = pl_worker_start ("pl-check", run_check, g_object_ref (task), &job->error);

  if (worker == NULL)
    {
      g_object_unref (task);
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  self->cancellable = g_object_ref (job->cancellable);
  pl_setup_set_stage (self, PL_SETUP_STAGE_CHECKING);
  pl_worker_forget (worker);
}

/* What is no address has no domain to ask, but it has a finding. */
static void
find_address_invalid (PlSetup *self)
{
  g_autoptr (PlFinding) finding = pl_diagnosis_judge_address (self->address);

  g_clear_object (&self->evidence);
  g_list_store_append (self->findings, finding);
  pl_setup_set_stage (self, PL_SETUP_STAGE_TROUBLE);
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
 * Checks what is proposed now. What is entered while the check runs makes its result void.
 */
void
pl_setup_check_async (PlSetup *self,
                      PlDirections directions,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, checked_cb, NULL);
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);
  Job *job = job_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, pl_setup_check_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_unref);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (self->servers[i] == NULL)
      directions &= ~(1u << i);

  if (self->stage == PL_SETUP_STAGE_CHECKING)
    {
      job->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING, "A check is under way");
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  g_list_store_remove_all (self->findings);
  g_clear_object (&self->checked);
  if (address != NULL && directions != 0)
    {
      fill_request (self, job, directions);
      start_thread (self, task);
      return;
    }

  if (address == NULL)
    find_address_invalid (self);
  else
    job->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No server is known yet");
  g_task_return_pointer (task, NULL, NULL);
}

/**
 * pl_setup_check_finish:
 *
 * Returns: %TRUE when the check was carried out, whatever it found; %FALSE with
 *   %G_IO_ERROR_CANCELLED (what was seen until then is there all the same), %G_IO_ERROR_NOT_FOUND
 *   when there is no server to check, %G_IO_ERROR_PENDING while another check runs, or the reason
 *   why no thread could be had
 */
gboolean
pl_setup_check_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pl_setup_check_async), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  if (job->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (job->error));
  return FALSE;
}

/**
 * pl_setup_cancel:
 *
 * Ends the check under way, if one is: its callback comes within 100 ms, with what is known by then.
 */
void
pl_setup_cancel (PlSetup *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
