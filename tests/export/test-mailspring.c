// SPDX-License-Identifier: GPL-3.0-or-later
/* An account into Mailspring's config.json: the recorded vectors, a folder before and after, the second
 * time, the way back, and every reason to leave the file alone. */
#include "export/keyring-session.h"

#include "export/mailspring/pl-mailspring-private.h"
#include "model/pl-checked-settings-maker.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define KEY "3oZkq0Zq1mY9uQ7Tt0bFvA=="
#define PASSWORD "p\"'\\ ;#%$`ä=x"
#define CHECKED_AT 1790000000
#define PIN "aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899"

/* --- Accounts --- */

typedef struct
{
  const char *address;
  PlServerFields incoming;
  PlServerFields outgoing;
} Sample;

static const Sample plain = {
  .address = "anna@example.org",
  .incoming = { PL_SERVICE_IMAP, "imap.example.org", 993, PL_SECURITY_TLS,
                .username = "anna@example.org" },
  .outgoing = { PL_SERVICE_SMTP, "smtp.example.org", 587, PL_SECURITY_STARTTLS,
                .username = "anna@example.org" },
};

static PlSecret *
make_secret (const char *password)
{
  return password != NULL ? pl_secret_new (password, -1) : NULL;
}

/* A password for each server, or none. */
static PlExportAccount *
make_account_with (const Sample *sample,
                   const char *incoming_password,
                   const char *outgoing_password,
                   const char *mechanism)
{
  g_autoptr (PlAddress) address = pl_address_parse (sample->address, NULL);
  g_autoptr (PlServerSettings) incoming =
      sample->incoming.host != NULL ? pl_server_settings_new (&sample->incoming, NULL) : NULL;
  g_autoptr (PlServerSettings) outgoing =
      sample->outgoing.host != NULL ? pl_server_settings_new (&sample->outgoing, NULL) : NULL;
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, incoming, outgoing, NULL);
  const PlCheckedServer seen = { .state = PL_CHECK_STATE_OK,
                                 .mechanism = mechanism,
                                 .trust = "system" };
  g_autoptr (PlCheckedSettings) settings =
      pl_checked_settings_new (proposal, &seen, &seen, CHECKED_AT);
  g_autoptr (PlSecret) first = make_secret (incoming_password);
  g_autoptr (PlSecret) second = make_secret (outgoing_password);
  const PlExportAccountFields fields = { .settings = settings,
                                         .display_name = "Anna \"Beispiel\"",
                                         .passwords = { first, second } };

  return pl_export_account_new (&fields);
}

static PlExportAccount *
make_account (const Sample *sample, const char *password, const char *mechanism)
{
  return make_account_with (sample, password, password, mechanism);
}

/* --- Folders and keys --- */

typedef struct
{
  KeyringSession *session;
  char *folder; /* owned */
  char *file; /* owned: its config.json */
} Fixture;

static const SecretSchema schema = {
  "chrome_libsecret_os_crypt_password_v2",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  { { "application", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "more", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static void
store_key (const char *text, const char *more)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service =
      secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, &error);
  g_autoptr (SecretValue) value = secret_value_new (text, -1, "text/plain");
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  g_hash_table_insert (attributes, (char *) "application", (char *) "Mailspring");
  if (more != NULL)
    g_hash_table_insert (attributes, (char *) "more", (char *) more);
  secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                             "Chromium Safe Storage", value, NULL, &error);
  g_assert_no_error (error);
}

/* @passwords enciphered, as the numbers alone. */
static char *
make_blob (const char *passwords, const char *key_text)
{
  g_autoptr (PlSecret) key = pl_secret_new (key_text, -1);
  g_autofree char *json = pl_mailspring_encipher (passwords, key);
  const char *begin = strchr (json, '[') + 1;
  g_auto (GStrv) lines = NULL;
  g_autofree char *numbers = g_strndup (begin, (gsize) (strchr (begin, ']') - begin));

  lines = g_strsplit_set (numbers, " \n", -1);
  return g_strjoinv ("", lines);
}

static char *
read_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "mailspring", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static char *
fill (const char *pattern, const char *blob)
{
  g_auto (GStrv) halves = g_strsplit (pattern, "@BLOB@", -1);

  return g_strjoinv (blob, halves);
}

