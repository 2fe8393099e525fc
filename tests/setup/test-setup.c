// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check-lab.h"
#include "setup/setup-watch.h"

#include "base/pl-worker.h"

#include <string.h>

#define TRIES 4
#define MOST_LATENCY_US (100 * 1000)

static void
set_server (PlSetup *setup,
            CheckLab *lab,
            PlService service,
            const char *host,
            guint16 port,
            PlSecurity security)
{
  g_autoptr (PlServerSettings) server = check_lab_make_server (lab, service, host, port, security);
  PlServerFields fields;

  pl_server_settings_peek_fields (server, &fields);
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static PlSetup *
make_setup (CheckLab *lab)
{
  PlSetup *setup = pl_setup_new (check_lab_get_network (lab));
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);

  pl_setup_set_address (setup, check_lab_get_address (lab));
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  set_server (setup, lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS);
  set_server (setup, lab, PL_SERVICE_SMTP, LAB_SMTP, 465, PL_SECURITY_TLS);
  return setup;
}

/* Returns: (transfer full): the first fix of the first finding */
static PlFix *
find_fix (PlSetup *setup, const char *code)
{
  g_autoptr (PlFinding) finding = g_list_model_get_item (pl_setup_get_findings (setup), 0);

  g_assert_nonnull (finding);
  g_assert_cmpstr (pl_finding_get_code (finding), ==, code);
  g_assert_cmpuint (pl_finding_get_n_fixes (finding), >, 0);
  return g_object_ref (pl_finding_get_fix (finding, 0));
}

static void
test_propose (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (GError) error = NULL;

  pl_setup_set_address (setup, "no address");
  g_assert_false (pl_setup_propose (setup, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  pl_setup_set_address (setup, "anna@gmx.de");
  g_assert_cmpstr (pl_setup_get_provider_name (setup), ==, "GMX");
  g_assert_true (pl_setup_propose (setup, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pl_server_settings_get_host (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)),
                   ==, "imap.gmx.net");
  g_assert_nonnull (pl_proposal_get_provider_id (pl_setup_get_proposal (setup)));

  pl_setup_set_incoming_service (setup, PL_SERVICE_POP3);
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_cmpint (
      pl_server_settings_get_service (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)), ==,
      PL_SERVICE_POP3);

  /* Nothing is known of this domain, and GMX has nothing to do with it. */
  pl_setup_set_address (setup, "anna@example.org");
  g_assert_false (pl_setup_propose (setup, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (pl_setup_get_proposal (setup));
  g_assert_null (pl_setup_get_provider_name (setup));
}

static void
test_propose_keeps_what_was_typed (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  PlServerFields fields;

  pl_setup_set_address (setup, "anna@gmx.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  pl_server_settings_peek_fields (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING), &fields);
  fields.host = "mail.gmx.net";
  fields.port = 2525;
  fields.source = PL_SOURCE_USER;
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));

  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_cmpuint (
      pl_server_settings_get_port (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING)), ==, 2525);
  pl_setup_set_address (setup, "anna@web.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_cmpstr (pl_server_settings_get_host (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING)),
                   ==, "smtp.web.de");
}

static void
test_passwords (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlSecret) one = pl_secret_new ("one", -1);
  g_autoptr (PlSecret) two = pl_secret_new ("two", -1);

  g_assert_null (pl_setup_get_password (setup, PL_DIRECTION_OUTGOING));
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, one);
  g_assert_true (pl_setup_get_password (setup, PL_DIRECTION_OUTGOING) == one);
  pl_setup_set_password (setup, PL_DIRECTION_OUTGOING, two);
  g_assert_true (pl_setup_get_password (setup, PL_DIRECTION_OUTGOING) == two);
  pl_setup_set_password (setup, PL_DIRECTION_OUTGOING, NULL);
  g_assert_true (pl_setup_get_password (setup, PL_DIRECTION_OUTGOING) == one);
}

static void
test_verified (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  PlServerFields fields;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  setup = make_setup (lab);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);

  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.stages->str, ==, "CV");
  g_assert_cmpuint (watch.n_observed, ==,
                    pl_evidence_get_n_observations (pl_setup_get_evidence (setup)));
  g_assert_true (pl_checked_settings_is_verified (pl_setup_get_checked_settings (setup)));

  /* The same once more changes nothing; another port does. */
  set_server (setup, lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_VERIFIED);
  pl_server_settings_peek_fields (pl_setup_get_server (setup, PL_DIRECTION_INCOMING), &fields);
  fields.port = 143;
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_ENTERING);
  g_assert_null (pl_setup_get_checked_settings (setup));
  setup_watch_end (&watch);
}

