// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check-lab.h"

#include "base/pl-worker.h"

/* What is cancelled would take seconds more; less would measure how busy the machine is. */
#define MOST_LATENCY_MS 3000

/* A server that falls silent in one stage. */
typedef struct
{
  const char *path;
  const char *script; /* NULL: nobody even accepts the connection */
  PlStage stage;
  PlSecurity security;
} Silence;

static const Silence silences[] = {
  { "/cancel/connect", NULL, PL_STAGE_CONNECT, PL_SECURITY_TLS },
  { "/cancel/tls", "SILENT\n", PL_STAGE_TLS, PL_SECURITY_TLS },
  { "/cancel/greeting", "TLS good\nSILENT\n", PL_STAGE_GREETING, PL_SECURITY_TLS },
  { "/cancel/starttls", "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi\nANY\nSILENT\n",
    PL_STAGE_STARTTLS, PL_SECURITY_STARTTLS },
  { "/cancel/capabilities", "TLS good\nS: * OK hi\nANY\nSILENT\n", PL_STAGE_CAPABILITIES,
    PL_SECURITY_TLS },
  { "/cancel/sign-in", "TLS good\n" LAB_IMAP_GREETING "ANY\nSILENT\n", PL_STAGE_SIGN_IN,
    PL_SECURITY_TLS },
  { "/cancel/mailbox", "TLS good\n" LAB_IMAP_GREETING LAB_IMAP_SIGN_IN "ANY\nSILENT\n",
    PL_STAGE_MAILBOX, PL_SECURITY_TLS },
};

/* Cancels a little after the lane has come to the stage, from another thread. */
typedef struct
{
  PlStage stage;
  guint after_ms;
  GCancellable *cancellable;
  PlWorker *worker;
  gint64 cancelled_at; /* monotonic µs */
} Canceller;

static void
cancel_soon (gpointer data)
{
  Canceller *canceller = data;

  g_usleep (canceller->after_ms * 1000);
  canceller->cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (canceller->cancellable);
}

static void
watch_cb (PlObservation *observation, gpointer data)
{
  Canceller *canceller = data;

  if (canceller->worker == NULL && pl_observation_get_service (observation) == PL_SERVICE_IMAP &&
      pl_observation_get_sight (observation) == PL_SIGHT_STAGE &&
      pl_observation_get_stage (observation) == canceller->stage)
    canceller->worker = pl_worker_start ("canceller", cancel_soon, canceller, NULL);
}

static PlEvidence *
run_and_cancel (CheckLab *lab, PlProposal *proposal, Canceller *canceller)
{
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PlCheckRequest request = {
    .network = check_lab_get_network (lab),
    .proposal = proposal,
    .passwords = { password, password },
    .directions = PL_DIRECTIONS_BOTH,
  };
  PlEvidence *evidence;
  gint64 ended_at;

  canceller->cancellable = cancellable;
  evidence = pl_check_run (&request, watch_cb, canceller, cancellable);
  ended_at = g_get_monotonic_time ();
  g_assert_nonnull (canceller->worker);
  pl_worker_join (canceller->worker);
  g_test_message ("%.1f ms after the cancel", (double) (ended_at - canceller->cancelled_at) / 1000);
  g_assert_cmpint (ended_at - canceller->cancelled_at, <, MOST_LATENCY_MS * 1000);
  return evidence;
}

static void
expect_cancelled (PlEvidence *evidence, PlStage stage)
{
  PlObservation *end = pl_evidence_find_last (evidence, PL_SERVICE_ACCOUNT, PL_SIGHT_END);

  g_assert_nonnull (end);
  g_assert_cmpint (pl_observation_get_outcome (end), ==, PL_OUTCOME_CANCELLED);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_RESOLVE), ==,
                   PL_STAGE_STATE_PASSED);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, stage), ==,
                   PL_STAGE_STATE_SKIPPED);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_MAILBOX), ==,
                   PL_STAGE_STATE_SKIPPED);
}

/* The outgoing lane stands at its gate meanwhile, so that both kinds of waiting are ended. */
static void
test_silent_stage (gconstpointer data)
{
  const Silence *silence = data;
  g_autoptr (CheckLab) lab = check_lab_new ();
  Canceller canceller = { .stage = silence->stage, .after_ms = 50 };
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;

  if (silence->script != NULL)
    check_lab_serve (lab, LAB_IMAP, 1993, silence->script);
  else
    check_lab_serve_nobody (lab, LAB_IMAP, 1993);
  check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WITHOUT_SIGN_IN);
  proposal = check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 1993, silence->security),
      check_lab_make_server (lab, PL_SERVICE_SMTP, LAB_SMTP, 465, PL_SECURITY_TLS));
  evidence = run_and_cancel (lab, proposal, &canceller);
  expect_cancelled (evidence, silence->stage);
}

/* All of the usual ports are silent, and probes are under way when the person has enough. */
static void
test_during_probes (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  Canceller canceller = { .stage = PL_STAGE_TLS, .after_ms = 1300 };
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 1993, "SILENT\n");
  check_lab_serve_nobody (lab, LAB_IMAP, 993);
  check_lab_serve (lab, LAB_IMAP, 143, "SILENT\n");
  proposal = check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 1993, PL_SECURITY_TLS), NULL);
  evidence = run_and_cancel (lab, proposal, &canceller);
  expect_cancelled (evidence, PL_STAGE_TLS);
}

static void
test_deadline (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;
  PlCheckRequest request = { .directions = PL_DIRECTIONS_BOTH, .deadline_ms = 150 };
  gint64 began_at;

  check_lab_serve (lab, LAB_IMAP, 993, "TLS good\nSILENT\n");
  request.network = check_lab_get_network (lab);
  request.proposal = proposal = check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS), NULL);
  began_at = g_get_monotonic_time ();
  evidence = pl_check_run (&request, NULL, NULL, NULL);
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, (150 + MOST_LATENCY_MS) * 1000);
  g_assert_cmpint (pl_observation_get_outcome (
                       pl_evidence_find_last (evidence, PL_SERVICE_ACCOUNT, PL_SIGHT_END)),
                   ==, PL_OUTCOME_SILENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (silences); i++)
    g_test_add_data_func (silences[i].path, &silences[i], test_silent_stage);
  g_test_add_func ("/cancel/during-probes", test_during_probes);
  g_test_add_func ("/cancel/deadline", test_deadline);
  return g_test_run ();
}
