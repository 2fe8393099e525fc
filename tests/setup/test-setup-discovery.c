// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check-lab.h"
#include "setup/setup-watch.h"

#include "base/pl-worker.h"
#include "setup/pl-setup-private.h"

#include <string.h>

#define GMX_IMAP "imap.gmx.net"
#define GMX_SMTP "mail.gmx.net"

static PlSetup *
make_setup (const char *address)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  PlSetup *setup = pl_setup_new (network);

  pl_setup_set_address (setup, address);
  return setup;
}

static const char *
get_host (PlSetup *setup, PlDirection direction)
{
  PlServerSettings *server = pl_setup_get_server (setup, direction);

  return server != NULL ? pl_server_settings_get_host (server) : NULL;
}

static const char *
get_code (PlSetup *setup)
{
  g_autoptr (PlFinding) finding = g_list_model_get_item (pl_setup_get_findings (setup), 0);

  return finding != NULL ? pl_finding_get_code (finding) : NULL;
}

static PlObservation *
find_sight (PlEvidence *evidence, PlSight sight)
{
  return pl_evidence_find_last (evidence, PL_SERVICE_ACCOUNT, sight);
}

static void
set_own_server (PlSetup *setup, PlService service, const char *host, guint16 port)
{
  const PlServerFields fields = {
    .service = service,
    .host = host,
    .port = port,
    .username = "anna",
    .source = PL_SOURCE_USER,
  };

  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

/* --- Discovery alone --- */

static void
test_known_provider (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@gmx.de");
  g_auto (GStrv) hosts = pl_setup_dup_hosts_to_ask (setup);
  SetupWatch watch;

  g_assert_null (hosts[0]);
  setup_watch_begin (&watch, setup);
  setup_watch_discover (&watch);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.stages->str, ==, "DE");
  g_assert_cmpuint (watch.n_observed, >, 0);
  g_assert_cmpuint (pl_discovery_get_n_proposals (pl_setup_get_discovery (setup)), ==, 1);
  g_assert_cmpstr (get_host (setup, PL_DIRECTION_INCOMING), ==, GMX_IMAP);
  g_assert_cmpstr (get_host (setup, PL_DIRECTION_OUTGOING), ==, GMX_SMTP);
  g_assert_cmpint (pl_proposal_get_trust (pl_setup_get_proposal (setup)), ==, PL_TRUST_BUILT_IN);
  g_assert_cmpint (pl_proposal_get_source (pl_setup_get_proposal (setup)), ==, PL_SOURCE_PROVIDER);
  g_assert_nonnull (find_sight (pl_setup_get_evidence (setup), PL_SIGHT_SOURCE));
  g_assert_null (find_sight (pl_setup_get_evidence (setup), PL_SIGHT_HOST_ASKED));
  g_assert_cmpuint (g_list_model_get_n_items (pl_setup_get_findings (setup)), ==, 0);
  setup_watch_end (&watch);
}

static void
test_nothing_found (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@example.org");
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_discover (&watch);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.stages->str, ==, "DT");
  g_assert_cmpstr (get_code (setup), ==, "no-servers-found");
  g_assert_cmpuint (pl_discovery_get_n_proposals (pl_setup_get_discovery (setup)), ==, 0);
  g_assert_null (pl_setup_get_proposal (setup));

  /* The person names a server: what was found is not wrong, but no trouble any more. */
  set_own_server (setup, PL_SERVICE_IMAP, "imap.example.org", 993);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_ENTERING);
  g_assert_cmpint (pl_proposal_get_trust (pl_setup_get_proposal (setup)), ==, PL_TRUST_PERSON);
  setup_watch_end (&watch);
}

