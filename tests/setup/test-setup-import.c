// SPDX-License-Identifier: GPL-3.0-or-later
/* An account of a mail program: taken over as it stands, and its passwords for its own servers only. */
#include "setup/pl-setup-import.h"

#include "export/frame/pl-export-target.h"
#include "setup/pl-setup-draft.h"
#include "setup/pl-setup-export.h"
#include "setup/pl-setup-handover-private.h"
#include "setup/pl-setup-private.h"

#include <string.h>

static PlServerSettings *
make_server (PlService service, const char *host, guint16 port)
{
  return pl_server_settings_new (&(PlServerFields){ .service = service,
                                                    .host = host,
                                                    .port = port,
                                                    .username = "anna",
                                                    .source = PL_SOURCE_USER },
                                 NULL);
}

/* POP3 at a server of another domain, which is nobody else's business: the person has it. */
static PlImportAccount *
make_account (gboolean sends)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlServerSettings) incoming = make_server (PL_SERVICE_POP3, "in.example.net", 995);
  g_autoptr (PlServerSettings) outgoing =
      sends ? make_server (PL_SERVICE_SMTP, "out.example.net", 465) : NULL;
  g_autoptr (PlProposal) proposal =
      pl_proposal_new_from_fields (&(PlProposalFields){ .address = address,
                                                        .incoming = incoming,
                                                        .outgoing = outgoing,
                                                        .source = PL_SOURCE_USER,
                                                        .pop3_remove_after_days = 9 });

  return pl_import_account_new (&(PlImportAccountFields){ .program = "Thunderbird",
                                                          .key = "account1",
                                                          .title = "anna@example.org",
                                                          .display_name = "Anna",
                                                          .proposal = proposal });
}

static PlSetup *
make_setup (gboolean sends)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlImportAccount) account = make_account (sends);
  PlSetup *setup = pl_setup_new (network);

  g_assert_true (pl_setup_take_import (setup, account));
  return setup;
}

static void
change_server (PlSetup *setup, PlService service, const char *host, guint16 port)
{
  g_autoptr (PlServerSettings) server = make_server (service, host, port);
  PlServerFields fields;

  pl_server_settings_peek_fields (server, &fields);
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static void
test_take (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_auto (GStrv) foreign = pl_setup_dup_foreign_hosts (setup);

  g_assert_cmpstr (pl_setup_get_address (setup), ==, "anna@example.org");
  g_assert_cmpstr (pl_setup_get_display_name (setup), ==, "Anna");
  g_assert_cmpint (pl_setup_get_incoming_service (setup), ==, PL_SERVICE_POP3);
  g_assert_cmpuint (pl_setup_get_pop3_removal (setup), ==, 9);
  g_assert_cmpuint (g_strv_length (foreign), ==, 0);
  g_assert_true (pl_setup_is_as_imported (setup, PL_DIRECTION_INCOMING));
  g_assert_true (pl_setup_is_as_imported (setup, PL_DIRECTION_OUTGOING));

  change_server (setup, PL_SERVICE_POP3, "in.example.net", 110);
  g_assert_false (pl_setup_is_as_imported (setup, PL_DIRECTION_INCOMING));
  change_server (setup, PL_SERVICE_POP3, "in.example.net", 995);
  g_assert_true (pl_setup_is_as_imported (setup, PL_DIRECTION_INCOMING));
}

/* What was there for another account does not stay beside it. */
static void
test_take_again (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autoptr (PlImportAccount) account = make_account (FALSE);

  g_assert_true (pl_setup_take_import (setup, account));
  g_assert_null (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING));
  g_assert_true (pl_setup_is_as_imported (setup, PL_DIRECTION_OUTGOING));
  g_assert_true (pl_setup_get_import (setup) == account);
}

static void
test_problem (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autoptr (PlImportAccount) account = pl_import_account_new (&(PlImportAccountFields){
      .program = "Thunderbird", .key = "account2", .title = "x", .problem = "It cannot be." });

  g_assert_false (pl_setup_take_import (setup, account));
  g_assert_cmpstr (pl_setup_get_address (setup), ==, "anna@example.org");
}

