// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake-sources.h"

#include <string.h>

#define MOST_FAKES 8

static struct
{
  GMutex lock;
  GCond changed;
  const Fake *fakes;
  gboolean has_run[MOST_FAKES]; /* under lock */
  gboolean has_ended[MOST_FAKES]; /* under lock: its end was observed */
  PlObservationFunc observed;
  gpointer data;
} play;

static int
find_fake (const char *name)
{
  for (int i = 0; name != NULL && play.fakes[i].name != NULL; i++)
    if (strcmp (play.fakes[i].name, name) == 0)
      return i;

  return -1;
}

static void
observe (PlObservation *observation, gpointer data)
{
  int i = pl_observation_get_sight (observation) == PL_SIGHT_SOURCE
              ? find_fake (pl_observation_get (observation, PL_FACT_NAME))
              : -1;

  if (i >= 0)
    {
      g_mutex_lock (&play.lock);
      play.has_ended[i] = TRUE;
      g_cond_broadcast (&play.changed);
      g_mutex_unlock (&play.lock);
    }
  if (play.observed != NULL)
    play.observed (observation, play.data);
}

static void
wake_cb (GCancellable *cancellable, gpointer data)
{
  g_mutex_lock (&play.lock);
  g_cond_broadcast (&play.changed);
  g_mutex_unlock (&play.lock);
}

/* Returns: whether the time to answer has come; else it is over. */
static gboolean
wait_for_cue (const Fake *fake, const PlSourceContext *context)
{
  gint64 due =
      fake->wait_ms == FAKE_NEVER ? G_MAXINT64 : g_get_monotonic_time () + fake->wait_ms * 1000;
  gint64 over = fake->manner == FAKE_DEAF_TO_DEADLINE ? G_MAXINT64 : context->deadline->at;
  int before = find_fake (fake->answer_after);
  gulong handler = g_cancellable_connect (context->cancellable, G_CALLBACK (wake_cb), NULL, NULL);
  gboolean is_due = FALSE;

  g_mutex_lock (&play.lock);
  while (!is_due && !g_cancellable_is_cancelled (context->cancellable) &&
         g_get_monotonic_time () < over)
    {
      gint64 now = g_get_monotonic_time ();

      is_due = now >= due && (before < 0 || play.has_ended[before]);
      if (is_due)
        break;
      g_cond_wait_until (&play.changed, &play.lock,
                         MIN (over, now < due ? due : now + G_USEC_PER_SEC));
    }
  g_mutex_unlock (&play.lock);
  g_cancellable_disconnect (context->cancellable, handler);

  return is_due || fake->manner == FAKE_STUBBORN;
}

static PlServerSettings *
make_server (const Fake *fake, const char *host, PlService service)
{
  gboolean is_open = host != NULL && g_str_has_prefix (host, "open:");
  gboolean is_pop3 = host != NULL && g_str_has_prefix (host, "pop3:");
  PlServerFields fields = {
    .service = is_pop3 ? PL_SERVICE_POP3 : service,
    .host = is_open || is_pop3 ? host + strlen ("open:") : host,
    .security = is_open ? PL_SECURITY_NONE : PL_SECURITY_TLS,
    .username = "anna@example.org",
    .source = fake->source,
  };
  g_autoptr (GError) error = NULL;
  PlServerSettings *server;

  if (host == NULL)
    return NULL;

  fields.port = pl_service_get_usual_port (fields.service, fields.security);
  server = pl_server_settings_new (&fields, &error);
  g_assert_no_error (error);
  return server;
}

static void
propose (const Fake *fake, const PlSourceContext *context, GPtrArray *proposals)
{
  g_autoptr (PlServerSettings) incoming = make_server (fake, fake->incoming, PL_SERVICE_IMAP);
  g_autoptr (PlServerSettings) outgoing = make_server (fake, fake->outgoing, PL_SERVICE_SMTP);
  const PlProposalFields fields = {
    .address = context->address,
    .incoming = incoming,
    .outgoing = outgoing,
    .provider_id = fake->provider_id,
    .source = fake->source,
    .trust = fake->manner == FAKE_LYING ? PL_TRUST_PERSON : fake->trust,
  };

  if (incoming != NULL || outgoing != NULL || fake->provider_id != NULL)
    g_ptr_array_add (proposals, pl_proposal_new_from_fields (&fields));
}

