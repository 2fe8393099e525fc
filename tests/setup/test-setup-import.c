// SPDX-License-Identifier: GPL-3.0-or-later
/* An account of a mail program: taken over as it stands, and its passwords for its own servers only. */
#include "setup/pl-setup-import.h"

#include "setup/pl-setup-private.h"

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
  g_assert_cmpstr (describe_note (setup), ==, "none");
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
  return g_test_run ();
}