/* Where a stored password is taken: for the server, service and user it was stored for. */
static void
test_stored_password (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autoptr (PlSecret) stored = pl_secret_new ("geheim", -1);
  g_autoptr (PlSecret) typed = pl_secret_new ("getippt", -1);

  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, stored));
  g_assert_false (pl_setup_is_of_other_server (setup, PL_DIRECTION_INCOMING, stored));
  /* The other direction has another host. */
  g_assert_true (pl_setup_is_of_other_server (setup, PL_DIRECTION_OUTGOING, stored));
  g_assert_false (pl_setup_is_of_other_server (setup, PL_DIRECTION_OUTGOING, typed));

  change_server (setup, PL_SERVICE_POP3, "in.example.net", 110);
  g_assert_false (pl_setup_is_of_other_server (setup, PL_DIRECTION_INCOMING, stored));
  change_server (setup, PL_SERVICE_IMAP, "in.example.net", 993);
  g_assert_true (pl_setup_is_of_other_server (setup, PL_DIRECTION_INCOMING, stored));
  change_server (setup, PL_SERVICE_POP3, "pop.example.net", 995);
  g_assert_true (pl_setup_is_of_other_server (setup, PL_DIRECTION_INCOMING, stored));
  g_assert_false (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, stored));
  g_assert_false (pl_setup_is_of_other_server (setup, PL_DIRECTION_INCOMING, typed));
}

static const char *
describe_note (PlSetup *setup)
{
  g_autoptr (PlEvidence) plain = pl_evidence_new (pl_setup_get_proposal (setup), 0,
                                                  g_ptr_array_new_with_free_func (g_object_unref));
  g_autoptr (PlEvidence) whole = pl_setup_add_import (setup, plain);
  PlObservation *seen;

  if (pl_evidence_get_n_observations (whole) == 0)
    return "none";
  seen = pl_evidence_get_observation (whole, 0);
  g_assert_cmpint (pl_observation_get_sight (seen), ==, PL_SIGHT_CLIENT);
  g_assert_cmpstr (pl_observation_get (seen, PL_FACT_NAME), ==, "Thunderbird");
  return pl_observation_has_word (seen, PL_FACT_WORDS, "password") ? "password" : "settings";
}

static void
test_note (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autoptr (PlSecret) stored = pl_secret_new ("geheim", -1);
  g_autoptr (PlSecret) other = pl_secret_new ("auch", -1);

  g_assert_cmpstr (describe_note (setup), ==, "settings");
  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, stored));
  g_assert_cmpstr (describe_note (setup), ==, "settings");
  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_OUTGOING, other));
  g_assert_cmpstr (describe_note (setup), ==, "password");
  change_server (setup, PL_SERVICE_SMTP, "out.example.net", 587);
  g_assert_cmpstr (describe_note (setup), ==, "none");
  change_server (setup, PL_SERVICE_SMTP, "out.example.net", 465);
  g_assert_cmpstr (describe_note (setup), ==, "password");
  pl_setup_set_address (setup, "bert@example.org");
  change_server (setup, PL_SERVICE_POP3, "in.example.net", 995);
  change_server (setup, PL_SERVICE_SMTP, "out.example.net", 465);
  g_assert_cmpstr (describe_note (setup), ==, "none");
}

/* Taken from there, it can go back there, unless it is another mailbox by now. */
static void
test_write_back (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autoptr (PlImportAccount) account = make_account (TRUE);
  g_autoptr (PlExportPlace) place = pl_export_place_new (&(PlExportPlaceFields){
      .target = pl_export_find_target ("thunderbird"), .title = "Thunderbird", .path = "/x" });

  g_assert_null (pl_setup_get_import_place (setup));
  g_assert_true (pl_setup_take_import_from (setup, account, place));
  g_assert_true (pl_setup_get_import_place (setup) == place);
  g_assert_true (pl_setup_get_current_import (setup) == account);
  g_assert_false (pl_setup_is_import_changed (setup));
  g_assert_true (pl_setup_may_write_back (setup));

  change_server (setup, PL_SERVICE_SMTP, "smtp.example.net", 465);
  g_assert_true (pl_setup_is_import_changed (setup));
  g_assert_true (pl_setup_may_write_back (setup));
  change_server (setup, PL_SERVICE_POP3, "pop.example.net", 995);
  g_assert_false (pl_setup_may_write_back (setup));
  change_server (setup, PL_SERVICE_IMAP, "in.example.net", 993);
  g_assert_false (pl_setup_may_write_back (setup));

  pl_setup_set_address (setup, "bert@example.org");
  g_assert_null (pl_setup_get_current_import (setup));
  g_assert_false (pl_setup_is_import_changed (setup));
  g_assert_false (pl_setup_may_write_back (setup));
}