/* Whom discovery would ask in the real network. Nothing is asked here. */
static void
test_hosts_to_ask (void)
{
  static const struct
  {
    const char *address;
    gboolean offline;
    const char *provider_id;
    gboolean expected;
  } rows[] = {
    { "anna@example.org", FALSE, NULL, TRUE },
    { "anna@example.org", TRUE, NULL, FALSE },
    { "anna@example.org", FALSE, "gmx", FALSE },
    { "anna@gmx.de", FALSE, NULL, FALSE },
    /* Providers that are known, and whose servers are not. */
    { "anna@firemail.de", FALSE, NULL, TRUE },
    { "anna@example.org", FALSE, "host-europe", TRUE },
    { "anna", FALSE, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlNetwork) network = pl_network_new ();
      g_autoptr (PlSetup) setup = pl_setup_new (network);
      g_auto (GStrv) hosts = NULL;

      pl_setup_set_address (setup, rows[i].address);
      pl_setup_set_offline_discovery (setup, rows[i].offline);
      g_assert_cmpint (pl_setup_get_offline_discovery (setup), ==, rows[i].offline);
      g_assert_true (pl_setup_choose_provider (setup, rows[i].provider_id));
      hosts = pl_setup_dup_hosts_to_ask (setup);
      g_assert_cmpint (hosts[0] != NULL, ==, rows[i].expected);
    }
}

/* Whom a check asks besides, if it fails: known before there are servers, and after. */
static void
test_hosts_beyond (void)
{
  static const struct
  {
    const char *address;
    gboolean offline;
    const char *expected;
  } rows[] = {
    { "anna@example.org", FALSE, "example.org hilfe.gmx.net imap.gmx.net posteo.de mail.gmx.net" },
    { "anna@example.org", TRUE, "example.org" },
    { "anna@gmx.de", TRUE, "hilfe.gmx.net" },
    { "anna", FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlNetwork) network = pl_network_new ();
      g_autoptr (PlSetup) setup = pl_setup_new (network);
      g_auto (GStrv) hosts = NULL;
      g_auto (GStrv) proposed = NULL;
      g_autofree char *text = NULL;

      pl_setup_set_address (setup, rows[i].address);
      pl_setup_set_offline_discovery (setup, rows[i].offline);
      hosts = pl_setup_dup_hosts_beyond (setup);
      (void) pl_setup_propose (setup, NULL);
      proposed = pl_setup_dup_hosts_beyond (setup);
      g_assert_true (g_strv_equal ((const char *const *) hosts, (const char *const *) proposed));
      text = g_strjoinv (" ", hosts);
      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_own_server_stays (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@gmx.de");
  SetupWatch watch;

  set_own_server (setup, PL_SERVICE_SMTP, "smtp.example.org", 465);
  setup_watch_begin (&watch, setup);
  setup_watch_discover (&watch);
  g_assert_cmpstr (get_host (setup, PL_DIRECTION_INCOMING), ==, GMX_IMAP);
  g_assert_cmpstr (get_host (setup, PL_DIRECTION_OUTGOING), ==, "smtp.example.org");

  /* Unless the person chooses what was found. */
  g_assert_true (pl_setup_take_proposal (
      setup, pl_discovery_get_proposal (pl_setup_get_discovery (setup), 0)));
  g_assert_cmpstr (get_host (setup, PL_DIRECTION_OUTGOING), ==, GMX_SMTP);
  setup_watch_end (&watch);
}

static void
test_another_address_voids (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@gmx.de");
  g_autoptr (PlProposal) of_anna = NULL;
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_discover (&watch);
  of_anna = g_object_ref (pl_discovery_get_proposal (pl_setup_get_discovery (setup), 0));

  /* The same address in other words. */
  pl_setup_set_address (setup, " anna@GMX.de ");
  g_assert_nonnull (pl_setup_get_discovery (setup));
  g_assert_nonnull (pl_setup_get_proposal (setup));

  /* What is not an address yet tells nothing. */
  pl_setup_set_address (setup, "anna@");
  g_assert_nonnull (pl_setup_get_discovery (setup));

  /* User names are made of the address. */
  pl_setup_set_address (setup, "bernd@gmx.de");
  g_assert_null (pl_setup_get_discovery (setup));
  g_assert_null (pl_setup_get_proposal (setup));
  g_assert_false (pl_setup_take_proposal (setup, of_anna));
  g_assert_null (pl_setup_get_proposal (setup));
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_cmpstr (
      pl_server_settings_get_username (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)), ==,
      "bernd@gmx.de");
  setup_watch_end (&watch);
}

static void
test_change_during_discovery (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@gmx.de");
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  pl_setup_discover_async (setup, NULL, setup_watch_discovered_cb, &watch);
  pl_setup_set_address (setup, "anna@web.de");
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_DISCOVERING);
  g_main_loop_run (watch.loop);
  g_assert_no_error (watch.error);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_ENTERING);
  g_assert_null (pl_setup_get_discovery (setup));
  g_assert_null (pl_setup_get_proposal (setup));
  setup_watch_end (&watch);
}

