// SPDX-License-Identifier: GPL-3.0-or-later
/* When the built-in facts answer, and when anybody is asked at all. */
#include "discovery/pl-known-private.h"
#include "fake-sources.h"
#include "source-lab.h"

#include "base/pl-domain.h"

#include <arpa/nameser.h>

/* Would be found if anybody looked. */
static const Fake fakes[] = {
  { "autoconfig", PL_SOURCE_AUTOCONFIG, PL_TRUST_DOMAIN, .incoming = "imap.example.org",
    .outgoing = "smtp.example.org" },
  { NULL },
};

static PlDiscovery *
discover (SourceLab *lab, const char *text, const char *provider_id, gboolean offline)
{
  g_autoptr (PlAddress) address = pl_address_parse (text, NULL);
  const PlDiscoveryRequest request = {
    .network = lab->network,
    .address = address,
    .incoming = lab->context.incoming,
    .provider_id = provider_id,
    .offline = offline,
  };

  return fake_discover (fakes, &request, NULL, NULL, NULL);
}

static guint
count (PlDiscovery *discovery, PlSight sight)
{
  GPtrArray *seen = pl_discovery_get_observations (discovery);
  guint n = 0;

  for (guint i = 0; i < seen->len; i++)
    n += pl_observation_get_sight (seen->pdata[i]) == sight ? 1 : 0;
  return n;
}

static const char *
get_host (PlDiscovery *discovery, PlDirection direction)
{
  PlServerSettings *server =
      pl_proposal_get_server (pl_discovery_get_proposal (discovery, 0), direction);

  return server != NULL ? pl_server_settings_get_host (server) : NULL;
}

/* By domain, whatever its case and whatever stands before the @; by choice; without a network. */
static void
test_known (void)
{
  static const struct
  {
    const char *address;
    const char *provider_id;
    gboolean offline;
    const char *incoming;
  } rows[] = {
    { "anna@mailbox.org", NULL, FALSE, "imap.mailbox.org" },
    { "Anna+post@MailBox.ORG", NULL, FALSE, "imap.mailbox.org" },
    { "anna@mailbox.org", NULL, TRUE, "imap.mailbox.org" },
    { "anna@example.org", "mailbox-org", FALSE, "imap.mailbox.org" },
    { "anna@gmx.de", "mailbox-org", FALSE, "imap.mailbox.org" },
    { "anna@mailbox.org", "there-is-none", FALSE, "imap.mailbox.org" },
  };
  g_auto (SourceLab) lab = { 0 };

  source_lab_set_up (&lab);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlDiscovery) discovery =
          discover (&lab, rows[i].address, rows[i].provider_id, rows[i].offline);
      PlProposal *proposal;
      PlObservation *end = fake_find_end (discovery, "provider");

      g_assert_cmpuint (pl_discovery_get_n_proposals (discovery), ==, 1);
      proposal = pl_discovery_get_proposal (discovery, 0);
      g_assert_cmpint (pl_proposal_get_source (proposal), ==, PL_SOURCE_PROVIDER);
      g_assert_cmpint (pl_proposal_get_trust (proposal), ==, PL_TRUST_BUILT_IN);
      g_assert_cmpstr (pl_proposal_get_provider_id (proposal), ==, "mailbox-org");
      g_assert_cmpstr (get_host (discovery, PL_DIRECTION_INCOMING), ==, rows[i].incoming);
      g_assert_cmpint (pl_observation_get_outcome (end), ==, PL_OUTCOME_FOUND);
      g_assert_cmpstr (pl_observation_get (end, PL_FACT_TRUST), ==, "built-in");
      g_assert_cmpuint (count (discovery, PL_SIGHT_HOST_ASKED), ==, 0);
      g_assert_cmpuint (count (discovery, PL_SIGHT_NAME), ==, 0);
      g_assert_cmpuint (count (discovery, PL_SIGHT_STAGE), ==, 2);
      g_assert_false (fake_has_run ("autoconfig"));
    }
  g_assert_cmpuint (name_server_get_n_asked (lab.server), ==, 0);
  g_assert_cmpuint (mock_resolver_get_n_asked (lab.resolver), ==, 0);
}

