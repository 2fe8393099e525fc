// SPDX-License-Identifier: GPL-3.0-or-later
/* What is said of the accounts that mail programs already have. */
#include "wizard/existing/pl-existing-words.h"

#include "net/pl-network.h"
#include "setup/pl-setup-handover.h"
#include "wizard/account/pl-account-words.h"

#include <locale.h>
#include <string.h>

static PlServerSettings *
make_server (PlService service, const char *host, guint16 port, const char *auth)
{
  return pl_server_settings_new (&(PlServerFields){ .service = service,
                                                    .host = host,
                                                    .port = port,
                                                    .username = "anna",
                                                    .auth = auth,
                                                    .source = PL_SOURCE_USER },
                                 NULL);
}

/* @auth: (nullable): of both servers */
static PlImportAccount *
make_account (const char *program, const char *name, const char *auth)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlServerSettings) incoming =
      make_server (PL_SERVICE_POP3, "in.example.net", 995, auth);
  g_autoptr (PlServerSettings) outgoing =
      make_server (PL_SERVICE_SMTP, "out.example.net", 465, auth);
  g_autoptr (PlProposal) proposal = pl_proposal_new_from_fields (&(PlProposalFields){
      .address = address, .incoming = incoming, .outgoing = outgoing, .source = PL_SOURCE_USER });

  return pl_import_account_new (
      &(PlImportAccountFields){ .program = program,
                                .key = "account1",
                                .title = "anna@example.org",
                                .name = name,
                                .proposal = proposal,
                                .accepts_any_certificate = { FALSE, TRUE } });
}

static PlExportPlace *
make_place (const char *target, const char *title)
{
  return pl_export_place_new (&(PlExportPlaceFields){
      .target = pl_export_find_target (target), .title = title, .path = "/nowhere" });
}

static void
test_rows (void)
{
  static const struct
  {
    const char *name;
    const char *title;
    const char *spoken;
  } rows[] = {
    { NULL, "anna@example.org", "anna@example.org, Thunderbird · POP3" },
    { "", "anna@example.org", "anna@example.org, Thunderbird · POP3" },
    { "anna@example.org", "anna@example.org", "anna@example.org, Thunderbird · POP3" },
    { "Work", "Work", "Work, anna@example.org, Thunderbird · POP3" },
  };
  g_autoptr (PlExportPlace) place = make_place ("thunderbird", "Thunderbird");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlImportAccount) account = make_account ("Thunderbird", rows[i].name, NULL);
      g_autofree char *spoken = pl_existing_words_name (account, place);

      g_assert_cmpstr (pl_existing_words_get_title (account), ==, rows[i].title);
      g_assert_cmpstr (spoken, ==, rows[i].spoken);
    }
}

static void
test_search (void)
{
  static const struct
  {
    const char *search;
    gboolean matches;
  } rows[] = {
    { "", TRUE },           { "anna", TRUE },      { "ANNA", TRUE },          { "wörk", TRUE },
    { "anna pop3", TRUE },  { "pop3 anna", TRUE }, { "thunder, anna", TRUE }, { "bernd", FALSE },
    { "anna imap", FALSE },
  };
  g_autoptr (PlExportPlace) place = make_place ("thunderbird", "Thunderbird");
  g_autoptr (PlImportAccount) account = make_account ("Thunderbird", "WÖRK", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (pl_existing_words_match (account, place, rows[i].search), ==, rows[i].matches);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *text = pl_existing_words_describe_nothing (none);

  g_assert_nonnull (strstr (text, "Flatpak or Snap"));
  g_assert_nonnull (strstr (text, "type your address"));
  g_assert_null (pl_existing_words_describe_open (none));
}

static PlSetup *
take (PlImportAccount *account, PlExportPlace *place)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  PlSetup *setup = pl_setup_new (network);

  g_assert_true (pl_setup_take_import_from (setup, account, place));
  return setup;
}

static void
expect_password (PlSetup *setup, const char *part)
{
  g_autofree char *text = pl_existing_words_describe_password (setup);

  g_assert_nonnull (strstr (text, part));
}

/* Whose password is used, or why one is asked for. */
static void
test_password (void)
{
  g_autoptr (PlExportPlace) thunderbird = make_place ("thunderbird", "Thunderbird");
  g_autoptr (PlExportPlace) mailspring = make_place ("mailspring", "Mailspring");
  g_autoptr (PlImportAccount) theirs = make_account ("Thunderbird", NULL, NULL);
  g_autoptr (PlImportAccount) browser = make_account ("Thunderbird", NULL, "XOAUTH2");
  g_autoptr (PlImportAccount) other = make_account ("Mailspring", NULL, NULL);
  g_autoptr (PlSetup) asked = take (theirs, thunderbird);
  g_autoptr (PlSetup) unasked = take (browser, thunderbird);
  g_autoptr (PlSetup) stored = take (other, mailspring);
  g_autoptr (PlSecret) secret = pl_secret_new ("geheim", -1);

  expect_password (asked, "keeps its passwords to itself");
  g_assert_false (pl_setup_needs_password (unasked));
  expect_password (unasked, "through the browser");
  expect_password (stored, "could not be read");
  g_assert_true (pl_setup_use_stored_password (stored, PL_DIRECTION_INCOMING, secret));
  g_assert_true (pl_setup_use_stored_password (stored, PL_DIRECTION_OUTGOING, secret));
  expect_password (stored, "that Mailspring has stored");
}