static void
test_cancel (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@gmx.de");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  g_cancellable_cancel (cancellable);
  pl_setup_discover_async (setup, cancellable, setup_watch_discovered_cb, &watch);
  g_main_loop_run (watch.loop);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (watch.stages->str, ==, "DE");
  g_assert_null (pl_setup_get_proposal (setup));
  setup_watch_end (&watch);
}

static void
pending_cb (GObject *source, GAsyncResult *result, gpointer error)
{
  pl_setup_check_finish (PL_SETUP (source), result, error);
}

static void
test_one_at_a_time (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@gmx.de");
  g_autoptr (GError) error = NULL;
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  pl_setup_discover_async (setup, NULL, setup_watch_discovered_cb, &watch);
  pl_setup_check_async (setup, PL_DIRECTIONS_BOTH, NULL, pending_cb, &error);
  g_main_loop_run (watch.loop);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_assert_no_error (watch.error);
  setup_watch_end (&watch);
}

static void
never_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_not_reached ();
}

static void
test_dispose_during_discovery (void)
{
  guint n_before = pl_worker_count_running ();
  PlSetup *setup = make_setup ("anna@gmx.de");

  g_object_add_weak_pointer (G_OBJECT (setup), (gpointer *) &setup);
  pl_setup_discover_async (setup, NULL, never_cb, NULL);
  g_object_unref (setup);
  g_assert_null (setup);
  while (pl_worker_count_running () > n_before || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
test_invalid_address (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna");
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_discover (&watch);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.stages->str, ==, "T");
  g_assert_cmpstr (get_code (setup), ==, "address-invalid");
  setup_watch_end (&watch);
}

/* --- Discovery in front of a check --- */

static PlSetup *
make_gmx_lab (CheckLab *lab, const char *address)
{
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  PlSetup *setup;

  check_lab_serve (lab, GMX_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, GMX_SMTP, 465, LAB_SMTP_WELL);
  setup = pl_setup_new (check_lab_get_network (lab));
  pl_setup_set_address (setup, address);
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  return setup;
}

static void
test_check_discovers_first (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_gmx_lab (lab, "anna@gmx.de");
  PlStageState state;
  PlEvidence *evidence;
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.stages->str, ==, "DCV");

  evidence = pl_setup_get_evidence (setup);
  g_assert_cmpuint (watch.n_observed, ==, pl_evidence_get_n_observations (evidence));
  g_assert_true (
      pl_evidence_get_stage_state (evidence, PL_SERVICE_ACCOUNT, PL_STAGE_DISCOVERY, &state, NULL));
  g_assert_cmpint (state, ==, PL_STAGE_STATE_PASSED);
  g_assert_nonnull (find_sight (evidence, PL_SIGHT_SOURCE));
  g_assert_cmpint (pl_observation_get_stage (pl_evidence_get_observation (evidence, 0)), ==,
                   PL_STAGE_DISCOVERY);
  g_assert_true (pl_checked_settings_is_verified (pl_setup_get_checked_settings (setup)));

  /* It is about the account for as long as that is the same. */
  setup_watch_check (&watch, PL_DIRECTIONS_OUTGOING);
  g_assert_cmpint (watch.stages->str[0], ==, 'C');
  g_assert_nonnull (find_sight (pl_setup_get_evidence (setup), PL_SIGHT_SOURCE));
  setup_watch_end (&watch);
}

static guint
count_asked (PlSetup *setup, const char *host)
{
  PlEvidence *evidence = pl_setup_get_evidence (setup);
  guint n = 0;

  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (seen) == PL_SIGHT_HOST_ASKED &&
          g_strcmp0 (pl_observation_get (seen, PL_FACT_HOST), host) == 0)
        n++;
    }
  return n;
}

/* Whom a check has asked is told also after another look-up, and after the check behind that, but not with
 * another account. */