/* What is kept of another account that was begun from there: only what was entered for it. */
static void
test_draft_of_another (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autofree char *untouched = pl_setup_dup_draft (setup, 0);
  g_autofree char *another = NULL;
  g_autofree char *changed = NULL;

  g_assert_null (untouched);
  pl_setup_set_address (setup, "bert@example.org");
  another = pl_setup_dup_draft (setup, 0);
  g_assert_nonnull (strstr (another, "bert@example.org"));
  g_assert_null (strstr (another, "_host"));
  g_assert_null (strstr (another, "_username"));

  change_server (setup, PL_SERVICE_SMTP, "smtp.example.net", 465);
  changed = pl_setup_dup_draft (setup, 0);
  g_assert_nonnull (strstr (changed, "smtp.example.net"));
  g_assert_null (strstr (changed, "incoming_host"));
}

/* Another address is another account: it is not signed in to with the user name of the one before. */
static void
test_another_address (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);

  pl_setup_set_address (setup, "bert@example.org");
  g_assert_null (pl_setup_get_server (setup, PL_DIRECTION_INCOMING));
  g_assert_null (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING));
  pl_setup_set_address (setup, "anna@example.org");
  g_assert_true (pl_setup_is_as_imported (setup, PL_DIRECTION_INCOMING));
  g_assert_nonnull (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING));

  change_server (setup, PL_SERVICE_SMTP, "smtp.example.net", 465);
  pl_setup_set_address (setup, "bert@example.org");
  g_assert_null (pl_setup_get_server (setup, PL_DIRECTION_INCOMING));
  g_assert_cmpstr (
      pl_server_settings_get_username (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING)), ==,
      "bert");
}

/* Nor with its password, where a server stays because the person has changed its port. */
static void
test_stored_password_of_another (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autoptr (PlSecret) stored = pl_secret_new ("geheim", -1);

  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, stored));
  change_server (setup, PL_SERVICE_POP3, "in.example.net", 110);
  g_assert_false (pl_setup_is_of_other_server (setup, PL_DIRECTION_INCOMING, stored));
  pl_setup_set_address (setup, "bert@example.org");
  g_assert_nonnull (pl_setup_get_server (setup, PL_DIRECTION_INCOMING));
  g_assert_true (pl_setup_is_of_other_server (setup, PL_DIRECTION_INCOMING, stored));
  g_assert_false (pl_setup_may_have_password (setup, PL_DIRECTION_INCOMING));
  pl_setup_set_address (setup, "anna@example.org");
  g_assert_false (pl_setup_is_of_other_server (setup, PL_DIRECTION_INCOMING, stored));
}

/* A direction that the mail program has not is left out for its account, and for no other. */
static void
test_another_left_out (void)
{
  g_autoptr (PlSetup) setup = make_setup (FALSE);

  g_assert_cmpuint (pl_setup_get_left_out (setup), ==, 1u << PL_DIRECTION_OUTGOING);
  pl_setup_set_address (setup, "bert@example.org");
  g_assert_cmpuint (pl_setup_get_left_out (setup), ==, 0);
  pl_setup_set_address (setup, "anna@example.org");
  g_assert_cmpuint (pl_setup_get_left_out (setup), ==, 1u << PL_DIRECTION_OUTGOING);
}

static void
test_keep_on_server (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autofree char *removal = pl_setup_describe_removal (pl_setup_get_import (setup));

  g_assert_nonnull (strstr (removal, "Thunderbird deletes mail from the server 9 days after"));
  g_assert_true (pl_setup_keep_on_server (setup, TRUE));
  g_assert_cmpuint (pl_setup_get_pop3_removal (setup), ==, PL_POP3_KEEP);
  g_assert_cmpuint (pl_proposal_get_pop3_remove_after_days (pl_setup_get_proposal (setup)), ==,
                    PL_POP3_KEEP);
  g_assert_true (pl_setup_is_import_changed (setup));
  g_assert_true (pl_setup_keep_on_server (setup, FALSE));
  g_assert_cmpuint (pl_setup_get_pop3_removal (setup), ==, 9);
  g_assert_false (pl_setup_is_import_changed (setup));
  pl_setup_set_address (setup, "bert@example.org");
  g_assert_false (pl_setup_keep_on_server (setup, TRUE));
}