/* A known provider costs nothing, measured over many. */
static void
test_known_is_quick (void)
{
  g_auto (SourceLab) lab = { 0 };
  gint64 best = G_MAXINT64;

  source_lab_set_up (&lab);
  for (guint i = 0; i < 200; i++)
    {
      gint64 began_at = g_get_monotonic_time ();
      g_autoptr (PlDiscovery) discovery = discover (&lab, "anna@mailbox.org", NULL, FALSE);

      best = MIN (best, g_get_monotonic_time () - began_at);
    }
  g_test_message ("a known provider, the quickest of 200: %" G_GINT64_FORMAT " µs", best);
  g_assert_cmpint (best, <, 1000);
}

static void
test_unknown (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (PlDiscovery) asked = NULL;
  g_autoptr (PlDiscovery) offline = NULL;

  source_lab_set_up (&lab);
  asked = discover (&lab, "anna@example.org", NULL, FALSE);
  g_assert_cmpstr (get_host (asked, PL_DIRECTION_INCOMING), ==, "imap.example.org");
  g_assert_true (fake_has_run ("autoconfig"));

  offline = discover (&lab, "anna@example.org", NULL, TRUE);
  g_assert_cmpuint (pl_discovery_get_n_proposals (offline), ==, 0);
  g_assert_false (fake_has_run ("autoconfig"));
  g_assert_cmpuint (count (offline, PL_SIGHT_HOST_ASKED), ==, 0);
}

static void
test_practice (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (PlDiscovery) unknown = NULL;
  g_autoptr (PlDiscovery) known = NULL;

  source_lab_set_up (&lab);
  source_lab_use_network (&lab, pl_network_new_practice (NULL, 0, ""));
  unknown = discover (&lab, "anna@example.org", NULL, FALSE);
  g_assert_cmpuint (pl_discovery_get_n_proposals (unknown), ==, 0);
  g_assert_false (fake_has_run ("autoconfig"));
  known = discover (&lab, "anna@mailbox.org", NULL, FALSE);
  g_assert_cmpstr (get_host (known, PL_DIRECTION_INCOMING), ==, "imap.mailbox.org");
}

/* The one thing that is asked for a known provider: the mail exchanger that its servers are named
 * after. One of a stranger is not taken; then others may know. */
static void
test_named_after_mx (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (PlDiscovery) known = NULL;
  g_autoptr (PlDiscovery) strange = NULL;
  g_autoptr (PlDiscovery) offline = NULL;

  source_lab_set_up (&lab);
  name_server_add_record (lab.server, "known.example", ns_t_mx, "10 w01a2b3c.kasserver.com");
  name_server_add_record (lab.server, "strange.example", ns_t_mx, "10 mx.evil.net");

  known = discover (&lab, "anna@known.example", "all-inkl", FALSE);
  g_assert_cmpstr (get_host (known, PL_DIRECTION_INCOMING), ==, "w01a2b3c.kasserver.com");
  g_assert_cmpint (pl_proposal_get_trust (pl_discovery_get_proposal (known, 0)), ==, PL_TRUST_DNS);
  g_assert_cmpuint (count (known, PL_SIGHT_NAME), ==, 1);
  g_assert_false (fake_has_run ("autoconfig"));

  strange = discover (&lab, "anna@strange.example", "all-inkl", FALSE);
  g_assert_true (fake_has_run ("autoconfig"));
  g_assert_cmpuint (pl_discovery_get_n_proposals (strange), ==, 1);
  g_assert_cmpstr (pl_proposal_get_provider_id (pl_discovery_get_proposal (strange, 0)), ==,
                   "all-inkl");
  g_assert_cmpstr (get_host (strange, PL_DIRECTION_INCOMING), ==, "imap.example.org");

  offline = discover (&lab, "anna@known.example", "all-inkl", TRUE);
  g_assert_cmpuint (pl_discovery_get_n_proposals (offline), ==, 1);
  g_assert_null (get_host (offline, PL_DIRECTION_INCOMING));
  g_assert_cmpuint (count (offline, PL_SIGHT_NAME), ==, 0);
}