static void
test_asked_stays (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_gmx_lab (lab, "anna@gmx.de");
  SetupWatch watch;
  guint n;

  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  n = count_asked (setup, GMX_IMAP);
  g_assert_cmpuint (n, >, 0);

  setup_watch_discover (&watch);
  g_assert_no_error (watch.error);
  g_assert_cmpuint (count_asked (setup, GMX_IMAP), ==, n);
  g_assert_cmpuint (count_asked (setup, GMX_SMTP), >, 0);
  g_assert_cmpint (
      pl_observation_get_at_us (pl_evidence_get_observation (pl_setup_get_evidence (setup), 0)), ==,
      0);

  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_no_error (watch.error);
  g_assert_cmpuint (count_asked (setup, GMX_IMAP), ==, 2 * n);

  pl_setup_set_address (setup, "bernd@gmx.de");
  setup_watch_discover (&watch);
  g_assert_no_error (watch.error);
  g_assert_cmpuint (count_asked (setup, GMX_IMAP), ==, 0);
  setup_watch_end (&watch);
}

static void
test_check_finds_nothing (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@example.org");
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.stages->str, ==, "DT");
  g_assert_cmpstr (get_code (setup), ==, "no-servers-found");
  g_assert_null (pl_setup_get_checked_settings (setup));
  setup_watch_end (&watch);
}

/* A person's pause between discovery and check is no time that either took. */
static void
test_times_follow_on (void)
{
  PlObservationFields seen = {
    .at_us = 250 * 1000,
    .service = PL_SERVICE_ACCOUNT,
    .stage = PL_STAGE_DISCOVERY,
    .sight = PL_SIGHT_SOURCE,
    .outcome = PL_OUTCOME_FOUND,
  };
  PlObservationFields end = seen;
  PlObservationFields tried = seen;
  PlObservationFields checked = { .at_us = 10, .service = PL_SERVICE_IMAP };
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, NULL, NULL, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *after = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PlDiscovery) discovery = NULL;
  g_autoptr (PlEvidence) check = NULL;
  g_autoptr (PlEvidence) both = NULL;

  end.sight = PL_SIGHT_END;
  tried.service = PL_SERVICE_IMAP;
  tried.sight = PL_SIGHT_STAGE;
  g_ptr_array_add (found, pl_observation_new (&seen));
  g_ptr_array_add (found, pl_observation_new (&end));
  g_ptr_array_add (found, pl_observation_new (&tried));
  discovery = pl_discovery_new (address, g_ptr_array_new (), found);
  g_ptr_array_add (after, pl_observation_new (&checked));
  check = pl_evidence_new (proposal, 1000, after);

  /* Neither discovery's end nor a server that it tried is the check's. */
  both = pl_setup_add_discovery (discovery, NULL, check);
  g_assert_cmpuint (pl_evidence_get_n_observations (both), ==, 2);
  g_assert_cmpint (pl_observation_get_sight (pl_evidence_get_observation (both, 0)), ==,
                   PL_SIGHT_SOURCE);
  g_assert_cmpint (pl_observation_get_at_us (pl_evidence_get_observation (both, 1)), ==,
                   250 * 1000 + 10);
}

/* --- The provider --- */

static void
test_choose_provider (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@example.org");
  SetupWatch watch;

  g_assert_null (pl_setup_get_provider_id (setup));
  g_assert_false (pl_setup_choose_provider (setup, "no-such-provider"));
  g_assert_true (pl_setup_choose_provider (setup, "gmx"));
  g_assert_cmpstr (pl_setup_get_chosen_provider_id (setup), ==, "gmx");
  g_assert_cmpstr (pl_setup_get_provider_name (setup), ==, "GMX");

  setup_watch_begin (&watch, setup);
  setup_watch_discover (&watch);
  g_assert_cmpstr (get_host (setup, PL_DIRECTION_INCOMING), ==, GMX_IMAP);
  g_assert_cmpstr (pl_proposal_get_provider_id (pl_setup_get_proposal (setup)), ==, "gmx");

  g_assert_true (pl_setup_choose_provider (setup, NULL));
  g_assert_null (pl_setup_get_chosen_provider_id (setup));
  g_assert_null (pl_setup_get_discovery (setup));
  g_assert_null (get_host (setup, PL_DIRECTION_INCOMING));

  /* The choice goes before the domain. */
  pl_setup_set_address (setup, "anna@web.de");
  g_assert_true (pl_setup_choose_provider (setup, "gmx"));
  g_assert_cmpstr (pl_setup_get_provider_id (setup), ==, "gmx");
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_cmpstr (get_host (setup, PL_DIRECTION_INCOMING), ==, GMX_IMAP);
  setup_watch_end (&watch);
}

