// SPDX-License-Identifier: GPL-3.0-or-later
/* Signing in through the browser, from the administrator's configuration to the verified account. */
#include "check/check-lab.h"
#include "oauth/oauth-server.h"
#include "setup/gnome-accounts.h"
#include "setup/setup-watch.h"

#include "setup/pl-setup-draft.h"

#include <glib/gstdio.h>
#include <string.h>

#define IMAP_BY_TOKEN                                                      \
  "TLS good\n"                                                             \
  "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2] ready\n" \
  "IF C {tag} LOGOUT GOTO out\n"                                           \
  "C: {tag} AUTHENTICATE XOAUTH2 {answer}\n"                               \
  "S: {tag} OK [CAPABILITY IMAP4rev1 ID] you are in\n" LAB_IMAP_USE
#define SMTP_BY_TOKEN                                                                     \
  "TLS good\n"                                                                            \
  "S: 220 mx ESMTP\nC: EHLO *\nS: 250-mx\nS: 250-PIPELINING\nS: 250 AUTH PLAIN XOAUTH2\n" \
  "IF C QUIT GOTO out\n"                                                                  \
  "C: AUTH XOAUTH2 {answer}\n"                                                            \
  "S: 235 2.7.0 welcome\n" LAB_SMTP_USE "CLOSE\nLABEL out\nCLOSE\n"

/* An authorization server, servers that take its tokens, and an account there. */
typedef struct
{
  CheckLab *lab;
  OAuthServer *server;
  PlSetup *setup;
  SetupWatch watch;
  Browser browser;
  guint n_pages;
} Fixture;

static char *
dup_path (const char *file)
{
  return g_build_filename (g_get_user_config_dir (), "postlotse", file, NULL);
}

/* As an administrator writes it. */
static void
write_configuration (OAuthServer *server)
{
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_autofree char *folder = dup_path (NULL);
  g_autofree char *path = dup_path ("oauth2.conf");
  g_autofree char *text = g_strdup_printf (
      "[verein]\nClientId=%s\nClientSecret=%s\nAuthorizationUrl=%s\nTokenUrl=%s\nScope=%s\n"
      "Hosts=%s;%s\n",
      client->client_id, OAUTH_CLIENT_SECRET, client->authorization_url, client->token_url,
      client->scope, LAB_IMAP, LAB_SMTP);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
set_server (Fixture *fixture, PlService service, const char *host, guint16 port)
{
  g_autoptr (PlServerSettings) server =
      check_lab_make_server (fixture->lab, service, host, port, PL_SECURITY_TLS);
  PlServerFields fields;

  pl_server_settings_peek_fields (server, &fields);
  g_assert_true (pl_setup_set_server (fixture->setup, &fields, NULL));
}

static void
page_cb (PlSetup *setup, const char *url, Fixture *fixture)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  fixture->n_pages++;
  browser_open (url, &fixture->browser);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->lab = check_lab_new ();
  check_lab_serve (fixture->lab, LAB_IMAP, 993, IMAP_BY_TOKEN);
  check_lab_serve (fixture->lab, LAB_SMTP, 465, SMTP_BY_TOKEN);
  fixture->server = oauth_server_new (NULL, PL_PRACTICE_CERTIFICATE_GOOD, NULL);
  fixture->browser = (Browser){ .server = fixture->server };
  fixture->setup = pl_setup_new (check_lab_get_network (fixture->lab));
  pl_setup_set_address (fixture->setup, check_lab_get_address (fixture->lab));
  set_server (fixture, PL_SERVICE_IMAP, LAB_IMAP, 993);
  set_server (fixture, PL_SERVICE_SMTP, LAB_SMTP, 465);
  g_signal_connect (fixture->setup, "sign-in-page", G_CALLBACK (page_cb), fixture);
  setup_watch_begin (&fixture->watch, fixture->setup);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = dup_path (NULL);
  g_autofree char *path = dup_path ("oauth2.conf");

  (void) g_unlink (path);
  (void) g_rmdir (folder);
  setup_watch_end (&fixture->watch);
  g_object_unref (fixture->setup);
  browser_close (&fixture->browser);
  oauth_server_free (fixture->server);
  check_lab_free (fixture->lab);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  pl_setup_sign_in_browser_finish (fixture->setup, result, &fixture->watch.error);
  fixture->watch.finished = TRUE;
  g_main_loop_quit (fixture->watch.loop);
}

