// SPDX-License-Identifier: GPL-3.0-or-later
/* The race, with sources that do what the test says. */
#include "fake-sources.h"

#include "base/pl-worker.h"

#define EVER_MS 60000 /* no test waits so long: what ends sooner was ended */
#define SOON_MS 5000 /* on a busy machine */

/* As the real table has them, in its order. */
#define MX "mx", PL_SOURCE_MX, PL_TRUST_DNS
#define SRV "srv", PL_SOURCE_SRV, PL_TRUST_DNS
#define AUTOCONFIG "autoconfig", PL_SOURCE_AUTOCONFIG, PL_TRUST_DOMAIN
#define ISPDB "ispdb", PL_SOURCE_ISPDB, PL_TRUST_DIRECTORY
#define AUTODISCOVER "autodiscover", PL_SOURCE_AUTODISCOVER, PL_TRUST_DOMAIN
#define GUESS "guess", PL_SOURCE_GUESS, PL_TRUST_GUESS

#define NEVER .wait_ms = FAKE_NEVER
#define FINDS(what) .incoming = "imap." what ".example.org", .outgoing = "smtp." what ".example.org"

static PlDiscovery *
discover_until (const Fake *fakes, gint64 deadline_ms)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  const PlDiscoveryRequest request = {
    .network = network,
    .address = address,
    .incoming = PL_SERVICE_IMAP,
    .deadline_ms = deadline_ms,
  };
  PlDiscovery *discovery = fake_discover (fakes, &request, NULL, NULL, NULL);

  g_assert_cmpuint (pl_worker_count_running (), ==, 0);
  return discovery;
}

/* With a deadline that is never reached: whatever ends is ended by the rules. */
static PlDiscovery *
discover (const Fake *fakes)
{
  gint64 began_at = g_get_monotonic_time ();
  PlDiscovery *discovery = discover_until (fakes, EVER_MS);

  g_assert_cmpint (g_get_monotonic_time () - began_at, <, SOON_MS * 1000);
  return discovery;
}

static void
assert_proposals (PlDiscovery *discovery, const char *const *wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autofree char *text = NULL;

      g_assert_cmpuint (i, <, pl_discovery_get_n_proposals (discovery));
      text = fake_describe (discovery, i);
      g_assert_cmpstr (text, ==, wanted[i]);
    }
  g_assert_cmpuint (pl_discovery_get_n_proposals (discovery), ==, g_strv_length ((char **) wanted));
}

