// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-asked-words.h"
#include "model/pl-evidence.h"
#include "model/pl-recorder.h"

#include <string.h>

static PlProposal *
make_proposal (void)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlServerSettings) incoming =
      pl_server_settings_new (&(PlServerFields){ .service = PL_SERVICE_IMAP,
                                                 .host = "imap.example.org",
                                                 .port = 993,
                                                 .username = "anna 100%",
                                                 .source = PL_SOURCE_SRV },
                              NULL);

  return pl_proposal_new (address, incoming, NULL, "example");
}

static void
test_round_trip (void)
{
  g_autoptr (PlProposal) proposal = make_proposal ();
  g_autoptr (PlRecorder) recorder = pl_recorder_new (PL_SERVICE_IMAP, g_get_monotonic_time ());
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (PlEvidence) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  PlObservation *reply;
  PlStageState state;

  pl_recorder_enter_stage (recorder, PL_STAGE_SIGN_IN);
  pl_recorder_note (recorder, PL_SIGHT_REPLY, PL_OUTCOME_REJECTED, PL_FACT_COMMAND, "LOGIN",
                    PL_FACT_STATUS, "NO", PL_FACT_CODE, NULL, PL_FACT_TEXT,
                    "two  blanks, 100%\nand a line = end", PL_FACT_END);
  pl_recorder_leave_stage (recorder, PL_STAGE_STATE_FAILED);

  evidence = pl_evidence_new (proposal, 1795557600, pl_recorder_steal (recorder));
  text = pl_evidence_to_text (evidence);
  again = pl_evidence_from_text (text, &error);
  g_assert_no_error (error);
  text_again = pl_evidence_to_text (again);
  g_assert_cmpstr (text, ==, text_again);

  reply = pl_evidence_find_last (again, PL_SERVICE_IMAP, PL_SIGHT_REPLY);
  g_assert_cmpstr (pl_observation_get (reply, PL_FACT_TEXT), ==,
                   "two  blanks, 100%\nand a line = end");
  g_assert_null (pl_observation_get (reply, PL_FACT_CODE));
  g_assert_cmpint (pl_observation_get_outcome (reply), ==, PL_OUTCOME_REJECTED);
  g_assert_true (
      pl_evidence_get_stage_state (again, PL_SERVICE_IMAP, PL_STAGE_SIGN_IN, &state, NULL));
  g_assert_cmpint (state, ==, PL_STAGE_STATE_FAILED);
  g_assert_false (
      pl_evidence_get_stage_state (again, PL_SERVICE_IMAP, PL_STAGE_MAILBOX, &state, NULL));
  g_assert_cmpstr (pl_proposal_get_provider_id (pl_evidence_get_proposal (again)), ==, "example");
  g_assert_cmpstr (pl_server_settings_get_username (pl_proposal_get_server (
                       pl_evidence_get_proposal (again), PL_DIRECTION_INCOMING)),
                   ==, "anna 100%");
}

/* Who proposed the servers decides what may happen with them. */
static void
test_proposal_travels_along (void)
{
  static const char *const foreign[] = { "imap.hoster.example", "smtp.hoster.example", NULL };
  static const PlLink links[] = { { "help.hoster.example", "https://help.hoster.example/a%20b" } };
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  const PlProposalFields fields = {
    .address = address,
    .source = PL_SOURCE_SRV,
    .trust = PL_TRUST_DNS,
    .foreign_hosts = foreign,
    .links = links,
    .n_links = G_N_ELEMENTS (links),
    .pop3_remove_after_days = 14,
  };
  g_autoptr (PlProposal) proposal = pl_proposal_new_from_fields (&fields);
  g_autoptr (PlEvidence) evidence = pl_evidence_new (proposal, 0, g_ptr_array_new ());
  g_autofree char *text = pl_evidence_to_text (evidence);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlEvidence) again = pl_evidence_from_text (text, &error);
  PlProposal *read;
  guint n_links = 0;

  g_assert_no_error (error);
  read = pl_evidence_get_proposal (again);
  g_assert_cmpint (pl_proposal_get_source (read), ==, PL_SOURCE_SRV);
  g_assert_cmpint (pl_proposal_get_trust (read), ==, PL_TRUST_DNS);
  g_assert_cmpstrv (pl_proposal_get_foreign_hosts (read), foreign);
  g_assert_cmpstr (pl_proposal_get_links (read, &n_links)[0].url, ==, links[0].url);
  g_assert_cmpuint (n_links, ==, 1);
  g_assert_cmpuint (pl_proposal_get_pop3_remove_after_days (read), ==, 14);
}

