// SPDX-License-Identifier: GPL-3.0-or-later
#include "provider/pl-provider.h"

/* What is to be proposed for one direction. */
typedef struct
{
  PlService service;
  const char *host;
  guint16 port;
  PlSecurity security;
  const char *username;
} Expected;

static void
assert_server (PlProposal *proposal, PlDirection direction, const Expected *expected)
{
  PlServerSettings *server = pl_proposal_get_server (proposal, direction);

  g_assert_nonnull (server);
  g_assert_cmpint (pl_server_settings_get_service (server), ==, expected->service);
  g_assert_cmpstr (pl_server_settings_get_host (server), ==, expected->host);
  g_assert_cmpuint (pl_server_settings_get_port (server), ==, expected->port);
  g_assert_cmpint (pl_server_settings_get_security (server), ==, expected->security);
  g_assert_cmpstr (pl_server_settings_get_username (server), ==, expected->username);
  g_assert_cmpint (pl_server_settings_get_source (server), ==, PL_SOURCE_PROVIDER);
}

static void
test_cases (void)
{
  static const struct
  {
    const char *id;
    const char *address;
    PlService wanted;
    const char *mx_host;
    Expected incoming; /* host NULL: nothing is proposed */
    Expected outgoing;
  } cases[] = {
    { "gmx",
      "Anna.Beispiel@gmx.de",
      PL_SERVICE_IMAP,
      NULL,
      { PL_SERVICE_IMAP, "imap.gmx.net", 993, PL_SECURITY_TLS, "Anna.Beispiel@gmx.de" },
      { PL_SERVICE_SMTP, "mail.gmx.net", 465, PL_SECURITY_TLS, "Anna.Beispiel@gmx.de" } },
    /* The part before the @. */
    { "web-de",
      "anna@web.de",
      PL_SERVICE_POP3,
      NULL,
      { PL_SERVICE_POP3, "pop3.web.de", 995, PL_SECURITY_TLS, "anna" },
      { PL_SERVICE_SMTP, "smtp.web.de", 465, PL_SECURITY_TLS, "anna" } },
    /* Each direction in its own form. */
    { "icloud",
      "anna@icloud.com",
      PL_SERVICE_IMAP,
      NULL,
      { PL_SERVICE_IMAP, "imap.mail.me.com", 993, PL_SECURITY_TLS, "anna" },
      { PL_SERVICE_SMTP, "smtp.mail.me.com", 587, PL_SECURITY_STARTTLS, "anna@icloud.com" } },
    /* No POP3: IMAP would be the opposite of what was wanted. */
    { "icloud", "anna@icloud.com", PL_SERVICE_POP3, NULL, { 0 }, { 0 } },
    /* POP3 only, and unencrypted. */
    { "kokuyou-ne-jp",
      "anna@kokuyou.ne.jp",
      PL_SERVICE_IMAP,
      NULL,
      { PL_SERVICE_POP3, "mail.kokuyou.ne.jp", 110, PL_SECURITY_NONE, "anna" },
      /* Sends without sign-in. */
      { PL_SERVICE_SMTP, "smtp.kokuyou.ne.jp", 25, PL_SECURITY_NONE, NULL } },
    /* The address's own mail exchanger is the server. */
    { "all-inkl",
      "anna@example.org",
      PL_SERVICE_IMAP,
      "w0123456.kasserver.com",
      { PL_SERVICE_IMAP, "w0123456.kasserver.com", 993, PL_SECURITY_TLS, "anna@example.org" },
      { PL_SERVICE_SMTP, "w0123456.kasserver.com", 465, PL_SECURITY_TLS, "anna@example.org" } },
    { "all-inkl", "anna@example.org", PL_SERVICE_IMAP, NULL, { 0 }, { 0 } },
    /* A server named after the address's domain. */
    { "inbox-lv",
      "anna@inbox.lt",
      PL_SERVICE_IMAP,
      NULL,
      { PL_SERVICE_IMAP, "mail.inbox.lt", 993, PL_SECURITY_TLS, "anna@inbox.lt" },
      { PL_SERVICE_SMTP, "mail.inbox.lt", 465, PL_SECURITY_TLS, "anna@inbox.lt" } },
    /* A user name put together. */
    { "iijmio-mail-jp",
      "anna@e23.jp",
      PL_SERVICE_IMAP,
      NULL,
      { PL_SERVICE_POP3, "mbox.iijmio-mail.jp", 110, PL_SECURITY_STARTTLS, "anna.e23.jp" },
      { PL_SERVICE_SMTP, "mbox.iijmio-mail.jp", 587, PL_SECURITY_STARTTLS, "anna.e23.jp" } },
    /* To be looked up at the provider: the address is a first try. */
    { "easyname",
      "anna@example.org",
      PL_SERVICE_IMAP,
      NULL,
      { PL_SERVICE_IMAP, "imap.easyname.com", 993, PL_SECURITY_TLS, "anna@example.org" },
      { PL_SERVICE_SMTP, "smtp.easyname.com", 465, PL_SECURITY_TLS, "anna@example.org" } },
    /* The Bridge on this computer. */
    { "proton",
      "anna@proton.me",
      PL_SERVICE_IMAP,
      NULL,
      { PL_SERVICE_IMAP, "127.0.0.1", 1143, PL_SECURITY_STARTTLS, "anna@proton.me" },
      { PL_SERVICE_SMTP, "127.0.0.1", 1025, PL_SECURITY_STARTTLS, "anna@proton.me" } },
    /* No servers at all, and servers that depend on the contract. */
    { "tuta", "anna@tuta.com", PL_SERVICE_IMAP, NULL, { 0 }, { 0 } },
    { "host-europe", "anna@example.org", PL_SERVICE_IMAP, "mx0.example.net", { 0 }, { 0 } },
    /* What looks like a placeholder in an address is none. */
    { "web-de",
      "%EMAILDOMAIN%@web.de",
      PL_SERVICE_IMAP,
      NULL,
      { PL_SERVICE_IMAP, "imap.web.de", 993, PL_SECURITY_TLS, "%EMAILDOMAIN%" },
      { PL_SERVICE_SMTP, "smtp.web.de", 465, PL_SECURITY_TLS, "%EMAILDOMAIN%" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlAddress) address = pl_address_parse (cases[i].address, NULL);
      g_autoptr (PlProposal) proposal = pl_provider_propose (
          pl_provider_find_by_id (cases[i].id), address, cases[i].wanted, cases[i].mx_host);

      g_test_message ("%s, %s", cases[i].id, cases[i].address);
      g_assert_true ((proposal != NULL) == (cases[i].incoming.host != NULL));
      if (proposal == NULL)
        continue;
      assert_server (proposal, PL_DIRECTION_INCOMING, &cases[i].incoming);
      assert_server (proposal, PL_DIRECTION_OUTGOING, &cases[i].outgoing);
      g_assert_cmpstr (pl_proposal_get_provider_id (proposal), ==, cases[i].id);
      g_assert_cmpint (pl_proposal_get_source (proposal), ==, PL_SOURCE_PROVIDER);
      g_assert_cmpint (pl_proposal_get_trust (proposal), ==, PL_TRUST_BUILT_IN);
    }
}

/* Every provider gives something usable, but for those that are known to have nothing. */
static void
test_all (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  guint n_providers = 0;
  const PlProvider *all = pl_provider_get_all (&n_providers);

  for (guint i = 0; i < n_providers; i++)
    {
      const char *domain = all[i].domains[0] != NULL ? all[i].domains[0] : "example.org";
      g_autofree char *text = g_strconcat ("anna@", domain, NULL);
      g_autoptr (PlAddress) address = pl_address_parse (text, NULL);
      g_autoptr (PlProposal) proposal =
          pl_provider_propose (&all[i], address, PL_SERVICE_IMAP, "mx.example.org");

      if (proposal == NULL)
        g_ptr_array_add (none, (gpointer) all[i].id);
      else
        g_assert_null (g_strrstr (
            pl_server_settings_get_host (pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING)),
            "%"));
    }

  g_ptr_array_add (none, NULL);
  {
    g_autofree char *names = g_strjoinv (" ", (char **) none->pdata);

    g_assert_cmpstr (names, ==, "alfahosting firemail-de hey host-europe hostsharing tuta");
  }
}

/* Names for one address, without a proposal around them. */
static void
test_names (void)
{
  const PlProviderServer mx = { .host = "%MXHOST%" };
  const PlProviderServer below = { .host = "mail.%EMAILDOMAIN%", .username = "%EMAILLOCALPART%" };
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autofree char *given = pl_provider_server_make_host (&mx, address, "mx.example.net");
  g_autofree char *filled = pl_provider_server_make_host (&below, address, NULL);
  g_autofree char *username = pl_provider_server_make_username (&below, address);

  g_assert_cmpstr (given, ==, "mx.example.net");
  g_assert_null (pl_provider_server_make_host (&mx, address, NULL));
  g_assert_cmpstr (filled, ==, "mail.example.org");
  g_assert_cmpstr (username, ==, "anna");
  g_assert_null (pl_provider_server_make_username (&mx, address));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/provider/propose/cases", test_cases);
  g_test_add_func ("/provider/propose/all", test_all);
  g_test_add_func ("/provider/propose/names", test_names);

  return g_test_run ();
}
