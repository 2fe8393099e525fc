// SPDX-License-Identifier: GPL-3.0-or-later
/* A test message that was sent is looked for where mail comes in. */
#include "check/check-lab.h"

#include <string.h>

#define ID "<0b8e7f36@example.org>"
#define SECRET_SUBJECT "Nobody's business"

/* A server of IMAP at which our message lies in {place}, or nowhere. */
#define IMAP_WITH(place)                                                        \
  "TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"       \
  "S: {tag} OK [CAPABILITY IMAP4rev1 UIDPLUS] you are in\n"                     \
  "LET place " place "\n"                                                       \
  "LET open inbox\n"                                                            \
  "LABEL use\n"                                                                 \
  "IF C {tag} LOGOUT GOTO out\n"                                                \
  "IF C {tag} EXAMINE \"Junk\" GOTO junk\n"                                     \
  "IF C {tag} SELECT \"Junk\" GOTO junk\n"                                      \
  "IF C {tag} EXAMINE * GOTO inbox\n"                                           \
  "IF C {tag} SELECT * GOTO inbox\n"                                            \
  "IF C {tag} UID SEARCH HEADER Message-ID * GOTO search\n"                     \
  "IF C {tag} UID STORE 7 +FLAGS.SILENT (\\Deleted) GOTO fine\n"             \
  "IF C {tag} UID EXPUNGE 7 GOTO fine\n"                                        \
  "C: {tag} LIST *\n"                                                           \
  "S: * LIST (\\Junk) \"/\" Junk\n"                                          \
  "LABEL done\n"                                                                \
  "S: {tag} OK done\n"                                                          \
  "GOTO use\n"                                                                  \
  "LABEL junk\nANY\nLET open junk\nGOTO done\n"                                 \
  "LABEL inbox\nANY\nLET open inbox\nGOTO done\n"                               \
  "LABEL fine\nANY\nGOTO done\n"                                                \
  "LABEL search\nANY\nIF {open} = {place} GOTO found\nS: * SEARCH\nGOTO done\n" \
  "LABEL found\nS: * SEARCH 7\nGOTO done\n"                                     \
  "LABEL out\nANY\nCLOSE\n"

#define SMTP_THAT_SENDS                                                      \
  "TLS good\n" LAB_SMTP_HELLO LAB_SMTP_SIGN_IN "C: MAIL FROM:*\nS: 250 ok\n" \
  "C: RCPT TO:*\nS: 250 ok\n"                                                \
  "C: DATA\nS: 354 go\n"                                                     \
  "LABEL rest\nIF C . GOTO end\nANY\nGOTO rest\n"                            \
  "LABEL end\nANY\nS: 250 2.0.0 queued\nC? QUIT\nCLOSE\n"

typedef struct
{
  const char *imap; /* script */
  gboolean delete_test;
  gint64 deadline_ms;
  GCancellable *cancellable; /* cancelled once the message is waited for */
} Case;

static void
cancel_at_arrival_cb (PlObservation *observation, gpointer data)
{
  const Case *testcase = data;

  if (testcase->cancellable != NULL && pl_observation_get_sight (observation) == PL_SIGHT_STAGE &&
      pl_observation_get_stage (observation) == PL_STAGE_ARRIVAL)
    g_cancellable_cancel (testcase->cancellable);
}

static PlEvidence *
send_and_look (CheckLab *lab, const Case *testcase)
{
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  g_autoptr (PlProposal) proposal = NULL;
  PlCheckRequest request = {
    .passwords = { password, password },
    .directions = PL_DIRECTIONS_BOTH,
    .send_test = TRUE,
    .delete_test = testcase->delete_test,
    .deadline_ms = testcase->deadline_ms,
  };
  PlEvidence *evidence;

  check_lab_serve (lab, LAB_IMAP, 993, testcase->imap);
  check_lab_serve (lab, LAB_SMTP, 465, SMTP_THAT_SENDS);
  proposal = check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS),
      check_lab_make_server (lab, PL_SERVICE_SMTP, LAB_SMTP, 465, PL_SECURITY_TLS));
  request.network = check_lab_get_network (lab);
  request.proposal = proposal;
  evidence =
      pl_check_run (&request, cancel_at_arrival_cb, (gpointer) testcase, testcase->cancellable);

  /* The message does not decide whether the account works. */
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_OK);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_OK);
  g_assert_null (pl_evidence_find_last (evidence, PL_SERVICE_ACCOUNT, PL_SIGHT_END));
  check_lab_expect_no_secret (evidence, LAB_PASSWORD);
  return evidence;
}

static PlObservation *
get_delivery (PlEvidence *evidence, PlService service)
{
  PlObservation *delivery = pl_evidence_find_last (evidence, service, PL_SIGHT_DELIVERY);

  g_assert_nonnull (delivery);
  return delivery;
}

static void
test_inbox (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  const Case testcase = { .imap = IMAP_WITH ("inbox") };
  g_autoptr (PlEvidence) evidence = send_and_look (lab, &testcase);
  PlObservation *delivery = get_delivery (evidence, PL_SERVICE_IMAP);

  g_assert_cmpint (pl_observation_get_outcome (delivery), ==, PL_OUTCOME_FOUND);
  g_assert_cmpstr (pl_observation_get (delivery, PL_FACT_REASON), ==, "inbox");
  g_assert_null (pl_observation_get (delivery, PL_FACT_WORDS));
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_ARRIVAL), ==,
                   PL_STAGE_STATE_PASSED);
}