/* The incoming port is wrong, so the outgoing sign-in has not been tried: the fix brings both. */
static void
test_fix_of_incoming (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  g_autoptr (PlFix) fix = NULL;
  g_autoptr (GError) error = NULL;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993,
                   "TLS good\n" LAB_IMAP_GREETING
                   "IF C {tag} LOGOUT GOTO out\n" LAB_IMAP_SIGN_IN LAB_IMAP_USE);
  check_lab_serve (lab, LAB_SMTP, 465,
                   "TLS good\n" LAB_SMTP_HELLO "IF C QUIT GOTO out\n" LAB_SMTP_SIGN_IN LAB_SMTP_USE
                   "CLOSE\nLABEL out\nCLOSE\n");
  setup = make_setup (lab);
  set_server (setup, lab, PL_SERVICE_IMAP, LAB_IMAP, 994, PL_SECURITY_TLS);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (watch.stages->str, ==, "CT");
  g_assert_null (pl_setup_get_checked_settings (setup));

  fix = find_fix (setup, "wrong-port");
  g_assert_cmpint (pl_setup_apply_fix (setup, fix, &error), ==, PL_DIRECTIONS_BOTH);
  g_assert_no_error (error);
  g_assert_cmpuint (
      pl_server_settings_get_port (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)), ==, 993);
  g_assert_true (pl_setup_get_can_undo (setup));

  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (watch.stages->str, ==, "CV");

  g_assert_cmpint (pl_setup_undo (setup), ==, PL_DIRECTIONS_INCOMING);
  g_assert_cmpuint (
      pl_server_settings_get_port (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)), ==, 994);
  g_assert_false (pl_setup_get_can_undo (setup));
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_ENTERING);
  g_assert_cmpint (pl_setup_undo (setup), ==, 0);
  setup_watch_end (&watch);
}

/* Only the outgoing port is wrong: the incoming server is not bothered again. */
static void
test_fix_of_outgoing (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap;
  g_autoptr (PlSetup) setup = NULL;
  g_autoptr (PlFix) fix = NULL;
  PlEvidence *evidence;
  SetupWatch watch;

  imap = check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, LAB_SMTP, 465,
                   "TLS good\n" LAB_SMTP_HELLO "IF C QUIT GOTO out\n" LAB_SMTP_SIGN_IN LAB_SMTP_USE
                   "CLOSE\nLABEL out\nCLOSE\n");
  setup = make_setup (lab);
  set_server (setup, lab, PL_SERVICE_SMTP, LAB_SMTP, 466, PL_SECURITY_TLS);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (watch.stages->str, ==, "CT");

  fix = find_fix (setup, "wrong-port");
  g_assert_cmpint (pl_setup_apply_fix (setup, fix, NULL), ==, PL_DIRECTIONS_OUTGOING);
  setup_watch_check (&watch, PL_DIRECTIONS_OUTGOING);
  g_assert_cmpstr (watch.stages->str, ==, "CV");
  g_assert_cmpuint (pl_script_server_get_n_connections (imap), ==, 1);

  evidence = pl_setup_get_evidence (setup);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_OK);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_OK);
  g_assert_null (check_lab_find_probe (evidence, LAB_SMTP, 465, PL_SECURITY_TLS));
  g_assert_true (pl_checked_settings_is_verified (pl_setup_get_checked_settings (setup)));
  setup_watch_end (&watch);
}

/* The incoming server has refused the password; mending the other one does not try it there. */
static void
test_refusal_is_remembered (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *smtp;
  g_autoptr (PlSetup) setup = NULL;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993,
                   "TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"
                   "S: {tag} NO [AUTHENTICATIONFAILED] no\nC? {tag} LOGOUT\n");
  smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WITHOUT_SIGN_IN);
  setup = make_setup (lab);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  setup_watch_check (&watch, PL_DIRECTIONS_OUTGOING);

  g_assert_cmpuint (pl_script_server_get_n_connections (smtp), ==, 2);
  check_lab_expect_played (smtp);
  g_assert_true (
      check_lab_is_withheld (pl_setup_get_evidence (setup), PL_SERVICE_SMTP, "incoming-failed"));
  g_assert_cmpint (
      check_lab_get_stage (pl_setup_get_evidence (setup), PL_SERVICE_IMAP, PL_STAGE_SIGN_IN), ==,
      PL_STAGE_STATE_FAILED);
  setup_watch_end (&watch);
}

