// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check-lab.h"

#include <string.h>

/* What a probe may say and hear: up to the capabilities, then good-bye. Any other line spoils the
 * script, a sign-in first of all. */
#define IMAP_LOOK "TLS good\n" LAB_IMAP_GREETING "C? {tag} LOGOUT\n"
#define IMAP_LOOK_STARTTLS                          \
  "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\n" \
  "C: {tag} STARTTLS\n"                             \
  "S: {tag} OK go\n"                                \
  "TLS good\n"                                      \
  "C: {tag} CAPABILITY\n"                           \
  "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN\n"          \
  "S: {tag} OK\n"                                   \
  "C? {tag} LOGOUT\n"

static PlEvidence *
check_imap (CheckLab *lab, const char *host, guint16 port, PlSecurity security)
{
  g_autoptr (PlProposal) proposal = check_lab_make_proposal (
      lab, check_lab_make_server (lab, PL_SERVICE_IMAP, host, port, security), NULL);
  g_autoptr (PlEvidence) evidence = check_lab_check (lab, proposal);
  g_autofree char *text = pl_evidence_to_text (evidence);

  g_test_message ("%s", text);
  check_lab_expect_no_secret (evidence, LAB_PASSWORD);
  return g_steal_pointer (&evidence);
}

static PlOutcome
get_probe (PlEvidence *evidence, const char *host, guint16 port, PlSecurity security)
{
  PlObservation *probe = check_lab_find_probe (evidence, host, port, security);

  return probe != NULL ? pl_observation_get_outcome (probe) : PL_OUTCOME_NONE;
}

static gboolean
was_asked (PlEvidence *evidence, const char *host, guint16 port, const char *purpose)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *asked = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (asked) == PL_SIGHT_HOST_ASKED &&
          g_str_equal (pl_observation_get (asked, PL_FACT_HOST), host) &&
          pl_observation_get_int (asked, PL_FACT_PORT, 0) == port &&
          g_str_equal (pl_observation_get (asked, PL_FACT_PURPOSE), purpose))
        return TRUE;
    }

  return FALSE;
}

static gint64
get_last_time (PlEvidence *evidence)
{
  guint n = pl_evidence_get_n_observations (evidence);

  return pl_observation_get_at_us (pl_evidence_get_observation (evidence, n - 1)) / 1000;
}

static gboolean
has_waited_to_soft_limit (PlEvidence *evidence)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *observation = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (observation) == PL_SIGHT_SILENCE &&
          pl_observation_get_probe (observation) == 0 &&
          pl_observation_has_word (observation, PL_FACT_LIMIT, "soft"))
        return TRUE;
    }

  return FALSE;
}

static void
test_port_refused (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *tls = check_lab_serve (lab, LAB_IMAP, 993, IMAP_LOOK);
  PlScriptServer *starttls = check_lab_serve (lab, LAB_IMAP, 143, IMAP_LOOK_STARTTLS);
  g_autoptr (PlEvidence) evidence = check_imap (lab, LAB_IMAP, 994, PL_SECURITY_TLS);
  PlObservation *probe = check_lab_find_probe (evidence, LAB_IMAP, 993, PL_SECURITY_TLS);

  g_assert_nonnull (probe);
  g_assert_cmpint (pl_observation_get_outcome (probe), ==, PL_OUTCOME_SPOKEN);
  g_assert_cmpint (pl_observation_get_probe (probe), ==, 0);
  g_assert_cmpint (pl_observation_get_stage (probe), ==, PL_STAGE_CONNECT);
  g_assert_cmpstr (pl_observation_get (probe, PL_FACT_TRUST), ==, "system");
  g_assert_cmpstr (pl_observation_get (probe, PL_FACT_PROTOCOL), ==, "imap");
  g_assert_true (pl_observation_has_word (probe, PL_FACT_WORDS, "AUTH=PLAIN"));
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 143, PL_SECURITY_STARTTLS), ==,
                   PL_OUTCOME_SPOKEN);
  check_lab_expect_played (tls);
  check_lab_expect_played (starttls);
  g_assert_true (was_asked (evidence, LAB_IMAP, 994, "check"));
  g_assert_true (was_asked (evidence, LAB_IMAP, 993, "probe"));
  g_assert_true (was_asked (evidence, LAB_IMAP, 143, "probe"));
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_CONNECT), ==,
                   PL_STAGE_STATE_FAILED);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_SIGN_IN), ==,
                   PL_STAGE_STATE_SKIPPED);
}