#define assert_finds(discovery, ...) \
  assert_proposals (discovery, (const char *const[]){ __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
assert_end (PlDiscovery *discovery, const char *source, PlOutcome outcome)
{
  PlObservation *end = fake_find_end (discovery, source);

  g_assert_nonnull (end);
  g_assert_cmpstr (pl_outcome_to_nick (pl_observation_get_outcome (end)), ==,
                   pl_outcome_to_nick (outcome));
  g_assert_cmpint (pl_observation_get_service (end), ==, PL_SERVICE_ACCOUNT);
  g_assert_cmpint (pl_observation_get_stage (end), ==, PL_STAGE_DISCOVERY);
  g_assert_nonnull (pl_observation_get (end, PL_FACT_MS));
}

static void
assert_stage (PlDiscovery *discovery, const char *state)
{
  GPtrArray *seen = pl_discovery_get_observations (discovery);
  PlObservation *first = seen->pdata[0];
  PlObservation *last = seen->pdata[seen->len - 1];

  g_assert_cmpint (pl_observation_get_sight (first), ==, PL_SIGHT_STAGE);
  g_assert_cmpstr (pl_observation_get (first, PL_FACT_STATE), ==, "running");
  g_assert_cmpint (pl_observation_get_sight (last), ==, PL_SIGHT_STAGE);
  g_assert_cmpstr (pl_observation_get (last, PL_FACT_STATE), ==, state);
  for (guint i = 1; i < seen->len; i++)
    g_assert_cmpint (pl_observation_get_at_us (seen->pdata[i - 1]), <=,
                     pl_observation_get_at_us (seen->pdata[i]));
}

/* Each source alone has something, the others know nothing. */
static void
test_each_alone (void)
{
  const Fake all[] = { { MX },           { SRV },   { AUTOCONFIG }, { ISPDB },
                       { AUTODISCOVER }, { GUESS }, { NULL } };

  for (guint i = 0; all[i].name != NULL; i++)
    {
      Fake fakes[G_N_ELEMENTS (all)];
      g_autoptr (PlDiscovery) discovery = NULL;
      g_autofree char *wanted =
          g_strdup_printf ("%s imap.example.org smtp.example.org", all[i].name);

      memcpy (fakes, all, sizeof all);
      fakes[i].incoming = "imap.example.org";
      fakes[i].outgoing = "smtp.example.org";
      discovery = discover (fakes);
      assert_finds (discovery, wanted);
      assert_stage (discovery, "passed");
      for (guint j = 0; all[j].name != NULL; j++)
        if (j == i)
          assert_end (discovery, all[j].name, PL_OUTCOME_FOUND);
      g_assert_cmpstr (pl_observation_get (fake_find_end (discovery, all[i].name), PL_FACT_TRUST),
                       ==, pl_trust_to_nick (all[i].trust));
    }
}

/* The domain says that it offers no service: guesses are neither waited for nor taken, even where they
 * were there before. What the domain's own web server says counts. */
static void
test_denied (void)
{
  static const char not_offered[] = "not-offered";
  const Fake pending[] = {
    { SRV, .outcome = PL_OUTCOME_NO_DATA, .reason = not_offered },
    { GUESS, NEVER, FINDS ("guess") },
    { NULL },
  };
  const Fake before[] = {
    { SRV, .answer_after = "guess", .outcome = PL_OUTCOME_NO_DATA, .reason = not_offered },
    { AUTOCONFIG, .answer_after = "srv" },
    { GUESS, FINDS ("guess") },
    { NULL },
  };
  const Fake published[] = {
    { SRV, .outcome = PL_OUTCOME_NO_DATA, .reason = not_offered },
    { AUTOCONFIG, .answer_after = "srv", FINDS ("autoconfig") },
    { NULL },
  };
  g_autoptr (PlDiscovery) first = discover (pending);
  g_autoptr (PlDiscovery) second = discover (before);
  g_autoptr (PlDiscovery) third = discover (published);

  g_assert_cmpuint (pl_discovery_get_n_proposals (first), ==, 0);
  assert_end (first, "guess", PL_OUTCOME_ABANDONED);
  g_assert_cmpstr (pl_observation_get (fake_find_end (first, "srv"), PL_FACT_REASON), ==,
                   not_offered);
  g_assert_cmpuint (pl_discovery_get_n_proposals (second), ==, 0);
  assert_finds (third, "autoconfig imap.autoconfig.example.org smtp.autoconfig.example.org");
}

/* Everybody finds something else: trust decides, and then the order of the table. */
static void
test_all (void)
{
  const Fake fakes[] = {
    { MX, .answer_after = "guess", FINDS ("mx") },
    { SRV, FINDS ("srv") },
    { AUTOCONFIG, .answer_after = "mx", FINDS ("autoconfig") },
    { ISPDB, .answer_after = "srv", FINDS ("ispdb") },
    { GUESS, FINDS ("guess"), .manner = FAKE_STUBBORN },
    { NULL },
  };
  g_autoptr (PlDiscovery) discovery = discover (fakes);
  g_autofree char *first = fake_describe (discovery, 0);

  g_assert_cmpstr (first, ==, "autoconfig imap.autoconfig.example.org smtp.autoconfig.example.org");
  g_assert_cmpint (pl_proposal_get_trust (pl_discovery_get_proposal (discovery, 0)), ==,
                   PL_TRUST_DOMAIN);
}

static void
test_nothing (void)
{
  const Fake fakes[] = { { MX, .outcome = PL_OUTCOME_NO_SUCH_NAME },
                         { SRV },
                         { AUTOCONFIG, .outcome = PL_OUTCOME_REFUSED },
                         { ISPDB, .outcome = PL_OUTCOME_REJECTED, .reason = "certificate" },
                         { NULL } };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery);
  assert_stage (discovery, "failed");
  assert_end (discovery, "mx", PL_OUTCOME_NO_SUCH_NAME);
  assert_end (discovery, "srv", PL_OUTCOME_NO_DATA);
  assert_end (discovery, "autoconfig", PL_OUTCOME_REFUSED);
  assert_end (discovery, "ispdb", PL_OUTCOME_REJECTED);
  g_assert_cmpstr (pl_observation_get (fake_find_end (discovery, "ispdb"), PL_FACT_REASON), ==,
                   "certificate");
  assert_end (discovery, "provider", PL_OUTCOME_NO_DATA);
}

/* The best is there: nobody waits for those that are not better, however slow they are. */
static void
test_best_ends_race (void)
{
  const Fake fakes[] = { { MX, NEVER },    { AUTOCONFIG, FINDS ("a") },
                         { ISPDB, NEVER }, { AUTODISCOVER, NEVER },
                         { GUESS, NEVER }, { NULL } };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery, "autoconfig imap.a.example.org smtp.a.example.org");
  assert_end (discovery, "mx", PL_OUTCOME_ABANDONED);
  assert_end (discovery, "ispdb", PL_OUTCOME_ABANDONED);
  assert_end (discovery, "autodiscover", PL_OUTCOME_ABANDONED);
  assert_end (discovery, "guess", PL_OUTCOME_ABANDONED);
}

