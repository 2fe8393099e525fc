// SPDX-License-Identifier: GPL-3.0-or-later
/* Passwords go into the real gnome-keyring-daemon, are renewed there and taken back. */
#include "export/keyring-session.h"

#include "export/keyring/pl-keyring.h"

#include <libsecret/secret.h>
#include <string.h>

#define ID "0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f"
#define OTHER_ID "11111111-2222-4333-8444-555555555555"

static PlServerSettings *
make_server (PlService service, const char *host, const char *username)
{
  const PlServerFields fields = {
    .service = service, .host = host, .port = 993, .username = username
  };

  return pl_server_settings_new (&fields, NULL);
}

/* An account with a server for each direction, and its passwords. */
typedef struct
{
  PlServerSettings *servers[2];
  PlSecret *secrets[2];
} Account;

static Account
make_account (const char *incoming, const char *outgoing)
{
  return (Account){
    .servers = { make_server (PL_SERVICE_IMAP, "imap.example.org", "anna@example.org"),
                 make_server (PL_SERVICE_SMTP, "smtp.example.org", "anna@example.org") },
    .secrets = { pl_secret_new (incoming, -1), pl_secret_new (outgoing, -1) },
  };
}

static void
clear_account (Account *account)
{
  for (guint i = 0; i < 2; i++)
    {
      g_object_unref (account->servers[i]);
      pl_secret_unref (account->secrets[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Account, clear_account)

static PlKeyringReceipt *
store (const Account *account, const char *id)
{
  const PlKeyringRequest request = {
    .account_id = id,
    .servers = { account->servers[0], account->servers[1] },
    .secrets = { account->secrets[0], account->secrets[1] },
  };
  g_autoptr (GError) error = NULL;
  PlKeyringReceipt *receipt = pl_keyring_store (&request, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (receipt);
  return receipt;
}

static void
assert_holds (const char *id, PlServerSettings *server, const char *password)
{
  PlKeyringOutcome outcome;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlSecret) secret = pl_keyring_look_up (id, server, &outcome, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, PL_KEYRING_OK);
  g_assert_cmpstr (secret != NULL ? pl_secret_peek (secret) : NULL, ==, password);
}

/* What another program sees: items under our schema, as `secret-tool search --all` finds them. */
static guint
count_items (void)
{
  static const SecretSchema any = { "org.postlotse.Account",
                                    SECRET_SCHEMA_NONE,
                                    { { "user", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } } };
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GList *items = secret_service_search_sync (NULL, &any, none, SECRET_SEARCH_ALL, NULL, &error);
  guint n = g_list_length (items);

  g_assert_no_error (error);
  g_list_free_full (items, g_object_unref);
  return n;
}

/* As another program would: @schema with all attributes of ours, for @host and @service. */
static GHashTable *
make_attributes (const char *host, const char *service)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (attributes, (char *) "account", (char *) ID);
  g_hash_table_insert (attributes, (char *) "host", (char *) host);
  g_hash_table_insert (attributes, (char *) "service", (char *) service);
  g_hash_table_insert (attributes, (char *) "user", (char *) "anna@example.org");
  return attributes;
}

static SecretSchema
make_schema (const char *name)
{
  return (SecretSchema){ name,
                         SECRET_SCHEMA_NONE,
                         { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
                           { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
                           { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
                           { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
                           { NULL, 0 } } };
}

static void
assert_finds (const SecretSchema *schema, GHashTable *attributes, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value =
      secret_service_lookup_sync (NULL, schema, attributes, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (value);
  g_assert_cmpstr (secret_value_get_text (value), ==, password);
  g_assert_cmpstr (secret_value_get_content_type (value), ==, "text/plain");
}

static void
test_one_password (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) account = make_account ("geheim", "geheim");
  g_autoptr (PlKeyringReceipt) receipt = store (&account, ID);

  g_assert_cmpint (pl_keyring_receipt_get_outcome (receipt), ==, PL_KEYRING_OK);
  g_assert_cmpint (pl_keyring_receipt_get_store (receipt, PL_DIRECTION_INCOMING), ==,
                   PL_SECRET_STORE_SERVICE);
  g_assert_cmpint (pl_keyring_receipt_get_store (receipt, PL_DIRECTION_OUTGOING), ==,
                   PL_SECRET_STORE_SAME_AS);
  g_assert_cmpstr (pl_keyring_receipt_get_account (receipt, PL_DIRECTION_INCOMING), ==, ID);
  g_assert_cmpuint (count_items (), ==, 1);
  assert_holds (ID, account.servers[0], "geheim");
  assert_holds (ID, account.servers[1], NULL);

  g_assert_true (pl_keyring_undo (receipt, NULL, NULL));
  g_assert_cmpuint (count_items (), ==, 0);
}

/* What other programs look for: schema and attributes by the letter. */
static void
test_attributes (void)
{
  const SecretSchema schema = make_schema ("org.postlotse.Account");
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) account = make_account ("geheim", "anderes");
  g_autoptr (PlKeyringReceipt) receipt = store (&account, ID);
  g_autoptr (GHashTable) attributes = make_attributes ("smtp.example.org", "smtp");

  assert_finds (&schema, attributes, "anderes");
  g_assert_cmpuint (count_items (), ==, 2);
  g_assert_cmpint (pl_keyring_receipt_get_store (receipt, PL_DIRECTION_OUTGOING), ==,
                   PL_SECRET_STORE_SERVICE);
  assert_holds (ID, account.servers[0], "geheim");
  assert_holds (ID, account.servers[1], "anderes");
}

/* The same mailbox set up again: renewed under its old account, and not twice there. */
static void
test_replaced (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) first = make_account ("alt", "altes für das Senden");
  g_auto (Account) second = make_account ("neu", "neu");
  g_autoptr (PlKeyringReceipt) receipt = store (&first, ID);
  g_autoptr (PlKeyringReceipt) again = store (&second, OTHER_ID);

  g_assert_cmpuint (count_items (), ==, 2);
  g_assert_cmpstr (pl_keyring_receipt_get_account (again, PL_DIRECTION_INCOMING), ==, ID);
  g_assert_cmpint (pl_keyring_receipt_get_store (again, PL_DIRECTION_OUTGOING), ==,
                   PL_SECRET_STORE_SAME_AS);
  assert_holds (ID, second.servers[0], "neu");
  assert_holds (ID, second.servers[1], "neu"); /* it would be wrong there otherwise */

  g_assert_true (pl_keyring_undo (again, NULL, NULL));
  g_assert_cmpuint (count_items (), ==, 2);
  assert_holds (ID, first.servers[0], "alt");
  assert_holds (ID, first.servers[1], "altes für das Senden");
}

/* A secret is for one server, one protocol and one user. */
static void
test_belongs (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) account = make_account ("geheim", "geheim");
  g_autoptr (PlKeyringReceipt) receipt = store (&account, ID);
  g_autoptr (PlServerSettings) host =
      make_server (PL_SERVICE_IMAP, "imap.example.net", "anna@example.org");
  g_autoptr (PlServerSettings) service =
      make_server (PL_SERVICE_POP3, "imap.example.org", "anna@example.org");
  g_autoptr (PlServerSettings) user =
      make_server (PL_SERVICE_IMAP, "imap.example.org", "bernd@example.org");
  g_autoptr (PlServerSettings) nobody = make_server (PL_SERVICE_IMAP, "imap.example.org", NULL);

  assert_holds (ID, account.servers[0], "geheim");
  assert_holds (OTHER_ID, account.servers[0], NULL);
  assert_holds (ID, host, NULL);
  assert_holds (ID, service, NULL);
  assert_holds (ID, user, NULL);
  assert_holds (ID, nobody, NULL);
}

/* Another program's item with the same attributes is neither read nor changed. */
static void
test_other_schema (void)
{
  const SecretSchema schema = make_schema ("org.example.Mail");
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) account = make_account ("geheim", "geheim");
  g_autoptr (GHashTable) attributes = make_attributes ("imap.example.org", "imap");
  g_autoptr (SecretValue) theirs = secret_value_new ("fremd", -1, "text/plain");
  g_autoptr (SecretService) service =
      secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, NULL);
  g_autoptr (PlKeyringReceipt) receipt = NULL;

  g_assert_true (secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                                            "theirs", theirs, NULL, NULL));
  assert_holds (ID, account.servers[0], NULL);
  receipt = store (&account, ID);
  assert_holds (ID, account.servers[0], "geheim");
  assert_finds (&schema, attributes, "fremd");
}

