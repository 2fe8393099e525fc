// SPDX-License-Identifier: GPL-3.0-or-later
/* An account for the program that opened the window: what stays in the keyring when nobody wants it any more,
 * and what is said of that. Needs no display. */
#include "export/keyring-session.h"
#include "setup/silent-keyring.h"

#include "base/pl-worker.h"
#include "wizard/launch/pl-launch-job.h"

#include <libsecret/secret.h>
#include <string.h>

/* An account whose settings the person takes as they are, and the job that hands it over. */
typedef struct
{
  KeyringSession *session; /* owned */
  PlSetup *setup; /* owned */
  PlLaunchRequest *request; /* owned */
  PlLaunchJob *job; /* owned */
} Fixture;

static void
set_password (PlSetup *setup, const char *text)
{
  g_autoptr (PlSecret) password = pl_secret_new (text, -1);

  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
}

static void
set_server (PlSetup *setup, PlService service, const char *host)
{
  const PlServerFields fields = {
    .service = service, .host = host, .port = 993, .username = "anna@example.org"
  };

  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer with_daemon)
{
  const PlLaunchOptions options = { .secret = PL_SETUP_SECRET_SERVICE };
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");

  fixture->session = keyring_session_new (with_daemon != NULL);
  fixture->setup = pl_setup_new (network);
  pl_setup_set_address (fixture->setup, "anna@example.org");
  set_server (fixture->setup, PL_SERVICE_IMAP, "imap.example.org");
  set_server (fixture->setup, PL_SERVICE_SMTP, "smtp.example.org");
  set_password (fixture->setup, "Zwiebelkuchen");
  pl_setup_accept_untested (fixture->setup, PL_DIRECTIONS_BOTH);
  g_assert_nonnull (pl_setup_get_checked_settings (fixture->setup));
  g_assert_true (pl_setup_has_secret (fixture->setup));
  fixture->request = pl_launch_request_new (&options);
  fixture->job = pl_launch_job_new (fixture->setup, fixture->request);
}

static void
tear_down (Fixture *fixture, gconstpointer with_daemon)
{
  g_object_unref (fixture->job);
  g_object_unref (fixture->request);
  g_object_unref (fixture->setup);
  keyring_session_free (fixture->session);
}

/* As `secret-tool search --all` counts them. */
static guint
count_items (void)
{
  static const SecretSchema ours = { "org.postlotse.Account",
                                     SECRET_SCHEMA_NONE,
                                     { { "user", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } } };
  g_autoptr (GHashTable) any = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GList *items = secret_service_search_sync (NULL, &ours, any, SECRET_SEARCH_ALL, NULL, &error);
  guint n = g_list_length (items);

  g_assert_no_error (error);
  g_list_free_full (items, g_object_unref);
  return n;
}

static PlLaunchState
get_state (Fixture *fixture)
{
  return pl_launch_request_get_state (fixture->request);
}

/* The keyring has the password, and the main loop does not know it yet. */
static void
store_behind_its_back (Fixture *fixture)
{
  guint n_before = pl_worker_count_running ();

  pl_launch_job_hand_over (fixture->job, TRUE);
  while (pl_worker_count_running () > n_before)
    g_usleep (1000);
}

static void
turn_until_idle (Fixture *fixture)
{
  while (pl_launch_job_is_busy (fixture->job))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_handed_over (Fixture *fixture, gconstpointer with_daemon)
{
  pl_launch_job_hand_over (fixture->job, TRUE);
  turn_until_idle (fixture);
  g_assert_cmpint (get_state (fixture), ==, PL_LAUNCH_DONE);
  pl_launch_job_leave (fixture->job);
  turn_until_idle (fixture);
  g_assert_cmpuint (count_items (), ==, 1);

  /* The caller was gone before it had the result. */
  pl_launch_request_note_delivered (fixture->request, FALSE);
  turn_until_idle (fixture);
  g_assert_cmpuint (count_items (), ==, 0);
}

/* Back, in the moment in which it was stored: it is not handed over, and goes. */
static void
test_stopped (Fixture *fixture, gconstpointer with_daemon)
{
  store_behind_its_back (fixture);
  pl_launch_job_stop (fixture->job);
  turn_until_idle (fixture);
  g_assert_cmpint (get_state (fixture), ==, PL_LAUNCH_OPEN);
  g_assert_null (pl_launch_job_get_problem (fixture->job));
  g_assert_cmpuint (count_items (), ==, 0);
}

/* Back, and another password: the one before does not stay in the keyring. */
static void
test_changed (Fixture *fixture, gconstpointer with_daemon)
{
  store_behind_its_back (fixture);
  set_password (fixture->setup, "another");
  turn_until_idle (fixture);
  g_assert_cmpint (get_state (fixture), ==, PL_LAUNCH_OPEN);
  g_assert_nonnull (strstr (pl_launch_job_get_problem (fixture->job), "have changed"));
  g_assert_cmpuint (count_items (), ==, 0);
  pl_launch_job_leave (fixture->job);
  g_assert_cmpint (get_state (fixture), ==, PL_LAUNCH_CANCELLED);
}

/* What stays in a locked keyring is not called cancelled. */
static void
test_locked (Fixture *fixture, gconstpointer with_daemon)
{
  store_behind_its_back (fixture);
  keyring_session_lock (fixture->session);
  pl_launch_job_stop (fixture->job);
  turn_until_idle (fixture);
  g_assert_nonnull (
      strstr (pl_launch_job_get_problem (fixture->job), "still in the password store"));
  pl_launch_job_leave (fixture->job);
  turn_until_idle (fixture);
  g_assert_cmpint (get_state (fixture), ==, PL_LAUNCH_FAILED);
  g_assert_cmpstr (pl_launch_request_get_error_code (fixture->request), ==, "password-not-removed");
  keyring_session_unlock (fixture->session);
  g_assert_cmpuint (count_items (), ==, 1);
}

/* A keyring that waits for the person is not waited for by whoever goes back. */
static void
test_waiting (Fixture *fixture, gconstpointer with_daemon)
{
  g_autoptr (SilentKeyring) keyring = silent_keyring_new ();

  pl_launch_job_hand_over (fixture->job, TRUE);
  while (!silent_keyring_was_asked (keyring))
    g_main_context_iteration (NULL, TRUE);
  pl_launch_job_stop (fixture->job);
  turn_until_idle (fixture);
  g_assert_cmpint (get_state (fixture), ==, PL_LAUNCH_OPEN);
  g_assert_null (pl_launch_job_get_problem (fixture->job));
}

#define ADD(path, with_daemon, test) \
  g_test_add ("/hand-over/" path, Fixture, with_daemon, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!keyring_session_is_possible ())
    return g_test_run ();

  ADD ("handed-over", "", test_handed_over);
  ADD ("stopped", "", test_stopped);
  ADD ("changed", "", test_changed);
  ADD ("locked", "", test_locked);
  ADD ("waiting", NULL, test_waiting);
  return g_test_run ();
}