/* SRV is there at once, and the domain's own word may still come: it is waited for, the guess is
 * not. Then the domain has nothing to say, and SRV counts at once. */
static void
test_better_pending (void)
{
  const Fake fakes[] = {
    { SRV, FINDS ("s") }, { AUTOCONFIG, .answer_after = "guess" }, { GUESS, NEVER }, { NULL }
  };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery, "srv imap.s.example.org smtp.s.example.org");
  assert_end (discovery, "guess", PL_OUTCOME_ABANDONED); /* before autoconfig ended */
  assert_end (discovery, "autoconfig", PL_OUTCOME_NO_DATA);
}

static void
test_late_better (void)
{
  const Fake fakes[] = { { AUTOCONFIG, .answer_after = "guess", FINDS ("late") },
                         { GUESS, FINDS ("early") },
                         { NULL } };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery, "autoconfig imap.late.example.org smtp.late.example.org",
                "guess imap.early.example.org smtp.early.example.org");
}

/* Called off, and it answers all the same: what is known is known. */
static void
test_stubborn (void)
{
  const Fake fakes[] = { { AUTOCONFIG, FINDS ("a") },
                         { GUESS, NEVER, .manner = FAKE_STUBBORN, FINDS ("g") },
                         { NULL } };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery, "autoconfig imap.a.example.org smtp.a.example.org",
                "guess imap.g.example.org smtp.g.example.org");
  assert_end (discovery, "guess", PL_OUTCOME_FOUND);
}

/* Equally trustworthy, and preferred: a moment is granted, not more. */
static void
test_grace (void)
{
  const Fake fakes[] = {
    { AUTOCONFIG, NEVER },
    { AUTODISCOVER, .wait_ms = 200, FINDS ("d") },
    { NULL },
  };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery, "autodiscover imap.d.example.org smtp.d.example.org");
  assert_end (discovery, "autoconfig", PL_OUTCOME_ABANDONED);
}

/* On a machine that is busy just then the moment may pass; it does not three times. */
static void
test_grace_is_used (void)
{
  const Fake fakes[] = {
    { AUTOCONFIG, .answer_after = "autodiscover", FINDS ("a") },
    { AUTODISCOVER, .wait_ms = 1000, FINDS ("d") },
    { NULL },
  };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (PlDiscovery) discovery = discover (fakes);
      g_autofree char *first = fake_describe (discovery, 0);

      if (g_str_has_prefix (first, "autoconfig "))
        return;
    }
  g_test_fail_printf ("the preferred source was not waited for");
}

/* Half an account does not end the race, and is completed by somebody else's half. */
static void
test_halves (void)
{
  const Fake fakes[] = {
    { SRV, .incoming = "imap.srv.example.org" },
    { GUESS, .answer_after = "srv", FINDS ("guess") },
    { NULL },
  };
  g_autoptr (PlDiscovery) discovery = discover (fakes);
  PlProposal *first;

  assert_finds (discovery, "srv imap.srv.example.org smtp.guess.example.org",
                "guess imap.guess.example.org smtp.guess.example.org");
  first = pl_discovery_get_proposal (discovery, 0);
  g_assert_cmpint (pl_proposal_get_trust (first), ==, PL_TRUST_GUESS);
  g_assert_cmpint (
      pl_server_settings_get_source (pl_proposal_get_server (first, PL_DIRECTION_OUTGOING)), ==,
      PL_SOURCE_GUESS);
}

static void
test_half_is_a_warning (void)
{
  const Fake fakes[] = { { SRV, .incoming = "imap.example.org" }, { NULL } };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery, "srv imap.example.org -");
  assert_stage (discovery, "warning");
}