/* Passwords as people make them, and as password managers do. */
static void
test_any_password (void)
{
  static const char *const pieces[] = { "ä", "Ö", "ß", "\"", "'", "\\", "`", "$", "%",
                                        "a", "7", " ", "€",  "😀", "\t", "{", "=", ";" };
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);

  for (guint run = 0; run < 20; run++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (PlKeyringReceipt) receipt = NULL;

      for (guint i = 0; i < 200; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      {
        g_auto (Account) account = make_account (text->str, text->str);

        receipt = store (&account, ID);
        g_assert_cmpint (pl_keyring_receipt_get_outcome (receipt), ==, PL_KEYRING_OK);
        assert_holds (ID, account.servers[0], text->str);
      }
    }
  g_assert_cmpuint (count_items (), ==, 1);
}

/* Nobody can be asked to open it here. */
static void
test_locked (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) first = make_account ("alt", "alt");
  g_auto (Account) second = make_account ("neu", "neu");
  g_autoptr (PlKeyringReceipt) receipt = store (&first, ID);
  g_autoptr (PlKeyringReceipt) locked = NULL;
  PlKeyringOutcome outcome;

  keyring_session_lock (session);
  locked = store (&second, ID);
  g_assert_cmpint (pl_keyring_receipt_get_outcome (locked), ==, PL_KEYRING_DISMISSED);
  g_assert_cmpint (pl_keyring_receipt_get_store (locked, PL_DIRECTION_INCOMING), ==,
                   PL_SECRET_STORE_NONE);
  g_assert_null (pl_keyring_look_up (ID, first.servers[0], &outcome, NULL, NULL));
  g_assert_cmpint (outcome, ==, PL_KEYRING_DISMISSED);
}