/* What was typed for another account does not go to this one's servers. */
static void
test_typed_before (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autoptr (PlImportAccount) account = make_account (FALSE);
  g_autoptr (PlSecret) typed = pl_secret_new ("getippt", -1);
  g_autoptr (PlSecret) stored = pl_secret_new ("geheim", -1);

  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, typed);
  g_assert_true (pl_setup_take_import (setup, account));
  g_assert_null (pl_setup_get_password (setup, PL_DIRECTION_INCOMING));
  g_assert_cmpint (pl_setup_get_left_out (setup), ==, PL_DIRECTIONS_OUTGOING);
  g_assert_true (pl_setup_needs_password (setup));

  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, stored));
  g_assert_true (pl_setup_uses_stored_passwords (setup));
  g_assert_true (pl_setup_is_stored_password (setup, stored));
  g_assert_false (pl_setup_is_stored_password (setup, typed));
  change_server (setup, PL_SERVICE_POP3, "pop.example.net", 995);
  g_assert_false (pl_setup_uses_stored_passwords (setup));
  change_server (setup, PL_SERVICE_POP3, "in.example.net", 995);
  g_assert_true (pl_setup_uses_stored_passwords (setup));
  pl_setup_forget_stored_passwords (setup);
  g_assert_null (pl_setup_get_password (setup, PL_DIRECTION_INCOMING));
  g_assert_false (pl_setup_uses_stored_passwords (setup));
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, typed);
  pl_setup_forget_stored_passwords (setup);
  g_assert_true (pl_setup_get_password (setup, PL_DIRECTION_INCOMING) == typed);
}

/* Settings can be taken as they are wherever they lead: what is handed on with them is no password that
 * lies in a store for another server. */
static void
test_stored_stays (void)
{
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autoptr (PlSecret) stored = pl_secret_new ("geheim", -1);
  g_autoptr (PlSecret) other = pl_secret_new ("auch", -1);
  g_autoptr (PlExportAccount) account = NULL;

  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, stored));
  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_OUTGOING, other));
  change_server (setup, PL_SERVICE_POP3, "pop.example.net", 995);
  pl_setup_approve_host (setup, "pop.example.net");
  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  account = pl_setup_dup_export_account (setup);
  g_assert_nonnull (account);
  g_assert_null (pl_export_account_get_password (account, PL_DIRECTION_INCOMING));
  g_assert_true (pl_export_account_get_password (account, PL_DIRECTION_OUTGOING) == other);
  g_assert_null (pl_setup_find_handed_secret (setup, PL_DIRECTION_INCOMING));
  g_assert_true (pl_setup_find_handed_secret (setup, PL_DIRECTION_OUTGOING) == other);
}

/* An undo brings a stored password back as what it is, and none of an account that was taken over before. */
static void
test_stored_undone (void)
{
  const PlFixFields fields = { .kind = PL_FIX_ADDRESS,
                               .label = "Use it",
                               .address = "anna@example.com" };
  g_autoptr (PlFix) fix = pl_fix_new (&fields);
  g_autoptr (PlSetup) setup = make_setup (TRUE);
  g_autoptr (PlImportAccount) again = make_account (TRUE);
  g_autoptr (PlSecret) stored = pl_secret_new ("geheim", -1);

  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, stored));
  g_assert_cmpint (pl_setup_apply_fix (setup, fix, NULL), ==, PL_DIRECTIONS_BOTH);
  pl_setup_forget_stored_passwords (setup);
  g_assert_cmpint (pl_setup_undo (setup), ==, PL_DIRECTIONS_BOTH);
  change_server (setup, PL_SERVICE_POP3, "pop.example.net", 995);
  g_assert_true (pl_setup_is_of_other_server (setup, PL_DIRECTION_INCOMING, stored));

  change_server (setup, PL_SERVICE_POP3, "in.example.net", 995);
  g_assert_cmpint (pl_setup_apply_fix (setup, fix, NULL), ==, PL_DIRECTIONS_BOTH);
  g_assert_true (pl_setup_take_import (setup, again));
  g_assert_false (pl_setup_get_can_undo (setup));
}