static void
test_search (void)
{
  g_autoptr (PlSetup) setup = make_setup ("");
  g_autoptr (GPtrArray) all = pl_setup_search_providers (setup, NULL);
  g_autoptr (GPtrArray) some = pl_setup_search_providers (setup, "posteo");
  const PlProviderChoice *choice;

  g_assert_cmpuint (all->len, >, 200);
  g_assert_cmpuint (some->len, >, 0);
  choice = some->pdata[0];
  g_assert_cmpstr (choice->id, ==, "posteo");
  g_assert_nonnull (choice->name);
}

static void
test_typo (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@gmial.com");
  char *corrected = pl_setup_dup_corrected_address (setup);

  g_assert_cmpstr (corrected, ==, "anna@gmail.com");
  g_free (corrected);
  pl_setup_set_address (setup, "anna@gmail.com");
  g_assert_null (pl_setup_dup_corrected_address (setup));
  pl_setup_set_address (setup, "anna@");
  g_assert_null (pl_setup_dup_corrected_address (setup));

  /* Who names the servers has no need of the question. */
  pl_setup_set_address (setup, "anna@gmial.com");
  set_own_server (setup, PL_SERVICE_IMAP, "imap.gmial.com", 993);
  g_assert_null (pl_setup_dup_corrected_address (setup));
}

static void
test_requirements (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@gmail.com");
  g_autoptr (GPtrArray) cards = pl_setup_dup_requirements (setup);
  g_autoptr (GPtrArray) none = NULL;
  PlRequirementFields fields;

  g_assert_cmpuint (cards->len, >, 0);
  pl_requirement_peek_fields (cards->pdata[0], &fields);
  g_assert_cmpint (fields.kind, ==, PL_REQUIREMENT_APP_PASSWORD);
  g_assert_cmpint (pl_setup_get_password_kind (setup), ==, PL_PASSWORD_KIND_APP);
  g_assert_true (pl_setup_can_work (setup));

  pl_setup_set_address (setup, "anna@example.org");
  none = pl_setup_dup_requirements (setup);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (pl_setup_get_password_kind (setup), ==, PL_PASSWORD_KIND_USUAL);

  pl_setup_set_address (setup, "anna@tuta.com");
  g_assert_false (pl_setup_can_work (setup));
}

static void
test_provider_without_servers (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@tuta.com");
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.stages->str, ==, "DT");
  g_assert_cmpstr (get_code (setup), ==, "protocol-not-offered");
  setup_watch_end (&watch);
}

/* A provider that signs in through the browser only never sees a password. */
static void
test_no_password_for_browser_sign_in (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  PlScriptServer *imap;
  SetupWatch watch;

  /* Whoever signs in here spoils the script. */
  imap = check_lab_serve (lab, "outlook.office365.com", 993,
                          "TLS good\n"
                          "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2] ready\n"
                          "C: {tag} LOGOUT\nCLOSE\n");
  setup = pl_setup_new (check_lab_get_network (lab));
  pl_setup_set_address (setup, "anna@outlook.com");
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  g_assert_cmpint (pl_setup_get_password_kind (setup), ==, PL_PASSWORD_KIND_NONE);

  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_INCOMING);
  g_assert_true (check_lab_is_withheld (pl_setup_get_evidence (setup), PL_SERVICE_IMAP, "oauth"));
  g_assert_cmpint (pl_check_get_state (pl_setup_get_evidence (setup), PL_DIRECTION_INCOMING), ==,
                   PL_CHECK_STATE_PARTIAL);
  check_lab_expect_played (imap);

  /* In front of it the person can have a program of their own that takes one. */
  set_own_server (setup, PL_SERVICE_IMAP, "localhost", 1143);
  g_assert_cmpint (pl_setup_get_password_kind (setup), ==, PL_PASSWORD_KIND_USUAL);
  setup_watch_end (&watch);
}

/* --- Hosts that need consent --- */

