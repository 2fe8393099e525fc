// SPDX-License-Identifier: GPL-3.0-or-later
#include "provider/pl-provider.h"

/* Every fact of the table has the form that its readers rely on. */
static void
assert_pages (const PlProviderPages *pages)
{
  const char *const urls[] = { pages->de, pages->en, pages->other };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    if (urls[i] != NULL)
      g_assert_true (g_str_has_prefix (urls[i], "https://"));
}

static void
assert_date (const char *date)
{
  g_assert_true (g_regex_match_simple ("^20\\d\\d-[01]\\d-[0-3]\\d$", date, 0, 0));
}

static void
assert_servers (const PlProvider *provider)
{
  PlService last = PL_SERVICE_IMAP;

  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    {
      g_assert_cmpuint (server->port, >, 0);
      g_assert_true (pl_provider_owns_host (provider, server->host));
      g_assert_cmpint (last, <=, server->service);
      last = server->service;
    }
}

static void
test_table (void)
{
  guint n_providers = 0;
  const PlProvider *all = pl_provider_get_all (&n_providers);

  g_assert_cmpuint (n_providers, >=, 325);
  for (guint i = 0; i < n_providers; i++)
    {
      if (i > 0)
        g_assert_cmpstr (all[i - 1].id, <, all[i].id);
      g_assert_true (pl_provider_find_by_id (all[i].id) == &all[i]);
      assert_date (all[i].confirmed);
      assert_pages (&all[i].help);
      assert_servers (&all[i]);
      /* Finding every domain again also shows that none stands twice. */
      for (const char *const *domain = all[i].domains; *domain != NULL; domain++)
        g_assert_true (pl_provider_find_by_domain (*domain) == &all[i]);
    }
}

static void
test_find (void)
{
  g_assert_cmpstr (pl_provider_find_by_domain ("gmx.de")->name, ==, "GMX");
  g_assert_cmpstr (pl_provider_find_by_domain ("googlemail.com")->id, ==, "gmail");
  g_assert_null (pl_provider_find_by_domain ("example.org"));
  g_assert_null (pl_provider_find_by_domain ("kunde.gmx.de"));
  g_assert_null (pl_provider_find_by_domain (""));
  g_assert_null (pl_provider_find_by_id ("nobody"));
  g_assert_null (pl_provider_find_by_id (NULL));
}

static void
test_owns_host (void)
{
  const PlProvider *ionos = pl_provider_find_by_id ("ionos");

  g_assert_true (pl_provider_owns_host (ionos, "imap.ionos.de"));
  g_assert_false (pl_provider_owns_host (ionos, "s1234.ionos.de"));
  g_assert_false (pl_provider_owns_host (ionos, "imap.gmx.net"));
  g_assert_false (pl_provider_owns_host (NULL, "imap.ionos.de"));
}

static void
assert_server (PlProposal *proposal,
               PlDirection direction,
               PlService service,
               const char *host,
               guint16 port,
               const char *username)
{
  PlServerSettings *server = pl_proposal_get_server (proposal, direction);

  g_assert_nonnull (server);
  g_assert_cmpint (pl_server_settings_get_service (server), ==, service);
  g_assert_cmpstr (pl_server_settings_get_host (server), ==, host);
  g_assert_cmpuint (pl_server_settings_get_port (server), ==, port);
  g_assert_cmpint (pl_server_settings_get_security (server), ==, PL_SECURITY_TLS);
  g_assert_cmpstr (pl_server_settings_get_username (server), ==, username);
  g_assert_cmpint (pl_server_settings_get_source (server), ==, PL_SOURCE_PROVIDER);
}

static void
test_propose (void)
{
  g_autoptr (PlAddress) gmx = pl_address_parse ("Anna.Beispiel@gmx.de", NULL);
  g_autoptr (PlAddress) web = pl_address_parse ("anna@web.de", NULL);
  g_autoptr (PlProposal) imap =
      pl_provider_propose (pl_provider_find_by_id ("gmx"), gmx, PL_SERVICE_IMAP, NULL);
  g_autoptr (PlProposal) pop3 =
      pl_provider_propose (pl_provider_find_by_id ("web-de"), web, PL_SERVICE_POP3, NULL);

  g_assert_cmpstr (pl_proposal_get_provider_id (imap), ==, "gmx");
  assert_server (imap, PL_DIRECTION_INCOMING, PL_SERVICE_IMAP, "imap.gmx.net", 993,
                 "Anna.Beispiel@gmx.de");
  assert_server (imap, PL_DIRECTION_OUTGOING, PL_SERVICE_SMTP, "mail.gmx.net", 465,
                 "Anna.Beispiel@gmx.de");
  assert_server (pop3, PL_DIRECTION_INCOMING, PL_SERVICE_POP3, "pop3.web.de", 995, "anna");
  assert_server (pop3, PL_DIRECTION_OUTGOING, PL_SERVICE_SMTP, "smtp.web.de", 465, "anna");
}

/* iCloud has no POP3: nothing is proposed in its place. */
static void
test_propose_missing_service (void)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@icloud.com", NULL);

  g_assert_null (
      pl_provider_propose (pl_provider_find_by_id ("icloud"), address, PL_SERVICE_POP3, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/provider/table", test_table);
  g_test_add_func ("/provider/find", test_find);
  g_test_add_func ("/provider/owns-host", test_owns_host);
  g_test_add_func ("/provider/propose", test_propose);
  g_test_add_func ("/provider/propose/missing-service", test_propose_missing_service);

  return g_test_run ();
}
