// SPDX-License-Identifier: GPL-3.0-or-later
/* What is proposed of a document, whatever its format. */
#include "config-text.h"

#define MOST 4

#define ADDRESS "%EMAILADDRESS%"
#define IMAP(host)                                                               \
  {                                                                              \
    PL_SERVICE_IMAP, (char *) host, 993, PL_SECURITY_TLS, (char *) ADDRESS, TRUE \
  }
#define POP3(host)                                                               \
  {                                                                              \
    PL_SERVICE_POP3, (char *) host, 995, PL_SECURITY_TLS, (char *) ADDRESS, TRUE \
  }
#define SMTP(host)                                                               \
  {                                                                              \
    PL_SERVICE_SMTP, (char *) host, 465, PL_SECURITY_TLS, (char *) ADDRESS, TRUE \
  }
#define IMAP_AS(name)                                                                       \
  {                                                                                         \
    PL_SERVICE_IMAP, (char *) "imap.example.org", 993, PL_SECURITY_TLS, (char *) name, TRUE \
  }
#define AS_ANN "imap imap.example.org:993 tls ann@example.org"

typedef struct
{
  const char *name;
  const char *address; /* NULL: ann@example.org */
  PlConfigServer servers[MOST];
  const char *proposals[2];
  gboolean wants_pop3;
} Row;

