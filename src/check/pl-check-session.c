// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-check-lane-private.h"

#include "base/pl-worker.h"
#include "check/pl-arrival-private.h"
#include "check/pl-outlook-private.h"
#include "check/pl-test-message-private.h"

/* One run of pl_check_run(). */
typedef struct
{
  PlCheckContext context;
  PlRecorder *account; /* owned: what belongs to neither lane */
  PlCheckLane *lanes[2]; /* owned, by PlDirection, nullable */
  PlRecorder *arrival; /* owned, nullable: of the incoming service, behind its lane */
  char *test_id; /* owned, nullable */

  GMutex lock; /* lets one observation through at a time */
  PlObservationFunc observed; /* nullable */
  gpointer data; /* borrowed */
} Session;

static void
session_clear (Session *self)
{
  g_clear_pointer (&self->lanes[PL_DIRECTION_INCOMING], pl_check_lane_free);
  g_clear_pointer (&self->lanes[PL_DIRECTION_OUTGOING], pl_check_lane_free);
  g_clear_pointer (&self->context.outlook, pl_outlook_free);
  g_clear_pointer (&self->account, pl_recorder_free);
  g_clear_pointer (&self->arrival, pl_recorder_free);
  g_free (self->test_id);
  g_clear_pointer (&self->context.gate, pl_gate_free);
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

static PlServerSettings *
get_server (const PlCheckRequest *request, PlDirection direction)
{
  if ((request->directions & (1u << direction)) == 0)
    return NULL;

  return pl_proposal_get_server (request->proposal, direction);
}

/* Whether this check will itself learn what the incoming server says to the password or token. */
static gboolean
holds_back (const PlCheckRequest *request)
{
  PlServerSettings *incoming = get_server (request, PL_DIRECTION_INCOMING);

  return incoming != NULL && !request->incoming_accepted &&
         pl_server_settings_get_username (incoming) != NULL &&
         pl_check_get_credential (request, PL_DIRECTION_INCOMING) != NULL;
}

static void
begin (Session *self)
{
  const PlCheckRequest *request = self->context.request;

  g_mutex_init (&self->lock);
  self->context.gate = pl_gate_new ();
  self->context.outlook = pl_outlook_new (&self->context);
  if (request->incoming_refused && get_server (request, PL_DIRECTION_INCOMING) == NULL)
    pl_gate_shut (self->context.gate);
  else if (!holds_back (request))
    pl_gate_open (self->context.gate);

  if (request->send_test)
    self->test_id = pl_test_message_make_id (pl_proposal_get_address (request->proposal));
  self->context.test_id = self->test_id;

  self->account = pl_check_context_make_recorder (&self->context, PL_SERVICE_ACCOUNT);
  pl_recorder_enter_stage (self->account, PL_STAGE_ADDRESS);
  pl_recorder_leave_stage (self->account, PL_STAGE_STATE_PASSED);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = get_server (request, (PlDirection) i);

      if (server != NULL)
        self->lanes[i] = pl_check_lane_new (&self->context, server);
    }
}

static void
run_lane (gpointer lane)
{
  pl_check_lane_run (lane);
}

/* The outgoing lane gets a thread of its own, the incoming one has this. Where no thread can be had,
 * one goes after the other: slower, and just as true. */
static void
run_lanes (Session *self)
{
  PlCheckLane *incoming = self->lanes[PL_DIRECTION_INCOMING];
  PlCheckLane *outgoing = self->lanes[PL_DIRECTION_OUTGOING];
  PlWorker *worker = NULL;

  if (incoming != NULL && outgoing != NULL)
    worker = pl_worker_start ("pl-outgoing", run_lane, outgoing, NULL);
  if (incoming != NULL)
    pl_check_lane_run (incoming);
  if (outgoing != NULL && worker == NULL)
    pl_check_lane_run (outgoing);
  pl_worker_join (worker);
}

/* --- The test message --- */

