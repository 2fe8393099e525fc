// SPDX-License-Identifier: GPL-3.0-or-later
/* Two passwords: which server gets which, who may take one away, and what is kept of them. */
#include "practice/pl-practice.h"
#include "setup-watch.h"
#include "setup/pl-setup-draft.h"
#include "setup/pl-setup-export.h"
#include "setup/pl-setup-handover-private.h"
#include "setup/pl-setup-import.h"

#include <string.h>

#define RECEIVING "leuchtturm"
#define SENDING "kurierpost"

typedef struct
{
  PlPractice *practice; /* owned */
  PlSetup *setup; /* owned: of the practice account with two passwords */
} Fixture;

static void
set_server (PlSetup *setup, PlService service, const char *host, guint16 port, const char *username)
{
  const PlServerFields fields = { .service = service,
                                  .host = host,
                                  .port = port,
                                  .security = PL_SECURITY_TLS,
                                  .username = username,
                                  .source = PL_SOURCE_USER };

  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static void
set_password (PlSetup *setup, PlDirection direction, const char *text)
{
  g_autoptr (PlSecret) password = text != NULL ? pl_secret_new (text, -1) : NULL;

  pl_setup_set_password (setup, direction, password);
}

static void
assert_password (PlSetup *setup, PlDirection direction, const char *text)
{
  PlSecret *password = pl_setup_get_password (setup, direction);

  g_assert_cmpstr (password != NULL ? pl_secret_peek (password) : NULL, ==, text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const PlPracticeAccount *account = pl_practice_find_account ("sending-password");
  g_autoptr (PlNetwork) network = NULL;
  const PlRoute *routes;
  guint n_routes;

  fixture->practice = pl_practice_start (NULL);
  g_assert_nonnull (fixture->practice);
  routes = pl_practice_get_routes (fixture->practice, &n_routes);
  network = pl_network_new_practice (routes, n_routes, pl_practice_get_ca_pem (fixture->practice));
  fixture->setup = pl_setup_new (network);
  pl_setup_set_address (fixture->setup, account->address);
  set_server (fixture->setup, PL_SERVICE_IMAP, account->incoming_host, 993, account->address);
  set_server (fixture->setup, PL_SERVICE_SMTP, account->outgoing_host, 465, account->address);
  set_password (fixture->setup, PL_DIRECTION_INCOMING, RECEIVING);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->setup);
  pl_practice_stop (fixture->practice);
}

static void
check (PlSetup *setup)
{
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_no_error (watch.error);
  setup_watch_end (&watch);
}

static PlFinding *
dup_cause (PlSetup *setup)
{
  return g_list_model_get_item (pl_setup_get_findings (setup), 0);
}

static PlObservation *
find_sign_in (PlSetup *setup, PlService service)
{
  return pl_evidence_find_last (pl_setup_get_evidence (setup), service, PL_SIGHT_SIGN_IN);
}

/* Sending gets its own one, and nothing stands in for it. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  PlSetup *setup = fixture->setup;
  g_autoptr (PlFinding) shared = NULL;
  g_autoptr (PlFinding) wrong = NULL;

  g_assert_true (pl_setup_takes_sending_password (setup));
  g_assert_false (pl_setup_has_sending_password (setup));
  check (setup);
  shared = dup_cause (setup);
  g_assert_cmpstr (pl_finding_get_code (shared), ==, "smtp-disabled");
  g_assert_cmpint (pl_finding_get_password_use (shared), ==, PL_PASSWORD_USE_TAKEN_ELSEWHERE);

  pl_setup_set_has_sending_password (setup, TRUE);
  g_assert_true (pl_setup_lacks_sending_password (setup));
  assert_password (setup, PL_DIRECTION_OUTGOING, NULL);
  check (setup);
  g_assert_cmpint (pl_observation_get_outcome (find_sign_in (setup, PL_SERVICE_SMTP)), ==,
                   PL_OUTCOME_WITHHELD);
  g_assert_cmpint (pl_setup_get_stage (setup), !=, PL_SETUP_STAGE_VERIFIED);

  set_password (setup, PL_DIRECTION_OUTGOING, "verkehrt");
  g_assert_false (pl_setup_lacks_sending_password (setup));
  check (setup);
  wrong = dup_cause (setup);
  g_assert_cmpstr (pl_finding_get_code (wrong), ==, "credentials-rejected");
  g_assert_cmpint (pl_finding_get_service (wrong), ==, PL_SERVICE_SMTP);
  g_assert_cmpint (pl_finding_get_password_use (wrong), ==, PL_PASSWORD_USE_OWN);

  set_password (setup, PL_DIRECTION_OUTGOING, SENDING);
  check (setup);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_VERIFIED);
}

/* A server that nobody has agreed to gets none. What a file names nobody has. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autofree char *text = NULL;
  g_autoptr (PlDraft) draft = NULL;

  set_server (fixture->setup, PL_SERVICE_SMTP, "smtp.all-well.example", 465, "anna");
  pl_setup_set_has_sending_password (fixture->setup, TRUE);
  text = pl_setup_dup_draft (fixture->setup, 1790000000);
  draft = pl_draft_parse (text, strlen (text));
  g_assert_true (pl_setup_take_draft (setup, draft));
  g_assert_true (pl_setup_lacks_sending_password (setup));
  set_password (setup, PL_DIRECTION_OUTGOING, SENDING);
  g_assert_false (pl_setup_may_have_password (setup, PL_DIRECTION_OUTGOING));
  pl_setup_approve_host (setup, "smtp.all-well.example");
  g_assert_true (pl_setup_may_have_password (setup, PL_DIRECTION_OUTGOING));
}

/* Handed over are two, each for its own entry; one that is the same word is one. */
static void
test_handover (Fixture *fixture, gconstpointer data)
{
  PlSetup *setup = fixture->setup;
  g_autoptr (PlSetupHandover) two = NULL;
  g_autoptr (PlSetupHandover) one = NULL;
  g_autoptr (PlExportAccount) account = NULL;
  const char *entry;

  set_password (setup, PL_DIRECTION_OUTGOING, SENDING);
  check (setup);
  two = pl_setup_handover_new (setup, PL_SETUP_SECRET_FD, NULL);
  g_assert_cmpuint (pl_setup_handover_get_n_secrets (two), ==, 2);
  g_assert_cmpstr (pl_secret_peek (pl_setup_handover_get_secret (two, 0, &entry)), ==, RECEIVING);
  g_assert_cmpstr (entry, ==, "incoming.0");
  g_assert_cmpstr (pl_secret_peek (pl_setup_handover_get_secret (two, 1, &entry)), ==, SENDING);
  g_assert_cmpstr (entry, ==, "outgoing.0");
  g_assert_null (strstr (pl_setup_handover_get_json (two), "same-as"));
  g_assert_null (strstr (pl_setup_handover_get_json (two), SENDING));

  account = pl_setup_dup_export_account (setup);
  g_assert_true (pl_export_account_has_sending_password (account));
  g_assert_cmpstr (pl_secret_peek (pl_export_account_get_password (account, PL_DIRECTION_OUTGOING)),
                   ==, SENDING);

  pl_setup_set_has_sending_password (setup, FALSE);
  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  one = pl_setup_handover_new (setup, PL_SETUP_SECRET_FD, NULL);
  g_assert_cmpuint (pl_setup_handover_get_n_secrets (one), ==, 1);
  g_assert_nonnull (strstr (pl_setup_handover_get_json (one), "same-as"));
}

/* Turned off, it is forgotten, and the other one is for both again. */
static void
test_turned_off (Fixture *fixture, gconstpointer data)
{
  PlSetup *setup = fixture->setup;

  pl_setup_set_has_sending_password (setup, TRUE);
  set_password (setup, PL_DIRECTION_OUTGOING, RECEIVING);
  g_assert_true (pl_setup_has_sending_password (setup));
  set_password (setup, PL_DIRECTION_OUTGOING, SENDING);
  pl_setup_set_has_sending_password (setup, FALSE);
  assert_password (setup, PL_DIRECTION_OUTGOING, RECEIVING);
  pl_setup_set_has_sending_password (setup, TRUE);
  assert_password (setup, PL_DIRECTION_OUTGOING, NULL);
}

/* One that cannot be seen does not go along to another domain; another address there keeps it. */
static void
test_other_address (Fixture *fixture, gconstpointer data)
{
  PlSetup *setup = fixture->setup;

  (void) pl_setup_propose (setup, NULL);
  pl_setup_set_has_sending_password (setup, TRUE);
  set_password (setup, PL_DIRECTION_OUTGOING, SENDING);
  pl_setup_set_address (setup, "bert@sending-password.practice.test");
  g_assert_true (pl_setup_has_sending_password (setup));
  pl_setup_set_address (setup, "bert@all-well.practice.test");
  set_server (setup, PL_SERVICE_SMTP, "smtp.all-well.practice.test", 465, "bert");
  g_assert_false (pl_setup_has_sending_password (setup));
  assert_password (setup, PL_DIRECTION_OUTGOING, RECEIVING);
}

/* Where sending asks for no sign-in, or receiving for none, there is one at most. */
static void
test_where (Fixture *fixture, gconstpointer data)
{
  PlSetup *setup = fixture->setup;

  set_server (setup, PL_SERVICE_SMTP, "smtp.sending-password.practice.test", 465, NULL);
  g_assert_false (pl_setup_takes_sending_password (setup));
  set_server (setup, PL_SERVICE_SMTP, "smtp.sending-password.practice.test", 465, "anna");
  g_assert_true (pl_setup_takes_sending_password (setup));
  pl_setup_remove_server (setup, PL_DIRECTION_INCOMING);
  g_assert_false (pl_setup_takes_sending_password (setup));
}

/* That there are two is kept, and neither of them. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  static const char *const spoilt[] = { "2", "0", "\"1\"" };
  PlSetup *setup = fixture->setup;
  g_autofree char *one = pl_setup_dup_draft (setup, 1790000000);
  g_autofree char *two = NULL;
  g_autoptr (PlDraft) of_one = pl_draft_parse (one, strlen (one));
  g_autoptr (PlDraft) of_two = NULL;

  g_assert_null (strstr (one, "sending_password"));
  g_assert_false (pl_draft_has_sending_password (of_one));
  pl_setup_set_has_sending_password (setup, TRUE);
  set_password (setup, PL_DIRECTION_OUTGOING, SENDING);
  two = pl_setup_dup_draft (setup, 1790000000);
  g_assert_null (strstr (two, SENDING));
  of_two = pl_draft_parse (two, strlen (two));
  g_assert_true (pl_draft_has_sending_password (of_two));

  g_assert_true (pl_setup_take_draft (setup, of_one));
  g_assert_false (pl_setup_has_sending_password (setup));
  g_assert_true (pl_setup_take_draft (setup, of_two));
  g_assert_true (pl_setup_lacks_sending_password (setup));

  for (guint i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      g_auto (GStrv) parts = g_strsplit (two, "\"sending_password\" : 1", 2);
      g_autofree char *text =
          g_strconcat (parts[0], "\"sending_password\" : ", spoilt[i], parts[1], NULL);

      g_assert_nonnull (parts[1]);
      g_assert_null (pl_draft_parse (text, strlen (text)));
    }
}

/* --- Of a mail program --- */

static PlServerSettings *
make_server (PlService service, const char *host)
{
  const PlServerFields fields = {
    .service = service, .host = host, .port = 465, .username = "anna", .source = PL_SOURCE_USER
  };

  return pl_server_settings_new (&fields, NULL);
}

static PlSetup *
make_imported (const char *receiving, const char *sending)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlServerSettings) incoming = make_server (PL_SERVICE_IMAP, "in.example.org");
  g_autoptr (PlServerSettings) outgoing = make_server (PL_SERVICE_SMTP, "out.example.org");
  g_autoptr (PlProposal) proposal = pl_proposal_new_from_fields (&(PlProposalFields){
      .address = address, .incoming = incoming, .outgoing = outgoing, .source = PL_SOURCE_USER });
  g_autoptr (PlImportAccount) account =
      pl_import_account_new (&(PlImportAccountFields){ .program = "Mailspring",
                                                       .key = "1",
                                                       .title = "anna@example.org",
                                                       .display_name = "Anna",
                                                       .proposal = proposal });
  g_autoptr (PlSecret) first = pl_secret_new (receiving, -1);
  g_autoptr (PlSecret) second = pl_secret_new (sending, -1);
  PlSetup *setup = pl_setup_new (network);

  g_assert_true (pl_setup_take_import (setup, account));
  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_INCOMING, first));
  g_assert_true (pl_setup_use_stored_password (setup, PL_DIRECTION_OUTGOING, second));
  g_assert_true (pl_setup_uses_stored_passwords (setup));
  g_assert_true (pl_setup_is_first_password_stored (setup));
  return setup;
}

