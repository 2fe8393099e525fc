// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-check-lane-private.h"

#include "check/pl-exchangers-private.h"
#include "check/pl-lane-sign-in-private.h"
#include "check/pl-lane-stages-private.h"
#include "check/pl-outlook-private.h"
#include "check/pl-probes-private.h"
#include "check/pl-test-message-private.h"
#include "protocol/pl-dialogue.h"

/* A silent port is given up for lost this long after dialling began when a sibling has answered:
 * the hard limit would add nothing but time (product.md, Speed: "port silent, siblings answer"). */
#define SILENT_PORT_MS 3000

struct _PlCheckLane
{
  PlCheckContext *context; /* borrowed */
  PlServerSettings *settings; /* shared */
  PlRecorder *recorder; /* owned */
  GPtrArray *probe_observations; /* owned: PlObservation */
  PlProbeSet *probes; /* owned, nullable: probes under way */
  PlConnection *connection; /* owned, nullable */
  PlDialogue *dialogue; /* owned, nullable */
  GCancellable *wait; /* owned: ends the wait for the server alone; %NULL outside of one */
  gulong wait_handler;
  gint64 wait_began_at; /* monotonic µs */
  gboolean passed;
  gboolean interrupted;
};

static void saw_cb (PlObservation *observation, gpointer user_data);

/**
 * pl_check_lane_new:
 *
 * Returns: (transfer full): a lane that has not begun
 */