static const Row rows[] = {
  { "usual",
    NULL,
    { IMAP ("imap.example.org"), SMTP ("smtp.example.org") },
    { AS_ANN " | smtp smtp.example.org:465 tls ann@example.org" } },
  { "receiving only", NULL, { IMAP ("imap.example.org") }, { AS_ANN } },
  { "sending only", NULL, { SMTP ("smtp.example.org") }, { NULL } },
  { "nothing", NULL, { { 0 } }, { NULL } },
  { "both services",
    NULL,
    { POP3 ("pop.example.org"), IMAP ("imap.example.org") },
    { AS_ANN, "pop3 pop.example.org:995 tls ann@example.org" } },
  { "pop3 is wanted",
    NULL,
    { IMAP ("imap.example.org"), POP3 ("pop.example.org") },
    { "pop3 pop.example.org:995 tls ann@example.org", AS_ANN },
    TRUE },
  { "only the other",
    NULL,
    { POP3 ("pop.example.org") },
    { "pop3 pop.example.org:995 tls ann@example.org" } },
  { "the first counts",
    NULL,
    { IMAP ("imap.example.org"), IMAP ("second.example.org") },
    { AS_ANN } },
  { "encrypted before not",
    NULL,
    { { PL_SERVICE_IMAP, (char *) "a.example.org", 143, PL_SECURITY_NONE, NULL, TRUE },
      { PL_SERVICE_IMAP, (char *) "b.example.org", 143, PL_SECURITY_STARTTLS, NULL, TRUE },
      { PL_SERVICE_SMTP, (char *) "a.example.org", 25, PL_SECURITY_NONE, NULL, TRUE },
      { PL_SERVICE_SMTP, (char *) "b.example.org", 587, PL_SECURITY_STARTTLS, NULL, TRUE } },
    { "imap b.example.org:143 starttls ann@example.org | "
      "smtp b.example.org:587 starttls ann@example.org" } },
  { "encrypted other service first",
    NULL,
    { { PL_SERVICE_IMAP, (char *) "a.example.org", 143, PL_SECURITY_NONE, NULL, TRUE },
      POP3 ("pop.example.org") },
    { "pop3 pop.example.org:995 tls ann@example.org",
      "imap a.example.org:143 none ann@example.org" } },
  { "unencrypted alone",
    NULL,
    { { PL_SERVICE_IMAP, (char *) "a.example.org", 143, PL_SECURITY_NONE, NULL, TRUE } },
    { "imap a.example.org:143 none ann@example.org" } },
  { "oauth2 only",
    NULL,
    { { PL_SERVICE_IMAP, (char *) "a.example.org", 993, PL_SECURITY_TLS, NULL, FALSE, TRUE },
      { PL_SERVICE_SMTP, (char *) "a.example.org", 465, PL_SECURITY_TLS, NULL, TRUE, TRUE } },
    { "imap a.example.org:993 tls ann@example.org XOAUTH2 | "
      "smtp a.example.org:465 tls ann@example.org" } },
  { "no way to sign in",
    NULL,
    { { PL_SERVICE_IMAP, (char *) "a.example.org", 993, PL_SECURITY_TLS, NULL, FALSE, FALSE } },
    { NULL } },
  { "sending without sign-in",
    NULL,
    { IMAP ("imap.example.org"),
      { PL_SERVICE_SMTP, (char *) "a.example.org", 25, PL_SECURITY_TLS, (char *) "x", FALSE } },
    { AS_ANN " | smtp a.example.org:25 tls -" } },

  { "domain in host",
    NULL,
    { IMAP ("mail.%EMAILDOMAIN%") },
    { "imap mail.example.org:993 tls ann@example.org" } },
  { "upper case host", NULL, { IMAP ("IMAP.Example.ORG.") }, { AS_ANN } },
  { "host in its own script",
    "ann@bücher.example",
    { IMAP ("imap.BÜCHER.example") },
    { "imap imap.xn--bcher-kva.example:993 tls ann@xn--bcher-kva.example" } },
  { "local part in host", NULL, { IMAP ("%EMAILLOCALPART%.example.org") }, { NULL } },
  { "address in host", NULL, { IMAP ("%EMAILADDRESS%") }, { NULL } },
  { "unknown placeholder in host", NULL, { IMAP ("%CITY%.example.org") }, { NULL } },
  { "loopback", NULL, { IMAP ("127.0.0.1") }, { NULL } },
  { "loopback for short", NULL, { IMAP ("127.1") }, { NULL } },
  { "loopback in hexadecimal", NULL, { IMAP ("0x7f.1") }, { NULL } },
  { "loopback ending in hexadecimal", NULL, { IMAP ("127.0x1") }, { NULL } },
  { "loopback as a number", NULL, { IMAP ("2130706433") }, { NULL } },
  { "loopback of IPv6", NULL, { IMAP ("::1") }, { NULL } },
  { "IPv6 in brackets", NULL, { IMAP ("[2001:db8::1]") }, { NULL } },
  { "private", NULL, { IMAP ("192.168.1.1") }, { NULL } },
  { "public address", NULL, { IMAP ("198.51.100.7") }, { NULL } },
  { "localhost", NULL, { IMAP ("localhost") }, { NULL } },
  { "below localhost", NULL, { IMAP ("imap.LocalHost") }, { NULL } },
  { "without a dot", NULL, { IMAP ("mail") }, { NULL } },
  { "not a host", NULL, { IMAP ("a b.example.org") }, { NULL } },
  { "host with port", NULL, { IMAP ("imap.example.org:993") }, { NULL } },
  { "host with path", NULL, { IMAP ("imap.example.org/x") }, { NULL } },
  { "a usable one behind", NULL, { IMAP ("localhost"), IMAP ("imap.example.org") }, { AS_ANN } },

  { "local part", NULL, { IMAP_AS ("%EMAILLOCALPART%") }, { "imap imap.example.org:993 tls ann" } },
  { "pattern",
    NULL,
    { IMAP_AS ("x-%EMAILLOCALPART%%%EMAILDOMAIN%%EMAILDOMAIN%") },
    { "imap imap.example.org:993 tls x-ann%example.orgexample.org" } },
  { "fixed name", NULL, { IMAP_AS ("p1234") }, { "imap imap.example.org:993 tls p1234" } },
  { "unknown placeholder", NULL, { IMAP_AS ("%CUSTOMER%") }, { AS_ANN } },
  { "lower case placeholder", NULL, { IMAP_AS ("%emailaddress%") }, { AS_ANN } },
  { "placeholder in the address",
    "%EMAILDOMAIN%@example.org",
    { IMAP_AS (ADDRESS) },
    { "imap imap.example.org:993 tls %EMAILDOMAIN%@example.org" } },

  { "foreign",
    NULL,
    { IMAP ("imap.example.com"), SMTP ("smtp.example.net") },
    { "imap imap.example.com:993 tls ann@example.org | smtp smtp.example.net:465 tls ann@example.org"
      " | foreign imap.example.com | foreign smtp.example.net" } },
  { "foreign once",
    NULL,
    { IMAP ("mail.example.com"), SMTP ("mail.example.com") },
    { "imap mail.example.com:993 tls ann@example.org | smtp mail.example.com:465 tls ann@example.org"
      " | foreign mail.example.com" } },
  { "one is foreign",
    NULL,
    { IMAP ("imap.example.org"), SMTP ("smtp.example.com") },
    { AS_ANN " | smtp smtp.example.com:465 tls ann@example.org | foreign smtp.example.com" } },
  { "same below a public suffix",
    "ann@example.co.uk",
    { IMAP ("imap.other.co.uk") },
    { "imap imap.other.co.uk:993 tls ann@example.co.uk | foreign imap.other.co.uk" } },
  { "address below the domain",
    "ann@mail.example.org",
    { IMAP ("imap.example.org") },
    { "imap imap.example.org:993 tls ann@mail.example.org" } },
  { "known provider",
    NULL,
    { IMAP ("imap.gmx.net"), SMTP ("smtp.example.com") },
    { "imap imap.gmx.net:993 tls ann@example.org | smtp smtp.example.com:465 tls ann@example.org"
      " | foreign smtp.example.com | provider gmx" } },
};