static void
sign_in (Fixture *fixture)
{
  g_clear_error (&fixture->watch.error);
  fixture->watch.finished = FALSE;
  g_string_truncate (fixture->watch.stages, 0);
  g_signal_handlers_block_matched (fixture->setup, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL,
                                   &fixture->watch);
  pl_setup_sign_in_browser_async (fixture->setup, NULL, signed_in_cb, fixture);
  g_assert_false (fixture->watch.finished);
  g_main_loop_run (fixture->watch.loop);
  g_signal_handlers_unblock_matched (fixture->setup, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL,
                                     &fixture->watch);
}

static PlObservation *
find_asked (PlEvidence *evidence, const char *purpose)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *asked = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (asked) == PL_SIGHT_HOST_ASKED &&
          pl_observation_has_word (asked, PL_FACT_PURPOSE, purpose))
        return asked;
    }

  return NULL;
}

static void
test_nobody_has_configured_it (Fixture *fixture, gconstpointer data)
{
  setup_watch_check (&fixture->watch, PL_DIRECTIONS_BOTH);
  g_assert_false (pl_setup_can_sign_in_in_browser (fixture->setup));
  sign_in (fixture);
  g_assert_error (fixture->watch.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->n_pages, ==, 0);
  g_assert_false (pl_setup_has_tokens (fixture->setup));
}