/* No other port answers either. */
static void
test_host_refuses_all (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 4711, "CLOSE\n");
  evidence = check_imap (lab, LAB_IMAP, 993, PL_SECURITY_TLS);
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 143, PL_SECURITY_STARTTLS), ==,
                   PL_OUTCOME_REFUSED);
  /* The one that failed is not asked again. */
  g_assert_null (check_lab_find_probe (evidence, LAB_IMAP, 993, PL_SECURITY_TLS));
}

/* 143 with TLS from the first byte: the server greets in plain text. */
static void
test_needs_starttls (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 143, IMAP_LOOK_STARTTLS);
  evidence = check_imap (lab, LAB_IMAP, 143, PL_SECURITY_TLS);
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 143, PL_SECURITY_STARTTLS), ==,
                   PL_OUTCOME_SPOKEN);
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 993, PL_SECURITY_TLS), ==, PL_OUTCOME_REFUSED);
}

/* 993 with STARTTLS: the server waits for us to begin. The other mode of the port is tried beside
 * the wait, and what it shows ends the wait long before its limits. */
static void
test_needs_implicit_tls (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;
  PlObservation *silence;

  check_lab_serve (lab, LAB_IMAP, 993, "TLS? good\n" LAB_IMAP_GREETING "C? {tag} LOGOUT\n");
  evidence = check_imap (lab, LAB_IMAP, 993, PL_SECURITY_STARTTLS);
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 993, PL_SECURITY_TLS), ==, PL_OUTCOME_SPOKEN);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_GREETING), ==,
                   PL_STAGE_STATE_FAILED);
  silence = pl_evidence_find_last (evidence, PL_SERVICE_IMAP, PL_SIGHT_SILENCE);
  g_assert_nonnull (silence);
  g_assert_cmpstr (pl_observation_get (silence, PL_FACT_REASON), ==, "first-byte");
  g_assert_cmpstr (pl_observation_get (silence, PL_FACT_LIMIT), ==, "hard");
  g_assert_false (has_waited_to_soft_limit (evidence));
}

/* The same at a port of which nothing is known: the soft limit lets the probes begin. */
static void
test_needs_implicit_tls_elsewhere (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 1993, "TLS? good\n" LAB_IMAP_GREETING "C? {tag} LOGOUT\n");
  evidence = check_imap (lab, LAB_IMAP, 1993, PL_SECURITY_STARTTLS);
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 1993, PL_SECURITY_TLS), ==, PL_OUTCOME_SPOKEN);
  g_assert_true (has_waited_to_soft_limit (evidence));
  g_assert_cmpint (get_last_time (evidence), <, 10000);
}

/* A port that keeps silent, while its sibling answers. */
static void
test_port_silent (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;
  PlObservation *dial;

  check_lab_serve_nobody (lab, LAB_IMAP, 143);
  check_lab_serve (lab, LAB_IMAP, 993, IMAP_LOOK);
  evidence = check_imap (lab, LAB_IMAP, 143, PL_SECURITY_STARTTLS);
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 993, PL_SECURITY_TLS), ==, PL_OUTCOME_SPOKEN);
  dial = pl_evidence_find_last (evidence, PL_SERVICE_IMAP, PL_SIGHT_DIAL);
  g_assert_cmpint (pl_observation_get_outcome (dial), ==, PL_OUTCOME_SILENT);
  g_assert_cmpint (get_last_time (evidence), >=, 2900);
  g_assert_cmpint (get_last_time (evidence), <, 5900);
}

