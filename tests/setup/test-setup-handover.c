// SPDX-License-Identifier: GPL-3.0-or-later
/* Checked settings are handed over with and without the password, and come back as somebody else's
 * words. */
#include "check/check-lab.h"
#include "export/keyring-session.h"
#include "setup/setup-watch.h"
#include "setup/silent-keyring.h"

#include "base/pl-worker.h"
#include "setup/pl-setup-handover.h"
#include "setup/pl-setup-import.h"

#include <libsecret/secret.h>
#include <string.h>

static void
set_server (PlSetup *setup, CheckLab *lab, PlService service, const char *host, guint16 port)
{
  g_autoptr (PlServerSettings) server =
      check_lab_make_server (lab, service, host, port, PL_SECURITY_TLS);
  PlServerFields fields;

  pl_server_settings_peek_fields (server, &fields);
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static PlSetup *
make_checked (CheckLab *lab)
{
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  PlSetup *setup;
  SetupWatch watch;

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  setup = pl_setup_new (check_lab_get_network (lab));
  pl_setup_set_address (setup, check_lab_get_address (lab));
  pl_setup_set_display_name (setup, "Anna Beispiel");
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  set_server (setup, lab, PL_SERVICE_IMAP, LAB_IMAP, 993);
  set_server (setup, lab, PL_SERVICE_SMTP, LAB_SMTP, 465);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (watch.stages->str, ==, "CV");
  setup_watch_end (&watch);
  return setup;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static PlSetupHandover *
hand_over (PlSetup *setup, PlSetupSecret secret)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PlSetupHandover *handover;

  pl_setup_hand_over_async (setup, secret, NULL, keep_result_cb, &result);
  await (&result);
  handover = pl_setup_hand_over_finish (setup, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (handover);
  g_assert_null (strstr (pl_setup_handover_get_json (handover), LAB_PASSWORD));
  return handover;
}

static void
take_back (PlSetup *setup)
{
  g_autoptr (GAsyncResult) result = NULL;

  pl_setup_take_back_async (setup, keep_result_cb, &result);
  await (&result);
  g_assert_true (pl_setup_take_back_finish (setup, result, NULL));
}

static gboolean
says (PlSetupHandover *handover, const char *text)
{
  return strstr (pl_setup_handover_get_json (handover), text) != NULL;
}

static void
test_without_secret (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSetupHandover) handover = hand_over (setup, PL_SETUP_SECRET_NONE);
  g_autoptr (PlSetupHandover) again = hand_over (setup, PL_SETUP_SECRET_NONE);

  g_assert_true (says (handover, "\"store\" : \"none\""));
  g_assert_true (says (handover, "\"name\" : \"Anna Beispiel\""));
  g_assert_true (says (handover, "\"state\" : \"ok\""));
  g_assert_cmpuint (pl_setup_handover_get_n_secrets (handover), ==, 0);
  g_assert_null (pl_setup_handover_get_problem (handover));
  g_assert_cmpstr (pl_setup_handover_get_account_id (handover), ==,
                   pl_setup_handover_get_account_id (again));
}

static void
test_by_descriptor (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSetupHandover) handover = hand_over (setup, PL_SETUP_SECRET_FD);
  const char *entry;

  g_assert_true (pl_setup_has_secret (setup));
  g_assert_true (says (handover, "\"store\" : \"fd\""));
  g_assert_true (says (handover, "\"store\" : \"same-as\""));
  g_assert_cmpuint (pl_setup_handover_get_n_secrets (handover), ==, 1);
  g_assert_cmpstr (pl_secret_peek (pl_setup_handover_get_secret (handover, 0, &entry)), ==,
                   LAB_PASSWORD);
  g_assert_cmpstr (entry, ==, "incoming.0");
}