static void
test_one_direction_by_choice (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  PlCheckedSettings *checked;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  setup = make_setup (lab);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_INCOMING);
  g_assert_cmpstr (watch.stages->str, ==, "CV");
  checked = pl_setup_get_checked_settings (setup);
  g_assert_cmpint (pl_checked_settings_get_server (checked, PL_DIRECTION_OUTGOING)->state, ==,
                   PL_CHECK_STATE_NOT_TESTED);
  g_assert_false (pl_checked_settings_is_verified (checked));
  setup_watch_end (&watch);
}

static void
assert_username (PlSetup *setup, PlDirection direction, const char *username)
{
  PlServerSettings *server = pl_setup_get_server (setup, direction);

  g_assert_nonnull (server);
  g_assert_cmpstr (pl_server_settings_get_username (server), ==, username);
}

static void
set_own_server (PlSetup *setup, PlService service, const char *username)
{
  const PlServerFields fields = { .service = service,
                                  .host = "mail.example.org",
                                  .port = service == PL_SERVICE_SMTP ? 465 : 993,
                                  .security = PL_SECURITY_TLS,
                                  .username = username,
                                  .source = PL_SOURCE_USER };

  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static void
type_address (PlSetup *setup, const char *address)
{
  pl_setup_set_address (setup, "");
  for (gsize i = 1; i <= strlen (address); i++)
    {
      g_autofree char *typed = g_strndup (address, i);

      pl_setup_set_address (setup, typed);
    }
}

/* What is set by hand stays for the same domain. A user name that is made of the address is that of the new
 * one; whatever is typed in between, which may have another domain for a moment, does not count. */
static void
test_username_follows (void)
{
  static const struct
  {
    const char *username; /* of anna@example.org */
    const char *then; /* of bert@example.org */
  } rows[] = {
    { "anna@example.org", "bert@example.org" },
    { "anna", "bert" },
    { "p12345", "p12345" },
    { "anna@other.example", "anna@other.example" },
    { "annabella", "annabella" },
    { "Anna", "Anna" },
  };
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlSetup) setup = pl_setup_new (network);

      pl_setup_set_address (setup, "anna@example.org");
      set_own_server (setup, PL_SERVICE_IMAP, rows[i].username);
      set_own_server (setup, PL_SERVICE_SMTP, "p12345");
      type_address (setup, "bert@example.org");
      assert_username (setup, PL_DIRECTION_INCOMING, rows[i].then);
      assert_username (setup, PL_DIRECTION_OUTGOING, "p12345");
      g_assert_cmpint (
          pl_server_settings_get_source (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)), ==,
          PL_SOURCE_USER);
      pl_setup_set_address (setup, "anna@example.org");
      assert_username (setup, PL_DIRECTION_INCOMING, rows[i].username);
    }
}

/* For another domain, it is no longer the same account's server: what becomes of that is not the address's. */
static void
test_username_of_another_domain (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);

  pl_setup_set_address (setup, "anna@example.org");
  set_own_server (setup, PL_SERVICE_IMAP, "anna@example.org");
  pl_setup_set_address (setup, "bert@example.net");
  assert_username (setup, PL_DIRECTION_INCOMING, "anna@example.org");
}

/* What was set for the other way of receiving comes back for the address as it is then. */
static void
test_username_comes_back (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);

  pl_setup_set_address (setup, "anna@gmx.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  set_own_server (setup, PL_SERVICE_IMAP, "anna@gmx.de");
  pl_setup_receive_by (setup, PL_SERVICE_POP3);
  pl_setup_set_address (setup, "bert@gmx.de");
  pl_setup_receive_by (setup, PL_SERVICE_IMAP);
  g_assert_cmpstr (pl_server_settings_get_host (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)),
                   ==, "mail.example.org");
  assert_username (setup, PL_DIRECTION_INCOMING, "bert@gmx.de");
}

static void
test_invalid_address (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlFinding) finding = NULL;
  SetupWatch watch;

  pl_setup_set_address (setup, "anna");
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.stages->str, ==, "T");
  finding = g_list_model_get_item (pl_setup_get_findings (setup), 0);
  g_assert_cmpstr (pl_finding_get_code (finding), ==, "address-invalid");
  setup_watch_end (&watch);
}

/* Only sending is set up, and receiving is asked for. */
static void
test_no_server (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_setup (lab);
  SetupWatch watch;

  pl_setup_remove_server (setup, PL_DIRECTION_INCOMING);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_INCOMING);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_ENTERING);
  setup_watch_end (&watch);
}

