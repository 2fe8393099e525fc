// SPDX-License-Identifier: GPL-3.0-or-later
#include "provider/pl-provider-table-private.h"

#include <string.h>

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
      g_autofree char *lower = g_ascii_strdown (server->host, -1);
      gboolean is_template = strchr (server->host, '%') != NULL;

      g_assert_true (is_template || g_str_equal (lower, server->host));
      g_assert_cmpuint (server->port, >, 0);
      g_assert_true (pl_provider_owns_host (provider, server->host));
      g_assert_cmpint (last, <=, server->service);
      last = server->service;
    }
}

static void
assert_requirements (const PlProvider *provider)
{
  for (guint i = 0; i < provider->n_requirements; i++)
    {
      const PlProviderRequirement *requirement = &provider->requirements[i];

      assert_pages (&requirement->pages);
      assert_date (requirement->confirmed);
      g_assert_true (pl_provider_get_requirement (provider, requirement->kind) == requirement);
    }
}

static void
test_all (void)
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
      assert_requirements (&all[i]);
      /* Finding each name again also shows that none stands twice. */
      for (const char *const *domain = all[i].domains; *domain != NULL; domain++)
        g_assert_true (pl_provider_find_by_domain (*domain) == &all[i]);
      for (const char *const *mx = all[i].mx; *mx != NULL; mx++)
        g_assert_true (pl_provider_find_by_mx (*mx) == &all[i]);
    }
}

/* Every server with a name of its own leads to a provider that has it. */
static void
test_hosts (void)
{
  guint n_providers = 0;
  const PlProvider *all = pl_provider_get_all (&n_providers);
  guint n_found = 0;

  for (guint i = 0; i < n_providers; i++)
    for (const PlProviderServer *server = all[i].servers; server->host != NULL; server++)
      {
        const PlProvider *owner = pl_provider_find_by_host (server->host);

        if (strchr (server->host, '%') != NULL || g_hostname_is_ip_address (server->host))
          g_assert_null (owner);
        else
          {
            g_assert_true (pl_provider_owns_host (owner, server->host));
            n_found++;
          }
      }

  g_assert_cmpuint (n_found, >, 800);
}

static void
assert_sorted (const PlProviderKey *row, guint n_keys)
{
  for (guint i = 1; i < n_keys; i++)
    g_assert_cmpstr (pl_provider_text + row[i - 1].text, <, pl_provider_text + row[i].text);
}