static void
test_locked_and_new (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) account = make_account ("geheim", "geheim");
  g_autoptr (PlKeyringReceipt) receipt = NULL;

  keyring_session_lock (session);
  receipt = store (&account, ID);
  g_assert_cmpint (pl_keyring_receipt_get_outcome (receipt), ==, PL_KEYRING_DISMISSED);
  g_assert_cmpuint (count_items (), ==, 0);
}

/* Locked meanwhile, an item that was made and one that was renewed stay as they are, and can be taken back
 * another time. */
static void
test_locked_and_undone (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) first = make_account ("alt", "alt");
  g_auto (Account) second = make_account ("neu", "ein anderes");
  g_autoptr (PlKeyringReceipt) receipt = store (&first, ID);
  g_autoptr (PlKeyringReceipt) again = store (&second, ID);

  keyring_session_lock (session);
  g_assert_false (pl_keyring_undo (again, NULL, NULL));
  g_assert_true (pl_keyring_receipt_changed_anything (again));
  g_assert_cmpstr (pl_keyring_receipt_get_account (again, PL_DIRECTION_INCOMING), ==, ID);

  keyring_session_unlock (session);
  assert_holds (ID, first.servers[0], "neu");
  g_assert_true (pl_keyring_undo (again, NULL, NULL));
  g_assert_false (pl_keyring_receipt_changed_anything (again));
  g_assert_cmpuint (count_items (), ==, 1);
  assert_holds (ID, first.servers[0], "alt");
}

/* Removed by the person meanwhile: there is nothing left to be taken back. */
static void
test_gone_and_undone (void)
{
  const SecretSchema schema = make_schema ("org.postlotse.Account");
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) account = make_account ("geheim", "geheim");
  g_autoptr (PlKeyringReceipt) receipt = store (&account, ID);
  g_autoptr (GHashTable) attributes = make_attributes ("imap.example.org", "imap");

  g_assert_true (secret_service_clear_sync (NULL, &schema, attributes, NULL, NULL));
  g_assert_true (pl_keyring_undo (receipt, NULL, NULL));
  g_assert_cmpuint (count_items (), ==, 0);
}

static void
test_absent (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (FALSE);
  g_auto (Account) account = make_account ("geheim", "geheim");
  g_autoptr (PlKeyringReceipt) receipt = store (&account, ID);
  PlKeyringOutcome outcome;

  g_assert_cmpint (pl_keyring_receipt_get_outcome (receipt), ==, PL_KEYRING_ABSENT);
  g_assert_cmpint (pl_keyring_receipt_get_store (receipt, PL_DIRECTION_INCOMING), ==,
                   PL_SECRET_STORE_NONE);
  g_assert_true (pl_keyring_undo (receipt, NULL, NULL));
  g_assert_null (pl_keyring_look_up (ID, account.servers[0], &outcome, NULL, NULL));
  g_assert_cmpint (outcome, ==, PL_KEYRING_ABSENT);
}

static void
test_cancelled (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) account = make_account ("geheim", "geheim");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const PlKeyringRequest request = {
    .account_id = ID,
    .servers = { account.servers[0], account.servers[1] },
    .secrets = { account.secrets[0], account.secrets[1] },
  };

  g_cancellable_cancel (cancellable);
  g_assert_null (pl_keyring_store (&request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_items (), ==, 0);
}

/* Send only, or receive only. */
static void
test_one_direction (void)
{
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) account = make_account ("geheim", "geheim");
  const PlKeyringRequest request = {
    .account_id = ID,
    .servers = { NULL, account.servers[1] },
    .secrets = { NULL, account.secrets[1] },
  };
  g_autoptr (PlKeyringReceipt) receipt = pl_keyring_store (&request, NULL, NULL);

  g_assert_cmpint (pl_keyring_receipt_get_store (receipt, PL_DIRECTION_OUTGOING), ==,
                   PL_SECRET_STORE_SERVICE);
  assert_holds (ID, account.servers[1], "geheim");
  g_assert_cmpuint (count_items (), ==, 1);
}