static gboolean
cancel_cb (gpointer data)
{
  pl_setup_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  PlObservation *end;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993, "TLS good\nSILENT\n");
  check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WITHOUT_SIGN_IN);
  setup = make_setup (lab);
  setup_watch_begin (&watch, setup);
  g_timeout_add (50, cancel_cb, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);

  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (watch.stages->str, ==, "CT");
  end = pl_evidence_find_last (pl_setup_get_evidence (setup), PL_SERVICE_ACCOUNT, PL_SIGHT_END);
  g_assert_cmpint (pl_observation_get_outcome (end), ==, PL_OUTCOME_CANCELLED);
  g_assert_null (pl_setup_get_checked_settings (setup));
  setup_watch_end (&watch);
}

static void
pending_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  pl_setup_check_finish (PL_SETUP (source), result, data);
}

static void
test_second_check_is_refused (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  g_autoptr (GError) error = NULL;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  setup = make_setup (lab);
  setup_watch_begin (&watch, setup);
  pl_setup_check_async (setup, PL_DIRECTIONS_BOTH, NULL, setup_watch_checked_cb, &watch);
  pl_setup_check_async (setup, PL_DIRECTIONS_BOTH, NULL, pending_cb, &error);
  g_main_loop_run (watch.loop);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_assert_no_error (watch.error);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_VERIFIED);
  setup_watch_end (&watch);
}

/* What is proven of one port says nothing of the other that was entered meanwhile. */
static void
test_change_during_check (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  setup = make_setup (lab);
  setup_watch_begin (&watch, setup);
  pl_setup_check_async (setup, PL_DIRECTIONS_BOTH, NULL, setup_watch_checked_cb, &watch);
  set_server (setup, lab, PL_SERVICE_IMAP, LAB_IMAP, 994, PL_SECURITY_TLS);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_CHECKING);
  g_main_loop_run (watch.loop);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_ENTERING);
  g_assert_null (pl_setup_get_checked_settings (setup));
  setup_watch_end (&watch);
}

static void
never_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_not_reached ();
}

static gboolean
note_time_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gint64
measure_dispose_during_check (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlSetup *setup;
  gboolean over = FALSE;
  gint64 dropped_at;
  gint64 took;
  guint n_before;

  check_lab_serve (lab, LAB_IMAP, 993, "TLS good\nSILENT\n");
  check_lab_serve (lab, LAB_SMTP, 465, "SILENT\n");
  n_before = pl_worker_count_running (); /* the servers' */
  setup = make_setup (lab);
  g_object_add_weak_pointer (G_OBJECT (setup), (gpointer *) &setup);
  pl_setup_check_async (setup, PL_DIRECTIONS_BOTH, NULL, never_cb, NULL);
  g_timeout_add (50, note_time_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);

  dropped_at = g_get_monotonic_time ();
  g_object_unref (setup);
  g_assert_null (setup);
  while (pl_worker_count_running () > n_before)
    g_main_context_iteration (NULL, FALSE);
  took = g_get_monotonic_time () - dropped_at;

  /* What is on its way to the main loop finds nobody. */
  over = FALSE;
  g_timeout_add (50, note_time_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  return took;
}

/* Whoever drops the setup hears no more, and the check ends by itself. A busy machine may be late now and then, but not
 * each time. */
static void
test_dispose_during_check (void)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < TRIES && best >= MOST_LATENCY_US; i++)
    best = MIN (best, measure_dispose_during_check ());
  g_assert_cmpint (best, <, MOST_LATENCY_US);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/setup/" path, test)
  ADD ("propose", test_propose);
  ADD ("propose-keeps-what-was-typed", test_propose_keeps_what_was_typed);
  ADD ("passwords", test_passwords);
  ADD ("verified", test_verified);
  ADD ("fix-of-incoming", test_fix_of_incoming);
  ADD ("fix-of-outgoing", test_fix_of_outgoing);
  ADD ("refusal-is-remembered", test_refusal_is_remembered);
  ADD ("one-direction-by-choice", test_one_direction_by_choice);
  ADD ("username/follows", test_username_follows);
  ADD ("username/of-another-domain", test_username_of_another_domain);
  ADD ("username/comes-back", test_username_comes_back);
  ADD ("invalid-address", test_invalid_address);
  ADD ("no-server", test_no_server);
  ADD ("cancel", test_cancel);
  ADD ("second-check-is-refused", test_second_check_is_refused);
  ADD ("change-during-check", test_change_during_check);
  ADD ("dispose-during-check", test_dispose_during_check);
  return g_test_run ();
}
