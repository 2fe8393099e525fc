// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-checked-settings-maker.h"
#include "model/pl-finding.h"
#include "model/pl-tls-version.h"
#include "model/pl-words.h"

#define PIN "aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899"

static void
test_address (void)
{
  static const struct
  {
    const char *typed;
    const char *text; /* NULL: refused */
    const char *local_part;
    const char *domain;
  } rows[] = {
    { "anna@example.org", "anna@example.org", "anna", "example.org" },
    { "  Anna@Example.ORG ", "Anna@example.org", "Anna", "example.org" },
    { "Anna Beispiel <anna@example.org>", "anna@example.org", "anna", "example.org" },
    { "mailto:anna@example.org", "anna@example.org", "anna", "example.org" },
    { "anna+lists@example.org", "anna+lists@example.org", "anna+lists", "example.org" },
    { "jörg@bücher.example", "jörg@xn--bcher-kva.example", "jörg", "xn--bcher-kva.example" },
    { "\"a b\"@example.org", "\"a b\"@example.org", "\"a b\"", "example.org" },
    { "anna", NULL },
    { "anna@", NULL },
    { "@example.org", NULL },
    { "anna@example", NULL },
    { "anna@192.0.2.1", NULL },
    { "a b@example.org", NULL },
    { ".anna@example.org", NULL },
    { "an..na@example.org", NULL },
    { "anna@exa mple.org", NULL },
    { "anna\r\n@example.org", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PlAddress) address = pl_address_parse (rows[i].typed, &error);

      g_test_message ("“%s”", rows[i].typed);
      if (rows[i].text == NULL)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (pl_address_get_text (address), ==, rows[i].text);
      g_assert_cmpstr (pl_address_get_local_part (address), ==, rows[i].local_part);
      g_assert_cmpstr (pl_address_get_domain (address), ==, rows[i].domain);
    }
}

static PlServerSettings *
make_settings (void)
{
  const PlServerFields fields = {
    .service = PL_SERVICE_IMAP,
    .host = "IMAP.example.org",
    .port = 994,
    .security = PL_SECURITY_TLS,
    .username = "anna",
    .trust_fingerprint = PIN,
    .allow_cleartext = TRUE,
    .source = PL_SOURCE_PROVIDER,
  };
  g_autoptr (GError) error = NULL;
  PlServerSettings *settings = pl_server_settings_new (&fields, &error);

  g_assert_no_error (error);
  return settings;
}

