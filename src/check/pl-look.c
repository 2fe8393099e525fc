// SPDX-License-Identifier: GPL-3.0-or-later
/* One look beyond the server: what answers there, and whose certificate it shows. Nothing but the
 * question is sent, and no secret is at hand: it has no way in here. */
#include "check/pl-look-private.h"

#include "check/pl-probe-https-private.h"
#include "protocol/pl-service-probe.h"

typedef struct
{
  PlOutcome outcome;
  char *date; /* owned, nullable */
} Seen;

static PlOutcome
resolve (const PlOutlookTarget *target,
         PlNetwork *network,
         PlRecorder *recorder,
         GPtrArray **addresses,
         const PlDeadline *deadline,
         GCancellable *cancellable,
         GError **error)
{
  PlOutcome outcome;

  pl_recorder_enter_stage (recorder, PL_STAGE_RESOLVE);
  outcome =
      pl_network_resolve (network, target->host, recorder, addresses, deadline, cancellable, error);
  pl_recorder_leave_stage (recorder, outcome == PL_OUTCOME_FOUND ? PL_STAGE_STATE_PASSED
                                                                 : PL_STAGE_STATE_FAILED);
  return outcome;
}

static PlOutcome
ask_web (const PlOutlookTarget *target,
         GSocket *socket,
         PlNetwork *network,
         PlRecorder *recorder,
         char **date,
         const PlDeadline *deadline,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (PlConnection) connection = pl_connection_new (socket, network, recorder);
  PlTlsTarget tls = { .host = target->host, .any_date = TRUE };
  PlOutcome outcome;

  pl_recorder_enter_stage (recorder, PL_STAGE_TLS);
  outcome = pl_connection_start_tls (connection, &tls, deadline, cancellable, error);
  pl_recorder_leave_stage (recorder, outcome == PL_OUTCOME_ACCEPTED ? PL_STAGE_STATE_PASSED
                                                                    : PL_STAGE_STATE_FAILED);
  /* Whoever it is, somebody answered: whether it was the right one stands beside it. */
  if (outcome == PL_OUTCOME_REJECTED)
    return PL_OUTCOME_SPOKEN;
  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;

  return pl_probe_https_ask (connection, target->host, date, deadline, cancellable, error);
}

static PlOutcome
look_at_web (const PlOutlookTarget *target,
             PlOutlookReach reach,
             PlNetwork *network,
             PlRecorder *recorder,
             char **date,
             const PlDeadline *deadline,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GSocket) socket = NULL;
  PlOutcome outcome = resolve (target, network, recorder, &addresses, deadline, cancellable, error);

  if (outcome != PL_OUTCOME_FOUND || reach == PL_OUTLOOK_NAMES)
    return outcome;

  pl_recorder_enter_stage (recorder, PL_STAGE_CONNECT);
  pl_recorder_note_asked (recorder, target->host, target->port, "https", "probe");
  outcome = pl_network_dial (network, target->host, addresses, target->port, recorder, &socket,
                             deadline, cancellable, error);
  pl_recorder_leave_stage (recorder, outcome == PL_OUTCOME_CONNECTED ? PL_STAGE_STATE_PASSED
                                                                     : PL_STAGE_STATE_FAILED);
  if (outcome != PL_OUTCOME_CONNECTED)
    return outcome;

  return ask_web (target, socket, network, recorder, date, deadline, cancellable, error);
}

static PlOutcome
look_at_mail (const PlOutlookTarget *target,
              PlNetwork *network,
              PlRecorder *recorder,
              const PlDeadline *deadline,
              GCancellable *cancellable)
{
  PlProbeTarget probe = {
    .service = target->service,
    .host = target->host,
    .port = target->port,
    .security = target->security,
    .only_greeting = TRUE,
    .purpose = "probe",
  };
  PlProbeResult result = { 0 };
  PlOutcome outcome;

  pl_service_probe_run (&probe, network, recorder, &result, deadline, cancellable);
  outcome = result.outcome;
  pl_probe_result_clear (&result);
  return outcome;
}

/* --- What is told of it --- */

static PlObservation *
find_own_certificate (const GPtrArray *seen)
{
  for (guint i = seen->len; i > 0; i--)
    if (pl_observation_get_sight (seen->pdata[i - 1]) == PL_SIGHT_CERTIFICATE &&
        pl_observation_get_int (seen->pdata[i - 1], PL_FACT_INDEX, -1) == 0)
      return seen->pdata[i - 1];

  return NULL;
}