static void
test_rows (void)
{
  assert_sorted (pl_provider_domains, pl_provider_n_domains);
  assert_sorted (pl_provider_mx, pl_provider_n_mx);
  assert_sorted (pl_provider_hosts, pl_provider_n_hosts);
  assert_sorted (pl_provider_main_domains, pl_provider_n_main_domains);
  for (guint i = 1; i < pl_provider_n_lookalikes; i++)
    g_assert_cmpstr (pl_provider_text + pl_provider_lookalikes[i - 1], <,
                     pl_provider_text + pl_provider_lookalikes[i]);
  g_assert_cmpuint (pl_provider_n_domains, >=, 1490);
  g_assert_cmpuint (pl_provider_n_mx, >=, 83);
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
test_find_by_mx (void)
{
  static const struct
  {
    const char *mx;
    const char *id; /* NULL: nobody's */
  } cases[] = {
    /* One company, two services: the longer suffix tells. */
    { "outlook-com.olc.protection.outlook.com", "outlook-com" },
    { "example-org.mail.protection.outlook.com", "microsoft-365" },
    { "protection.outlook.com", NULL },
    { "mta5.am0.yahoodns.net", "yahoo" },
    { "mx-aol.mail.gm0.yahoodns.net", "aol" },
    { "aspmx.l.google.com", "google-workspace" },
    { "w0123456.kasserver.com", "all-inkl" },
    { "kasserver.com", "all-inkl" },
    /* As DNS writes it. */
    { "SMTP.RZone.DE.", "strato" },
    /* Only whole labels. */
    { "notkasserver.com", NULL },
    { "kasserver.com.example.org", NULL },
    { "mx.example.org", NULL },
    { "", NULL },
    { ".", NULL },
    { "..", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PlProvider *provider = pl_provider_find_by_mx (cases[i].mx);

      g_test_message ("%s", cases[i].mx);
      g_assert_cmpstr (provider != NULL ? provider->id : NULL, ==, cases[i].id);
    }
}

/* An answer out of DNS has any length. */
static void
test_long_mx (void)
{
  g_autofree char *labels = g_strnfill (300, 'a');
  g_autofree char *long_name = g_strconcat (labels, ".kasserver.com", NULL);
  g_autofree char *dots = g_strnfill (250, '.');

  g_assert_null (pl_provider_find_by_mx (long_name));
  g_assert_null (pl_provider_find_by_mx (dots));
}

static void
test_find_by_host (void)
{
  /* Shared servers are the best known provider's. */
  g_assert_cmpstr (pl_provider_find_by_host ("imap.gmail.com")->id, ==, "gmail");
  g_assert_cmpstr (pl_provider_find_by_host ("outlook.office365.com")->id, ==, "outlook-com");
  g_assert_cmpstr (pl_provider_find_by_host ("imap.ionos.de")->id, ==, "ionos");
  g_assert_null (pl_provider_find_by_host ("s1234.ionos.de"));
  /* Proton's Bridge listens here, and so may anything else. */
  g_assert_null (pl_provider_find_by_host ("127.0.0.1"));
  g_assert_null (pl_provider_find_by_host ("%MXHOST%"));
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
test_requirements (void)
{
  const PlProvider *mail_com = pl_provider_find_by_id ("mail-com");
  const PlProvider *gmx = pl_provider_find_by_id ("gmx");
  const PlProviderRequirement *plan =
      pl_provider_get_requirement (mail_com, PL_REQUIREMENT_PAID_PLAN);
  const PlProviderRequirement *access =
      pl_provider_get_requirement (gmx, PL_REQUIREMENT_ENABLE_THIRD_PARTY);
  const PlProviderRequirement *app = pl_provider_get_requirement (gmx, PL_REQUIREMENT_APP_PASSWORD);

  g_assert_cmpuint (plan->services, ==,
                    1 << PL_SERVICE_IMAP | 1 << PL_SERVICE_POP3 | 1 << PL_SERVICE_SMTP);
  g_assert_cmpint (access->certainty, ==, PL_CERTAINTY_PROVEN);
  g_assert_false (access->conditional);
  g_assert_true (app->conditional);
  g_assert_nonnull (pl_provider_get_requirement (pl_provider_find_by_id ("hetzner"),
                                                 PL_REQUIREMENT_CERTIFICATE_HOST));
  g_assert_nonnull (pl_provider_get_requirement (pl_provider_find_by_id ("easyname"),
                                                 PL_REQUIREMENT_USERNAME_DIFFERS));
  g_assert_true (pl_provider_get_requirement (pl_provider_find_by_id ("posteo"),
                                              PL_REQUIREMENT_ENABLE_THIRD_PARTY)
                     ->conditional);
  g_assert_null (pl_provider_get_requirement (gmx, PL_REQUIREMENT_BRIDGE));
  g_assert_null (pl_provider_get_requirement (NULL, PL_REQUIREMENT_BRIDGE));
}

static void
test_oauth2 (void)
{
  const PlProviderOAuth2 *google = pl_provider_find_by_id ("gmail")->oauth2;

  g_assert_cmpstr (google->issuer, ==, "accounts.google.com");
  g_assert_true (g_strv_contains (google->scopes, "https://mail.google.com/"));
  g_assert_true (g_str_has_prefix (google->authorization_url, "https://"));
  g_assert_true (g_str_has_prefix (google->token_url, "https://"));
  g_assert_null (pl_provider_find_by_id ("gmx")->oauth2);
}

static void
test_password_kind (void)
{
  static const struct
  {
    const char *id;
    PlPasswordKind kind;
  } cases[] = {
    { "gmail", PL_PASSWORD_KIND_APP },          { "icloud", PL_PASSWORD_KIND_APP },
    { "gmx", PL_PASSWORD_KIND_USUAL }, /* an app password only with two-step sign-in */
    { "strato", PL_PASSWORD_KIND_USUAL },       { "t-online", PL_PASSWORD_KIND_MAIL },
    { "proton", PL_PASSWORD_KIND_BRIDGE },      { "outlook-com", PL_PASSWORD_KIND_NONE },
    { "microsoft-365", PL_PASSWORD_KIND_NONE }, { "tuta", PL_PASSWORD_KIND_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].id);
      g_assert_cmpint (pl_provider_get_password_kind (pl_provider_find_by_id (cases[i].id)), ==,
                       cases[i].kind);
    }
  g_assert_cmpint (pl_provider_get_password_kind (NULL), ==, PL_PASSWORD_KIND_USUAL);
}

static void
test_can_work (void)
{
  g_assert_false (pl_provider_can_work (pl_provider_find_by_id ("tuta")));
  g_assert_true (pl_provider_can_work (pl_provider_find_by_id ("gmx")));
  /* With its local program. */
  g_assert_true (pl_provider_can_work (pl_provider_find_by_id ("proton")));
  /* Its servers are not known, which is another matter. */
  g_assert_true (pl_provider_can_work (pl_provider_find_by_id ("host-europe")));
  g_assert_true (pl_provider_can_work (NULL));
}

static void
test_pages (void)
{
  const PlProviderPages all = { "de", "en", "other" };
  const PlProviderPages german = { .de = "de" };
  const PlProviderPages foreign = { .de = "de", .other = "other" };
  const PlProviderPages none = { NULL };

  g_setenv ("LANGUAGE", "de_AT:en", TRUE);
  g_assert_cmpstr (pl_provider_pages_choose (&all), ==, "de");
  g_setenv ("LANGUAGE", "en_GB:de", TRUE);
  g_assert_cmpstr (pl_provider_pages_choose (&all), ==, "en");
  /* The program speaks no French, and English comes before German then. */
  g_setenv ("LANGUAGE", "fr", TRUE);
  g_assert_cmpstr (pl_provider_pages_choose (&all), ==, "en");
  g_assert_cmpstr (pl_provider_pages_choose (&foreign), ==, "other");
  g_assert_cmpstr (pl_provider_pages_choose (&german), ==, "de");
  g_assert_null (pl_provider_pages_choose (&none));
  /* Not German: Dendi is written "deq". */
  g_setenv ("LANGUAGE", "deq", TRUE);
  g_assert_cmpstr (pl_provider_pages_choose (&all), ==, "en");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/provider/table/all", test_all);
  g_test_add_func ("/provider/table/hosts", test_hosts);
  g_test_add_func ("/provider/table/rows", test_rows);
  g_test_add_func ("/provider/find/domain", test_find);
  g_test_add_func ("/provider/find/mx", test_find_by_mx);
  g_test_add_func ("/provider/find/mx/long", test_long_mx);
  g_test_add_func ("/provider/find/host", test_find_by_host);
  g_test_add_func ("/provider/owns-host", test_owns_host);
  g_test_add_func ("/provider/requirements", test_requirements);
  g_test_add_func ("/provider/oauth2", test_oauth2);
  g_test_add_func ("/provider/password-kind", test_password_kind);
  g_test_add_func ("/provider/can-work", test_can_work);
  g_test_add_func ("/provider/pages", test_pages);

  return g_test_run ();
}