static PlProposal *
make_foreign (const char *address_text)
{
  static const char *const foreign_hosts[] = { LAB_IMAP, NULL };
  g_autoptr (PlAddress) address = pl_address_parse (address_text, NULL);
  const PlServerFields in = {
    .service = PL_SERVICE_IMAP,
    .host = LAB_IMAP,
    .port = 993,
    .username = "anna",
    .source = PL_SOURCE_SRV,
  };
  const PlServerFields out = {
    .service = PL_SERVICE_SMTP,
    .host = "smtp.verein.test",
    .port = 465,
    .username = "anna",
    .source = PL_SOURCE_SRV,
  };
  g_autoptr (PlServerSettings) incoming = pl_server_settings_new (&in, NULL);
  g_autoptr (PlServerSettings) outgoing = pl_server_settings_new (&out, NULL);
  const PlProposalFields fields = {
    .address = address,
    .incoming = incoming,
    .outgoing = outgoing,
    .source = PL_SOURCE_SRV,
    .trust = PL_TRUST_DNS,
    .foreign_hosts = foreign_hosts,
  };

  return pl_proposal_new_from_fields (&fields);
}

static char *
join_foreign (PlSetup *setup)
{
  g_auto (GStrv) hosts = pl_setup_dup_foreign_hosts (setup);

  return g_strjoinv (" ", hosts);
}

#define assert_foreign(setup, expected)                   \
  G_STMT_START                                            \
  {                                                       \
    g_autofree char *joined_hosts = join_foreign (setup); \
    g_assert_cmpstr (joined_hosts, ==, expected);         \
  }                                                       \
  G_STMT_END

static PlSetup *
make_foreign_setup (PlNetwork *network)
{
  g_autoptr (PlProposal) proposal = make_foreign ("anna@verein.test");
  PlSetup *setup = pl_setup_new (network);

  pl_setup_set_address (setup, "anna@verein.test");
  g_assert_true (pl_setup_take_proposal (setup, proposal));
  return setup;
}

static void
test_foreign_hosts (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = make_foreign_setup (network);
  g_autoptr (PlProposal) again = make_foreign ("anna@verein.test");
  g_autoptr (PlProposal) of_bernd = make_foreign ("bernd@other.test");

  assert_foreign (setup, LAB_IMAP);
  g_assert_true (pl_proposal_is_foreign (pl_setup_get_proposal (setup), PL_DIRECTION_INCOMING));
  g_assert_false (pl_proposal_is_foreign (pl_setup_get_proposal (setup), PL_DIRECTION_OUTGOING));

  /* Another port does not make the host the person's. */
  set_own_server (setup, PL_SERVICE_IMAP, LAB_IMAP, 994);
  assert_foreign (setup, LAB_IMAP);

  pl_setup_approve_host (setup, LAB_IMAP);
  assert_foreign (setup, "");
  g_assert_false (pl_proposal_is_foreign (pl_setup_get_proposal (setup), PL_DIRECTION_INCOMING));
  g_assert_true (pl_setup_take_proposal (setup, again));
  assert_foreign (setup, "");
  g_assert_cmpint (
      pl_server_settings_get_source (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)), ==,
      PL_SOURCE_SRV);

  /* Consent is for one domain. */
  pl_setup_set_address (setup, "bernd@other.test");
  g_assert_true (pl_setup_take_proposal (setup, of_bernd));
  assert_foreign (setup, LAB_IMAP);
}

/* Whoever corrects the domain letter by letter passes through others. A foreign server of which only the
 * port is theirs must not come out at the other end as one that they named. */
static void
test_foreign_host_stays_with_its_domain (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = make_foreign_setup (network);

  set_own_server (setup, PL_SERVICE_IMAP, LAB_IMAP, 994);
  set_own_server (setup, PL_SERVICE_SMTP, "smtp.own.example", 465);
  pl_setup_set_address (setup, "anna@verein.tes");
  pl_setup_set_address (setup, "anna@verein.test");
  g_assert_null (pl_setup_get_server (setup, PL_DIRECTION_INCOMING));
  g_assert_cmpstr (get_host (setup, PL_DIRECTION_OUTGOING), ==, "smtp.own.example");
}

static void
test_named_host_is_not_foreign (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = make_foreign_setup (network);

  set_own_server (setup, PL_SERVICE_IMAP, "imap.verein.test", 993);
  assert_foreign (setup, "");
  set_own_server (setup, PL_SERVICE_IMAP, LAB_IMAP, 993);
  assert_foreign (setup, "");
}