static void
test_junk (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  const Case testcase = { .imap = IMAP_WITH ("junk"), .delete_test = TRUE };
  g_autoptr (PlEvidence) evidence = send_and_look (lab, &testcase);
  PlObservation *delivery = get_delivery (evidence, PL_SERVICE_IMAP);

  g_assert_cmpint (pl_observation_get_outcome (delivery), ==, PL_OUTCOME_FOUND);
  g_assert_cmpstr (pl_observation_get (delivery, PL_FACT_REASON), ==, "junk");
  g_assert_cmpstr (pl_observation_get (delivery, PL_FACT_TEXT), ==, "Junk");
  g_assert_true (pl_observation_has_word (delivery, PL_FACT_WORDS, "deleted"));
}

static void
test_not_in_time (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  const Case testcase = { .imap = IMAP_WITH ("nowhere"), .deadline_ms = 3000 };
  g_autoptr (PlEvidence) evidence = send_and_look (lab, &testcase);
  PlObservation *delivery = get_delivery (evidence, PL_SERVICE_IMAP);

  g_assert_cmpint (pl_observation_get_outcome (delivery), ==, PL_OUTCOME_SILENT);
  g_assert_cmpint (pl_observation_get_int (delivery, PL_FACT_COUNT, 0), >, 1);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_ARRIVAL), ==,
                   PL_STAGE_STATE_FAILED);
}

static void
test_cancel (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const Case testcase = { .imap = IMAP_WITH ("nowhere"), .cancellable = cancellable };
  gint64 began_at = g_get_monotonic_time ();
  g_autoptr (PlEvidence) evidence = send_and_look (lab, &testcase);

  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpint (pl_observation_get_outcome (get_delivery (evidence, PL_SERVICE_IMAP)), ==,
                   PL_OUTCOME_CANCELLED);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_ARRIVAL), ==,
                   PL_STAGE_STATE_SKIPPED);
}

/* Sent by an earlier check. What the look itself reads of other messages is not kept. */
static void
test_look_again (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *pop =
      check_lab_serve (lab, LAB_POP3, 995,
                       "TLS good\n"
                       "S: +OK ready\n"
                       "LABEL use\n"
                       "IF C CAPA GOTO capa\n"
                       "IF C AUTH PLAIN {answer} GOTO in\n"
                       "IF C STAT GOTO stat\n"
                       "IF C TOP 2 0 GOTO theirs\n"
                       "IF C TOP 1 0 GOTO ours\n"
                       "C: QUIT\nCLOSE\n"
                       "LABEL capa\nANY\nS: +OK\nS: SASL PLAIN\nS: TOP\nS: .\nGOTO use\n"
                       "LABEL in\nANY\nS: +OK\nGOTO use\n"
                       "LABEL stat\nANY\nS: +OK 2 999\nGOTO use\n"
                       "LABEL theirs\nANY\nS: +OK\nS: Subject: " SECRET_SUBJECT "\nS: .\nGOTO use\n"
                       "LABEL ours\nANY\nS: +OK\nS: Message-ID:\nS:  " ID "\nS: .\nGOTO use\n");
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  g_autoptr (PlProposal) proposal = check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_POP3, LAB_POP3, 995, PL_SECURITY_TLS), NULL);
  PlCheckRequest request = {
    .network = check_lab_get_network (lab),
    .proposal = proposal,
    .passwords = { password, password },
    .directions = PL_DIRECTIONS_INCOMING,
    .look_for = ID,
  };
  g_autoptr (PlEvidence) evidence = pl_check_run (&request, NULL, NULL, NULL);
  g_autofree char *text = pl_evidence_to_text (evidence);
  PlObservation *delivery = get_delivery (evidence, PL_SERVICE_POP3);

  g_assert_cmpint (pl_observation_get_outcome (delivery), ==, PL_OUTCOME_FOUND);
  g_assert_cmpstr (pl_observation_get (delivery, PL_FACT_NAME), ==, ID);
  g_assert_cmpuint (pl_script_server_get_n_connections (pop), ==, 2);
  g_assert_null (strstr (text, "business"));
  check_lab_expect_played (pop);
}

/* The incoming server has not let us in: nobody tries a second time. */
static void
test_refused (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap =
      check_lab_serve (lab, LAB_IMAP, 993,
                       "TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"
                       "S: {tag} NO [AUTHENTICATIONFAILED] no\nC? {tag} LOGOUT\nCLOSE\n");
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  g_autoptr (PlProposal) proposal = check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS), NULL);
  PlCheckRequest request = {
    .network = check_lab_get_network (lab),
    .proposal = proposal,
    .passwords = { password, password },
    .directions = PL_DIRECTIONS_INCOMING,
    .look_for = ID,
  };
  g_autoptr (PlEvidence) evidence = pl_check_run (&request, NULL, NULL, NULL);

  g_assert_null (pl_evidence_find_last (evidence, PL_SERVICE_IMAP, PL_SIGHT_DELIVERY));
  g_assert_cmpuint (pl_script_server_get_n_connections (imap), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival/inbox", test_inbox);
  g_test_add_func ("/arrival/junk", test_junk);
  g_test_add_func ("/arrival/not-in-time", test_not_in_time);
  g_test_add_func ("/arrival/cancel", test_cancel);
  g_test_add_func ("/arrival/look-again", test_look_again);
  g_test_add_func ("/arrival/refused", test_refused);
  return g_test_run ();
}