/* Nobody has to take a server without encryption because the domain named it first. */
static void
test_open_server (void)
{
  const Fake fakes[] = {
    { SRV, .answer_after = "autoconfig", FINDS ("srv") },
    { AUTOCONFIG, .incoming = "open:imap.example.org", .outgoing = "smtp.example.org" },
    { NULL },
  };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery, "srv imap.srv.example.org smtp.srv.example.org",
                "autoconfig imap.example.org smtp.example.org");
}

static void
test_liars (void)
{
  const Fake fakes[] = {
    { MX, .manner = FAKE_EMPTY },
    { SRV, .answer_after = "mx", .manner = FAKE_LYING, .incoming = "imap.evil.net",
      .outgoing = "smtp.example.org" },
    { ISPDB, .answer_after = "srv", .manner = FAKE_TALKATIVE, .incoming = "imap.mailbox.org",
      .outgoing = "smtp.mailbox.org" },
    { NULL },
  };
  g_autoptr (PlDiscovery) discovery = discover (fakes);
  PlProposal *honest;
  PlProposal *liar;

  /* Equal ones are one. */
  assert_finds (discovery, "ispdb imap.mailbox.org smtp.mailbox.org",
                "srv imap.evil.net smtp.example.org");
  assert_end (discovery, "mx", PL_OUTCOME_NO_DATA);
  honest = pl_discovery_get_proposal (discovery, 0);
  g_assert_cmpstr (pl_proposal_get_provider_id (honest), ==, "mailbox-org");
  g_assert_false (pl_proposal_is_foreign (honest, PL_DIRECTION_INCOMING));
  liar = pl_discovery_get_proposal (discovery, 1);
  g_assert_cmpint (pl_proposal_get_trust (liar), ==, PL_TRUST_DNS);
  g_assert_true (pl_proposal_is_foreign (liar, PL_DIRECTION_INCOMING));
  g_assert_false (pl_proposal_is_foreign (liar, PL_DIRECTION_OUTGOING));
}

/* A provider that has nothing to set up is an answer, too, though no settings. */
static void
test_nothing_to_set_up (void)
{
  const Fake fakes[] = {
    { MX, .provider_id = "tuta" }, { AUTOCONFIG, .answer_after = "mx" }, { GUESS, NEVER }, { NULL }
  };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery, "mx - -");
  assert_stage (discovery, "failed");
  assert_end (discovery, "guess", PL_OUTCOME_ABANDONED);
}

/* One whose servers nobody knows is none; but what is found elsewhere is its. */
static void
test_provider_without_servers (void)
{
  const Fake fakes[] = { { MX, .provider_id = "host-europe" },
                         { AUTOCONFIG, .answer_after = "mx" },
                         { GUESS, .answer_after = "autoconfig", FINDS ("g") },
                         { NULL } };
  g_autoptr (PlDiscovery) discovery = discover (fakes);

  assert_finds (discovery, "guess imap.g.example.org smtp.g.example.org");
  g_assert_cmpstr (pl_proposal_get_provider_id (pl_discovery_get_proposal (discovery, 0)), ==,
                   "host-europe");
}

static void
test_deadline (void)
{
  const Fake fakes[] = {
    { MX, NEVER, .manner = FAKE_DEAF_TO_DEADLINE },
    { SRV, FINDS ("srv") },
    { AUTOCONFIG, NEVER },
    { ISPDB, NEVER, .manner = FAKE_DEAF_TO_DEADLINE },
    { NULL },
  };
  gint64 began_at = g_get_monotonic_time ();
  g_autoptr (PlDiscovery) discovery = discover_until (fakes, 400);

  g_assert_cmpint (g_get_monotonic_time () - began_at, >=, 400 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, SOON_MS * 1000);
  assert_finds (discovery, "srv imap.srv.example.org smtp.srv.example.org");
  assert_end (discovery, "autoconfig", PL_OUTCOME_SILENT);
  assert_end (discovery, "ispdb", PL_OUTCOME_SILENT);
  assert_stage (discovery, "passed");
}

static void
cancel_cb (PlObservation *observation, gpointer data)
{
  if (pl_observation_get_sight (observation) == PL_SIGHT_SOURCE &&
      g_strcmp0 (pl_observation_get (observation, PL_FACT_NAME), "srv") == 0)
    g_cancellable_cancel (data);
}

