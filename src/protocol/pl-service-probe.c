// SPDX-License-Identifier: GPL-3.0-or-later
/* Does this service answer at that port, with that protection? The probe says what a client says
 * before it signs in, and then good-bye. It is never given a password to send: the type that carries
 * one is not even mentioned here. The check's follow-up probes and discovery's guesses are such. */
#include "protocol/pl-service-probe.h"

#include "protocol/pl-dialogue.h"

#include <string.h>

typedef struct
{
  const PlProbeTarget *target;
  PlNetwork *network;
  PlRecorder *recorder;
  const PlDeadline *deadline;
  GCancellable *cancellable;
  PlConnection *connection; /* owned */
  PlDialogue *dialogue; /* owned */
} Probing;

static void
probing_clear (Probing *self)
{
  g_clear_pointer (&self->dialogue, pl_dialogue_free);
  g_clear_pointer (&self->connection, pl_connection_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Probing, probing_clear)

static PlOutcome
reach (Probing *self, GError **error)
{
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GSocket) socket = NULL;
  PlOutcome outcome;

  pl_recorder_enter_stage (self->recorder, PL_STAGE_RESOLVE);
  outcome = pl_network_resolve (self->network, self->target->host, self->recorder, &addresses,
                                self->deadline, self->cancellable, error);
  pl_recorder_leave_stage (self->recorder, outcome == PL_OUTCOME_FOUND ? PL_STAGE_STATE_PASSED
                                                                       : PL_STAGE_STATE_FAILED);
  if (outcome != PL_OUTCOME_FOUND)
    return outcome == PL_OUTCOME_SILENT ? outcome : PL_OUTCOME_FAILED;

  pl_recorder_enter_stage (self->recorder, PL_STAGE_CONNECT);
  pl_recorder_note_asked (self->recorder, self->target->host, self->target->port,
                          pl_service_to_nick (self->target->service), self->target->purpose);
  outcome = pl_network_dial (self->network, self->target->host, addresses, self->target->port,
                             self->recorder, &socket, self->deadline, self->cancellable, error);
  pl_recorder_leave_stage (self->recorder, outcome == PL_OUTCOME_CONNECTED ? PL_STAGE_STATE_PASSED
                                                                           : PL_STAGE_STATE_FAILED);
  if (outcome == PL_OUTCOME_CONNECTED)
    self->connection = pl_connection_new (socket, self->network, self->recorder);
  return outcome;
}

/* Whether TLS came about, whatever is thought of the certificate. */
static gboolean
is_encrypted (Probing *self)
{
  PlObservation *tls = pl_observations_find_last (pl_recorder_peek (self->recorder), PL_SIGHT_TLS);

  return tls != NULL && pl_observation_get_outcome (tls) == PL_OUTCOME_ESTABLISHED;
}

static PlOutcome
encrypt (Probing *self, GError **error)
{
  PlTlsTarget target = { .host = self->target->host, .any_version = self->target->any_version };
  PlOutcome outcome;

  pl_recorder_enter_stage (self->recorder, PL_STAGE_TLS);
  outcome =
      pl_connection_start_tls (self->connection, &target, self->deadline, self->cancellable, error);
  pl_recorder_leave_stage (self->recorder, outcome == PL_OUTCOME_ACCEPTED ? PL_STAGE_STATE_PASSED
                                                                          : PL_STAGE_STATE_FAILED);
  /* A certificate that is not trusted answers the question all the same. */
  return is_encrypted (self) ? PL_OUTCOME_ACCEPTED : outcome;
}

static PlOutcome
greet (Probing *self, GError **error)
{
  const char *wanted = pl_service_to_nick (self->target->service);
  PlOutcome outcome =
      pl_dialogue_read_greeting (self->dialogue, self->deadline, self->cancellable, error);
  PlObservation *greeting =
      pl_observations_find_last (pl_recorder_peek (self->recorder), PL_SIGHT_GREETING);

  if (outcome == PL_OUTCOME_ACCEPTED || outcome == PL_OUTCOME_CANCELLED || greeting == NULL)
    return outcome;
  if (pl_observation_get_outcome (greeting) != PL_OUTCOME_SPOKEN)
    return pl_observation_get_outcome (greeting);
  if (g_strcmp0 (pl_observation_get (greeting, PL_FACT_PROTOCOL), wanted) != 0)
    return PL_OUTCOME_OTHER_PROTOCOL;
  return outcome;
}

static PlOutcome
upgrade (Probing *self, GError **error)
{
  PlTlsTarget target = { .host = self->target->host, .any_version = self->target->any_version };
  PlOutcome outcome =
      pl_dialogue_start_tls (self->dialogue, &target, self->deadline, self->cancellable, error);

  if (is_encrypted (self))
    return PL_OUTCOME_ACCEPTED;
  if (outcome == PL_OUTCOME_NOT_OFFERED || outcome == PL_OUTCOME_REJECTED ||
      outcome == PL_OUTCOME_INJECTED)
    return PL_OUTCOME_NOT_TLS;
  return outcome;
}