/* What another program has put there need not be a password: taken back, it is as it was. */
static void
test_no_password_there (void)
{
  static const char bytes[] = "a\0b";
  const SecretSchema schema = make_schema ("org.postlotse.Account");
  g_autoptr (KeyringSession) session = keyring_session_new (TRUE);
  g_auto (Account) account = make_account ("neu", "neu");
  g_autoptr (GHashTable) attributes = make_attributes ("imap.example.org", "imap");
  g_autoptr (SecretValue) theirs = secret_value_new (bytes, 3, "application/octet-stream");
  g_autoptr (SecretService) service =
      secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, NULL);
  g_autoptr (PlKeyringReceipt) receipt = NULL;
  g_autoptr (SecretValue) after = NULL;
  gsize length;

  g_assert_true (secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                                            "theirs", theirs, NULL, NULL));
  receipt = store (&account, ID);
  g_assert_cmpint (pl_keyring_receipt_get_outcome (receipt), ==, PL_KEYRING_OK);
  assert_holds (ID, account.servers[0], "neu");
  g_assert_true (pl_keyring_undo (receipt, NULL, NULL));
  after = secret_service_lookup_sync (NULL, &schema, attributes, NULL, NULL);
  g_assert_cmpmem (secret_value_get (after, &length), 3, bytes, 3);
  g_assert_cmpuint (length, ==, 3);
}

/* What cannot be read could not be put back. */
static void
test_unreadable (void)
{
  const SecretSchema schema = make_schema ("org.postlotse.Account");
  g_autoptr (KeyringSession) session = keyring_session_new_mute ();
  g_auto (Account) account = make_account ("neu", "neu");
  g_autoptr (GHashTable) attributes = make_attributes ("imap.example.org", "imap");
  g_autoptr (PlKeyringReceipt) receipt = store (&account, ID);
  GList *items;
  g_autofree char *label = NULL;

  g_assert_cmpint (pl_keyring_receipt_get_outcome (receipt), ==, PL_KEYRING_UNREADABLE);
  g_assert_cmpint (pl_keyring_receipt_get_store (receipt, PL_DIRECTION_INCOMING), ==,
                   PL_SECRET_STORE_NONE);
  items = secret_service_search_sync (NULL, &schema, attributes, SECRET_SEARCH_ALL, NULL, NULL);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  label = secret_item_get_label (items->data);
  g_assert_cmpstr (label, ==, "untouched");
  g_list_free_full (items, g_object_unref);
}

/* On Plasma it can be switched on; elsewhere there is nothing to switch. */
static void
test_words_of_plasma (void)
{
  g_setenv ("XDG_CURRENT_DESKTOP", "KDE", TRUE);
  g_assert_nonnull (strstr (pl_keyring_outcome_to_words (PL_KEYRING_ABSENT), "KWallet"));
  g_assert_null (strstr (pl_keyring_outcome_to_words (PL_KEYRING_LOCKED), "KWallet"));
  g_setenv ("XDG_CURRENT_DESKTOP", "ubuntu:GNOME", TRUE);
  g_assert_null (strstr (pl_keyring_outcome_to_words (PL_KEYRING_ABSENT), "KWallet"));
  g_unsetenv ("XDG_CURRENT_DESKTOP");
}

static void
test_words (void)
{
  for (int i = PL_KEYRING_OK; i <= PL_KEYRING_FAILED; i++)
    g_assert_true (g_str_has_suffix (pl_keyring_outcome_to_words ((PlKeyringOutcome) i), "."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!keyring_session_is_possible ())
    {
      g_print ("1..0 # SKIP there is no gnome-keyring-daemon\n");
      return 0;
    }

  g_test_add_func ("/keyring/one-password", test_one_password);
  g_test_add_func ("/keyring/attributes", test_attributes);
  g_test_add_func ("/keyring/replaced", test_replaced);
  g_test_add_func ("/keyring/belongs", test_belongs);
  g_test_add_func ("/keyring/other-schema", test_other_schema);
  g_test_add_func ("/keyring/any-password", test_any_password);
  g_test_add_func ("/keyring/locked", test_locked);
  g_test_add_func ("/keyring/locked-and-new", test_locked_and_new);
  g_test_add_func ("/keyring/locked-and-undone", test_locked_and_undone);
  g_test_add_func ("/keyring/gone-and-undone", test_gone_and_undone);
  g_test_add_func ("/keyring/absent", test_absent);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  g_test_add_func ("/keyring/one-direction", test_one_direction);
  g_test_add_func ("/keyring/no-password-there", test_no_password_there);
  g_test_add_func ("/keyring/unreadable", test_unreadable);
  g_test_add_func ("/keyring/words", test_words);
  g_test_add_func ("/keyring/words-of-plasma", test_words_of_plasma);
  return g_test_run ();
}