/* What becomes of the copies on the server, said where it is not the usual. */
static void
test_pop3_removal (void)
{
  static const struct
  {
    guint days;
    const char *line;
  } rows[] = {
    { PL_POP3_KEEP, NULL },
    { 7, "\nproposal source=user trust=person pop3-remove=7\n" },
    { PL_POP3_REMOVE_AT_ONCE, "\nproposal source=user trust=person pop3-remove=at-once\n" },
  };
  static const char *const bad[] = { "0", "-1", "7d", "4294967295", "" };
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PlProposalFields fields = {
        .address = address,
        .source = PL_SOURCE_USER,
        .trust = PL_TRUST_PERSON,
        .pop3_remove_after_days = rows[i].days,
      };
      g_autoptr (PlProposal) proposal = pl_proposal_new_from_fields (&fields);
      g_autoptr (PlEvidence) evidence = pl_evidence_new (proposal, 0, g_ptr_array_new ());
      g_autofree char *text = pl_evidence_to_text (evidence);
      g_autoptr (PlEvidence) again = pl_evidence_from_text (text, NULL);

      g_assert_nonnull (again);
      g_assert_cmpuint (pl_proposal_get_pop3_remove_after_days (pl_evidence_get_proposal (again)),
                        ==, rows[i].days);
      if (rows[i].line != NULL)
        g_assert_nonnull (strstr (text, rows[i].line));
      else
        g_assert_null (strstr (text, "proposal"));
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "postlotse-evidence 1\naddress anna@example.org\nbegan 2026-11-21T21:00:00Z\n"
          "proposal pop3-remove=%s\n",
          bad[i]);

      g_assert_null (pl_evidence_from_text (text, NULL));
    }
}

/* Where nothing was found there is an address, and what was seen on the way. */
static void
test_no_servers (void)
{
  static const char *const text = "postlotse-evidence 1\naddress anna@example.org\n"
                                  "began 2026-11-21T21:00:00Z\n"
                                  "1.000 account discovery name no-such-name name=example.org "
                                  "record=mx\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (PlEvidence) evidence = pl_evidence_from_text (text, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_null (
      pl_proposal_get_server (pl_evidence_get_proposal (evidence), PL_DIRECTION_INCOMING));
  again = pl_evidence_to_text (evidence);
  g_assert_cmpstr (again, ==, text);
}