/* Which message there is to look for, where this check or an earlier one has signed in for that. */
static const char *
find_message (Session *self)
{
  const PlCheckRequest *request = self->context.request;
  PlCheckLane *incoming = self->lanes[PL_DIRECTION_INCOMING];
  PlCheckLane *outgoing = self->lanes[PL_DIRECTION_OUTGOING];

  if (incoming != NULL ? !pl_check_lane_has_passed (incoming) : !request->incoming_accepted)
    return NULL;
  if (!request->send_test)
    return request->look_for;
  return outgoing != NULL && pl_check_lane_has_passed (outgoing) ? self->test_id : NULL;
}

static void
watch_arrival (Session *self)
{
  const PlCheckRequest *request = self->context.request;
  PlServerSettings *incoming = pl_proposal_get_server (request->proposal, PL_DIRECTION_INCOMING);
  const char *id = find_message (self);

  if (incoming == NULL || (!request->send_test && id == NULL))
    return;

  self->arrival =
      pl_check_context_make_recorder (&self->context, pl_server_settings_get_service (incoming));
  if (id != NULL && pl_check_get_credential (request, PL_DIRECTION_INCOMING) != NULL)
    pl_arrival_watch (&self->context, id, self->arrival);
  else
    pl_arrival_skip (self->arrival);
}

static void
note_end (Session *self)
{
  gboolean interrupted = FALSE;

  for (guint i = 0; i < 2; i++)
    interrupted =
        interrupted || (self->lanes[i] != NULL && pl_check_lane_was_interrupted (self->lanes[i]));
  if (!interrupted)
    return;

  pl_recorder_note (self->account, PL_SIGHT_END,
                    g_cancellable_is_cancelled (self->context.cancellable) ? PL_OUTCOME_CANCELLED
                                                                           : PL_OUTCOME_SILENT,
                    PL_FACT_END);
}

static PlEvidence *
finish (Session *self, gint64 began_at_unix)
{
  GPtrArray *observations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) beyond = g_ptr_array_new_with_free_func (g_object_unref);

  pl_outlook_collect (self->context.outlook, beyond);
  note_end (self);
  g_ptr_array_extend_and_steal (observations, pl_recorder_steal (self->account));
  for (guint i = 0; i < 2; i++)
    if (self->lanes[i] != NULL)
      pl_check_lane_collect (self->lanes[i], observations);
  if (self->arrival != NULL)
    g_ptr_array_extend_and_steal (observations, pl_recorder_steal (self->arrival));
  g_ptr_array_extend_and_steal (observations, g_steal_pointer (&beyond));

  return pl_evidence_new (self->context.request->proposal, began_at_unix, observations);
}

/**
 * pl_check_run:
 * @request: what to check, and how
 * @observed: (nullable): told of each observation as it is made, those of follow-up probes too: in
 *   the thread that made it, but never twice at a time. It must not wait for anything, least of all
 *   for the caller of this function.
 * @cancellable: (nullable): ends the check within 100 ms; what is known by then is returned
 *
 * Checks both directions side by side, step by step, until they work or fail, and looks around
 * after a failure. A test message is then looked for, for half a minute at most; a check that is
 * cancelled only while it waits for that has not been stopped. Blocks until all of that is over: at most
 * @request->deadline_ms, without a test message usually below a second.
 *
 * One sign-in is tried for each direction, and the outgoing one only when the incoming server has
 * accepted the password or token. Where only a token is taken and there is none, a direction ends
 * before the sign-in, which the mail program does later.
 *
 * Returns: (transfer full): what was seen. A refused check is a result like any other; a stopped
 *   one holds %PL_SIGHT_END.
 */
PlEvidence *
pl_check_run (const PlCheckRequest *request,
              PlObservationFunc observed,
              gpointer data,
              GCancellable *cancellable)
{
  gint64 began_at_unix = g_get_real_time () / G_USEC_PER_SEC;
  g_auto (Session) self = {
    .context = {
      .request = request,
      .began_at = g_get_monotonic_time (),
      .deadline = pl_deadline_in (request->deadline_ms > 0 ? request->deadline_ms
                                                           : PL_CHECK_DEADLINE_MS),
      .cancellable = cancellable,
      .budget = pl_attempt_budget_get (request->network),
      .sink = observe,
      .sink_data = &self,
    },
    .observed = observed,
    .data = data,
  };

  pl_attempt_budget_load (self.context.budget);
  begin (&self);
  run_lanes (&self);
  watch_arrival (&self);
  return finish (&self, began_at_unix);
}