static void
type_password (PlSetup *setup, PlDirection direction, const char *text)
{
  pl_setup_forget_stored_password (setup, direction);
  set_password (setup, direction, text);
}

/* Of two that are stored the person types one, and the other one stays, whatever is typed on the way. */
static void
test_stored_two (void)
{
  g_autoptr (PlSetup) receiving = make_imported ("empfang", "versand");
  g_autoptr (PlSetup) sending = make_imported ("empfang", "versand");

  g_assert_true (pl_setup_has_sending_password (receiving));
  type_password (receiving, PL_DIRECTION_INCOMING, "versand");
  type_password (receiving, PL_DIRECTION_INCOMING, "versandt");
  assert_password (receiving, PL_DIRECTION_INCOMING, "versandt");
  assert_password (receiving, PL_DIRECTION_OUTGOING, "versand");
  g_assert_false (pl_setup_is_first_password_stored (receiving));

  type_password (sending, PL_DIRECTION_OUTGOING, "empfang");
  type_password (sending, PL_DIRECTION_OUTGOING, "empfangen");
  assert_password (sending, PL_DIRECTION_INCOMING, "empfang");
  assert_password (sending, PL_DIRECTION_OUTGOING, "empfangen");
  g_assert_true (pl_setup_is_first_password_stored (sending));
  g_assert_false (pl_setup_uses_stored_passwords (sending));

  /* What is stored for receiving is not for sending. */
  pl_setup_set_has_sending_password (sending, FALSE);
  assert_password (sending, PL_DIRECTION_INCOMING, NULL);
  assert_password (sending, PL_DIRECTION_OUTGOING, NULL);
}

