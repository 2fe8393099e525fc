// SPDX-License-Identifier: GPL-3.0-or-later
/* The pure parts of the wizard: hints beside fields, what a fix changes, settings as text, the log. */
#include "wizard/account/pl-account-words.h"
#include "wizard/check/pl-asked-list.h"
#include "wizard/check/pl-finding-details.h"
#include "wizard/check/pl-fix-words.h"
#include "wizard/done/pl-settings-text.h"
#include "wizard/servers/pl-host-completion.h"
#include "wizard/servers/pl-server-hints.h"
#include "wizard/servers/pl-source-words.h"

#include "net/pl-network.h"

#include <locale.h>
#include <string.h>

static void
test_ports (void)
{
  static const struct
  {
    const char *text;
    guint port; /* 0: none */
  } cases[] = {
    { "993", 993 }, { " 25 ", 25 }, { "65535", 65535 }, { "65536", 0 }, { "0", 0 },
    { "", 0 },      { "-1", 0 },    { "99x", 0 },       { "1e3", 0 },   { "0x19", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint16 port = 0;

      g_assert_cmpint (pl_server_port_from_text (cases[i].text, &port), ==, cases[i].port != 0);
      g_assert_cmpuint (port, ==, cases[i].port);
    }
}

static void
test_hints (void)
{
  static const struct
  {
    PlService service;
    guint port;
    PlSecurity security;
    const char *part; /* of the hint; NULL: none */
    PlSecurity fix; /* what its button sets; PL_SECURITY_NONE: no button */
  } cases[] = {
    { PL_SERVICE_IMAP, 993, PL_SECURITY_TLS, NULL, PL_SECURITY_NONE },
    { PL_SERVICE_IMAP, 143, PL_SECURITY_STARTTLS, NULL, PL_SECURITY_NONE },
    { PL_SERVICE_SMTP, 2525, PL_SECURITY_STARTTLS, NULL, PL_SECURITY_NONE },
    { PL_SERVICE_IMAP, 993, PL_SECURITY_STARTTLS, "993", PL_SECURITY_TLS },
    { PL_SERVICE_POP3, 995, PL_SECURITY_STARTTLS, "995", PL_SECURITY_TLS },
    { PL_SERVICE_IMAP, 143, PL_SECURITY_TLS, "143", PL_SECURITY_STARTTLS },
    { PL_SERVICE_SMTP, 587, PL_SECURITY_TLS, "587", PL_SECURITY_STARTTLS },
    { PL_SERVICE_IMAP, 465, PL_SECURITY_TLS, "another server", PL_SECURITY_TLS },
    { PL_SERVICE_SMTP, 993, PL_SECURITY_TLS, "another server", PL_SECURITY_TLS },
    { PL_SERVICE_SMTP, 25, PL_SECURITY_STARTTLS, "servers among themselves", PL_SECURITY_TLS },
    { PL_SERVICE_IMAP, 10993, PL_SECURITY_TLS, NULL, PL_SECURITY_NONE },
    { PL_SERVICE_IMAP, 0, PL_SECURITY_TLS, NULL, PL_SECURITY_NONE },
    { PL_SERVICE_IMAP, 143, PL_SECURITY_NONE, "everybody on the way", PL_SECURITY_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (PlServerHint) hint = { 0 };

      pl_server_hint_find (cases[i].service, cases[i].port, cases[i].security, &hint);
      g_test_message ("%u: %s", cases[i].port, hint.text != NULL ? hint.text : "no hint");
      g_assert_cmpint (hint.text != NULL, ==, cases[i].part != NULL);
      if (cases[i].part != NULL)
        g_assert_nonnull (g_strstr_len (hint.text, -1, cases[i].part));
      g_assert_cmpint (hint.fix_label != NULL, ==, cases[i].fix != PL_SECURITY_NONE);
      if (hint.fix_label != NULL)
        g_assert_cmpint (hint.security, ==, cases[i].fix);
      g_assert_cmpint (hint.unsafe, ==, cases[i].security == PL_SECURITY_NONE);
    }
}

/* A button that changes the port leads to one of the right service. */
static void
test_port_fixes (void)
{
  g_auto (PlServerHint) between = { 0 };
  g_auto (PlServerHint) other = { 0 };
  g_auto (PlServerHint) same = { 0 };

  pl_server_hint_find (PL_SERVICE_SMTP, 25, PL_SECURITY_STARTTLS, &between);
  g_assert_cmpuint (between.port, ==, 465);
  g_assert_cmpstr (between.fix_label, ==, "Use port 465 with SSL/TLS");
  pl_server_hint_find (PL_SERVICE_IMAP, 465, PL_SECURITY_TLS, &other);
  g_assert_cmpuint (other.port, ==, 993);
  pl_server_hint_find (PL_SERVICE_IMAP, 993, PL_SECURITY_STARTTLS, &same);
  g_assert_cmpuint (same.port, ==, 0);
}

static void
test_host_hints (void)
{
  static const struct
  {
    PlService service;
    const char *host;
    gboolean hint;
  } rows[] = {
    { PL_SERVICE_IMAP, "imap.example.org", FALSE },
    { PL_SERVICE_IMAP, "smtp.example.org", TRUE },
    { PL_SERVICE_IMAP, "POP.example.org", TRUE },
    { PL_SERVICE_POP3, "pop3.example.org", FALSE },
    { PL_SERVICE_SMTP, "imap.example.org", TRUE },
    { PL_SERVICE_SMTP, "mail.example.org", FALSE },
    { PL_SERVICE_IMAP, "imap", FALSE },
    { PL_SERVICE_IMAP, "", FALSE },
    { PL_SERVICE_IMAP, "smtpimap.de", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *hint = pl_server_hint_describe_host (rows[i].service, rows[i].host);

      g_assert_cmpint (hint != NULL, ==, rows[i].hint);
    }
}

static void
test_completion (void)
{
  static const char *const hosts[] = { "imap.gmx.net", "imap.gmx.com", "mail.gmx.net", NULL };

  g_assert_cmpstr (pl_host_completion_find (hosts, "im"), ==, "imap.gmx.net");
  g_assert_cmpstr (pl_host_completion_find (hosts, "IMAP.gmx.c"), ==, "imap.gmx.com");
  g_assert_cmpstr (pl_host_completion_find (hosts, "mail"), ==, "mail.gmx.net");
  g_assert_null (pl_host_completion_find (hosts, "i"));
  g_assert_null (pl_host_completion_find (hosts, "imap.gmx.net"));
  g_assert_null (pl_host_completion_find (hosts, "imap.gmx.netz"));
  g_assert_null (pl_host_completion_find (NULL, "imap"));
}

static PlServerSettings *
make_settings (void)
{
  const PlServerFields fields = { .service = PL_SERVICE_IMAP,
                                  .host = "imap.example.org",
                                  .port = 994,
                                  .security = PL_SECURITY_STARTTLS,
                                  .username = "anna" };

  return pl_server_settings_new (&fields, NULL);
}

static void
assert_change (const PlFixFields *fields, const char *expected)
{
  g_autoptr (PlServerSettings) before = make_settings ();
  g_autoptr (PlFix) fix = pl_fix_new (fields);
  g_autofree char *change = pl_fix_describe_change (fix, before);

  g_assert_cmpstr (change, ==, expected);
}

static void
test_changes (void)
{
  assert_change (
      &(PlFixFields){
          .kind = PL_FIX_SETTINGS,
          .label = "x",
          .keys = PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY,
          .values = { .service = PL_SERVICE_IMAP, .port = 993, .security = PL_SECURITY_TLS } },
      "port 994 → 993 · STARTTLS → SSL/TLS");
  assert_change (&(PlFixFields){ .kind = PL_FIX_SETTINGS,
                                 .label = "x",
                                 .keys = PL_FIX_KEY_HOST | PL_FIX_KEY_USERNAME,
                                 .values = { .service = PL_SERVICE_IMAP,
                                             .host = "mail.example.org",
                                             .username = "anna@example.org" } },
                 "server imap.example.org → mail.example.org · user name → anna@example.org");
  assert_change (
      &(PlFixFields){ .kind = PL_FIX_SETTINGS,
                      .label = "x",
                      .keys = PL_FIX_KEY_ALLOW_CLEARTEXT,
                      .values = { .service = PL_SERVICE_IMAP, .allow_cleartext = TRUE } },
      "the password may be sent unencrypted to this server");
  assert_change (&(PlFixFields){ .kind = PL_FIX_RETRY,
                                 .label = "x",
                                 .values = { .service = PL_SERVICE_IMAP } },
                 NULL);
}

static void
test_lines (void)
{
  g_autoptr (PlServerSettings) settings = make_settings ();
  const PlCheckedServer checked = {
    .state = PL_CHECK_STATE_OK, .mechanism = "PLAIN", .tls_version = "TLS1.3", .trust = "pinned"
  };
  static const char *const expected[] = { "imap.example.org",
                                          "994",
                                          "STARTTLS (TLS 1.3)",
                                          "exception made by you for this one certificate",
                                          "anna",
                                          "PLAIN" };
  g_autoptr (GArray) lines = pl_settings_make_lines (settings, &checked);

  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (g_array_index (lines, PlSettingsLine, i).value, ==, expected[i]);
}

/* Without encryption there is no certificate to speak of. */
static void
test_lines_without_encryption (void)
{
  g_autoptr (PlServerSettings) settings = make_settings ();
  const PlCheckedServer checked = { .state = PL_CHECK_STATE_OK, .trust = "none" };
  g_autoptr (GArray) lines = pl_settings_make_lines (settings, &checked);

  g_assert_cmpuint (lines->len, ==, 4);
}

static PlObservation *
make_line (PlService service, const char *direction, const char *text)
{
  PlObservationFields fields = { .service = service, .sight = PL_SIGHT_LINE };

  fields.facts[PL_FACT_DIRECTION] = direction;
  fields.facts[PL_FACT_TEXT] = text;
  return pl_observation_new (&fields);
}

static void
test_log (void)
{
  g_autoptr (PlServerSettings) settings = make_settings ();
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, settings, NULL, NULL);
  GPtrArray *observations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autofree char *incoming = NULL;
  g_autofree char *all = NULL;
  g_autofree char *nothing = pl_finding_details_make_log (PL_SERVICE_IMAP, NULL);

  g_ptr_array_add (observations, make_line (PL_SERVICE_IMAP, "received", "* OK ready"));
  g_ptr_array_add (observations, make_line (PL_SERVICE_SMTP, "received", "220 ready"));
  g_ptr_array_add (observations, make_line (PL_SERVICE_IMAP, "sent", "A1 LOGIN anna •••"));
  evidence = pl_evidence_new (proposal, 0, observations);

  incoming = pl_finding_details_make_log (PL_SERVICE_IMAP, evidence);
  all = pl_finding_details_make_log (PL_SERVICE_ACCOUNT, evidence);
  g_assert_cmpstr (incoming, ==, "← * OK ready\n→ A1 LOGIN anna •••");
  g_assert_cmpstr (all, ==, "← * OK ready\n← 220 ready\n→ A1 LOGIN anna •••");
  g_assert_cmpstr (nothing, ==, "");
}

static PlSetup *
make_setup (const char *address)
{
  PlNetwork *network = pl_network_new ();
  PlSetup *setup = pl_setup_new (network);

  pl_setup_set_address (setup, address);
  pl_network_unref (network);
  return setup;
}

/* Nobody is asked here: the states are those before a look-up, and after one that found nothing. */
static void
test_account_states (void)
{
  static const struct
  {
    const char *address;
    const char *looked_up_for; /* nullable */
    gboolean stopped;
    PlAccountState state;
    const char *words; /* NULL: none */
  } cases[] = {
    { "", NULL, FALSE, PL_ACCOUNT_NO_ADDRESS, NULL },
    { "anna@", NULL, FALSE, PL_ACCOUNT_NO_ADDRESS, NULL },
    { "anna@gmx.de", NULL, FALSE, PL_ACCOUNT_KNOWN, "GMX. The servers are known." },
    { "anna@gmail.com", NULL, FALSE, PL_ACCOUNT_KNOWN, "Gmail. The servers are known." },
    { "anna@tuta.com", NULL, FALSE, PL_ACCOUNT_KNOWN, "Tuta. Mail programs do not work there." },
    { "anna@example.org", NULL, FALSE, PL_ACCOUNT_UNKNOWN,
      "example.org is not in the built-in list. “Continue” looks for its servers." },
    { "anna@example.org", "anna@example.net", FALSE, PL_ACCOUNT_UNKNOWN,
      "example.org is not in the built-in list. “Continue” looks for its servers." },
    { "anna@example.org", "anna@example.org", FALSE, PL_ACCOUNT_NOTHING,
      "No servers are known for example.org. You enter them yourself in a moment." },
    { "anna@example.org", "anna@example.org", TRUE, PL_ACCOUNT_STOPPED,
      "The look-up was stopped. You enter the servers yourself in a moment." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlSetup) setup = make_setup (cases[i].address);
      PlAccountState state =
          pl_account_derive_state (setup, cases[i].looked_up_for, cases[i].stopped);
      g_autofree char *words = pl_account_words_describe (setup, state);

      g_assert_cmpint (state, ==, cases[i].state);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_account_of_a_chosen_provider (void)
{
  g_autoptr (PlSetup) setup = make_setup ("anna@example.org");

  /* Who has chosen needs no look-up, whatever the one before said. */
  g_assert_true (pl_setup_choose_provider (setup, "strato"));
  g_assert_cmpint (pl_account_derive_state (setup, "anna@example.org", FALSE), ==,
                   PL_ACCOUNT_KNOWN);
  pl_setup_choose_provider (setup, NULL);
  g_assert_cmpint (pl_account_derive_state (setup, "anna@example.org", FALSE), ==,
                   PL_ACCOUNT_NOTHING);
}

static void
test_no_password (void)
{
  static const struct
  {
    const char *address;
    const char *part; /* NULL: one is needed */
  } cases[] = {
    { "anna@outlook.com", "Outlook.com signs mail programs in through the browser only." },
    { "anna@tuta.com", "Tuta lets in its own app only." },
    { "anna@gmx.de", NULL },
    { "anna@example.org", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlSetup) setup = make_setup (cases[i].address);
      g_autofree char *why = pl_account_words_why_no_password (setup);

      g_assert_cmpint (why != NULL, ==, cases[i].part != NULL);
      if (why != NULL)
        g_assert_nonnull (strstr (why, cases[i].part));
    }
}

static void
test_sources (void)
{
  static const struct
  {
    PlSource source;
    PlTrust trust;
    const char *words;
  } cases[] = {
    { PL_SOURCE_USER, PL_TRUST_DNS, "entered by you" },
    { PL_SOURCE_PROVIDER, PL_TRUST_BUILT_IN, "known for this provider" },
    { PL_SOURCE_MX, PL_TRUST_DNS, "known for the host of this domain, not secured" },
    { PL_SOURCE_SRV, PL_TRUST_DNS, "from the domain's name service, not secured" },
    { PL_SOURCE_AUTOCONFIG, PL_TRUST_DOMAIN,
      "published by the domain, fetched over an encrypted connection" },
    { PL_SOURCE_ISPDB, PL_TRUST_DIRECTORY,
      "from Mozilla's list, fetched over an encrypted connection" },
    { PL_SOURCE_GUESS, PL_TRUST_GUESS, "guessed and tested" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = pl_source_words_describe (cases[i].source, cases[i].trust);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_nobody_asked (void)
{
  g_autofree char *nobody = pl_asked_list_describe (NULL);

  g_assert_cmpstr (nobody, ==, "Nobody.");
}

/* It says which address it is about, as it has nobody who was asked about another one. */
static void
test_asked (void)
{
  PlObservationFields seen = {
    .service = PL_SERVICE_IMAP,
    .sight = PL_SIGHT_HOST_ASKED,
    .facts = { [PL_FACT_HOST] = "imap.example.org",
               [PL_FACT_PORT] = "993",
               [PL_FACT_PROTOCOL] = "imap" },
  };
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, NULL, NULL, NULL);
  GPtrArray *observations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autofree char *asked = NULL;

  g_ptr_array_add (observations, pl_observation_new (&seen));
  g_ptr_array_add (observations, pl_observation_new (&seen));
  evidence = pl_evidence_new (proposal, 1000, observations);
  asked = pl_asked_list_describe (evidence);
  g_assert_cmpstr (asked, ==, "For anna@example.org:\nimap.example.org · 993 (imap)");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/words/ports", test_ports);
  g_test_add_func ("/wizard/words/hints", test_hints);
  g_test_add_func ("/wizard/words/port-fixes", test_port_fixes);
  g_test_add_func ("/wizard/words/host-hints", test_host_hints);
  g_test_add_func ("/wizard/words/completion", test_completion);
  g_test_add_func ("/wizard/words/changes", test_changes);
  g_test_add_func ("/wizard/words/lines", test_lines);
  g_test_add_func ("/wizard/words/lines-without-encryption", test_lines_without_encryption);
  g_test_add_func ("/wizard/words/log", test_log);
  g_test_add_func ("/wizard/words/account-states", test_account_states);
  g_test_add_func ("/wizard/words/chosen-provider", test_account_of_a_chosen_provider);
  g_test_add_func ("/wizard/words/no-password", test_no_password);
  g_test_add_func ("/wizard/words/sources", test_sources);
  g_test_add_func ("/wizard/words/nobody-asked", test_nobody_asked);
  g_test_add_func ("/wizard/words/asked", test_asked);
  return g_test_run ();
}