/* A home with one account in a running Thunderbird, one file that breaks off, and a Mailspring that was
 * never started. */
static char *
make_home (void)
{
  static const char prefs[] = "user_pref(\"mail.accountmanager.accounts\", \"account1\");\n"
                              "user_pref(\"mail.account.account1.server\", \"server1\");\n"
                              "user_pref(\"mail.account.account1.identities\", \"id1\");\n"
                              "user_pref(\"mail.server.server1.type\", \"imap\");\n"
                              "user_pref(\"mail.server.server1.name\", \"Work\");\n"
                              "user_pref(\"mail.server.server1.hostname\", \"in.example.net\");\n"
                              "user_pref(\"mail.server.server1.userName\", \"anna\");\n"
                              "user_pref(\"mail.identity.id1.useremail\", \"anna@example.org\");\n";
  static const struct
  {
    const char *folder;
    const char *file;
    const char *text;
    gssize length;
  } files[] = {
    { ".thunderbird", "profiles.ini",
      "[Profile0]\nName=one\nIsRelative=1\nPath=one\n[Profile1]\nName=two\nIsRelative=1\nPath=two\n",
      -1 },
    { ".thunderbird/one", "prefs.js", prefs, -1 },
    { ".thunderbird/two", "prefs.js", prefs, sizeof prefs - 20 },
    { ".config/Mailspring", "something-else", "", -1 },
  };
  char *home = g_dir_make_tmp ("postlotse-import-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *folder = g_build_filename (home, files[i].folder, NULL);
      g_autofree char *path = g_build_filename (folder, files[i].file, NULL);

      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, files[i].text, files[i].length, NULL));
    }
  return home;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **profiles = user_data;

  *profiles = pl_setup_find_accounts_finish (PL_SETUP (source), result, NULL);
  g_assert_nonnull (*profiles);
}

static void
check_found (void)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (GPtrArray) profiles = NULL;
  guint n_accounts = 0;
  guint n_problems = 0;

  pl_setup_find_accounts_async (setup, NULL, found_cb, &profiles);
  while (profiles == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (profiles->len, ==, 3);
  for (guint i = 0; i < profiles->len; i++)
    {
      GPtrArray *accounts = pl_import_profile_get_accounts (profiles->pdata[i]);
      const char *problem = pl_import_profile_get_problem (profiles->pdata[i]);

      n_accounts += accounts->len;
      n_problems += problem != NULL;
      if (accounts->len > 0)
        g_assert_cmpstr (pl_import_account_get_name (accounts->pdata[0]), ==, "Work");
      if (problem != NULL)
        g_assert_nonnull (strstr (problem, "two/prefs.js"));
    }
  g_assert_cmpuint (n_accounts, ==, 1);
  g_assert_cmpuint (n_problems, ==, 1);
}

/* In a process of its own: GLib asks for the home folder once. */
static void
test_find_accounts (void)
{
  g_autofree char *home = NULL;
  g_autofree char *config = NULL;

  if (g_test_subprocess ())
    {
      check_found ();
      return;
    }

  home = make_home ();
  config = g_build_filename (home, ".config", NULL);
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
  {
    const char *const words[] = { "rm", "-r", "--", home, NULL };

    g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                                 NULL, NULL, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setup-import/take", test_take);
  g_test_add_func ("/setup-import/take-again", test_take_again);
  g_test_add_func ("/setup-import/problem", test_problem);
  g_test_add_func ("/setup-import/stored-password", test_stored_password);
  g_test_add_func ("/setup-import/note", test_note);
  g_test_add_func ("/setup-import/write-back", test_write_back);
  g_test_add_func ("/setup-import/draft-of-another", test_draft_of_another);
  g_test_add_func ("/setup-import/another-address", test_another_address);
  g_test_add_func ("/setup-import/stored-password-of-another", test_stored_password_of_another);
  g_test_add_func ("/setup-import/another-left-out", test_another_left_out);
  g_test_add_func ("/setup-import/keep-on-server", test_keep_on_server);
  g_test_add_func ("/setup-import/typed-before", test_typed_before);
  g_test_add_func ("/setup-import/stored-stays", test_stored_stays);
  g_test_add_func ("/setup-import/stored-undone", test_stored_undone);
  g_test_add_func ("/setup-import/find-accounts", test_find_accounts);
  return g_test_run ();
}