PlCheckLane *
pl_check_lane_new (PlCheckContext *context, PlServerSettings *settings)
{
  PlCheckLane *self = g_new0 (PlCheckLane, 1);

  self->context = context;
  self->settings = g_object_ref (settings);
  self->recorder =
      pl_check_context_make_recorder (context, pl_server_settings_get_service (settings));
  pl_recorder_set_sink (self->recorder, saw_cb, self);
  self->probe_observations = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
pl_check_lane_free (PlCheckLane *self)
{
  g_clear_pointer (&self->probes, pl_probe_set_free);
  g_clear_pointer (&self->dialogue, pl_dialogue_free);
  g_clear_pointer (&self->connection, pl_connection_free);
  pl_recorder_free (self->recorder);
  g_clear_pointer (&self->probe_observations, g_ptr_array_unref);
  g_object_unref (self->settings);
  g_free (self);
}

static PlDirection
get_direction (PlCheckLane *self)
{
  return pl_server_settings_get_direction (self->settings);
}

/* --- Probes --- */

static PlProbeView
make_view (PlCheckLane *self, gboolean waiting)
{
  return (PlProbeView){
    .proposal = self->context->request->proposal,
    .settings = self->settings,
    .stage = pl_recorder_get_stage (self->recorder),
    .waiting = waiting,
    .observations = pl_recorder_peek (self->recorder),
  };
}

static PlProbeSet *
need_probes (PlCheckLane *self)
{
  if (self->probes == NULL)
    self->probes = pl_probe_set_new (self->context, self->settings);
  return self->probes;
}

static void
look_around (PlCheckLane *self, const PlProbeView *view)
{
  PlOutlookReach reach;

  if (pl_outlook_is_wanted (view, &reach))
    pl_outlook_want (self->context->outlook, self->settings, reach);
}

/* The soft limit of a wait has passed: the probes begin beside it. */
static void
start_probes_beside (PlCheckLane *self)
{
  PlProbeView view = make_view (self, TRUE);
  gint64 give_up_at = G_MAXINT64;

  if (view.stage == PL_STAGE_CONNECT)
    give_up_at = self->wait_began_at + SILENT_PORT_MS * 1000;
  pl_probe_set_lend_wait (need_probes (self), self->wait, give_up_at);
  pl_probes_start (&view, self->probes);
  look_around (self, &view);
}

static void
saw_cb (PlObservation *observation, gpointer user_data)
{
  PlCheckLane *self = user_data;

  self->context->sink (observation, self->context->sink_data);
  if (self->wait != NULL && pl_observation_get_sight (observation) == PL_SIGHT_SILENCE &&
      pl_observation_has_word (observation, PL_FACT_LIMIT, "soft"))
    start_probes_beside (self);
}

static void
end_probes (PlCheckLane *self, gboolean wanted)
{
  if (self->probes == NULL)
    return;

  if (!wanted)
    pl_probe_set_call_off (self->probes);
  pl_probe_set_collect (self->probes, self->recorder, self->probe_observations);
  g_clear_pointer (&self->probes, pl_probe_set_free);
}

/* --- Waits that a probe may end --- */

static void
end_wait_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static GCancellable *
begin_wait (PlCheckLane *self)
{
  self->wait = g_cancellable_new ();
  self->wait_began_at = g_get_monotonic_time ();
  if (self->context->cancellable != NULL)
    self->wait_handler = g_cancellable_connect (self->context->cancellable,
                                                G_CALLBACK (end_wait_cb), self->wait, NULL);
  return self->wait;
}

/* @came: whether what was waited for has come; then nobody needs the probes any more */
static gboolean
finish_wait (PlCheckLane *self, gboolean came)
{
  gboolean given_up = self->probes != NULL && pl_probe_set_return_wait (self->probes);

  g_cancellable_disconnect (self->context->cancellable, self->wait_handler);
  self->wait_handler = 0;
  g_clear_object (&self->wait);
  if (came)
    {
      end_probes (self, FALSE);
      pl_outlook_drop (self->context->outlook, self->settings);
    }
  else if (given_up && !g_cancellable_is_cancelled (self->context->cancellable))
    pl_lane_stages_note_given_up (self->recorder, self->wait_began_at);

  return came;
}

/* --- The ladder: each step returns whether the next may follow --- */

/* A stage that was cancelled neither passed nor failed. */
static void
leave_stage (PlCheckLane *self, gboolean passed)
{
  PlStageState state = passed ? PL_STAGE_STATE_PASSED : PL_STAGE_STATE_FAILED;

  if (!passed && g_cancellable_is_cancelled (self->context->cancellable))
    state = PL_STAGE_STATE_SKIPPED;

  pl_recorder_leave_stage (self->recorder, state);
}

static gboolean
resolve (PlCheckLane *self, GPtrArray **addresses, GError **error)
{
  gboolean found;

  pl_recorder_enter_stage (self->recorder, PL_STAGE_RESOLVE);
  found = pl_network_resolve (self->context->request->network,
                              pl_server_settings_get_host (self->settings), self->recorder,
                              addresses, &self->context->deadline, self->context->cancellable,
                              error) == PL_OUTCOME_FOUND;
  leave_stage (self, found);
  return found;
}

static gboolean
dial (PlCheckLane *self, GPtrArray *addresses, GError **error)
{
  const char *host = pl_server_settings_get_host (self->settings);
  guint16 port = pl_server_settings_get_port (self->settings);
  PlNetwork *network = self->context->request->network;
  g_autoptr (GSocket) socket = NULL;
  gboolean connected;

  pl_recorder_enter_stage (self->recorder, PL_STAGE_CONNECT);
  pl_recorder_note_asked (self->recorder, host, port,
                          pl_service_to_nick (pl_recorder_get_service (self->recorder)), "check");
  connected =
      pl_network_dial (network, host, addresses, port, self->recorder, &socket,
                       &self->context->deadline, begin_wait (self), error) == PL_OUTCOME_CONNECTED;
  finish_wait (self, connected);
  leave_stage (self, connected);
  if (connected)
    self->connection = pl_connection_new (socket, network, self->recorder);
  return connected;
}

static gboolean
encrypt (PlCheckLane *self, GError **error)
{
  PlTlsTarget target = {
    .host = pl_server_settings_get_host (self->settings),
    .trust_fingerprint = pl_server_settings_get_trust_fingerprint (self->settings),
  };
  gboolean accepted;

  pl_recorder_enter_stage (self->recorder, PL_STAGE_TLS);
  accepted = pl_connection_start_tls (self->connection, &target, &self->context->deadline,
                                      begin_wait (self), error) == PL_OUTCOME_ACCEPTED;
  finish_wait (self, accepted);
  leave_stage (self, accepted);
  return accepted;
}

static gboolean
greet (PlCheckLane *self, GError **error)
{
  GCancellable *wait = begin_wait (self);
  gboolean accepted;

  if (pl_probes_expects_other_mode (self->settings))
    {
      PlProbeView view = make_view (self, TRUE);

      pl_probe_set_lend_wait (need_probes (self), wait, G_MAXINT64);
      pl_probes_start_early (&view, self->probes);
    }
  accepted = pl_dialogue_read_greeting (self->dialogue, &self->context->deadline, wait, error) ==
             PL_OUTCOME_ACCEPTED;
  return finish_wait (self, accepted);
}

static gboolean
upgrade (PlCheckLane *self, GError **error)
{
  PlTlsTarget target = {
    .host = pl_server_settings_get_host (self->settings),
    .trust_fingerprint = pl_server_settings_get_trust_fingerprint (self->settings),
  };

  return pl_dialogue_start_tls (self->dialogue, &target, &self->context->deadline,
                                self->context->cancellable, error) == PL_OUTCOME_ACCEPTED;
}

/* Past the sign-in: the mailbox, or the sender and a recipient. */
static gboolean
use (PlCheckLane *self, GError **error)
{
  const PlCheckRequest *request = self->context->request;
  PlAddress *address = pl_proposal_get_address (request->proposal);
  g_autofree char *message = NULL;
  PlEnvelope envelope = {
    .sender = pl_address_get_text (address),
    .recipient = pl_address_get_text (address),
  };

  if (get_direction (self) == PL_DIRECTION_OUTGOING && request->send_test)
    envelope.message = message = pl_test_message_make (address, self->context->test_id);

  return pl_dialogue_use (
             self->dialogue, get_direction (self) == PL_DIRECTION_OUTGOING ? &envelope : NULL,
             &self->context->deadline, self->context->cancellable, error) == PL_OUTCOME_ACCEPTED;
}

static gboolean
climb (PlCheckLane *self, GError **error)
{
  PlSecurity security = pl_server_settings_get_security (self->settings);
  g_autoptr (GPtrArray) addresses = NULL;

  if (!resolve (self, &addresses, error))
    return FALSE;
  if (!dial (self, addresses, error))
    return FALSE;
  if (security == PL_SECURITY_TLS && !encrypt (self, error))
    return FALSE;

  self->dialogue = pl_dialogue_new (pl_server_settings_get_service (self->settings),
                                    self->connection, self->recorder);
  if (!greet (self, error))
    return FALSE;
  if (security == PL_SECURITY_STARTTLS && !upgrade (self, error))
    return FALSE;
  if (pl_dialogue_ask_capabilities (self->dialogue, &self->context->deadline,
                                    self->context->cancellable, error) != PL_OUTCOME_ACCEPTED)
    return FALSE;
  if (!pl_lane_sign_in (self->context, self->settings, self->dialogue, self->recorder, error))
    return FALSE;

  return use (self, error);
}

/* --- The whole lane --- */

static gboolean
is_over (PlCheckLane *self)
{
  return !pl_deadline_check (&self->context->deadline, self->context->cancellable, NULL);
}

static gboolean
has_answered (PlCheckLane *self)
{
  const GPtrArray *seen = pl_recorder_peek (self->recorder);

  for (guint i = 0; i < seen->len; i++)
    if (pl_observation_get_sight (seen->pdata[i]) == PL_SIGHT_PROBE &&
        pl_observation_get_outcome (seen->pdata[i]) == PL_OUTCOME_SPOKEN)
      return TRUE;

  return FALSE;
}

static void
look_closer (PlCheckLane *self)
{
  PlProbeView view = make_view (self, FALSE);

  if (is_over (self))
    {
      end_probes (self, FALSE);
      return;
    }

  if (!pl_probe_set_has_answer (need_probes (self)))
    {
      pl_probes_start (&view, self->probes);
      look_around (self, &view);
      pl_exchangers_probe (&view, self->context, self->probes, self->probe_observations);
    }
  end_probes (self, TRUE);
  /* Where a port of the same host answers the way there is open. */
  if (view.stage == PL_STAGE_CONNECT && has_answered (self))
    pl_outlook_drop (self->context->outlook, self->settings);
}

/**
 * pl_check_lane_run:
 *
 * Blocks until the direction is checked, the deadline has passed or the check is cancelled.
 */
void
pl_check_lane_run (PlCheckLane *self)
{
  g_autoptr (GError) error = NULL;

  pl_lane_sign_in_note_password (self->context->request, self->settings, self->recorder);
  pl_check_context_note_attempts (self->context, self->settings, self->recorder);
  if (climb (self, &error))
    {
      self->passed = TRUE;
      pl_dialogue_quit (self->dialogue);
      return;
    }

  /* Before the probes: the outgoing lane need not wait for what they find. */
  leave_stage (self, FALSE);
  if (get_direction (self) == PL_DIRECTION_INCOMING)
    pl_gate_shut (self->context->gate);

  self->interrupted = is_over (self);
  look_closer (self);
  self->interrupted = self->interrupted || is_over (self);
  pl_lane_stages_skip_rest (self->recorder, self->settings, self->context->request->send_test);
  if (self->dialogue != NULL && !self->interrupted)
    pl_dialogue_quit (self->dialogue);
}

/**
 * pl_check_lane_has_passed:
 *
 * Returns: whether all of it went well, to the mailbox or the message
 */
gboolean
pl_check_lane_has_passed (PlCheckLane *self)
{
  return self->passed;
}

/**
 * pl_check_lane_was_interrupted:
 *
 * Returns: whether the deadline or a cancel ended it
 */
gboolean
pl_check_lane_was_interrupted (PlCheckLane *self)
{
  return self->interrupted;
}

/**
 * pl_check_lane_collect:
 * @observations: (element-type PlObservation): all that the lane and its probes saw is appended
 */
void
pl_check_lane_collect (PlCheckLane *self, GPtrArray *observations)
{
  g_ptr_array_extend_and_steal (observations, pl_recorder_steal (self->recorder));
  g_ptr_array_extend_and_steal (observations, g_steal_pointer (&self->probe_observations));
}