/* Providers at which no mail program can work say so at once. */
static void
test_nothing_to_set_up (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (PlDiscovery) discovery = NULL;
  GPtrArray *seen;

  source_lab_set_up (&lab);
  discovery = discover (&lab, "anna@tuta.com", NULL, FALSE);
  g_assert_cmpuint (pl_discovery_get_n_proposals (discovery), ==, 1);
  g_assert_cmpstr (pl_proposal_get_provider_id (pl_discovery_get_proposal (discovery, 0)), ==,
                   "tuta");
  g_assert_null (get_host (discovery, PL_DIRECTION_INCOMING));
  g_assert_false (fake_has_run ("autoconfig"));
  /* That there is nothing is known, and yet no settings were found. */
  seen = pl_discovery_get_observations (discovery);
  g_assert_cmpstr (pl_observation_get (seen->pdata[seen->len - 1], PL_FACT_STATE), ==, "failed");
}

/* POP3 is wanted: IMAP is proposed where there is no other. */
static void
test_every_provider (void)
{
  g_auto (SourceLab) lab = { 0 };
  guint n_providers = 0;
  const PlProvider *providers = pl_provider_get_all (&n_providers);

  source_lab_set_up (&lab);
  lab.context.incoming = PL_SERVICE_POP3;
  for (guint i = 0; i < n_providers; i++)
    {
      g_autoptr (PlDiscovery) discovery =
          discover (&lab, "anna@example.org", providers[i].id, TRUE);
      PlProposal *proposal = pl_discovery_get_proposal (discovery, 0);

      g_assert_cmpuint (pl_discovery_get_n_proposals (discovery), ==, 1);
      g_assert_cmpstr (pl_proposal_get_provider_id (proposal), ==, providers[i].id);
      if (providers[i].servers[0].host != NULL && !pl_known_wants_mx (&providers[i]))
        g_assert_nonnull (get_host (discovery, PL_DIRECTION_INCOMING));
    }
}

/* A provider with a domain, and without known servers: the domain is asked like any other, and what
 * is found is the provider's. */
static void
test_without_servers (void)
{
  g_auto (SourceLab) lab = { 0 };
  guint n_providers = 0;
  const PlProvider *providers = pl_provider_get_all (&n_providers);
  guint n_seen = 0;

  source_lab_set_up (&lab);
  for (guint i = 0; i < n_providers; i++)
    {
      g_autoptr (PlDiscovery) discovery = NULL;

      if (providers[i].servers[0].host != NULL || !pl_provider_can_work (&providers[i]))
        continue;
      n_seen++;
      discovery = discover (&lab, "anna@example.org", providers[i].id, FALSE);
      g_assert_true (fake_has_run ("autoconfig"));
      g_assert_cmpuint (pl_discovery_get_n_proposals (discovery), ==, 1);
      g_assert_cmpstr (get_host (discovery, PL_DIRECTION_INCOMING), ==, "imap.example.org");
      g_assert_cmpstr (pl_proposal_get_provider_id (pl_discovery_get_proposal (discovery, 0)), ==,
                       providers[i].id);
    }
  g_assert_cmpuint (n_seen, >, 0);
}

/* Nobody is asked, and the name of the provider is all there is: that is not enough. */
static void
test_without_servers_offline (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (PlDiscovery) discovery = NULL;
  GPtrArray *seen;

  source_lab_set_up (&lab);
  discovery = discover (&lab, "anna@example.org", "host-europe", TRUE);
  g_assert_cmpuint (pl_discovery_get_n_proposals (discovery), ==, 1);
  g_assert_cmpint (pl_observation_get_outcome (fake_find_end (discovery, "provider")), ==,
                   PL_OUTCOME_NO_DATA);
  seen = pl_discovery_get_observations (discovery);
  g_assert_cmpstr (pl_observation_get (seen->pdata[seen->len - 1], PL_FACT_STATE), ==, "failed");
}

/* Whether @name was looked up for its address. */
static gboolean
has_looked_up (PlDiscovery *discovery, const char *name)
{
  GPtrArray *seen = pl_discovery_get_observations (discovery);

  for (guint i = 0; i < seen->len; i++)
    if (pl_observation_get_sight (seen->pdata[i]) == PL_SIGHT_NAME &&
        g_strcmp0 (pl_observation_get (seen->pdata[i], PL_FACT_NAME), name) == 0)
      return TRUE;

  return FALSE;
}

/* Who keeps Mozilla's list from people does not make them offline: another name tells. It is asked for
 * only then. */