static void
write_file (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->file, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer key)
{
  g_autofree char *pattern = read_data ("config-before.json");
  g_autofree char *blob = make_blob ("{\"bert@example.net-refresh-token\":\"geh\"}", KEY);
  g_autofree char *before = fill (pattern, blob);

  fixture->session = keyring_session_new (TRUE);
  if (key != NULL)
    store_key (key, NULL);
  fixture->folder = g_build_filename (g_get_user_config_dir (), "Mailspring", NULL);
  fixture->file = g_build_filename (fixture->folder, "config.json", NULL);
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  write_file (fixture, before);
}

static void
tear_down (Fixture *fixture, gconstpointer key)
{
  g_autofree char *lock = g_build_filename (fixture->folder, "SingletonLock", NULL);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  (void) g_unlink (lock);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      (void) g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->file);
  keyring_session_free (fixture->session);
}

static char *
read_file (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (fixture->file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static PlExportPlace *
find_place (void)
{
  g_autoptr (GPtrArray) places = pl_export_find_places (&pl_export_mailspring, NULL);

  g_assert_cmpuint (places->len, ==, 1);
  return g_object_ref (places->pdata[0]);
}

static PlExportPlan *
make_plan (PlExportAccount *account)
{
  g_autoptr (PlExportPlace) place = find_place ();
  g_autoptr (GError) error = NULL;
  PlExportPlan *plan = pl_export_plan (place, account, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static PlExportReceipt *
export_account (PlExportAccount *account)
{
  g_autoptr (PlExportPlan) plan = make_plan (account);
  g_autoptr (GError) error = NULL;
  PlExportReceipt *receipt;

  g_assert_cmpstr (pl_export_plan_get_refusal (plan), ==, NULL);
  receipt = pl_export_plan_apply (plan, NULL, &error);
  g_assert_no_error (error);
  return receipt;
}

/* --- The recorded vectors --- */

static void
test_ids (void)
{
  static const struct
  {
    Sample sample;
    const char *id;
  } rows[] = {
    { { .address = "anna@example.org",
        .incoming = { PL_SERVICE_IMAP, "imap.example.org", 993, .username = "anna@example.org" },
        .outgoing = { PL_SERVICE_SMTP, "smtp.example.org", 465, .username = "anna@example.org" } },
      "110ee910" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlExportAccount) account = make_account (&rows[i].sample, "x", "PLAIN");
      g_autofree char *id = pl_mailspring_make_id (account, 0);
      g_autofree char *other = pl_mailspring_make_id (account, 1);

      g_assert_cmpstr (id, ==, rows[i].id);
      g_assert_cmpstr (other, !=, id);
      g_assert_cmpuint (strlen (other), ==, 8);
    }
}

static void
test_cipher (void)
{
  static const char plain_text[] = "{\"a@b.c-imap\":\"geh\"}";
  static const char hex[] = "7aee7a261ef5e6e448e091ea448b711bae7cadb32cd14a10d8ef32a8fdd91e0e";
  g_autoptr (PlSecret) key = pl_secret_new (KEY, -1);
  g_autoptr (PlSecret) wrong = pl_secret_new ("AAAAAAAAAAAAAAAAAAAAAA==", -1);
  g_autofree char *json = pl_mailspring_encipher (plain_text, key);
  g_autofree char *back = NULL;
  g_autofree char *nothing = NULL;
  PlJsonView view;
  PlJsonView data;
  PlJsonView element = { NULL, 0 };
  guint at = 0;

  g_assert_true (pl_json_view_open (&view, json, strlen (json)));
  g_assert_true (pl_json_view_get_member (&view, "data", &data));
  while (pl_json_view_next_element (&data, &element))
    {
      guint64 number;
      guint expected = at < 3 ? (guint) "v11"[at]
                              : (guint) (g_ascii_xdigit_value (hex[(at - 3) * 2]) * 16 +
                                         g_ascii_xdigit_value (hex[(at - 3) * 2 + 1]));

      g_assert_true (pl_json_view_get_uint (&element, &number));
      g_assert_cmpuint (number, ==, expected);
      at++;
    }
  g_assert_cmpuint (at, ==, 3 + strlen (hex) / 2);

  back = pl_mailspring_decipher (&view, key);
  g_assert_cmpstr (back, ==, plain_text);
  nothing = pl_mailspring_decipher (&view, wrong);
  g_assert_cmpstr (nothing, ==, NULL);
}

static void
test_damaged_blobs (void)
{
  static const char *const rows[] = {
    "{\"type\":\"Buffer\",\"data\":[]}",
    "{\"type\":\"Buffer\",\"data\":[118,49,49]}",
    "{\"type\":\"Buffer\",\"data\":[118,49,48,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}",
    "{\"type\":\"Buffer\",\"data\":[118,49,49,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}",
    "{\"type\":\"Buffer\",\"data\":[118,49,49,256,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}",
    "{\"type\":\"Buffer\",\"data\":[118,49,49,-1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}",
    "{\"type\":\"Blob\",\"data\":[118,49,49]}",
    "{\"type\":\"Buffer\"}",
    "\"djEx\"",
    "null",
  };
  g_autoptr (PlSecret) key = pl_secret_new (KEY, -1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlJsonView view;
      g_autofree char *text = NULL;

      g_assert_true (pl_json_view_open (&view, rows[i], strlen (rows[i])));
      text = pl_mailspring_decipher (&view, key);
      g_assert_cmpstr (text, ==, NULL);
    }
}

/* --- The whole way --- */

static char *
dup_password (const char *config, const char *service)
{
  g_autoptr (PlSecret) key = pl_secret_new (KEY, -1);
  g_autofree char *passwords = NULL;
  PlJsonView root;
  PlJsonView star;
  PlJsonView credentials;

  g_assert_true (pl_json_view_open (&root, config, strlen (config)));
  g_assert_true (pl_json_view_get_member (&root, "*", &star));
  g_assert_true (pl_json_view_get_member (&star, "credentials", &credentials));
  passwords = pl_mailspring_decipher (&credentials, key);
  g_assert_nonnull (passwords);
  g_assert_nonnull (strstr (passwords, "\"bert@example.net-refresh-token\":\"geh\""));
  return pl_mailspring_get_password (passwords, "anna@example.org", service);
}

/* All but the enciphered numbers, which test_cipher() knows. */
static char *
cut_blob (const char *config)
{
  g_autoptr (GRegex) numbers = g_regex_new ("\"data\": \\[[0-9,\\s]*\\]", 0, 0, NULL);

  return g_regex_replace_literal (numbers, config, -1, 0, "\"data\": [@BLOB@]", 0, NULL);
}

static void
test_new (Fixture *fixture, gconstpointer key)
{
  g_autoptr (PlExportAccount) account = make_account (&plain, PASSWORD, "PLAIN");
  g_autofree char *before = read_file (fixture);
  g_autofree char *expected = read_data ("config-after.json");
  g_autoptr (PlExportReceipt) receipt = export_account (account);
  g_autoptr (PlExportPlan) again = NULL;
  g_autofree char *after = read_file (fixture);
  g_autofree char *cut = cut_blob (after);
  g_autofree char *imap = dup_password (after, "imap");
  g_autofree char *smtp = dup_password (after, "smtp");
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (cut, ==, expected);
  g_assert_cmpstr (imap, ==, PASSWORD);
  g_assert_cmpstr (smtp, ==, PASSWORD);
  g_assert_null (strstr (after, PASSWORD));

  again = make_plan (account);
  g_assert_false (pl_export_plan_changes_anything (again));

  g_assert_true (pl_export_receipt_undo (receipt, NULL, &error));
  g_assert_no_error (error);
  undone = read_file (fixture);
  g_assert_cmpstr (undone, ==, before);
}

/* An account that is there keeps its id, label, colour, aliases and what else is in its settings. */
static void
test_update (Fixture *fixture, gconstpointer key)
{
  const Sample sample = {
    .address = "bert@example.net",
    .incoming = { PL_SERVICE_IMAP, "imap.example.net", 143, PL_SECURITY_STARTTLS,
                  .username = "bert" },
    .outgoing = { PL_SERVICE_SMTP, "smtp.example.net", 25, PL_SECURITY_NONE,
                  .allow_cleartext = TRUE },
  };
  static const char *const kept[] = {
    "\"id\": \"0badcafe\"",
    "\"aliases\": [\"Bert <b@example.net>\"]",
    "\"color\": \"#ff8800\"",
    "\"label\": \"Arbeit\"",
    "\"refresh_client_id\": \"x.apps\"",
    "\"accountsVersion\": 8",
    "\"imap_port\": 143",
    "\"imap_security\": \"STARTTLS\"",
    "\"smtp_security\": \"none\"",
    "\"smtp_username\": \"\"",
    "\"smtp_allow_insecure_ssl\": false",
    "\"provider\": \"imap\"",
    "sm\\u00f8rrebr\\u00f8d",
    "1.50",
  };
  g_autoptr (PlExportAccount) account = make_account (&sample, PASSWORD, "PLAIN");
  g_autoptr (PlExportReceipt) receipt = export_account (account);
  g_autofree char *after = read_file (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (strstr (after, kept[i]) == NULL)
      g_error ("“%s” is missing in %s", kept[i], after);
  g_assert_null (strstr (after, "0badcafe\",\n        \"id"));
}

/* --- Reasons not to write --- */

static void
assert_refused (Fixture *fixture, PlExportAccount *account, const char *word)
{
  g_autofree char *before = read_file (fixture);
  g_autoptr (PlExportPlan) plan = make_plan (account);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  g_assert_nonnull (pl_export_plan_get_refusal (plan));
  if (strstr (pl_export_plan_get_refusal (plan), word) == NULL)
    g_error ("“%s” does not speak of “%s”", pl_export_plan_get_refusal (plan), word);
  /* Only then it helps to be told how a password is given. */
  g_assert_cmpint (pl_export_plan_lacks_password (plan), ==, g_str_equal (word, "password"));
  g_assert_null (pl_export_plan_apply (plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED);
  after = read_file (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
test_declined (Fixture *fixture, gconstpointer key)
{
  Sample pop3 = plain;
  Sample alone = plain;
  Sample pinned = plain;
  g_autoptr (PlExportAccount) account = NULL;

  pop3.incoming.service = PL_SERVICE_POP3;
  account = make_account (&pop3, "x", "PLAIN");
  assert_refused (fixture, account, "POP3");
  g_clear_object (&account);

  alone.outgoing.host = NULL;
  account = make_account (&alone, "x", "PLAIN");
  assert_refused (fixture, account, "one for sending");
  g_clear_object (&account);

  pinned.incoming.trust_fingerprint = PIN;
  account = make_account (&pinned, "x", "PLAIN");
  assert_refused (fixture, account, "certificate");
  g_clear_object (&account);

  account = make_account (&plain, NULL, "XOAUTH2");
  assert_refused (fixture, account, "by itself");
  g_clear_object (&account);

  account = make_account (&plain, NULL, "PLAIN");
  assert_refused (fixture, account, "password");
}

/* Who is not given the password for sending does not get the one for receiving instead: it may have been
 * kept back on purpose. */
static void
test_one_password (Fixture *fixture, gconstpointer key)
{
  g_autoptr (PlExportAccount) receiving = make_account_with (&plain, PASSWORD, NULL, "PLAIN");
  g_autoptr (PlExportAccount) sending = make_account_with (&plain, NULL, PASSWORD, "PLAIN");

  assert_refused (fixture, receiving, "password");
  assert_refused (fixture, sending, "password");
}

/* A password that Mailspring has stays while its server does, and is sent to no other. */
static void
test_stored_password (Fixture *fixture, gconstpointer key)
{
  static const char *const others[] = { "smtp.example.com", "imap.example.com" };
  Sample other = plain;
  g_autoptr (PlExportAccount) before = make_account (&plain, PASSWORD, "PLAIN");
  g_autoptr (PlExportReceipt) first = export_account (before);
  g_autoptr (PlExportReceipt) second = NULL;
  g_autoptr (PlExportAccount) same = NULL;
  g_autofree char *after = NULL;
  g_autofree char *stays = NULL;

  other.outgoing.port = 465;
  other.outgoing.security = PL_SECURITY_TLS;
  same = make_account (&other, NULL, "PLAIN");
  second = export_account (same);
  after = read_file (fixture);
  stays = dup_password (after, "smtp");
  g_assert_cmpstr (stays, ==, PASSWORD);
  g_assert_nonnull (strstr (after, "\"smtp_port\": 465"));

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      Sample elsewhere = plain;
      g_autoptr (PlExportAccount) account = NULL;

      *(i == 0 ? &elsewhere.outgoing.host : &elsewhere.incoming.host) = others[i];
      account = make_account (&elsewhere, NULL, "PLAIN");
      assert_refused (fixture, account, "password");
    }
}

/* A bridge on this computer is the one server whose certificate need not be checked. */
static void
test_bridge (Fixture *fixture, gconstpointer key)
{
  Sample bridge = plain;
  g_autoptr (PlExportAccount) account = NULL;
  g_autoptr (PlExportReceipt) receipt = NULL;
  g_autofree char *after = NULL;

  bridge.incoming.host = "127.0.0.1";
  bridge.incoming.trust_fingerprint = PIN;
  account = make_account (&bridge, "x", "PLAIN");
  receipt = export_account (account);
  after = read_file (fixture);
  g_assert_nonnull (strstr (after, "\"imap_allow_insecure_ssl\": true"));
  g_assert_nonnull (strstr (after, "\"smtp_allow_insecure_ssl\": false"));
}

static void
test_no_key (Fixture *fixture, gconstpointer key)
{
  g_autoptr (PlExportAccount) account = make_account (&plain, "x", "PLAIN");

  assert_refused (fixture, account, "not made the key");
}

static void
test_wrong_key (Fixture *fixture, gconstpointer key)
{
  g_autoptr (PlExportAccount) account = make_account (&plain, "x", "PLAIN");

  assert_refused (fixture, account, "cannot be read with its key");
}

static void
test_two_keys (Fixture *fixture, gconstpointer key)
{
  g_autoptr (PlExportAccount) account = make_account (&plain, "x", "PLAIN");

  store_key ("BBBBBBBBBBBBBBBBBBBBBB==", "yes");
  assert_refused (fixture, account, "several keys");
}

static void
test_locked (Fixture *fixture, gconstpointer key)
{
  g_autoptr (PlExportAccount) account = make_account (&plain, "x", "PLAIN");

  keyring_session_lock (fixture->session);
  assert_refused (fixture, account, "locked");
}

static void
test_damaged (Fixture *fixture, gconstpointer key)
{
  static const char *const rows[] = {
    "",
    "{",
    "[]",
    "{}",
    "{\"*\":[]}",
    "{\"*\":{}}",
    "{\"*\":{\"env\":3}}",
    "{\"*\":{\"env\":\"production\",\"accounts\":{}}}",
    "{\"*\":{\"env\":\"production\",\"accounts\":[],\"accountsVersion\":\"7\"}}",
  };
  g_autoptr (PlExportAccount) account = make_account (&plain, "x", "PLAIN");
  g_autoptr (PlExportPlace) place = find_place ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      write_file (fixture, rows[i]);
      g_assert_null (pl_export_plan (place, account, NULL, &error));
      g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED);
      after = read_file (fixture);
      g_assert_cmpstr (after, ==, rows[i]);
    }
}

/* A version before 1.12 has accounts and keeps their passwords elsewhere. */
static void
test_old_version (Fixture *fixture, gconstpointer key)
{
  g_autoptr (PlExportAccount) account = make_account (&plain, "x", "PLAIN");

  write_file (fixture, "{\"*\":{\"env\":\"production\",\"accounts\":[{\"id\":\"1\"}]}}");
  assert_refused (fixture, account, "cannot be read with its key");
  write_file (fixture, "{\"*\":{\"env\":\"production\"}}");
  g_object_unref (export_account (account));
}

/* --- Running --- */

static void
hold_lock (Fixture *fixture, const char *host, int pid)
{
  g_autofree char *lock = g_build_filename (fixture->folder, "SingletonLock", NULL);
  g_autofree char *holder = g_strdup_printf ("%s-%d", host, pid);

  (void) g_unlink (lock);
  g_assert_cmpint (symlink (holder, lock), ==, 0);
}

static void
assert_runs (gboolean runs)
{
  g_autoptr (PlExportPlace) place = find_place ();

  g_assert_cmpint (pl_export_place_get_state (place), ==,
                   runs ? PL_EXPORT_PLACE_RUNNING : PL_EXPORT_PLACE_READY);
}

static void
test_running (Fixture *fixture, gconstpointer key)
{
  g_autoptr (PlExportAccount) account = make_account (&plain, "x", "PLAIN");
  g_autoptr (PlExportPlan) plan = make_plan (account);
  g_autofree char *before = read_file (fixture);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  char name[16] = "";

  assert_runs (FALSE);
  hold_lock (fixture, g_get_host_name (),
             (int) getpid ()); /* a number that went to another program */
  assert_runs (FALSE);
  hold_lock (fixture, "another.computer", 1);
  assert_runs (TRUE);

  hold_lock (fixture, g_get_host_name (), (int) getpid ());
  prctl (PR_GET_NAME, name);
  prctl (PR_SET_NAME, "mailspring");
  assert_runs (TRUE);
  g_assert_null (pl_export_plan_apply (plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING);
  after = read_file (fixture);
  g_assert_cmpstr (after, ==, before);

  prctl (PR_SET_NAME, name);
  assert_runs (FALSE);
}

static void
test_never_started (Fixture *fixture, gconstpointer key)
{
  g_autoptr (PlExportPlace) place = NULL;

  g_assert_cmpint (g_unlink (fixture->file), ==, 0);
  place = find_place ();
  g_assert_cmpint (pl_export_place_get_state (place), ==, PL_EXPORT_PLACE_UNUSABLE);
  g_assert_nonnull (strstr (pl_export_place_get_problem (place), "never started"));
  g_assert_false (pl_export_place_get_preferred (place));
}

static void
add (const char *path, const char *key, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, key, set_up, test, tear_down);
}

/* A home of its own for the whole program. (What GLib isolates for each test it does not free.) */
static char *
make_home (void)
{
  char *home = g_dir_make_tmp ("postlotse-mailspring-XXXXXX", NULL);
  g_autofree char *config = g_build_filename (home, "config", NULL);
  g_autofree char *state = g_build_filename (home, "state", NULL);

  g_assert_true (g_setenv ("HOME", home, TRUE));
  g_assert_true (g_setenv ("XDG_CONFIG_HOME", config, TRUE));
  g_assert_true (g_setenv ("XDG_STATE_HOME", state, TRUE));
  return home;
}

static void
remove_home (const char *home)
{
  const char *const words[] = { "rm", "-rf", "--", home, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_autofree char *home = make_home ();
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mailspring/ids", test_ids);
  g_test_add_func ("/mailspring/cipher", test_cipher);
  g_test_add_func ("/mailspring/damaged-blobs", test_damaged_blobs);
  if (!keyring_session_is_possible ())
    {
      g_test_message ("gnome-keyring-daemon or dbus-daemon is missing");
      remove_home (home);
      return 77;
    }

  add ("/mailspring/new", KEY, test_new);
  add ("/mailspring/update", KEY, test_update);
  add ("/mailspring/declined", KEY, test_declined);
  add ("/mailspring/one-password", KEY, test_one_password);
  add ("/mailspring/stored-password", KEY, test_stored_password);
  add ("/mailspring/bridge", KEY, test_bridge);
  add ("/mailspring/no-key", NULL, test_no_key);
  add ("/mailspring/wrong-key", "AAAAAAAAAAAAAAAAAAAAAA==", test_wrong_key);
  add ("/mailspring/two-keys", KEY, test_two_keys);
  add ("/mailspring/locked", KEY, test_locked);
  add ("/mailspring/damaged", KEY, test_damaged);
  add ("/mailspring/old-version", KEY, test_old_version);
  add ("/mailspring/running", KEY, test_running);
  add ("/mailspring/never-started", KEY, test_never_started);
  status = g_test_run ();
  remove_home (home);
  return status;
}