static PlConfig *
make_config (const Row *row)
{
  PlConfig *config = pl_config_new ();

  for (guint i = 0; i < MOST && row->servers[i].host != NULL; i++)
    g_assert_true (pl_config_add_server (config, &row->servers[i]));
  return config;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (PlConfig) config = make_config (row);
  g_autoptr (PlAddress) address =
      pl_address_parse (row->address != NULL ? row->address : "ann@example.org", NULL);
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (g_object_unref);
  const PlSourceContext context = {
    .address = address,
    .domain = pl_address_get_domain (address),
    .incoming = row->wants_pop3 ? PL_SERVICE_POP3 : PL_SERVICE_IMAP,
  };

  pl_config_propose (config, &context, PL_SOURCE_ISPDB, PL_TRUST_DIRECTORY, proposals);
  for (guint i = 0; i < G_N_ELEMENTS (row->proposals) && row->proposals[i] != NULL; i++)
    {
      g_autofree char *text = NULL;

      g_assert_cmpuint (proposals->len, >, i);
      text = proposal_to_text (proposals->pdata[i]);
      g_assert_cmpstr (text, ==, row->proposals[i]);
    }
  g_assert_cmpuint (proposals->len, ==, (row->proposals[0] != NULL) + (row->proposals[1] != NULL));
}

/* What every proposal carries; and those that were there stay. */
static void
test_fields (void)
{
  static const Row row = { .servers = { IMAP ("imap.example.org"), SMTP ("smtp.example.org") } };
  g_autoptr (PlConfig) config = make_config (&row);
  g_autoptr (PlAddress) address = pl_address_parse ("ann@example.org", NULL);
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (g_object_unref);
  const PlSourceContext context = { .address = address,
                                    .domain = "example.org",
                                    .incoming = PL_SERVICE_IMAP };
  PlProposal *proposal;
  guint n_links;

  g_assert_true (pl_config_add_link (config, "https://example.org/help"));
  pl_config_propose (config, &context, PL_SOURCE_PACC, PL_TRUST_DOMAIN, proposals);
  pl_config_propose (config, &context, PL_SOURCE_AUTOCONFIG, PL_TRUST_DNS, proposals);
  g_assert_cmpuint (proposals->len, ==, 2);

  proposal = proposals->pdata[1];
  g_assert_cmpint (pl_proposal_get_source (proposal), ==, PL_SOURCE_AUTOCONFIG);
  g_assert_cmpint (pl_proposal_get_trust (proposal), ==, PL_TRUST_DNS);
  g_assert_true (pl_proposal_get_address (proposal) == address);
  g_assert_cmpstr (pl_proposal_get_links (proposal, &n_links)->url, ==, "https://example.org/help");
  g_assert_cmpuint (n_links, ==, 1);
  for (PlDirection d = PL_DIRECTION_INCOMING; d <= PL_DIRECTION_OUTGOING; d++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, d);

      g_assert_cmpint (pl_server_settings_get_source (server), ==, PL_SOURCE_AUTOCONFIG);
      g_assert_false (pl_server_settings_get_allow_cleartext (server));
      g_assert_null (pl_server_settings_get_trust_fingerprint (server));
      g_assert_cmpuint (pl_proposal_get_verified (proposal, d), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/config/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/config/fields", test_fields);
  return g_test_run ();
}