static void
run_cancel (const Fake *fakes, GCancellable *cancellable, gboolean before)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  const PlDiscoveryRequest request = { network, address, PL_SERVICE_IMAP, NULL, FALSE, EVER_MS };
  gint64 began_at = g_get_monotonic_time ();
  g_autoptr (PlDiscovery) discovery = NULL;
  PlObservation *end;

  if (before)
    g_cancellable_cancel (cancellable);
  discovery = fake_discover (fakes, &request, cancel_cb, cancellable, cancellable);
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, SOON_MS * 1000);
  g_assert_cmpuint (pl_worker_count_running (), ==, 0);
  end = pl_observations_find_last (pl_discovery_get_observations (discovery), PL_SIGHT_END);
  g_assert_nonnull (end);
  g_assert_cmpint (pl_observation_get_outcome (end), ==, PL_OUTCOME_CANCELLED);
  g_assert_null (fake_find_end (discovery, "autoconfig")); /* said once for all of them */
  if (!before)
    assert_finds (discovery, "srv imap.srv.example.org smtp.srv.example.org");
}

static void
test_cancel (void)
{
  const Fake fakes[] = { { MX, NEVER },
                         { SRV, FINDS ("srv") },
                         { AUTOCONFIG, NEVER, .manner = FAKE_DEAF_TO_DEADLINE },
                         { NULL } };
  g_autoptr (GCancellable) during = g_cancellable_new ();
  g_autoptr (GCancellable) before = g_cancellable_new ();

  run_cancel (fakes, during, FALSE);
  run_cancel (fakes, before, TRUE);
}

/* From the call to the end of everything, measured: nothing of it waits. */
static void
test_cancel_is_prompt (void)
{
  const Fake fakes[] = { { MX, NEVER },    { SRV, FINDS ("srv") },  { AUTOCONFIG, NEVER },
                         { ISPDB, NEVER }, { AUTODISCOVER, NEVER }, { GUESS, NEVER },
                         { NULL } };
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      gint64 began_at = g_get_monotonic_time ();

      run_cancel (fakes, cancellable, FALSE);
      best = MIN (best, g_get_monotonic_time () - began_at);
    }
  g_test_message ("the whole of a cancelled run: %" G_GINT64_FORMAT " µs", best);
  g_assert_cmpint (best, <, 100 * 1000);
}

typedef struct
{
  gint n_inside; /* atomic */
  guint n_seen;
} Watch;

static void
watch_cb (PlObservation *observation, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpint (g_atomic_int_add (&watch->n_inside, 1), ==, 0);
  watch->n_seen++;
  g_thread_yield ();
  g_atomic_int_add (&watch->n_inside, -1);
}

/* All threads at once, and yet one observation at a time; none is lost. */
static void
test_observed (void)
{
  const Fake fakes[] = { { MX },           { SRV },   { AUTOCONFIG }, { ISPDB },
                         { AUTODISCOVER }, { GUESS }, { NULL } };
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  const PlDiscoveryRequest request = { network, address, PL_SERVICE_IMAP, NULL, FALSE, EVER_MS };

  for (guint i = 0; i < 50; i++)
    {
      Watch watch = { 0 };
      g_autoptr (PlDiscovery) discovery = fake_discover (fakes, &request, watch_cb, &watch, NULL);

      g_assert_cmpuint (watch.n_seen, ==, pl_discovery_get_observations (discovery)->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/race/" path, test)
  ADD ("denied", test_denied);
  ADD ("each-alone", test_each_alone);
  ADD ("all", test_all);
  ADD ("nothing", test_nothing);
  ADD ("best-ends-race", test_best_ends_race);
  ADD ("better-pending", test_better_pending);
  ADD ("late-better", test_late_better);
  ADD ("stubborn", test_stubborn);
  ADD ("grace", test_grace);
  ADD ("grace-is-used", test_grace_is_used);
  ADD ("halves", test_halves);
  ADD ("half-is-a-warning", test_half_is_a_warning);
  ADD ("open-server", test_open_server);
  ADD ("liars", test_liars);
  ADD ("nothing-to-set-up", test_nothing_to_set_up);
  ADD ("provider-without-servers", test_provider_without_servers);
  ADD ("deadline", test_deadline);
  ADD ("cancel", test_cancel);
  ADD ("cancel-is-prompt", test_cancel_is_prompt);
  ADD ("observed", test_observed);
  return g_test_run ();
}