static PlOutcome
run_fake (int i, const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  const Fake *fake = &play.fakes[i];

  g_mutex_lock (&play.lock);
  play.has_run[i] = TRUE;
  g_mutex_unlock (&play.lock);
  g_assert_cmpint (pl_recorder_get_stage (context->recorder), ==, PL_STAGE_DISCOVERY);

  if (!wait_for_cue (fake, context))
    {
      pl_deadline_check (context->deadline, context->cancellable, error);
      return g_cancellable_is_cancelled (context->cancellable) ? PL_OUTCOME_CANCELLED
                                                               : PL_OUTCOME_FAILED;
    }

  *context->reason = fake->reason;
  if (fake->outcome == PL_OUTCOME_NONE || fake->outcome == PL_OUTCOME_FOUND)
    for (int n = fake->manner == FAKE_TALKATIVE ? 160 : 1; n > 0; n--)
      propose (fake, context, proposals);
  if (fake->outcome != PL_OUTCOME_NONE)
    return fake->outcome;
  return proposals->len > 0 || fake->manner == FAKE_EMPTY ? PL_OUTCOME_FOUND : PL_OUTCOME_NO_DATA;
}

#define DEFINE_RUN(i)                                                                             \
  static PlOutcome run_##i (const PlSourceContext *context, GPtrArray *proposals, GError **error) \
  {                                                                                               \
    return run_fake (i, context, proposals, error);                                               \
  }

DEFINE_RUN (0)
DEFINE_RUN (1)
DEFINE_RUN (2)
DEFINE_RUN (3)
DEFINE_RUN (4)
DEFINE_RUN (5)
DEFINE_RUN (6)
DEFINE_RUN (7)

PlDiscovery *
fake_discover (const Fake *fakes,
               const PlDiscoveryRequest *request,
               PlObservationFunc observed,
               gpointer data,
               GCancellable *cancellable)
{
  static PlOutcome (*const runs[MOST_FAKES]) (const PlSourceContext *, GPtrArray *, GError **) = {
    run_0, run_1, run_2, run_3, run_4, run_5, run_6, run_7,
  };
  PlSourceRow rows[MOST_FAKES] = { 0 };
  guint n_rows = 0;

  play.fakes = fakes;
  play.observed = observed;
  play.data = data;
  memset (play.has_run, 0, sizeof play.has_run);
  memset (play.has_ended, 0, sizeof play.has_ended);
  for (; fakes[n_rows].name != NULL; n_rows++)
    rows[n_rows] = (PlSourceRow){ fakes[n_rows].name, fakes[n_rows].source, fakes[n_rows].trust,
                                  NULL, runs[n_rows] };

  return pl_discover_with (rows, n_rows, request, observe, NULL, cancellable);
}

gboolean
fake_has_run (const char *name)
{
  int i = find_fake (name);
  gboolean has_run;

  g_assert_cmpint (i, >=, 0);
  g_mutex_lock (&play.lock);
  has_run = play.has_run[i];
  g_mutex_unlock (&play.lock);
  return has_run;
}

char *
fake_describe (PlDiscovery *discovery, guint index)
{
  PlProposal *proposal = pl_discovery_get_proposal (discovery, index);
  GString *text = g_string_new (pl_source_to_nick (pl_proposal_get_source (proposal)));

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);

      g_string_append_printf (text, " %s",
                              server != NULL ? pl_server_settings_get_host (server) : "-");
    }
  return g_string_free (text, FALSE);
}

PlObservation *
fake_find_end (PlDiscovery *discovery, const char *source)
{
  GPtrArray *seen = pl_discovery_get_observations (discovery);

  for (guint i = 0; i < seen->len; i++)
    if (pl_observation_get_sight (seen->pdata[i]) == PL_SIGHT_SOURCE &&
        g_strcmp0 (pl_observation_get (seen->pdata[i], PL_FACT_NAME), source) == 0)
      return seen->pdata[i];

  return NULL;
}