static void
test_nothing_checked (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (pl_setup_has_secret (setup));
  pl_setup_hand_over_async (setup, PL_SETUP_SECRET_NONE, NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (pl_setup_hand_over_finish (setup, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static PlSetup *
describe (CheckLab *lab, const char *json)
{
  PlSetup *setup = pl_setup_new (check_lab_get_network (lab));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pl_setup_take_handover (setup, json, &error));
  g_assert_no_error (error);
  pl_setup_find_secret_async (setup, NULL, keep_result_cb, &result);
  await (&result);
  g_assert_true (pl_setup_find_secret_finish (setup, result, &error));
  g_assert_no_error (error);
  return setup;
}

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  g_assert_nonnull (parts[1]);
  return g_strjoinv (with, parts);
}

static void
set_host (PlSetup *setup, PlDirection direction, const char *host)
{
  PlServerFields fields;
  g_autofree char *kept = g_strdup (host);

  pl_server_settings_peek_fields (pl_setup_get_server (setup, direction), &fields);
  fields.host = kept;
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

/* What lies in the store is not shown, and goes to the servers that were described; not to one that is
 * entered in their place. */
static void
assert_stays (PlSetup *setup)
{
  PlSecret *stored = pl_setup_get_password (setup, PL_DIRECTION_INCOMING);

  g_assert_true (pl_setup_is_stored_password (setup, stored));
  pl_setup_approve_host (setup, LAB_SMTP);
  g_assert_true (pl_setup_may_have_password (setup, PL_DIRECTION_OUTGOING));
  set_host (setup, PL_DIRECTION_OUTGOING, "smtp.example.net");
  g_assert_false (pl_setup_may_have_password (setup, PL_DIRECTION_OUTGOING));
  g_assert_true (pl_setup_may_have_password (setup, PL_DIRECTION_INCOMING));
  set_host (setup, PL_DIRECTION_INCOMING, "imap.example.net");
  g_assert_false (pl_setup_may_have_password (setup, PL_DIRECTION_INCOMING));
  g_assert_false (pl_setup_uses_stored_passwords (setup));
}

/* The keyring may ask first, and the person does not wait for it. */
static void
assert_typed_goes_before (CheckLab *lab, const char *json)
{
  g_autoptr (PlSetup) setup = pl_setup_new (check_lab_get_network (lab));
  g_autoptr (PlSecret) typed = pl_secret_new ("typed", -1);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (pl_setup_take_handover (setup, json, NULL));
  pl_setup_find_secret_async (setup, NULL, keep_result_cb, &result);
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, typed);
  await (&result);
  g_assert_true (pl_setup_find_secret_finish (setup, result, NULL));
  g_assert_true (pl_setup_get_password (setup, PL_DIRECTION_INCOMING) == typed);
  g_assert_false (pl_setup_uses_stored_passwords (setup));
}

static void
check (PlSetup *setup, const char *stages)
{
  SetupWatch watch;

  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.stages->str, ==, stages);
  setup_watch_end (&watch);
}

/* What is found while a check runs, or afterwards, changes nothing of it. */
static void
assert_check_goes_before (CheckLab *lab, const char *json)
{
  g_autoptr (PlSetup) setup = pl_setup_new (check_lab_get_network (lab));
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (pl_setup_take_handover (setup, json, NULL));
  pl_setup_find_secret_async (setup, NULL, keep_result_cb, &result);
  check (setup, "CT");
  await (&result);
  g_assert_true (pl_setup_find_secret_finish (setup, result, NULL));
  g_assert_null (pl_setup_get_password (setup, PL_DIRECTION_INCOMING));
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_TROUBLE);
}

/* It is not the password of the account that is entered by then. */
static void
assert_address_goes_before (CheckLab *lab, const char *json)
{
  g_autoptr (PlSetup) setup = pl_setup_new (check_lab_get_network (lab));
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (pl_setup_take_handover (setup, json, NULL));
  pl_setup_find_secret_async (setup, NULL, keep_result_cb, &result);
  pl_setup_set_address (setup, "another@example.org");
  await (&result);
  g_assert_true (pl_setup_find_secret_finish (setup, result, NULL));
  g_assert_null (pl_setup_get_password (setup, PL_DIRECTION_INCOMING));
}