static const char *
get_fact (PlObservation *observation, PlFact fact)
{
  return observation != NULL ? pl_observation_get (observation, fact) : NULL;
}

/* A name that was not found says more than that the probe failed. */
static PlOutcome
sum_up (PlOutcome outcome, const GPtrArray *seen)
{
  PlObservation *name = pl_observations_find_last (seen, PL_SIGHT_NAME);

  if (outcome != PL_OUTCOME_CANCELLED && name != NULL &&
      pl_observation_get_outcome (name) != PL_OUTCOME_FOUND)
    return pl_observation_get_outcome (name);
  if (outcome == PL_OUTCOME_RESET)
    return PL_OUTCOME_CLOSED;
  return outcome;
}

static gboolean
is_http (const GPtrArray *seen)
{
  PlObservation *tls = pl_observations_find_last (seen, PL_SIGHT_TLS);
  PlObservation *greeting = pl_observations_find_last (seen, PL_SIGHT_GREETING);
  const char *text = get_fact (tls, PL_FACT_TEXT);

  return (text != NULL && g_str_has_prefix (text, "HTTP/")) ||
         g_strcmp0 (get_fact (greeting, PL_FACT_PROTOCOL), "http") == 0;
}

static void
note (const PlOutlookTarget *target,
      const Seen *result,
      const GPtrArray *seen,
      PlRecorder *summaries,
      gint64 began_at)
{
  PlObservation *certificate = find_own_certificate (seen);
  PlObservation *trust = pl_observations_find_last (seen, PL_SIGHT_TRUST);
  char ms[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *port = g_strdup_printf ("%u", target->port);
  const char *protocol = pl_outlook_target_get_protocol (target);

  g_ascii_formatd (ms, sizeof ms, "%.1f", (double) (g_get_monotonic_time () - began_at) / 1000);
  pl_recorder_note (
      summaries, PL_SIGHT_ELSEWHERE, result->outcome, PL_FACT_HOST, target->host, PL_FACT_PORT,
      port, PL_FACT_PROTOCOL, protocol, PL_FACT_ADDRESSES,
      get_fact (pl_observations_find_last (seen, PL_SIGHT_NAME), PL_FACT_ADDRESSES), PL_FACT_TRUST,
      trust != NULL ? get_fact (trust, PL_FACT_TRUST) : "none", PL_FACT_WORDS,
      get_fact (trust, PL_FACT_WORDS), PL_FACT_ISSUER, get_fact (certificate, PL_FACT_ISSUER),
      PL_FACT_NAMES, get_fact (certificate, PL_FACT_NAMES), PL_FACT_SHA256,
      get_fact (certificate, PL_FACT_SHA256), PL_FACT_REASON, is_http (seen) ? "http" : NULL,
      PL_FACT_DATE, result->date, PL_FACT_MS, ms, PL_FACT_END);
}

/**
 * pl_look_run:
 * @reach: with %PL_OUTLOOK_NAMES the name is looked up, and nobody is asked there
 * @recorder: takes everything seen on the way
 * @summaries: is told %PL_SIGHT_ELSEWHERE; not when the look was called off
 *
 * Blocks; never fails otherwise than in what it tells.
 */
void
pl_look_run (const PlOutlookTarget *target,
             PlOutlookReach reach,
             PlNetwork *network,
             PlRecorder *recorder,
             PlRecorder *summaries,
             const PlDeadline *deadline,
             GCancellable *cancellable)
{
  gint64 began_at = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  Seen result = { .outcome = PL_OUTCOME_NONE };

  if (target->is_web || reach == PL_OUTLOOK_NAMES)
    result.outcome =
        look_at_web (target, reach, network, recorder, &result.date, deadline, cancellable, &error);
  else
    result.outcome = look_at_mail (target, network, recorder, deadline, cancellable);
  result.outcome = sum_up (result.outcome, pl_recorder_peek (recorder));

  if (error != NULL && result.outcome != PL_OUTCOME_CANCELLED)
    result.outcome = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ? PL_OUTCOME_SILENT
                                                                               : PL_OUTCOME_FAILED;
  /* A practice network ends at its own servers: that tells nothing. */
  if (pl_network_is_practice (network) && result.outcome == PL_OUTCOME_NO_SUCH_NAME)
    result.outcome = PL_OUTCOME_CANCELLED;
  if (result.outcome != PL_OUTCOME_CANCELLED && !g_cancellable_is_cancelled (cancellable))
    note (target, &result, pl_recorder_peek (recorder), summaries, began_at);
  g_free (result.date);
}