static void
test_host_silent (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve_nobody (lab, LAB_IMAP, 143);
  check_lab_serve_nobody (lab, LAB_IMAP, 993);
  evidence = check_imap (lab, LAB_IMAP, 993, PL_SECURITY_TLS);
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 143, PL_SECURITY_STARTTLS), ==,
                   PL_OUTCOME_SILENT);
  g_assert_cmpint (get_last_time (evidence), >=, 5900);
  g_assert_cmpint (get_last_time (evidence), <, 8000);
}

/* A slow server is not a dead one: it greets while the probes are under way. */
static void
test_slow_greeting (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 993,
                   "TLS good\nWAIT 1300\n" LAB_IMAP_GREETING LAB_IMAP_SIGN_IN LAB_IMAP_USE);
  check_lab_serve (lab, LAB_IMAP, 143, "SILENT\n");
  evidence = check_imap (lab, LAB_IMAP, 993, PL_SECURITY_TLS);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_OK);
  g_assert_true (was_asked (evidence, LAB_IMAP, 143, "probe"));
  g_assert_null (check_lab_find_probe (evidence, LAB_IMAP, 143, PL_SECURITY_STARTTLS));
}

static void
test_other_protocol (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;
  PlObservation *probe;

  check_lab_serve (lab, LAB_IMAP, 993, IMAP_LOOK);
  check_lab_serve (lab, LAB_IMAP, 143, "S: SSH-2.0-OpenSSH_9.2\n");
  check_lab_serve (lab, LAB_IMAP, 465, "TLS good\nS: 220 mx ESMTP\nC? QUIT\n");
  evidence = check_imap (lab, LAB_IMAP, 465, PL_SECURITY_TLS);
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 993, PL_SECURITY_TLS), ==, PL_OUTCOME_SPOKEN);
  probe = check_lab_find_probe (evidence, LAB_IMAP, 143, PL_SECURITY_STARTTLS);
  g_assert_nonnull (probe);
  g_assert_cmpint (pl_observation_get_outcome (probe), ==, PL_OUTCOME_OTHER_PROTOCOL);
  g_assert_cmpstr (pl_observation_get (probe, PL_FACT_PROTOCOL), ==, "ssh");
}

static void
test_starttls_missing (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 993, IMAP_LOOK);
  check_lab_serve (lab, LAB_IMAP, 143, "S: * OK [CAPABILITY IMAP4rev1] ready\nC? {tag} LOGOUT\n");
  evidence = check_imap (lab, LAB_IMAP, 143, PL_SECURITY_STARTTLS);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_STARTTLS), ==,
                   PL_STAGE_STATE_FAILED);
  g_assert_cmpint (get_probe (evidence, LAB_IMAP, 993, PL_SECURITY_TLS), ==, PL_OUTCOME_SPOKEN);
}

/* The certificate names a neighbour of the host, which has a good one. */
static void
test_certificate_names (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *neighbour = check_lab_serve (lab, "elsewhere.example.org", 993, IMAP_LOOK);
  PlScriptServer *wrong =
      check_lab_serve (lab, LAB_IMAP, 993, "TLS? other-host\n" LAB_IMAP_GREETING);
  g_autoptr (PlEvidence) evidence = check_imap (lab, LAB_IMAP, 993, PL_SECURITY_TLS);
  PlObservation *probe =
      check_lab_find_probe (evidence, "elsewhere.example.org", 993, PL_SECURITY_TLS);

  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_TLS), ==,
                   PL_STAGE_STATE_FAILED);
  g_assert_nonnull (probe);
  g_assert_cmpint (pl_observation_get_outcome (probe), ==, PL_OUTCOME_SPOKEN);
  g_assert_cmpstr (pl_observation_get (probe, PL_FACT_TRUST), ==, "system");
  g_assert_null (check_lab_find_probe (evidence, LAB_IMAP, 143, PL_SECURITY_STARTTLS));
  check_lab_expect_played (neighbour);
  g_assert_cmpuint (pl_script_server_get_n_connections (wrong), ==, 1);
}