static void
test_verified_by_token (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) hosts = NULL;

  write_configuration (fixture->server);
  setup_watch_check (&fixture->watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (fixture->watch.stages->str, ==, "CT");
  g_assert_true (pl_setup_can_sign_in_in_browser (fixture->setup));
  hosts = pl_setup_dup_sign_in_hosts (fixture->setup);
  g_assert_cmpstr (hosts[0], ==, "localhost");

  sign_in (fixture);
  g_assert_no_error (fixture->watch.error);
  g_assert_cmpuint (fixture->n_pages, ==, 1);
  g_assert_cmpstr (oauth_server_get_login_hint (fixture->server), ==,
                   pl_setup_get_address (fixture->setup));
  g_assert_true (pl_setup_has_tokens (fixture->setup));
  g_assert_cmpint (pl_setup_get_stage (fixture->setup), ==, PL_SETUP_STAGE_ENTERING);

  setup_watch_check (&fixture->watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (fixture->watch.stages->str, ==, "CV");
  g_assert_nonnull (find_asked (pl_setup_get_evidence (fixture->setup), "sign-in"));
  g_assert_nonnull (find_asked (pl_setup_get_evidence (fixture->setup), "check"));

  /* The token is this account's. */
  pl_setup_set_address (fixture->setup, "somebody@else.example");
  g_assert_false (pl_setup_has_tokens (fixture->setup));
}

/* What was begun before is begun anew. */
static void
test_draft_after_token (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = pl_setup_dup_draft (fixture->setup, 0);
  g_autoptr (PlDraft) draft = pl_draft_parse (text, strlen (text));

  write_configuration (fixture->server);
  sign_in (fixture);
  g_assert_true (pl_setup_has_tokens (fixture->setup));
  g_assert_true (pl_setup_take_draft (fixture->setup, draft));
  g_assert_false (pl_setup_has_tokens (fixture->setup));
}

/* A token is for the servers that its source names, and the incoming verdict holds for it. */
static void
test_outgoing_alone_after_token (Fixture *fixture, gconstpointer data)
{
  write_configuration (fixture->server);
  sign_in (fixture);
  g_assert_no_error (fixture->watch.error);
  setup_watch_check (&fixture->watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (fixture->watch.stages->str, ==, "CV");
  setup_watch_check (&fixture->watch, PL_DIRECTIONS_OUTGOING);
  g_assert_cmpstr (fixture->watch.stages->str, ==, "CV");
}

static gboolean
cancel_cb (gpointer setup)
{
  pl_setup_cancel (setup);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  write_configuration (fixture->server);
  fixture->browser.stays_away = TRUE;
  g_signal_connect_swapped (fixture->setup, "sign-in-page", G_CALLBACK (cancel_cb), fixture->setup);
  sign_in (fixture);
  g_assert_error (fixture->watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (pl_setup_has_tokens (fixture->setup));
}

static void
test_no_server (Fixture *fixture, gconstpointer data)
{
  pl_setup_remove_server (fixture->setup, PL_DIRECTION_INCOMING);
  pl_setup_remove_server (fixture->setup, PL_DIRECTION_OUTGOING);
  sign_in (fixture);
  g_assert_error (fixture->watch.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* --- GNOME Online Accounts --- */

#define OUTLOOK "outlook.office365.com"
#define ADDRESS "anna@outlook.com"
#define TOKEN "ya29.of-gnome_1"

/* Nobody types or configures anything: what GNOME holds is enough. */
static void
test_gnome_account (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (GnomeAccounts) accounts =
      gnome_accounts_new (ADDRESS, OUTLOOK, "smtp-mail.outlook.com", TOKEN);
  g_autoptr (PlSetup) setup = NULL;
  SetupWatch watch;

  check_lab_serve (lab, OUTLOOK, 993, IMAP_BY_TOKEN);
  setup = pl_setup_new (check_lab_get_network (lab));
  pl_setup_set_address (setup, ADDRESS);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_INCOMING);
  g_assert_cmpint (pl_check_get_state (pl_setup_get_evidence (setup), PL_DIRECTION_INCOMING), ==,
                   PL_CHECK_STATE_OK);
  g_assert_cmpuint (gnome_accounts_get_n_tokens (accounts), ==, 1);
  check_lab_expect_no_secret (pl_setup_get_evidence (setup), TOKEN);
  setup_watch_end (&watch);
}

/* Of another account nothing is asked for: this one is proven up to the sign-in. */
static void
test_another_gnome_account (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (GnomeAccounts) accounts =
      gnome_accounts_new ("berta@outlook.com", OUTLOOK, "smtp-mail.outlook.com", TOKEN);
  g_autoptr (PlSetup) setup = NULL;
  SetupWatch watch;

  check_lab_serve (lab, OUTLOOK, 993, IMAP_BY_TOKEN);
  setup = pl_setup_new (check_lab_get_network (lab));
  pl_setup_set_address (setup, ADDRESS);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_INCOMING);
  g_assert_cmpint (pl_check_get_state (pl_setup_get_evidence (setup), PL_DIRECTION_INCOMING), ==,
                   PL_CHECK_STATE_PARTIAL);
  g_assert_cmpuint (gnome_accounts_get_n_tokens (accounts), ==, 0);
  setup_watch_end (&watch);
}

/* A server that takes passwords gets no token that nobody has offered. */
static void
test_gnome_is_not_asked (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autofree char *address = g_strdup (check_lab_get_address (lab));
  g_autoptr (GnomeAccounts) accounts = gnome_accounts_new (address, LAB_IMAP, LAB_SMTP, TOKEN);
  g_autoptr (PlServerSettings) server = NULL;
  g_autoptr (PlSetup) setup = NULL;
  PlServerFields fields;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993, IMAP_BY_TOKEN);
  setup = pl_setup_new (check_lab_get_network (lab));
  pl_setup_set_address (setup, address);
  server = check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS);
  pl_server_settings_peek_fields (server, &fields);
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_INCOMING);
  g_assert_cmpuint (gnome_accounts_get_n_tokens (accounts), ==, 0);
  setup_watch_end (&watch);
}

/* Not G_TEST_OPTION_ISOLATE_DIRS, whose folders GLib leaks. */
int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("test-setup-sign-in-XXXXXX", NULL);
  int status;

  g_assert_nonnull (folder);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", folder, TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/setup/sign-in/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("nobody-has-configured-it", test_nobody_has_configured_it);
  ADD ("verified-by-token", test_verified_by_token);
  ADD ("outgoing-alone", test_outgoing_alone_after_token);
  ADD ("draft", test_draft_after_token);
  ADD ("cancel", test_cancel);
  ADD ("no-server", test_no_server);
  g_test_add_func ("/setup/gnome/account", test_gnome_account);
  g_test_add_func ("/setup/gnome/another-account", test_another_gnome_account);
  g_test_add_func ("/setup/gnome/not-asked", test_gnome_is_not_asked);
  status = g_test_run ();
  (void) g_rmdir (folder);
  return status;
}