static void
test_refuses_nonsense (void)
{
  static const char *const heads = "postlotse-evidence 1\naddress anna@example.org\n"
                                   "began 2026-11-21T21:00:00Z\n"
                                   "incoming imap host=imap.example.org port=993\n";
  static const char *const lines[] = {
    "0.1 imap",
    "x imap connect dial refused",
    "-1 imap connect dial refused",
    "nan imap connect dial refused",
    "0.1 imap connect dial unknown-outcome",
    "0.1 imap connect dial refused nonsense=1",
    "0.1 imap connect dial refused text=%ff",
    "0.1 imap connect dial refused probe=0",
    "0.1 imap connect dial refused text",
    "incoming smtp host=a.example port=1",
    "incoming imap host=a.example port=0",
    "incoming imap host=a.example port=1 colour=red",
    "began yesterday",
    "proposal trust=blind",
    "proposal source",
    "proposal colour=red",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = g_strconcat (heads, lines[i], "\n", NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", lines[i]);
      g_assert_null (pl_evidence_from_text (text, &error));
      g_assert_nonnull (error);
    }
  g_assert_null (pl_evidence_from_text ("", NULL));
  g_assert_null (pl_evidence_from_text ("postlotse-evidence 1\n", NULL));
}

static void
count_cb (PlObservation *observation, gpointer data)
{
  ++*(guint *) data;
}

static void
test_recorder_masks_secrets (void)
{
  g_autoptr (PlProposal) proposal = make_proposal ();
  g_autoptr (PlRecorder) recorder = pl_recorder_new (PL_SERVICE_IMAP, g_get_monotonic_time ());
  g_autoptr (PlSecret) secret = pl_secret_new ("Sehr\"Geheim", -1);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autofree char *text = NULL;
  guint n_seen = 0;

  pl_recorder_set_sink (recorder, count_cb, &n_seen);
  pl_recorder_add_secret (recorder, secret);
  pl_recorder_note_line (recorder, FALSE, "A1 NO you said Sehr\"Geheim, AFNlaHIiR2VoZWlt");
  pl_recorder_note (recorder, PL_SIGHT_REPLY, PL_OUTCOME_REJECTED, PL_FACT_TEXT,
                    "bad: Sehr\\\"Geheim", PL_FACT_END);
  g_assert_cmpuint (n_seen, ==, 2);

  evidence = pl_evidence_new (proposal, 0, pl_recorder_steal (recorder));
  text = pl_evidence_to_text (evidence);
  g_assert_null (strstr (text, "Geheim"));
  g_assert_null (strstr (text, "R2VoZWl"));
  g_assert_nonnull (strstr (text, "•••"));
}

static void
test_recorder_is_bounded (void)
{
  g_autoptr (PlRecorder) recorder = pl_recorder_new (PL_SERVICE_SMTP, g_get_monotonic_time ());

  for (guint i = 0; i < 100000; i++)
    pl_recorder_note_line (recorder, FALSE, "250-CHATTER");
  for (guint i = 0; i < 10000; i++)
    pl_recorder_note (recorder, PL_SIGHT_REPLY, PL_OUTCOME_ACCEPTED, PL_FACT_END);
  g_assert_cmpuint (pl_recorder_peek (recorder)->len, <, 5000);
}

/* What a thread beside sees is told at once, and is kept with the rest in the end. */
static void
test_recorder_branches (void)
{
  g_autoptr (PlRecorder) recorder = pl_recorder_new (PL_SERVICE_ACCOUNT, g_get_monotonic_time ());
  PlRecorder *branch;
  guint n_seen = 0;

  pl_recorder_set_sink (recorder, count_cb, &n_seen);
  pl_recorder_enter_stage (recorder, PL_STAGE_DISCOVERY);
  branch = pl_recorder_branch (recorder, PL_SERVICE_IMAP);
  pl_recorder_note (branch, PL_SIGHT_NAME, PL_OUTCOME_FOUND, PL_FACT_END);
  pl_recorder_leave_stage (branch, PL_STAGE_STATE_FAILED); /* not the branch's to leave */
  g_assert_cmpuint (n_seen, ==, 2);
  g_assert_cmpuint (pl_recorder_peek (recorder)->len, ==, 1);

  pl_recorder_take_branch (recorder, branch);
  g_assert_cmpuint (n_seen, ==, 2);
  g_assert_cmpuint (pl_recorder_peek (recorder)->len, ==, 2);
  g_assert_cmpint (pl_observation_get_service (pl_recorder_peek (recorder)->pdata[1]), ==,
                   PL_SERVICE_IMAP);
  g_assert_cmpint (pl_observation_get_stage (pl_recorder_peek (recorder)->pdata[1]), ==,
                   PL_STAGE_DISCOVERY);
}

static void
test_nicks_are_whole (void)
{
  for (int sight = 0; sight < PL_N_SIGHTS; sight++)
    {
      PlSight back;

      g_assert_true (pl_sight_from_nick (pl_sight_to_nick ((PlSight) sight), &back));
      g_assert_cmpint (back, ==, sight);
    }
  for (int outcome = 0; outcome < PL_N_OUTCOMES; outcome++)
    {
      PlOutcome back;

      g_assert_true (pl_outcome_from_nick (pl_outcome_to_nick ((PlOutcome) outcome), &back));
      g_assert_cmpint (back, ==, outcome);
    }
  for (int fact = PL_FACT_END + 1; fact < PL_N_FACTS; fact++)
    {
      PlFact back;

      g_assert_true (pl_fact_from_nick (pl_fact_to_nick ((PlFact) fact), &back));
      g_assert_cmpint (back, ==, fact);
    }
}

static void
test_words (void)
{
  g_autoptr (PlObservation) observation = pl_observation_new (&(PlObservationFields){
      .sight = PL_SIGHT_TRUST,
      .facts = { [PL_FACT_WORDS] = "expired  host-mismatch", [PL_FACT_PORT] = "993" } });

  g_assert_true (pl_observation_has_word (observation, PL_FACT_WORDS, "expired"));
  g_assert_true (pl_observation_has_word (observation, PL_FACT_WORDS, "HOST-MISMATCH"));
  g_assert_false (pl_observation_has_word (observation, PL_FACT_WORDS, "host"));
  g_assert_false (pl_observation_has_word (observation, PL_FACT_NAMES, "expired"));
  g_assert_cmpint (pl_observation_get_int (observation, PL_FACT_PORT, 0), ==, 993);
  g_assert_cmpint (pl_observation_get_int (observation, PL_FACT_WORDS, -1), ==, -1);
}

/* That nobody was asked does not mean that all is known: there may be no way to anybody. */
static void
test_nobody_asked (void)
{
  static const struct
  {
    const char *lines;
    gboolean known;
  } rows[] = {
    { "", FALSE },
    { "0.200 account discovery stage - state=failed\n", FALSE },
    { "incoming imap host=imap.example.org port=993 security=tls\n", TRUE },
    { "incoming imap host=imap.example.org port=993 security=tls\n"
      "0.200 imap resolve stage - state=failed\n",
      FALSE },
  };

  g_assert_cmpstr (pl_nobody_asked_to_words (NULL), ==, "Nobody.");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat ("postlotse-evidence 1\naddress anna@example.org\n"
                                           "began 2026-11-21T21:00:00Z\n",
                                           rows[i].lines, NULL);
      g_autoptr (PlEvidence) evidence = pl_evidence_from_text (text, NULL);

      g_assert_nonnull (evidence);
      g_assert_cmpstr (pl_nobody_asked_to_words (evidence), ==,
                       rows[i].known ? "Nobody: all of it is known on this computer." : "Nobody.");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evidence/round-trip", test_round_trip);
  g_test_add_func ("/evidence/proposal", test_proposal_travels_along);
  g_test_add_func ("/evidence/pop3-removal", test_pop3_removal);
  g_test_add_func ("/evidence/no-servers", test_no_servers);
  g_test_add_func ("/evidence/refuses-nonsense", test_refuses_nonsense);
  g_test_add_func ("/evidence/nobody-asked", test_nobody_asked);
  g_test_add_func ("/recorder/masks-secrets", test_recorder_masks_secrets);
  g_test_add_func ("/recorder/is-bounded", test_recorder_is_bounded);
  g_test_add_func ("/recorder/branches", test_recorder_branches);
  g_test_add_func ("/observation/nicks-are-whole", test_nicks_are_whole);
  g_test_add_func ("/observation/words", test_words);
  return g_test_run ();
}
