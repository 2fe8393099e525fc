// SPDX-License-Identifier: GPL-3.0-or-later
/* What the person leaves out or takes untested. */
#include "check/check-lab.h"
#include "setup/pl-setup-export.h"
#include "setup/setup-watch.h"

static void
set_server (PlSetup *setup, CheckLab *lab, PlService service, const char *host, guint16 port)
{
  g_autoptr (PlServerSettings) server =
      check_lab_make_server (lab, service, host, port, PL_SECURITY_TLS);
  PlServerFields fields;

  pl_server_settings_peek_fields (server, &fields);
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static void
set_password (PlSetup *setup, const char *text)
{
  g_autoptr (PlSecret) password = pl_secret_new (text, -1);

  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
}

static PlSetup *
make_setup (CheckLab *lab)
{
  PlSetup *setup = pl_setup_new (check_lab_get_network (lab));

  pl_setup_set_address (setup, check_lab_get_address (lab));
  set_password (setup, LAB_PASSWORD);
  set_server (setup, lab, PL_SERVICE_IMAP, LAB_IMAP, 993);
  set_server (setup, lab, PL_SERVICE_SMTP, LAB_SMTP, 465);
  return setup;
}

static PlCheckState
get_state (PlSetup *setup, PlDirection direction)
{
  PlCheckedSettings *checked = pl_setup_get_checked_settings (setup);

  g_assert_nonnull (checked);
  return pl_checked_settings_get_server (checked, direction)->state;
}

/* Receiving works; nobody vouches for the server where mail should be sent. */
static PlSetup *
make_half_working (CheckLab *lab, SetupWatch *watch)
{
  PlSetup *setup;

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, LAB_SMTP, 465, "TLS self-signed\nCLOSE\n");
  setup = make_setup (lab);
  setup_watch_begin (watch, setup);
  setup_watch_check (watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_TROUBLE);
  g_assert_null (pl_setup_get_checked_settings (setup));
  return setup;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_one_failed (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  SetupWatch watch;
  g_autoptr (PlSetup) setup = make_half_working (lab, &watch);
  guint n_notified = 0;

  g_signal_connect_swapped (setup, "notify::untested", G_CALLBACK (count_cb), &n_notified);

  /* What failed and was not named still keeps all of it back. */
  pl_setup_accept_untested (setup, PL_DIRECTIONS_INCOMING);
  g_assert_null (pl_setup_get_checked_settings (setup));
  g_assert_cmpuint (n_notified, ==, 0);

  pl_setup_accept_untested (setup, PL_DIRECTIONS_OUTGOING);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (get_state (setup, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_OK);
  g_assert_cmpint (get_state (setup, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_NOT_TESTED);
  g_assert_false (pl_checked_settings_is_verified (pl_setup_get_checked_settings (setup)));
  g_assert_cmpint (pl_setup_get_untested (setup), ==, PL_DIRECTIONS_OUTGOING);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_TROUBLE);
  g_assert_cmpuint (g_list_model_get_n_items (pl_setup_get_findings (setup)), >, 0);

  set_server (setup, lab, PL_SERVICE_SMTP, LAB_SMTP, 466);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpint (pl_setup_get_untested (setup), ==, 0);
  g_assert_null (pl_setup_get_checked_settings (setup));
  setup_watch_end (&watch);
}

static void
test_check_takes_it_back (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  SetupWatch watch;
  g_autoptr (PlSetup) setup = make_half_working (lab, &watch);

  pl_setup_accept_untested (setup, PL_DIRECTIONS_OUTGOING);
  g_assert_nonnull (pl_setup_get_checked_settings (setup));
  setup_watch_check (&watch, PL_DIRECTIONS_OUTGOING);
  g_assert_cmpint (pl_setup_get_untested (setup), ==, 0);
  g_assert_null (pl_setup_get_checked_settings (setup));
  setup_watch_end (&watch);
}

/* With another password nothing of what was shown is true any more. */
static void
test_after_a_change (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  SetupWatch watch;
  g_autoptr (PlSetup) setup = make_half_working (lab, &watch);

  set_password (setup, "another one");
  pl_setup_accept_untested (setup, PL_DIRECTIONS_OUTGOING);
  g_assert_null (pl_setup_get_checked_settings (setup));

  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  g_assert_cmpint (get_state (setup, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_NOT_TESTED);
  g_assert_cmpint (get_state (setup, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_NOT_TESTED);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_ENTERING);
  setup_watch_end (&watch);
}

static void
test_never_checked (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);

  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  g_assert_null (pl_setup_get_checked_settings (setup));

  pl_setup_set_address (setup, "anna@gmx.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  g_assert_cmpint (get_state (setup, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_NOT_TESTED);
  g_assert_cmpint (get_state (setup, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_NOT_TESTED);
  g_assert_false (pl_checked_settings_is_verified (pl_setup_get_checked_settings (setup)));
}

static void
test_left_out (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  SetupWatch watch;
  g_autoptr (PlSetup) setup = make_half_working (lab, &watch);
  PlCheckedSettings *checked;

  g_assert_true (pl_setup_leave_out (setup, PL_DIRECTION_OUTGOING));
  g_assert_cmpint (pl_setup_get_left_out (setup), ==, PL_DIRECTIONS_OUTGOING);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_VERIFIED);
  g_assert_cmpuint (g_list_model_get_n_items (pl_setup_get_findings (setup)), ==, 0);
  checked = pl_setup_get_checked_settings (setup);
  g_assert_true (pl_checked_settings_is_verified (checked));
  g_assert_null (
      pl_proposal_get_server (pl_checked_settings_get_proposal (checked), PL_DIRECTION_OUTGOING));

  /* Something has to be left. */
  g_assert_false (pl_setup_leave_out (setup, PL_DIRECTION_OUTGOING));
  g_assert_false (pl_setup_leave_out (setup, PL_DIRECTION_INCOMING));

  g_assert_true (pl_setup_get_can_undo (setup));
  g_assert_cmpint (pl_setup_undo (setup), ==, PL_DIRECTIONS_OUTGOING);
  g_assert_nonnull (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING));
  g_assert_cmpint (pl_setup_get_left_out (setup), ==, 0);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_ENTERING);
  g_assert_null (pl_setup_get_checked_settings (setup));
  setup_watch_end (&watch);
}

static void
test_left_out_is_not_filled_again (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);

  pl_setup_set_address (setup, "anna@gmx.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_true (pl_setup_leave_out (setup, PL_DIRECTION_OUTGOING));
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_ENTERING);

  pl_setup_set_address (setup, "bernd@gmx.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_nonnull (pl_setup_get_server (setup, PL_DIRECTION_INCOMING));
  g_assert_null (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING));

  pl_setup_set_address (setup, "bernd@web.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_nonnull (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING));
  g_assert_cmpint (pl_setup_get_left_out (setup), ==, 0);
}

/* Settings may be taken wherever they lead; the password goes nowhere by that. */
static void
test_no_password_where_nobody_vouches (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  g_autoptr (PlExportAccount) account = NULL;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, LAB_SMTP, 465, "TLS self-signed\nCLOSE\n");
  setup = make_setup (lab);
  g_assert_true (pl_setup_may_have_password (setup, PL_DIRECTION_OUTGOING));
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  pl_setup_accept_untested (setup, PL_DIRECTIONS_OUTGOING);

  g_assert_cmpint (get_state (setup, PL_DIRECTION_OUTGOING), ==, PL_CHECK_STATE_NOT_TESTED);
  g_assert_true (pl_setup_may_have_password (setup, PL_DIRECTION_INCOMING));
  g_assert_false (pl_setup_may_have_password (setup, PL_DIRECTION_OUTGOING));

  account = pl_setup_dup_export_account (setup);
  g_assert_nonnull (pl_export_account_get_password (account, PL_DIRECTION_INCOMING));
  g_assert_null (pl_export_account_get_password (account, PL_DIRECTION_OUTGOING));

  /* Another port of the same host is the same hands. */
  set_server (setup, lab, PL_SERVICE_SMTP, LAB_SMTP, 587);
  g_assert_false (pl_setup_may_have_password (setup, PL_DIRECTION_OUTGOING));
  set_server (setup, lab, PL_SERVICE_SMTP, LAB_IMAP, 465);
  g_assert_true (pl_setup_may_have_password (setup, PL_DIRECTION_OUTGOING));
  setup_watch_end (&watch);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setup/untested/one-failed", test_one_failed);
  g_test_add_func ("/setup/untested/check-takes-it-back", test_check_takes_it_back);
  g_test_add_func ("/setup/untested/after-a-change", test_after_a_change);
  g_test_add_func ("/setup/untested/never-checked", test_never_checked);
  g_test_add_func ("/setup/untested/left-out", test_left_out);
  g_test_add_func ("/setup/untested/left-out-is-not-filled-again",
                   test_left_out_is_not_filled_again);
  g_test_add_func ("/setup/untested/no-password-where-nobody-vouches",
                   test_no_password_where_nobody_vouches);
  return g_test_run ();
}
