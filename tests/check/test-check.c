// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check-lab.h"

#include <string.h>

static PlProposal *
make_usual_proposal (CheckLab *lab)
{
  return check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS),
      check_lab_make_server (lab, PL_SERVICE_SMTP, LAB_SMTP, 465, PL_SECURITY_TLS));
}

/* Puts a word in the place of what differs from run to run: times, numbers that the system chose,
 * certificates. */
static char *
mask (const char *text)
{
  static const char *const patterns[][2] = {
    { "(?m)^\\d+\\.\\d{3} ", "" },
    { "ms=[\\d.]+", "ms=…" },
    { "(?m)^began .*$", "began …" },
    { "(sha256|spki-sha256|serial|not-before|not-after)=\\S+", "\\1=…" },
    { "EHLO%20\\S+", "EHLO%20…" },
    { "cipher=\\S+", "cipher=…" },
    { "\"version\"%20\"[\\d.]+\"", "version…" },
  };
  g_autofree char *masked = g_strdup (text);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[i][0], 0, 0, NULL);
      char *next = g_regex_replace (regex, masked, -1, 0, patterns[i][1], 0, NULL);

      g_free (masked);
      masked = next;
    }
  return g_steal_pointer (&masked);
}

/* The lanes run side by side, so the golden file holds one after the other. */
static char *
sort_by_service (const char *text)
{
  static const char *const services[] = { "account ", "imap ", "smtp " };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *sorted = g_string_new (NULL);

  for (guint k = 0; k < G_N_ELEMENTS (services); k++)
    for (guint i = 0; lines[i] != NULL; i++)
      if (g_str_has_prefix (lines[i], services[k]))
        g_string_append_printf (sorted, "%s\n", lines[i]);
  return g_string_free (sorted, FALSE);
}

static void
expect_golden (PlEvidence *evidence, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);
  g_autofree char *text = pl_evidence_to_text (evidence);
  g_autofree char *masked = mask (text);
  g_autofree char *seen = sort_by_service (masked);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("PL_WRITE_GOLDEN") != NULL)
    g_assert_true (g_file_set_contents (path, seen, -1, NULL));
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seen, ==, golden);
}

static void
test_all_well (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap = check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  g_autoptr (PlProposal) proposal = make_usual_proposal (lab);
  g_autoptr (PlEvidence) evidence = check_lab_check (lab, proposal);
  g_autoptr (PlCheckedSettings) checked = pl_check_conclude (evidence, 0);
  const PlCheckedServer *server;

  check_lab_expect_played (imap);
  check_lab_expect_played (smtp);
  check_lab_expect_no_secret (evidence, LAB_PASSWORD);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_OK);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_OK);
  g_assert_nonnull (checked);
  g_assert_true (pl_checked_settings_is_verified (checked));

  server = pl_checked_settings_get_server (checked, PL_DIRECTION_INCOMING);
  g_assert_cmpstr (server->mechanism, ==, "PLAIN");
  g_assert_cmpstr (server->trust, ==, "system");
  g_assert_cmpuint (strlen (server->sha256), ==, 64);
  g_assert_cmpstr (server->stages, ==, "resolve connect greeting tls capabilities sign-in mailbox");
  server = pl_checked_settings_get_server (checked, PL_DIRECTION_OUTGOING);
  g_assert_cmpstr (server->stages, ==,
                   "resolve connect greeting tls capabilities sign-in sender recipient");
  expect_golden (evidence, "all-well.evidence");
}

static gint64
find_time (PlEvidence *evidence, PlService service, PlSight sight, const char *text)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *observation = pl_evidence_get_observation (evidence, i);
      const char *said = pl_observation_get (observation, PL_FACT_TEXT);

      if (pl_observation_get_service (observation) == service &&
          pl_observation_get_sight (observation) == sight &&
          (text == NULL || (said != NULL && strstr (said, text) != NULL)))
        return pl_observation_get_at_us (observation);
    }

  g_error ("No “%s” was seen", text != NULL ? text : pl_sight_to_nick (sight));
  return 0;
}

/* The incoming server takes its time; the outgoing one must have been ready long before. */
static void
test_outgoing_waits (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *smtp;
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;
  gint64 accepted_at, asked_at, offered_at;

  check_lab_serve (lab, LAB_IMAP, 993,
                   "TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"
                   "WAIT 400\n"
                   "S: {tag} OK in\n" LAB_IMAP_USE);
  smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  proposal = make_usual_proposal (lab);
  evidence = check_lab_check (lab, proposal);

  check_lab_expect_played (smtp);
  accepted_at = find_time (evidence, PL_SERVICE_IMAP, PL_SIGHT_SIGN_IN, NULL);
  offered_at = find_time (evidence, PL_SERVICE_SMTP, PL_SIGHT_CAPABILITIES, NULL);
  asked_at = find_time (evidence, PL_SERVICE_SMTP, PL_SIGHT_LINE, "AUTH PLAIN •");
  g_assert_cmpint (offered_at, <, accepted_at);
  g_assert_cmpint (asked_at, >=, accepted_at);
}