static void
test_known_name (void)
{
  static const Fake denied[] = {
    { "ispdb", PL_SOURCE_ISPDB, PL_TRUST_DIRECTORY, .outcome = PL_OUTCOME_NO_SUCH_NAME },
    { NULL },
  };
  static const Fake empty[] = {
    { "ispdb", PL_SOURCE_ISPDB, PL_TRUST_DIRECTORY, .outcome = PL_OUTCOME_NO_DATA },
    { NULL },
  };
  static const Fake found[] = {
    { "autoconfig", PL_SOURCE_AUTOCONFIG, PL_TRUST_DOMAIN, .incoming = "imap.example.org",
      .outgoing = "smtp.example.org" },
    { "ispdb", PL_SOURCE_ISPDB, PL_TRUST_DIRECTORY, .outcome = PL_OUTCOME_NO_SUCH_NAME },
    { NULL },
  };
  static const struct
  {
    const Fake *fakes;
    gboolean asks;
  } rows[] = { { denied, TRUE }, { empty, FALSE }, { found, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (SourceLab) lab = { 0 };
      g_autoptr (PlDiscovery) discovery = NULL;
      PlDiscoveryRequest request = { 0 };

      source_lab_set_up (&lab);
      mock_resolver_set_addresses (lab.resolver, "192.0.2.1");
      request.network = lab.network;
      request.address = lab.address;
      request.incoming = PL_SERVICE_IMAP;
      discovery = fake_discover (rows[i].fakes, &request, NULL, NULL, NULL);
      g_assert_cmpint (has_looked_up (discovery, PL_DOMAIN_ALWAYS_THERE), ==, rows[i].asks);
    }
}

static void
test_list_hosts (void)
{
  g_autoptr (PlAddress) unknown = pl_address_parse ("anna@b\303\274cher.example", NULL);
  g_autoptr (PlAddress) known = pl_address_parse ("anna@mailbox.org", NULL);
  g_auto (GStrv) hosts = pl_discover_list_hosts (unknown, NULL);
  g_auto (GStrv) none = pl_discover_list_hosts (known, NULL);
  g_auto (GStrv) chosen = pl_discover_list_hosts (unknown, "gmx");
  g_auto (GStrv) by_mx = pl_discover_list_hosts (unknown, "all-inkl");

  g_assert_true (g_strv_contains ((const char *const *) hosts, "autoconfig.xn--bcher-kva.example"));
  g_assert_true (g_strv_contains ((const char *const *) hosts, "xn--bcher-kva.example"));
  for (guint i = 0; hosts[i] != NULL; i++)
    {
      g_assert_null (strchr (hosts[i], '%'));
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (hosts[i], !=, hosts[j]);
    }
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (chosen), ==, 0);
  g_assert_cmpuint (g_strv_length (by_mx), ==, g_strv_length (hosts));
}

/* A provider whose servers the facts do not know keeps nobody from asking. */
static void
test_list_hosts_without_servers (void)
{
  guint n_providers = 0;
  const PlProvider *providers = pl_provider_get_all (&n_providers);

  for (guint i = 0; i < n_providers; i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (PlAddress) address = NULL;
      g_auto (GStrv) hosts = NULL;
      gboolean is_known =
          providers[i].servers[0].host != NULL || !pl_provider_can_work (&providers[i]);

      if (providers[i].domains[0] == NULL || pl_known_wants_mx (&providers[i]))
        continue;
      text = g_strdup_printf ("anna@%s", providers[i].domains[0]);
      address = pl_address_parse (text, NULL);
      hosts = pl_discover_list_hosts (address, NULL);
      g_assert_cmpint (g_strv_length (hosts) == 0, ==, is_known);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/known", test_known);
  g_test_add_func ("/discover/known-is-quick", test_known_is_quick);
  g_test_add_func ("/discover/unknown", test_unknown);
  g_test_add_func ("/discover/practice", test_practice);
  g_test_add_func ("/discover/named-after-mx", test_named_after_mx);
  g_test_add_func ("/discover/nothing-to-set-up", test_nothing_to_set_up);
  g_test_add_func ("/discover/every-provider", test_every_provider);
  g_test_add_func ("/discover/without-servers", test_without_servers);
  g_test_add_func ("/discover/without-servers-offline", test_without_servers_offline);
  g_test_add_func ("/discover/known-name", test_known_name);
  g_test_add_func ("/discover/list-hosts", test_list_hosts);
  g_test_add_func ("/discover/list-hosts-without-servers", test_list_hosts_without_servers);
  return g_test_run ();
}