/* Stored, found again for the same server, and taken back. */
static void
test_by_keyring (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSetupHandover) handover = hand_over (setup, PL_SETUP_SECRET_SERVICE);
  const char *json = pl_setup_handover_get_json (handover);
  g_autofree char *other_host = replace (json, LAB_IMAP, "imap.example.net");
  g_autofree char *other_port = replace (json, "\"port\" : 993", "\"port\" : 2993");
  g_autoptr (PlSetup) same = describe (lab, json);
  g_autoptr (PlSetup) elsewhere = describe (lab, other_host);
  g_autoptr (PlSetup) port = describe (lab, other_port);
  g_autoptr (PlSetup) gone = NULL;
  g_auto (GStrv) to_ask = pl_setup_dup_foreign_hosts (same);

  g_assert_true (says (handover, "\"store\" : \"secret-service\""));
  g_assert_cmpuint (pl_setup_handover_get_n_secrets (handover), ==, 0);
  g_assert_nonnull (pl_setup_get_password (same, PL_DIRECTION_INCOMING));
  g_assert_cmpstr (pl_secret_peek (pl_setup_get_password (same, PL_DIRECTION_INCOMING)), ==,
                   LAB_PASSWORD);
  g_assert_null (pl_setup_get_password (elsewhere, PL_DIRECTION_INCOMING));
  g_assert_nonnull (pl_setup_get_password (port, PL_DIRECTION_INCOMING));

  /* Sending is another server: the person is asked. */
  g_assert_cmpstr (to_ask[0], ==, LAB_SMTP);
  g_assert_null (to_ask[1]);

  g_assert_true (pl_setup_uses_stored_passwords (same));
  g_assert_false (pl_setup_uses_stored_passwords (elsewhere));
  assert_stays (same);
  assert_typed_goes_before (lab, json);
  assert_check_goes_before (lab, json);
  assert_address_goes_before (lab, json);

  take_back (setup);
  gone = describe (lab, json);
  g_assert_null (pl_setup_get_password (gone, PL_DIRECTION_INCOMING));
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

/* Something else is entered while the keyring has the person's answer still to come: nothing stays there of
 * which nobody is told. */
static void
test_changed_meanwhile (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSecret) another = pl_secret_new ("another", -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pl_setup_hand_over_async (setup, PL_SETUP_SECRET_SERVICE, NULL, keep_result_cb, &result);
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, another);
  await (&result);
  g_assert_null (pl_setup_hand_over_finish (setup, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (pl_setup_has_stored (setup));
  g_assert_cmpuint (count_items (), ==, 0);
}

/* Checked once more, the same password is the one that is stored, and what was there before is not
 * forgotten. */
static void
test_renewed (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSetupHandover) handover = hand_over (setup, PL_SETUP_SECRET_SERVICE);
  g_autoptr (PlSetupHandover) renewed = NULL;

  check (setup, "CV");
  renewed = pl_setup_renew_handover (setup);
  g_assert_nonnull (renewed);
  g_assert_true (renewed != handover);
  g_assert_true (says (renewed, "\"store\" : \"secret-service\""));
  g_assert_true (pl_setup_has_stored (setup));

  take_back (setup);
  g_assert_cmpuint (count_items (), ==, 0);
  g_assert_false (pl_setup_has_stored (setup));
  g_assert_null (pl_setup_renew_handover (setup));
}

/* What is stored is not the password of another mailbox. */
static void
test_not_renewed (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSetupHandover) handover = hand_over (setup, PL_SETUP_SECRET_SERVICE);
  PlServerFields fields;

  g_assert_nonnull (handover);
  pl_server_settings_peek_fields (pl_setup_get_server (setup, PL_DIRECTION_INCOMING), &fields);
  fields.username = "another";
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  g_assert_nonnull (pl_setup_get_checked_settings (setup));
  g_assert_null (pl_setup_renew_handover (setup));
  g_assert_cmpuint (count_items (), ==, 1);
}

/* Locked in between, it stays there, and goes when the keyring is open again. */
static void
test_taken_back_later (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSetupHandover) handover = hand_over (setup, PL_SETUP_SECRET_SERVICE);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (handover);
  keyring_session_lock (session);
  pl_setup_take_back_async (setup, keep_result_cb, &result);
  await (&result);
  g_assert_false (pl_setup_take_back_finish (setup, result, NULL));
  g_assert_true (pl_setup_has_stored (setup));
  keyring_session_unlock (session);
  g_assert_cmpuint (count_items (), ==, 1);
  take_back (setup);
  g_assert_cmpuint (count_items (), ==, 0);
}

/* --- A keyring that waits for the person --- */

static char *
make_stored (CheckLab *lab)
{
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSetupHandover) handover = hand_over (setup, PL_SETUP_SECRET_SERVICE);

  return g_strdup (pl_setup_handover_get_json (handover));
}

static void
count_cb (guint *n_notified)
{
  ++*n_notified;
}