/* The check reaches the server and keeps the password; the finding's fix is the consent. */
static void
test_foreign_host_gets_no_password (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  g_autoptr (PlFinding) finding = NULL;
  PlDirections touched;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993,
                   "TLS good\n" LAB_IMAP_GREETING
                   "IF C {tag} LOGOUT GOTO out\n" LAB_IMAP_SIGN_IN LAB_IMAP_USE);
  setup = make_foreign_setup (check_lab_get_network (lab));
  pl_setup_remove_server (setup, PL_DIRECTION_OUTGOING);
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (watch.stages->str, ==, "CT");
  g_assert_true (
      check_lab_is_withheld (pl_setup_get_evidence (setup), PL_SERVICE_IMAP, "approval"));
  g_assert_cmpstr (get_code (setup), ==, "server-not-approved");

  finding = g_list_model_get_item (pl_setup_get_findings (setup), 0);
  g_assert_nonnull (pl_fix_get_consent (pl_finding_get_fix (finding, 0)));
  touched = pl_setup_apply_fix (setup, pl_finding_get_fix (finding, 0), NULL);
  g_assert_cmpint (touched, ==, PL_DIRECTIONS_INCOMING);
  assert_foreign (setup, "");
  setup_watch_check (&watch, touched);
  g_assert_cmpstr (watch.stages->str, ==, "CV");

  /* Taking the fix back takes the consent back. */
  g_assert_cmpint (pl_setup_undo (setup), ==, PL_DIRECTIONS_INCOMING);
  assert_foreign (setup, LAB_IMAP);
  setup_watch_end (&watch);
}

/* --- A fix that is another address --- */

static void
test_fix_of_address (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@gmxx.example");
  const PlFixFields fields = {
    .kind = PL_FIX_ADDRESS,
    .label = "anna@gmx.de",
    .address = "anna@gmx.de",
  };
  g_autoptr (PlFix) fix = pl_fix_new (&fields);
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_discover (&watch);
  set_own_server (setup, PL_SERVICE_IMAP, "imap.gmxx.example", 993);
  g_assert_cmpint (pl_setup_apply_fix (setup, fix, NULL), ==, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (pl_setup_get_address (setup), ==, "anna@gmx.de");
  g_assert_cmpstr (get_host (setup, PL_DIRECTION_INCOMING), ==, GMX_IMAP);
  setup_watch_end (&watch);
}

int
main (int argc, char **argv)
{
  /* No GNOME Online Accounts. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/setup/" path, test)
  ADD ("discovery/known-provider", test_known_provider);
  ADD ("discovery/nothing-found", test_nothing_found);
  ADD ("discovery/hosts-to-ask", test_hosts_to_ask);
  ADD ("discovery/hosts-beyond", test_hosts_beyond);
  ADD ("discovery/own-server-stays", test_own_server_stays);
  ADD ("discovery/another-address-voids", test_another_address_voids);
  ADD ("discovery/change-during-discovery", test_change_during_discovery);
  ADD ("discovery/cancel", test_cancel);
  ADD ("discovery/one-at-a-time", test_one_at_a_time);
  ADD ("discovery/dispose-during-discovery", test_dispose_during_discovery);
  ADD ("discovery/invalid-address", test_invalid_address);
  ADD ("check/discovers-first", test_check_discovers_first);
  ADD ("check/asked-stays", test_asked_stays);
  ADD ("check/finds-nothing", test_check_finds_nothing);
  ADD ("check/times-follow-on", test_times_follow_on);
  ADD ("provider/choose", test_choose_provider);
  ADD ("provider/search", test_search);
  ADD ("provider/typo", test_typo);
  ADD ("provider/requirements", test_requirements);
  ADD ("provider/without-servers", test_provider_without_servers);
  ADD ("provider/no-password-for-browser-sign-in", test_no_password_for_browser_sign_in);
  ADD ("foreign/hosts", test_foreign_hosts);
  ADD ("foreign/stays-with-its-domain", test_foreign_host_stays_with_its_domain);
  ADD ("foreign/named-host", test_named_host_is_not_foreign);
  ADD ("foreign/gets-no-password", test_foreign_host_gets_no_password);
  ADD ("fix-of-address", test_fix_of_address);
  return g_test_run ();
}