/* The ladder up to what a server offers; %PL_OUTCOME_SPOKEN at its end. */
static PlOutcome
look (Probing *self, GError **error)
{
  PlOutcome outcome = reach (self, error);

  if (outcome != PL_OUTCOME_CONNECTED)
    return outcome;

  if (self->target->security == PL_SECURITY_TLS)
    {
      outcome = encrypt (self, error);
      if (outcome != PL_OUTCOME_ACCEPTED)
        return outcome;
    }

  if (self->target->security == PL_SECURITY_TLS && self->target->any_version)
    return PL_OUTCOME_SPOKEN;

  self->dialogue = pl_dialogue_new (self->target->service, self->connection, self->recorder);
  outcome = greet (self, error);
  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;

  if (self->target->security == PL_SECURITY_STARTTLS)
    {
      outcome = upgrade (self, error);
      if (outcome != PL_OUTCOME_ACCEPTED)
        return outcome;
    }

  if (self->target->any_version)
    return PL_OUTCOME_SPOKEN;

  /* What it offers is a bonus: it speaks, which is what was asked. */
  if (!self->target->only_greeting && pl_connection_is_trusted (self->connection))
    pl_dialogue_ask_capabilities (self->dialogue, self->deadline, self->cancellable, NULL);
  return PL_OUTCOME_SPOKEN;
}

static const struct
{
  PlOutcome seen;
  PlOutcome told;
} summaries[] = {
  { PL_OUTCOME_SPOKEN, PL_OUTCOME_SPOKEN },
  { PL_OUTCOME_OTHER_PROTOCOL, PL_OUTCOME_OTHER_PROTOCOL },
  { PL_OUTCOME_NOT_TLS, PL_OUTCOME_NOT_TLS },
  { PL_OUTCOME_REFUSED, PL_OUTCOME_REFUSED },
  { PL_OUTCOME_SILENT, PL_OUTCOME_SILENT },
  { PL_OUTCOME_UNREACHABLE, PL_OUTCOME_UNREACHABLE },
  { PL_OUTCOME_DENIED, PL_OUTCOME_DENIED },
  { PL_OUTCOME_CLOSED, PL_OUTCOME_CLOSED },
  { PL_OUTCOME_RESET, PL_OUTCOME_CLOSED },
  { PL_OUTCOME_CANCELLED, PL_OUTCOME_CANCELLED },
};

static PlOutcome
summarize (PlOutcome seen)
{
  for (guint i = 0; i < G_N_ELEMENTS (summaries); i++)
    if (summaries[i].seen == seen)
      return summaries[i].told;

  return PL_OUTCOME_FAILED;
}

static void
take_facts (Probing *self, PlProbeResult *result)
{
  const GPtrArray *seen = pl_recorder_peek (self->recorder);
  PlObservation *greeting = pl_observations_find_last (seen, PL_SIGHT_GREETING);
  PlObservation *words = pl_observations_find_last (seen, PL_SIGHT_CAPABILITIES);
  PlObservation *tls = pl_observations_find_last (seen, PL_SIGHT_TLS);

  result->trusted = self->connection != NULL && pl_connection_is_trusted (self->connection);
  if (tls != NULL)
    result->version = g_strdup (pl_observation_get (tls, PL_FACT_VERSION));
  /* A look at versions asks nothing about the service, so it tells nothing of it. */
  if (greeting != NULL && !self->target->any_version)
    result->protocol = g_strdup (pl_observation_get (greeting, PL_FACT_PROTOCOL));
  if (words != NULL)
    result->words = g_strdup (pl_observation_get (words, PL_FACT_WORDS));
}

/**
 * pl_service_probe_run:
 * @recorder: takes everything that is seen on the way
 * @result: (out caller-allocates): the sum of it; to be cleared
 *
 * Blocks; never fails otherwise than in @result.
 */
void
pl_service_probe_run (const PlProbeTarget *target,
                      PlNetwork *network,
                      PlRecorder *recorder,
                      PlProbeResult *result,
                      const PlDeadline *deadline,
                      GCancellable *cancellable)
{
  gint64 began_at = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_auto (Probing) self = {
    .target = target,
    .network = network,
    .recorder = recorder,
    .deadline = deadline,
    .cancellable = cancellable,
  };
  PlOutcome outcome = look (&self, &error);

  memset (result, 0, sizeof *result);
  result->outcome = summarize (error != NULL ? pl_connection_judge_error (error) : outcome);
  take_facts (&self, result);
  result->ms = (double) (g_get_monotonic_time () - began_at) / 1000;
  if (result->outcome == PL_OUTCOME_SPOKEN && self.dialogue != NULL)
    pl_dialogue_quit (self.dialogue);
}

/**
 * pl_service_probe_note:
 * @recorder: of whoever wanted to know
 *
 * Writes the sum of a probe down, as %PL_SIGHT_PROBE.
 */
void
pl_service_probe_note (const PlProbeTarget *target,
                       const PlProbeResult *result,
                       PlRecorder *recorder)
{
  char ms[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *port = g_strdup_printf ("%u", target->port);

  pl_recorder_note (recorder, PL_SIGHT_PROBE, result->outcome, PL_FACT_HOST, target->host,
                    PL_FACT_PORT, port, PL_FACT_SECURITY, pl_security_to_nick (target->security),
                    PL_FACT_PROTOCOL, result->protocol, PL_FACT_TRUST,
                    result->trusted ? "system" : "none", PL_FACT_VERSION, result->version,
                    PL_FACT_WORDS, result->words, PL_FACT_MS,
                    g_ascii_formatd (ms, sizeof ms, "%.1f", result->ms), PL_FACT_END);
}

void
pl_probe_result_clear (PlProbeResult *result)
{
  g_clear_pointer (&result->protocol, g_free);
  g_clear_pointer (&result->version, g_free);
  g_clear_pointer (&result->words, g_free);
}