/* Where the same word is stored twice, it is one password, and one is typed for both. */
static void
test_stored_one (void)
{
  g_autoptr (PlSetup) setup = make_imported ("beides", "beides");
  g_autoptr (PlSetup) split = make_imported ("beides", "beides");

  g_assert_false (pl_setup_has_sending_password (setup));
  type_password (setup, PL_DIRECTION_INCOMING, "neu");
  assert_password (setup, PL_DIRECTION_OUTGOING, "neu");
  g_assert_false (pl_setup_has_sending_password (setup));

  pl_setup_set_has_sending_password (split, TRUE);
  assert_password (split, PL_DIRECTION_INCOMING, "beides");
  assert_password (split, PL_DIRECTION_OUTGOING, NULL);
  g_assert_true (pl_setup_is_first_password_stored (split));
}

/* Another address of the same program's account, and back: both are there again. */
static void
test_stored_again (void)
{
  g_autoptr (PlSetup) setup = make_imported ("empfang", "versand");

  pl_setup_set_address (setup, "bert@example.com");
  pl_setup_set_address (setup, "anna@example.org");
  g_assert_true (pl_setup_uses_stored_passwords (setup));
  g_assert_true (pl_setup_has_sending_password (setup));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/sending-password/check", test_check },
    { "/sending-password/foreign", test_foreign },
    { "/sending-password/handover", test_handover },
    { "/sending-password/turned-off", test_turned_off },
    { "/sending-password/other-address", test_other_address },
    { "/sending-password/where", test_where },
    { "/sending-password/draft", test_draft },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/sending-password/stored/two", test_stored_two);
  g_test_add_func ("/sending-password/stored/one", test_stored_one);
  g_test_add_func ("/sending-password/stored/again", test_stored_again);
  return g_test_run ();
}