/* A certificate that only ran out sends nobody to look elsewhere. */
static void
test_no_probe_for_expired (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 143, "SILENT\n");
  check_lab_serve (lab, LAB_IMAP, 993, "TLS? expired\n" LAB_IMAP_GREETING);
  evidence = check_imap (lab, LAB_IMAP, 993, PL_SECURITY_TLS);
  g_assert_false (was_asked (evidence, LAB_IMAP, 143, "probe"));
}

static void
test_no_probe_for_wrong_password (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 143, "SILENT\n");
  check_lab_serve (lab, LAB_IMAP, 993,
                   "TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"
                   "S: {tag} NO no\nC? {tag} LOGOUT\n");
  evidence = check_imap (lab, LAB_IMAP, 993, PL_SECURITY_TLS);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_SIGN_IN), ==,
                   PL_STAGE_STATE_FAILED);
  g_assert_false (was_asked (evidence, LAB_IMAP, 143, "probe"));
}

/* The right service in the right place, out of order for the moment. */
static void
test_no_probe_for_refusing_greeting (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 143, "SILENT\n");
  check_lab_serve (lab, LAB_IMAP, 993, "TLS good\nS: * BYE down for maintenance\n");
  evidence = check_imap (lab, LAB_IMAP, 993, PL_SECURITY_TLS);
  g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_GREETING), ==,
                   PL_STAGE_STATE_FAILED);
  g_assert_false (was_asked (evidence, LAB_IMAP, 143, "probe"));
}

static void
test_old_tls (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;
  gboolean seen = FALSE;

  check_lab_serve (lab, LAB_IMAP, 993, "TLS? good 1.0\nSILENT\n");
  evidence = check_imap (lab, LAB_IMAP, 993, PL_SECURITY_TLS);
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *observation = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (observation) != PL_SIGHT_PROBE ||
          g_strcmp0 (pl_observation_get (observation, PL_FACT_VERSION), "TLS1.0") != 0)
        continue;
      seen = TRUE;
      g_assert_null (pl_observation_get (observation, PL_FACT_PROTOCOL));
    }
  g_assert_true (seen);
}

/* Whoever is not silent does not wait for the port that is, as 25 is in many networks. */
static void
test_enough_is_enough (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_SMTP, 465,
                   "TLS good\nS: 220 mx ESMTP\nC: EHLO *\nS: 250-mx\nS: 250 AUTH PLAIN\nC? QUIT\n");
  check_lab_serve_nobody (lab, LAB_SMTP, 25);
  proposal = check_lab_make_proposal (
      lab, NULL, check_lab_make_server (lab, PL_SERVICE_SMTP, LAB_SMTP, 587, PL_SECURITY_STARTTLS));
  evidence = check_lab_check (lab, proposal);
  g_assert_cmpint (get_probe (evidence, LAB_SMTP, 465, PL_SECURITY_TLS), ==, PL_OUTCOME_SPOKEN);
  g_assert_true (was_asked (evidence, LAB_SMTP, 25, "probe"));
  g_assert_cmpint (get_last_time (evidence), <, 2000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/probes/" path, test)
  ADD ("port-refused", test_port_refused);
  ADD ("host-refuses-all", test_host_refuses_all);
  ADD ("needs-starttls", test_needs_starttls);
  ADD ("needs-implicit-tls", test_needs_implicit_tls);
  ADD ("needs-implicit-tls-elsewhere", test_needs_implicit_tls_elsewhere);
  ADD ("port-silent", test_port_silent);
  ADD ("host-silent", test_host_silent);
  ADD ("slow-greeting", test_slow_greeting);
  ADD ("other-protocol", test_other_protocol);
  ADD ("starttls-missing", test_starttls_missing);
  ADD ("certificate-names", test_certificate_names);
  ADD ("no-probe-for-expired", test_no_probe_for_expired);
  ADD ("no-probe-for-wrong-password", test_no_probe_for_wrong_password);
  ADD ("no-probe-for-refusing-greeting", test_no_probe_for_refusing_greeting);
  ADD ("old-tls", test_old_tls);
  ADD ("enough-is-enough", test_enough_is_enough);
  return g_test_run ();
}