static void
test_hostile_settings (void)
{
  const PlServerFields rows[] = {
    { .host = "a\r\nb", .port = 993 },
    { .host = "", .port = 993 },
    { .host = NULL, .port = 993 },
    { .host = "imap.example.org", .port = 0 },
    { .host = "imap.example.org", .port = 993, .username = "anna\r\nA2 LOGOUT" },
    { .host = "imap.example.org", .port = 993, .username = "an\xe2\x80\xaena" },
    { .host = "imap.example.org", .port = 993, .auth = "PL\nAIN" },
    { .host = "imap.example.org", .port = 993, .trust_fingerprint = "aabb" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (pl_server_settings_new (&rows[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_fingerprint (void)
{
  g_autofree char *colons =
      pl_fingerprint_normalize ("AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:"
                                "AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99");

  g_assert_cmpstr (colons, ==, PIN);
  g_assert_null (pl_fingerprint_normalize ("AA:BB"));
  g_assert_null (pl_fingerprint_normalize ("not one"));
}

/* A fix changes what it names and nothing else. */
static void
test_fix_changes_its_keys (void)
{
  g_autoptr (PlServerSettings) before = make_settings ();
  g_autoptr (PlFix) fix = pl_fix_new (&(PlFixFields){
      .label = "Use user name",
      .keys = PL_FIX_KEY_USERNAME,
      .values = { .service = PL_SERVICE_IMAP, .username = "anna@example.org", .port = 1 } });
  g_autoptr (PlServerSettings) after = pl_fix_apply (fix, before, NULL);

  g_assert_cmpstr (pl_server_settings_get_username (after), ==, "anna@example.org");
  g_assert_cmpint (pl_server_settings_get_port (after), ==, 994);
  g_assert_cmpstr (pl_server_settings_get_trust_fingerprint (after), ==, PIN);
  g_assert_cmpstr (pl_server_settings_get_username (before), ==, "anna");
  g_assert_false (pl_server_settings_equal (before, after));
}

/* An exception belongs to one server: another host or port does not inherit it. */
static void
test_fix_drops_exceptions (void)
{
  g_autoptr (PlServerSettings) before = make_settings ();
  g_autoptr (PlFix) fix =
      pl_fix_new (&(PlFixFields){ .label = "Use port 993",
                                  .keys = PL_FIX_KEY_PORT,
                                  .values = { .service = PL_SERVICE_IMAP, .port = 993 } });
  g_autoptr (PlServerSettings) after = pl_fix_apply (fix, before, NULL);

  g_assert_cmpint (pl_server_settings_get_port (after), ==, 993);
  g_assert_null (pl_server_settings_get_trust_fingerprint (after));
  g_assert_false (pl_server_settings_get_allow_cleartext (after));
}

static void
test_verified (void)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlServerSettings) incoming = make_settings ();
  g_autoptr (PlServerSettings) outgoing = pl_server_settings_new (
      &(PlServerFields){
          .service = PL_SERVICE_SMTP, .host = "smtp.example.org", .port = 465, .username = "anna" },
      NULL);
  g_autoptr (PlProposal) both = pl_proposal_new (address, incoming, outgoing, NULL);
  g_autoptr (PlProposal) one = pl_proposal_new (address, incoming, NULL, NULL);
  const PlCheckedServer ok = { .state = PL_CHECK_STATE_OK, .mechanism = "PLAIN" };
  const PlCheckedServer partial = { .state = PL_CHECK_STATE_PARTIAL };
  g_autoptr (PlCheckedSettings) all = pl_checked_settings_new (both, &ok, &ok, 1);
  g_autoptr (PlCheckedSettings) half = pl_checked_settings_new (both, &ok, NULL, 1);
  g_autoptr (PlCheckedSettings) part = pl_checked_settings_new (both, &ok, &partial, 1);
  g_autoptr (PlCheckedSettings) alone = pl_checked_settings_new (one, &ok, NULL, 1);

  g_assert_true (pl_checked_settings_is_verified (all));
  g_assert_false (pl_checked_settings_is_verified (half));
  g_assert_false (pl_checked_settings_is_verified (part));
  g_assert_true (pl_checked_settings_is_verified (alone));
  g_assert_cmpstr (pl_checked_settings_get_server (all, PL_DIRECTION_OUTGOING)->mechanism, ==,
                   "PLAIN");
}

static void
test_usual_ports (void)
{
  guint n_ports;
  const PlUsualPort *ports = pl_service_get_usual_ports (PL_SERVICE_SMTP, &n_ports);

  g_assert_cmpuint (n_ports, ==, 4);
  g_assert_cmpint (ports[0].port, ==, 465);
  g_assert_cmpint (pl_service_get_usual_port (PL_SERVICE_IMAP, PL_SECURITY_STARTTLS), ==, 143);
  g_assert_cmpint (pl_service_get_usual_port (PL_SERVICE_POP3, PL_SECURITY_NONE), ==, 110);
  g_assert_cmpint (pl_service_get_usual_port (PL_SERVICE_ACCOUNT, PL_SECURITY_TLS), ==, 0);
  g_assert_null (pl_service_get_usual_ports (PL_SERVICE_ACCOUNT, &n_ports));
}

static void
test_durations (void)
{
  static const struct
  {
    double ms;
    const char *words;
  } rows[] = {
    { 0.2, "0 ms" }, { 8, "8 ms" }, { 999, "999 ms" }, { 999.7, "1.0 s" }, { 2149, "2.1 s" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = pl_duration_to_words (rows[i].ms);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_tls_versions (void)
{
  static const char *const seen[] = { "TLS1.3", "TLS1.2", "TLS1.1", "TLS1.0", "SSL3.0", "DTLS1.2" };

  g_assert_cmpstr (pl_tls_version_to_nick ("TLS1.3"), ==, "TLSv1.3");
  g_assert_cmpstr (pl_tls_version_from_nick ("TLSv1.2"), ==, "TLS1.2");
  g_assert_null (pl_tls_version_to_nick (NULL));
  g_assert_null (pl_tls_version_from_nick (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpstr (pl_tls_version_from_nick (pl_tls_version_to_nick (seen[i])), ==, seen[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/table", test_address);
  g_test_add_func ("/server-settings/hostile", test_hostile_settings);
  g_test_add_func ("/server-settings/fingerprint", test_fingerprint);
  g_test_add_func ("/fix/changes-its-keys", test_fix_changes_its_keys);
  g_test_add_func ("/fix/drops-exceptions", test_fix_drops_exceptions);
  g_test_add_func ("/checked-settings/verified", test_verified);
  g_test_add_func ("/terms/usual-ports", test_usual_ports);
  g_test_add_func ("/terms/tls-versions", test_tls_versions);
  g_test_add_func ("/words/durations", test_durations);
  return g_test_run ();
}