static void
expect_held_back (PlEvidence *evidence)
{
  g_assert_true (check_lab_is_withheld (evidence, PL_SERVICE_SMTP, "incoming-failed"));
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_SMTP, PL_STAGE_CAPABILITIES), ==,
                   PL_STAGE_STATE_PASSED);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_SMTP, PL_STAGE_SIGN_IN), ==,
                   PL_STAGE_STATE_SKIPPED);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_SMTP, PL_STAGE_RECIPIENT), ==,
                   PL_STAGE_STATE_SKIPPED);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_FAILED);
}

static void
test_wrong_password (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap, *smtp;
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (PlCheckedSettings) checked = NULL;
  g_autofree char *said = NULL;

  imap = check_lab_serve (lab, LAB_IMAP, 993,
                          "TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"
                          "S: {tag} NO [AUTHENTICATIONFAILED] no\n"
                          "C? {tag} LOGOUT\n"
                          "CLOSE\n");
  smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WITHOUT_SIGN_IN);
  proposal = make_usual_proposal (lab);
  evidence = check_lab_check (lab, proposal);
  checked = pl_check_conclude (evidence, 0);

  check_lab_expect_played (imap);
  check_lab_expect_played (smtp);
  said = pl_script_server_dup_transcript (smtp);
  g_assert_null (strstr (said, "C: AUTH"));
  g_assert_cmpuint (pl_script_server_get_n_connections (imap), ==, 1);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_SIGN_IN), ==,
                   PL_STAGE_STATE_FAILED);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_MAILBOX), ==,
                   PL_STAGE_STATE_SKIPPED);
  expect_held_back (evidence);
  check_lab_expect_no_secret (evidence, LAB_PASSWORD);
  g_assert_null (checked);
}

/* The incoming side says nothing about the password: still nobody else is asked. */
static void
test_incoming_unknown (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WITHOUT_SIGN_IN);
  g_autoptr (PlProposal) proposal = make_usual_proposal (lab);
  g_autoptr (PlEvidence) evidence = check_lab_check (lab, proposal);

  check_lab_expect_played (smtp);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_RESOLVE), ==,
                   PL_STAGE_STATE_FAILED);
  expect_held_back (evidence);
}

static void
test_outgoing_alone (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  g_autoptr (PlProposal) proposal = make_usual_proposal (lab);
  g_autoptr (PlEvidence) evidence =
      check_lab_check_with (lab, proposal, LAB_PASSWORD, PL_DIRECTIONS_OUTGOING);
  g_autoptr (PlCheckedSettings) hasty = pl_check_conclude (evidence, 0);
  g_autoptr (PlCheckedSettings) checked = pl_check_conclude (evidence, PL_DIRECTIONS_INCOMING);

  check_lab_expect_played (smtp);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_INCOMING), ==,
                   PL_CHECK_STATE_NOT_TESTED);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_OK);
  g_assert_null (hasty);
  g_assert_nonnull (checked);
  g_assert_false (pl_checked_settings_is_verified (checked));
}

/* An earlier check has met the refusal, this one leaves the incoming side out. */
static void
test_refused_before (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WITHOUT_SIGN_IN);
  g_autoptr (PlProposal) proposal = make_usual_proposal (lab);
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  PlCheckRequest request = {
    .network = check_lab_get_network (lab),
    .proposal = proposal,
    .passwords = { password, password },
    .directions = PL_DIRECTIONS_OUTGOING,
    .incoming_refused = TRUE,
  };
  g_autoptr (PlEvidence) evidence = pl_check_run (&request, NULL, NULL, NULL);

  check_lab_expect_played (smtp);
  expect_held_back (evidence);
}

