// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-visit-private.h"

#include "check/pl-lane-sign-in-private.h"

struct _PlVisit
{
  PlCheckContext *context; /* borrowed */
  PlServerSettings *settings; /* shared */
  PlRecorder *recorder; /* owned: of the visit alone, and thrown away with it */
  PlConnection *connection; /* owned, nullable */
  PlDialogue *dialogue; /* owned, nullable */
};

/**
 * pl_visit_new:
 *
 * Returns: (transfer full): a visit that has not begun
 */
PlVisit *
pl_visit_new (PlCheckContext *context, PlServerSettings *settings)
{
  PlVisit *self = g_new0 (PlVisit, 1);

  self->context = context;
  self->settings = g_object_ref (settings);
  self->recorder =
      pl_check_context_make_recorder (context, pl_server_settings_get_service (settings));
  pl_recorder_set_sink (self->recorder, NULL, NULL);
  return self;
}

/**
 * pl_visit_free:
 *
 * Says goodbye where that makes sense.
 */
void
pl_visit_free (PlVisit *self)
{
  if (self->dialogue != NULL)
    pl_dialogue_quit (self->dialogue);
  g_clear_pointer (&self->dialogue, pl_dialogue_free);
  g_clear_pointer (&self->connection, pl_connection_free);
  pl_recorder_free (self->recorder);
  g_object_unref (self->settings);
  g_free (self);
}

/**
 * pl_visit_get_dialogue:
 *
 * Returns: (transfer none): once it was entered
 */
PlDialogue *
pl_visit_get_dialogue (PlVisit *self)
{
  return self->dialogue;
}

/**
 * pl_visit_dup_refusal:
 *
 * Returns: (transfer full) (nullable): the server's words where it did not let us in
 */
char *
pl_visit_dup_refusal (PlVisit *self)
{
  PlObservation *reply =
      pl_observations_find_last (pl_recorder_peek (self->recorder), PL_SIGHT_REPLY);

  if (reply == NULL || pl_observation_get_outcome (reply) == PL_OUTCOME_ACCEPTED)
    return NULL;
  return g_strdup (pl_observation_get (reply, PL_FACT_TEXT));
}

static PlTlsTarget
make_target (PlVisit *self)
{
  return (PlTlsTarget){
    .host = pl_server_settings_get_host (self->settings),
    .trust_fingerprint = pl_server_settings_get_trust_fingerprint (self->settings),
  };
}

static PlOutcome
reach (PlVisit *self, const PlDeadline *deadline, GError **error)
{
  PlNetwork *network = self->context->request->network;
  const char *host = pl_server_settings_get_host (self->settings);
  GCancellable *cancellable = self->context->cancellable;
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GSocket) socket = NULL;
  PlTlsTarget target = make_target (self);
  PlOutcome outcome =
      pl_network_resolve (network, host, self->recorder, &addresses, deadline, cancellable, error);

  if (outcome != PL_OUTCOME_FOUND)
    return outcome;

  outcome = pl_network_dial (network, host, addresses, pl_server_settings_get_port (self->settings),
                             self->recorder, &socket, deadline, cancellable, error);
  if (outcome != PL_OUTCOME_CONNECTED)
    return outcome;

  self->connection = pl_connection_new (socket, network, self->recorder);
  if (pl_server_settings_get_security (self->settings) != PL_SECURITY_TLS)
    return PL_OUTCOME_ACCEPTED;
  return pl_connection_start_tls (self->connection, &target, deadline, cancellable, error);
}

/* Up to the sign-in, which the dialogue makes over a connection that is trusted, or not at all. */
static PlOutcome
introduce (PlVisit *self, const PlDeadline *deadline, GError **error)
{
  GCancellable *cancellable = self->context->cancellable;
  PlTlsTarget target = make_target (self);
  PlOutcome outcome;

  self->dialogue = pl_dialogue_new (pl_server_settings_get_service (self->settings),
                                    self->connection, self->recorder);
  outcome = pl_dialogue_read_greeting (self->dialogue, deadline, cancellable, error);
  if (outcome == PL_OUTCOME_ACCEPTED &&
      pl_server_settings_get_security (self->settings) == PL_SECURITY_STARTTLS)
    outcome = pl_dialogue_start_tls (self->dialogue, &target, deadline, cancellable, error);
  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = pl_dialogue_ask_capabilities (self->dialogue, deadline, cancellable, error);
  return outcome;
}

/* In the same way as the check: what it may send there is decided in one place. */
static PlOutcome
sign_in (PlVisit *self, const PlDeadline *deadline, GError **error)
{
  const PlCheckRequest *request = self->context->request;
  PlDirection direction = pl_server_settings_get_direction (self->settings);
  PlSecret *credential = pl_check_get_credential (request, direction);
  PlSignIn how = pl_lane_sign_in_describe (request, self->settings);
  PlOutcome outcome;

  if (credential == NULL || how.username == NULL)
    return PL_OUTCOME_WITHHELD;

  outcome = pl_dialogue_sign_in (self->dialogue, &how, deadline, self->context->cancellable, error);
  if (outcome == PL_OUTCOME_REJECTED)
    pl_attempt_budget_note_refusal (self->context->budget, how.host, how.username, credential);
  return outcome;
}

/**
 * pl_visit_enter:
 *
 * From the name to the open mailbox; blocks. Only where the check itself has signed in: a refusal here
 * would be one that nobody expects, and is not tried a second time by anybody.
 *
 * Returns: ACCEPTED; TEMPORARY when the server asks to come back later; every other outcome ends the
 *   visit, with @error set where it could not be carried out
 */
PlOutcome
pl_visit_enter (PlVisit *self, const PlDeadline *deadline, GError **error)
{
  PlOutcome outcome = reach (self, deadline, error);

  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = introduce (self, deadline, error);
  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = sign_in (self, deadline, error);
  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = pl_dialogue_use (self->dialogue, NULL, deadline, self->context->cancellable, error);
  return outcome;
}