/* Of two that are stored, one is typed and the other one stays; that is said before. */
static void
test_two_passwords (void)
{
  g_autoptr (PlExportPlace) mailspring = make_place ("mailspring", "Mailspring");
  g_autoptr (PlImportAccount) theirs = make_account ("Mailspring", NULL, NULL);
  g_autoptr (PlSetup) setup = take (theirs, mailspring);
  g_autoptr (PlSecret) receiving = pl_secret_new ("empfang", -1);
  g_autoptr (PlSecret) sending = pl_secret_new ("versand", -1);

  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, receiving));
  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_OUTGOING, sending));
  expect_password (setup, "Mailspring has stored two passwords");
  pl_setup_forget_stored_password (setup, PL_DIRECTION_INCOMING);
  expect_password (setup, "For sending, the one that Mailspring has stored stays");
  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, receiving));
  pl_setup_forget_stored_password (setup, PL_DIRECTION_OUTGOING);
  expect_password (setup, "Sending has one of its own");
  pl_setup_forget_stored_password (setup, PL_DIRECTION_INCOMING);
  expect_password (setup, "could not be read");
}

static void
test_origin (void)
{
  g_autoptr (PlExportPlace) place = make_place ("thunderbird", "Thunderbird, profile “work”");
  g_autoptr (PlImportAccount) account = make_account ("Thunderbird", NULL, NULL);
  g_autoptr (PlSetup) setup = take (account, place);
  g_autofree char *before = pl_existing_words_describe_origin (setup);
  g_autofree char *server =
      pl_existing_words_describe_server (pl_setup_get_server (setup, PL_DIRECTION_INCOMING));
  g_autofree char *remarks = pl_existing_words_describe_remarks (setup);
  g_autofree char *after = NULL;

  g_assert_cmpint (pl_account_derive_state (setup, NULL, FALSE), ==, PL_ACCOUNT_EXISTING);
  g_assert_cmpstr (before, ==, "The settings are those of Thunderbird, profile “work”.");
  g_assert_cmpstr (server, ==, "Incoming server (POP3): in.example.net · 995 · SSL/TLS");
  g_assert_nonnull (strstr (remarks, "accepts any certificate of out.example.net"));
  g_assert_true (pl_setup_keep_on_server (setup, TRUE));
  g_assert_false (pl_setup_is_import_changed (setup));
  pl_setup_remove_server (setup, PL_DIRECTION_OUTGOING);
  after = pl_existing_words_describe_origin (setup);
  g_assert_nonnull (strstr (after, "but for what was changed here"));
  pl_setup_set_address (setup, "bert@example.org");
  g_assert_cmpint (pl_account_derive_state (setup, NULL, FALSE), !=, PL_ACCOUNT_EXISTING);
}

static const char described[] =
    "{\"format\": \"postlotse-handover\", \"version\": 1, \"created\": \"2026-11-21T21:00:00Z\","
    " \"status\": \"done\", \"account\": {\"id\": \"0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f\","
    " \"identity\": {\"address\": \"anna@example.org\", \"name\": \"Anna\"}, \"outgoing\": [],"
    " \"incoming\": [{\"protocol\": \"imap\", \"host\": \"imap.example.org\", \"port\": 993,"
    " \"security\": \"tls\", \"username\": \"anna\","
    " \"auth\": {\"kind\": \"password\", \"sasl\": [\"PLAIN\"], \"oauth2\": null},"
    " \"secret\": {\"store\": \"none\"},"
    " \"verified\": {\"state\": \"ok\", \"stages\": [], \"source\": \"user\"}}]}}";

/* An account that stopped working is there as well, and in no file that was read. */
static void
test_repair (void)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlSecret) secret = pl_secret_new ("geheim", -1);
  g_autofree char *subtitle = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *remarks = NULL;
  g_autofree char *changed = NULL;

  g_assert_cmpstr (pl_account_words_get_heading (setup), ==, "What is your e-mail address?");
  g_assert_true (pl_setup_take_handover (setup, described, NULL));
  subtitle = pl_account_words_dup_subtitle (setup);
  origin = pl_existing_words_describe_origin (setup);
  remarks = pl_existing_words_describe_remarks (setup);
  g_assert_cmpint (pl_account_derive_state (setup, NULL, FALSE), ==, PL_ACCOUNT_EXISTING);
  g_assert_cmpstr (pl_account_words_get_heading (setup), ==, "Repair this account");
  g_assert_true (g_str_has_prefix (subtitle, "anna@example.org: "));
  g_assert_cmpstr (origin, ==, "The settings are those of the program that opened this window.");
  g_assert_nonnull (strstr (remarks, "no server for sending"));
  g_assert_cmpuint (pl_setup_get_left_out (setup), ==, PL_DIRECTIONS_OUTGOING);
  expect_password (setup, "stored no password for these servers");
  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, secret));
  expect_password (setup, "that Postlotse has stored");
  pl_setup_remove_server (setup, PL_DIRECTION_INCOMING);
  changed = pl_existing_words_describe_origin (setup);
  g_assert_nonnull (strstr (changed, "but for what was changed here"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/existing-words/rows", test_rows);
  g_test_add_func ("/existing-words/search", test_search);
  g_test_add_func ("/existing-words/nothing", test_nothing);
  g_test_add_func ("/existing-words/password", test_password);
  g_test_add_func ("/existing-words/two-passwords", test_two_passwords);
  g_test_add_func ("/existing-words/origin", test_origin);
  g_test_add_func ("/existing-words/repair", test_repair);
  return g_test_run ();
}