/* It is asked beside the check, which goes on with what was typed, and goes with the account. */
static void
check_without_waiting (CheckLab *lab, SilentKeyring *keyring, const char *json)
{
  PlSetup *setup = pl_setup_new (check_lab_get_network (lab));
  g_autoptr (PlSecret) typed = pl_secret_new (LAB_PASSWORD, -1);
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  guint n_notified = 0;
  guint n_before;

  g_assert_true (pl_setup_take_handover (setup, json, NULL));
  g_signal_connect_swapped (setup, "notify::finding-secret", G_CALLBACK (count_cb), &n_notified);
  n_before = check_lab_settle (lab);
  pl_setup_find_secret_async (setup, NULL, NULL, NULL);
  while (!silent_keyring_was_asked (keyring))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pl_setup_is_finding_secret (setup));
  g_assert_cmpuint (n_notified, ==, 1);
  pl_setup_find_secret_async (setup, NULL, keep_result_cb, &second);
  await (&second);
  g_assert_false (pl_setup_find_secret_finish (setup, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);

  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, typed);
  pl_setup_approve_host (setup, LAB_SMTP);
  check (setup, "CV");
  pl_setup_cancel (setup); /* the check's button, which is not the keyring's */
  g_assert_true (pl_setup_is_finding_secret (setup));

  g_object_add_weak_pointer (G_OBJECT (setup), (gpointer *) &setup);
  g_object_unref (setup);
  g_assert_null (setup);
  while (pl_worker_count_running () > n_before)
    g_usleep (1000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Who does not wait ends the search alone. */
static void
cancel_search (CheckLab *lab, SilentKeyring *keyring, const char *json)
{
  g_autoptr (PlSetup) setup = pl_setup_new (check_lab_get_network (lab));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pl_setup_take_handover (setup, json, NULL));
  pl_setup_find_secret_async (setup, cancellable, keep_result_cb, &result);
  while (!silent_keyring_was_asked (keyring))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  await (&result);
  g_assert_false (pl_setup_find_secret_finish (setup, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (pl_setup_is_finding_secret (setup));
}

/* Who goes back and checks once more does not wait for it, either. */
static void
check_beside_storing (CheckLab *other, SilentKeyring *keyring, const char *json)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pl_setup_hand_over_async (setup, PL_SETUP_SECRET_SERVICE, NULL, keep_result_cb, &result);
  while (!silent_keyring_was_asked (keyring))
    g_main_context_iteration (NULL, TRUE);
  check (setup, "CV");
  g_assert_null (result);
  pl_setup_cancel (setup);
  await (&result);
  g_assert_null (pl_setup_hand_over_finish (setup, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What is under way is ended, and then all of it is out of the keyring. */
static void
take_back_while_storing (CheckLab *other, SilentKeyring *keyring, const char *json)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) taken = NULL;
  g_autoptr (GError) error = NULL;

  pl_setup_hand_over_async (setup, PL_SETUP_SECRET_SERVICE, NULL, keep_result_cb, &stored);
  while (!silent_keyring_was_asked (keyring))
    g_main_context_iteration (NULL, TRUE);
  pl_setup_take_back_async (setup, keep_result_cb, &taken);
  await (&taken);
  g_assert_true (pl_setup_take_back_finish (setup, taken, &error));
  g_assert_no_error (error);
  await (&stored);
  g_assert_null (pl_setup_hand_over_finish (setup, stored, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
ask_silent (CheckLab *lab,
            const char *json,
            void (*test) (CheckLab *lab, SilentKeyring *keyring, const char *json))
{
  g_autoptr (KeyringSession) session = keyring_session_new (FALSE);
  g_autoptr (SilentKeyring) keyring = silent_keyring_new ();

  test (lab, keyring, json);
}

static void
test_silent_keyring (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autofree char *json = NULL;

  {
    g_autoptr (KeyringSession) session = keyring_session_new (TRUE);

    json = make_stored (lab);
  }
  ask_silent (lab, json, check_without_waiting);
  ask_silent (lab, json, cancel_search);
  ask_silent (lab, json, check_beside_storing);
  ask_silent (lab, json, take_back_while_storing);
}

/* The window goes when the keyring has taken the password and nobody knows yet. The receipt holds what
 * was in the keyring before, and goes, too: under a leak checker this is seen. */
static void
test_dropped (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlSetup *setup = make_checked (lab);
  PlSetup *watched = setup;
  guint n_before = check_lab_settle (lab);

  pl_setup_hand_over_async (setup, PL_SETUP_SECRET_SERVICE, NULL, NULL, NULL);
  while (pl_worker_count_running () > n_before)
    g_usleep (1000);
  g_object_add_weak_pointer (G_OBJECT (setup), (gpointer *) &watched);
  g_object_unref (setup);
  /* What has come too late to be told may begin another work of its own, which needs the bus. */
  while (g_main_context_pending (NULL) || pl_worker_count_running () > n_before)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_null (watched);
}

static void
test_without_keyring (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (FALSE);
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSetupHandover) handover = hand_over (setup, PL_SETUP_SECRET_SERVICE);

  g_assert_nonnull (pl_setup_handover_get_problem (handover));
  g_assert_true (says (handover, "\"store\" : \"none\""));
  g_assert_false (says (handover, "secret-service"));
}

/* Nothing that a program says is the person's word. */
static void
test_description (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = make_checked (lab);
  g_autoptr (PlSetupHandover) handover = hand_over (setup, PL_SETUP_SECRET_NONE);
  g_autofree char *foreign =
      replace (pl_setup_handover_get_json (handover), LAB_SMTP, "smtp.evil.example");
  g_autofree char *pinned = replace (foreign, "\"trust\" : \"system\"", "\"trust\" : \"pinned\"");
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) taken = pl_setup_new (network);
  g_auto (GStrv) hosts = NULL;
  PlServerSettings *incoming;

  g_assert_true (pl_setup_check_handover (pinned, NULL));
  g_assert_true (pl_setup_take_handover (taken, pinned, NULL));
  /* What is looked up afterwards leaves the described servers as they are. */
  g_assert_true (pl_setup_propose (taken, NULL));
  incoming = pl_setup_get_server (taken, PL_DIRECTION_INCOMING);
  hosts = pl_setup_dup_foreign_hosts (taken);
  g_assert_cmpstr (pl_setup_get_address (taken), ==, check_lab_get_address (lab));
  g_assert_cmpstr (pl_server_settings_get_host (incoming), ==, LAB_IMAP);
  g_assert_null (pl_server_settings_get_trust_fingerprint (incoming));
  g_assert_cmpstr (hosts[0], ==, "smtp.evil.example");
  g_assert_null (hosts[1]);
  g_assert_null (pl_setup_get_checked_settings (taken));

  g_assert_true (pl_setup_is_repair (taken));
  g_assert_false (pl_setup_is_repair (setup));
  g_assert_true (pl_setup_is_as_imported (taken, PL_DIRECTION_INCOMING));
  pl_setup_set_address (taken, "another@example.net");
  g_assert_false (pl_setup_is_repair (taken));
}

static void
test_no_description (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autofree char *cancelled = pl_setup_dup_cancelled_json ();
  g_autofree char *failed = pl_setup_dup_error_json ("a-code", "Worte.", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (pl_setup_take_handover (setup, "{}", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_false (pl_setup_take_handover (setup, cancelled, NULL));
  g_assert_false (pl_setup_check_handover (failed, NULL));
  g_assert_cmpstr (pl_setup_get_address (setup), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/handover/without-secret", test_without_secret);
  g_test_add_func ("/handover/by-descriptor", test_by_descriptor);
  g_test_add_func ("/handover/nothing-checked", test_nothing_checked);
  g_test_add_func ("/handover/description", test_description);
  g_test_add_func ("/handover/no-description", test_no_description);
  if (keyring_session_is_possible ())
    {
      g_test_add_func ("/handover/by-keyring", test_by_keyring);
      g_test_add_func ("/handover/changed-meanwhile", test_changed_meanwhile);
      g_test_add_func ("/handover/renewed", test_renewed);
      g_test_add_func ("/handover/not-renewed", test_not_renewed);
      g_test_add_func ("/handover/taken-back-later", test_taken_back_later);
      g_test_add_func ("/handover/silent-keyring", test_silent_keyring);
      g_test_add_func ("/handover/dropped", test_dropped);
      g_test_add_func ("/handover/without-keyring", test_without_keyring);
    }
  return g_test_run ();
}