static void
test_no_password (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap = check_lab_serve (
      lab, LAB_IMAP, 993, "TLS good\n" LAB_IMAP_GREETING "C? {tag} LOGOUT\nCLOSE\n");
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WITHOUT_SIGN_IN);
  g_autoptr (PlProposal) proposal = make_usual_proposal (lab);
  g_autoptr (PlEvidence) evidence = check_lab_check_with (lab, proposal, NULL, PL_DIRECTIONS_BOTH);
  g_autoptr (PlCheckedSettings) checked = pl_check_conclude (evidence, 0);

  check_lab_expect_played (imap);
  check_lab_expect_played (smtp);
  g_assert_true (check_lab_is_withheld (evidence, PL_SERVICE_IMAP, "no-password"));
  g_assert_true (check_lab_is_withheld (evidence, PL_SERVICE_SMTP, "no-password"));
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_INCOMING), ==,
                   PL_CHECK_STATE_PARTIAL);
  g_assert_nonnull (checked);
  g_assert_false (pl_checked_settings_is_verified (checked));
}

/* Two refusals of one password, and the third is not tried. */
static void
test_budget (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap =
      check_lab_serve (lab, LAB_IMAP, 993,
                       "TLS good\n" LAB_IMAP_GREETING "C? {tag} AUTHENTICATE PLAIN {answer}\n"
                       "S: {tag} NO [AUTHENTICATIONFAILED] no\n"
                       "C? {tag} LOGOUT\n"
                       "CLOSE\n");
  g_autoptr (PlServerSettings) server =
      check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS);
  g_autoptr (PlProposal) proposal = check_lab_make_proposal (lab, g_object_ref (server), NULL);
  g_autoptr (PlEvidence) first = check_lab_check (lab, proposal);
  g_autoptr (PlEvidence) second = check_lab_check (lab, proposal);
  g_autoptr (PlEvidence) third = check_lab_check (lab, proposal);
  g_autoptr (PlEvidence) fourth =
      check_lab_check_with (lab, proposal, "another one", PL_DIRECTIONS_BOTH);
  g_autofree char *transcript = pl_script_server_dup_transcript (imap);

  g_assert_cmpint (check_lab_get_stage (first, PL_SERVICE_IMAP, PL_STAGE_SIGN_IN), ==,
                   PL_STAGE_STATE_FAILED);
  g_assert_cmpint (check_lab_get_stage (second, PL_SERVICE_IMAP, PL_STAGE_SIGN_IN), ==,
                   PL_STAGE_STATE_FAILED);
  g_assert_true (check_lab_is_withheld (third, PL_SERVICE_IMAP, "budget"));
  g_assert_cmpint (check_lab_get_stage (third, PL_SERVICE_IMAP, PL_STAGE_SIGN_IN), ==,
                   PL_STAGE_STATE_SKIPPED);
  g_assert_cmpint (check_lab_get_stage (fourth, PL_SERVICE_IMAP, PL_STAGE_SIGN_IN), ==,
                   PL_STAGE_STATE_FAILED);
  g_assert_cmpuint (pl_attempt_budget_count_refusals (pl_attempt_budget_get (check_lab_get_network (lab)), LAB_IMAP,
                                                      pl_server_settings_get_username (server)),
                    ==, 3);
}

static void
test_starttls_and_pop3 (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *pop3 =
      check_lab_serve (lab, LAB_POP3, 110,
                       "S: +OK ready\n"
                       "LABEL plain\n"
                       "IF C STLS GOTO stls\n"
                       "C: CAPA\nS: +OK\nS: STLS\nS: USER\nS: .\nGOTO plain\n"
                       "LABEL stls\nANY\nS: +OK go\nTLS good\n"
                       "LABEL again\n"
                       "IF C CAPA GOTO capa\n"
                       "IF C QUIT GOTO quit\n"
                       "IF C STAT GOTO stat\n"
                       "IF C UIDL* GOTO uidl\n"
                       "ANY\nS: +OK\nGOTO again\n"
                       "LABEL capa\nANY\nS: +OK\nS: USER\nS: UIDL\nS: .\nGOTO again\n"
                       "LABEL stat\nANY\nS: +OK 2 320\nGOTO again\n"
                       "LABEL uidl\nANY\nS: +OK\nS: 1 a\nS: 2 b\nS: .\nGOTO again\n"
                       "LABEL quit\nANY\nCLOSE\n");
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 587,
                                          "S: 220 mx ESMTP\nC: EHLO *\nS: 250-mx\n"
                                          "S: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nTLS good\n"
                                          "C: EHLO *\nS: 250-mx\nS: 250-PIPELINING\n"
                                          "S: 250 AUTH PLAIN\n" LAB_SMTP_SIGN_IN LAB_SMTP_USE);
  g_autoptr (PlProposal) proposal = check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_POP3, LAB_POP3, 110, PL_SECURITY_STARTTLS),
      check_lab_make_server (lab, PL_SERVICE_SMTP, LAB_SMTP, 587, PL_SECURITY_STARTTLS));
  g_autoptr (PlEvidence) evidence = check_lab_check (lab, proposal);
  g_autofree char *text = pl_evidence_to_text (evidence);

  g_test_message ("%s", text);
  check_lab_expect_played (pop3);
  check_lab_expect_played (smtp);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_OK);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_OK);
  check_lab_expect_no_secret (evidence, LAB_PASSWORD);
}

static void
test_send_test (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *smtp =
      check_lab_serve (lab, LAB_SMTP, 465,
                       "TLS good\n" LAB_SMTP_HELLO LAB_SMTP_SIGN_IN "C: MAIL FROM:*\nS: 250 ok\n"
                       "C: RCPT TO:*\nS: 250 ok\n"
                       "C: DATA\nS: 354 go\n"
                       "C: Date: {day} *\n"
                       "C: From: <{from}\n"
                       "C: To: <{to}\n"
                       "C: Message-ID: {id}\n"
                       "C: Subject: *\n"
                       "C: MIME-Version: 1.0\n"
                       "C: Content-Type: text/plain; charset=UTF-8\n"
                       "LABEL rest\n"
                       "IF C . GOTO end\n"
                       "ANY\n"
                       "GOTO rest\n"
                       "LABEL end\n"
                       "ANY\n"
                       "S: 250 2.0.0 queued\n"
                       "C? QUIT\n"
                       "CLOSE\n");
  g_autoptr (PlProposal) proposal = make_usual_proposal (lab);
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  PlCheckRequest request = {
    .network = check_lab_get_network (lab),
    .proposal = proposal,
    .passwords = { NULL, password },
    .directions = PL_DIRECTIONS_OUTGOING,
    .send_test = TRUE,
  };
  g_autoptr (PlEvidence) evidence = pl_check_run (&request, NULL, NULL, NULL);

  check_lab_expect_played (smtp);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_SMTP, PL_STAGE_MESSAGE), ==,
                   PL_STAGE_STATE_PASSED);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_OK);
}

/* A server that echoes the password finds it masked, in whatever form. */
static void
test_echo_is_masked (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autofree char *password = g_uuid_string_random ();
  g_autofree char *encoded = g_base64_encode ((const guchar *) password, strlen (password));
  g_autofree char *script =
      g_strdup_printf ("TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"
                       "S: {tag} NO {answer} is %s or %s\nC? {tag} LOGOUT\nCLOSE\n",
                       password, encoded);
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 993, script);
  proposal = check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS), NULL);
  evidence = check_lab_check_with (lab, proposal, password, PL_DIRECTIONS_BOTH);
  check_lab_expect_no_secret (evidence, password);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_SIGN_IN), ==,
                   PL_STAGE_STATE_FAILED);
}

typedef struct
{
  gint inside; /* atomic */
  guint n_seen;
} Watcher;

static void
watch_cb (PlObservation *observation, gpointer data)
{
  Watcher *watcher = data;

  g_assert_cmpint (g_atomic_int_add (&watcher->inside, 1), ==, 0);
  watcher->n_seen++;
  g_usleep (50); /* gives another thread the chance to come in as well */
  g_assert_cmpint (g_atomic_int_add (&watcher->inside, -1), ==, 1);
}

static void
test_observed_one_at_a_time (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;
  Watcher watcher = { 0 };
  PlCheckRequest request = { .passwords = { password, password },
                             .directions = PL_DIRECTIONS_BOTH };

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  request.network = check_lab_get_network (lab);
  request.proposal = proposal = make_usual_proposal (lab);
  evidence = pl_check_run (&request, watch_cb, &watcher, NULL);
  g_assert_cmpuint (watcher.n_seen, ==, pl_evidence_get_n_observations (evidence));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/all-well", test_all_well);
  g_test_add_func ("/check/outgoing-waits", test_outgoing_waits);
  g_test_add_func ("/check/wrong-password", test_wrong_password);
  g_test_add_func ("/check/incoming-unknown", test_incoming_unknown);
  g_test_add_func ("/check/outgoing-alone", test_outgoing_alone);
  g_test_add_func ("/check/refused-before", test_refused_before);
  g_test_add_func ("/check/no-password", test_no_password);
  g_test_add_func ("/check/budget", test_budget);
  g_test_add_func ("/check/starttls-and-pop3", test_starttls_and_pop3);
  g_test_add_func ("/check/send-test", test_send_test);
  g_test_add_func ("/check/echo-is-masked", test_echo_is_masked);
  g_test_add_func ("/check/observed-one-at-a-time", test_observed_one_at_a_time);
  return g_test_run ();
}
