// SPDX-License-Identifier: GPL-3.0-or-later
/* The accounts that mail programs have, as settings: profiles of the export's own tests, what is not set,
 * what is hostile, what is half written, and passwords that only their own server gets. */
#include "export/keyring-session.h"

#include "export/import/pl-import-private.h"
#include "export/mailspring/pl-mailspring-private.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

#define PIN "00aa11bb22cc33dd44ee55ff00aa11bb22cc33dd44ee55ff00aa11bb22cc33dd"
#define KEY "3oZkq0Zq1mY9uQ7Tt0bFvA=="

/* --- What was read, as text --- */

static void
describe_server (PlImportAccount *account, PlDirection direction, GString *text)
{
  PlServerSettings *server = pl_import_account_get_server (account, direction);
  PlServerFields fields;

  if (server == NULL)
    return;
  pl_server_settings_peek_fields (server, &fields);
  g_assert_cmpint (fields.source, ==, PL_SOURCE_USER);
  g_assert_false (fields.allow_cleartext);
  g_string_append_printf (
      text, "; %s %s:%u %s %s %s%s", pl_service_to_nick (fields.service), fields.host, fields.port,
      pl_security_to_nick (fields.security), fields.username != NULL ? fields.username : "-",
      fields.auth != NULL ? fields.auth : "any", fields.trust_fingerprint != NULL ? " pinned" : "");
  if (fields.trust_fingerprint != NULL)
    g_assert_cmpstr (fields.trust_fingerprint, ==, PIN);
  if (pl_import_account_get_accepts_any (account, direction))
    g_string_append (text, " accepts-any");
}

static char *
describe (GPtrArray *accounts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < accounts->len; i++)
    {
      PlImportAccount *account = accounts->pdata[i];
      const char *name = pl_import_account_get_display_name (account);
      guint days = pl_import_account_get_removal (account);

      g_string_append_printf (text, "%s%s <%s>", i > 0 ? "\n" : "",
                              pl_import_account_get_title (account), name != NULL ? name : "");
      describe_server (account, PL_DIRECTION_INCOMING, text);
      describe_server (account, PL_DIRECTION_OUTGOING, text);
      if (days != PL_POP3_KEEP)
        g_string_append_printf (text, "; removes %d", (int) days);
      if (pl_import_account_get_problem (account) != NULL)
        g_string_append_printf (text, "; %s", pl_import_account_get_problem (account));
      g_assert_true ((pl_import_account_get_problem (account) == NULL) ==
                     (pl_import_account_get_proposal (account) != NULL));
    }
  return g_string_free (text, FALSE);
}

/* --- Thunderbird --- */

static char *
read_sample (const char *folder, const char *name, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "thunderbird", folder, name, NULL);
  char *text = NULL;

  *length = 0;
  (void) g_file_get_contents (path, &text, length, NULL);
  return text;
}

static GPtrArray *
read_folder (const char *folder)
{
  gsize length;
  gsize length_of_overrides;
  g_autofree char *prefs = read_sample (folder, "prefs.js", &length);
  g_autofree char *overrides = read_sample (folder, "cert_override.txt", &length_of_overrides);
  g_autoptr (GBytes) bytes = g_bytes_new (overrides, length_of_overrides);

  g_assert_nonnull (prefs);
  return pl_import_read_prefs (prefs, length, bytes);
}

static const struct
{
  const char *folder;
  const char *expected;
} samples[] = {
  { "first-account/after",
    "anna@example.org <Anna Müller>; imap imap.example.org:993 tls "
    "anna@example.org any; smtp smtp.example.org:465 tls anna@example.org any" },
  { "first-account/before", "" },
  { "beside-another/before",
    "karl@example.net <Karl \"der Große\" Käfer>; imap imap.example.net:993 tls karl@example.net any; "
    "smtp smtp.example.net:587 starttls karl@example.net any" },
  { "corrected/before",
    "Anna@Example.org <Annas eigener Name>; imap imap.example.org:144 none "
    "anna@example.org any; smtp smtp.example.org:25 none anna@example.org any" },
  { "pop3-keep/after",
    "karl@example.net <Karl \"der Große\" Käfer>; imap imap.example.net:993 tls karl@example.net any; "
    "smtp smtp.example.net:587 starttls karl@example.net any\n"
    "anna@example.org <>; pop3 pop.example.org:995 tls anna any; smtp smtp.example.org:465 tls "
    "anna@example.org any" },
  { "pop3-days/after",
    "anna@example.org <>; pop3 pop.example.org:110 starttls anna any; removes 14" },
  { "pop3-until-deleted/before",
    "anna@example.org <Anna>; pop3 pop.example.org:110 none anna any; smtp smtp.example.org:465 tls "
    "anna@example.org any" },
  { "pop3-at-once/after",
    "anna@example.org <>; pop3 pop.example.org:995 tls anna any; smtp smtp.example.org:465 tls anna@example.org any; removes -1" },
};

static void
test_samples (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GPtrArray) accounts = read_folder (samples[i].folder);
      g_autofree char *text = describe (accounts);

      g_test_message ("%s", samples[i].folder);
      g_assert_cmpstr (text, ==, samples[i].expected);
    }
}

/* Exceptions are for one port of one host, and for no other. */
static void
test_exceptions (void)
{
  g_autoptr (GPtrArray) accounts = read_folder ("exceptions/after");
  g_autofree char *text = describe (accounts);

  g_assert_cmpint (accounts->len, ==, 1);
  g_assert_nonnull (strstr (text, "imap.example.org:993 tls anna@example.org any pinned"));
  g_assert_nonnull (strstr (text, "smtp.example.org:465 tls anna@example.org any pinned"));
}

#define HEAD                                                           \
  "user_pref(\"mail.accountmanager.accounts\", \"account1\");\n"       \
  "user_pref(\"mail.account.account1.server\", \"server1\");\n"        \
  "user_pref(\"mail.account.account1.identities\", \"id1\");\n"        \
  "user_pref(\"mail.identity.id1.useremail\", \"a@example.org\");\n"   \
  "user_pref(\"mail.server.server1.hostname\", \"in.example.org\");\n" \
  "user_pref(\"mail.server.server1.userName\", \"a\");\n"
#define TYPE(type) "user_pref(\"mail.server.server1.type\", \"" type "\");\n"
#define SERVER_INT(leaf, value) "user_pref(\"mail.server.server1." leaf "\", " #value ");\n"
#define OUT                                                               \
  "user_pref(\"mail.smtpservers\", \"smtp1\");\n"                         \
  "user_pref(\"mail.smtpserver.smtp1.hostname\", \"out.example.org\");\n" \
  "user_pref(\"mail.smtpserver.smtp1.username\", \"a\");\n"
#define OUT_INT(leaf, value) "user_pref(\"mail.smtpserver.smtp1." leaf "\", " #value ");\n"

static const struct
{
  const char *prefs;
  const char *expected;
} settings[] = {
  /* What is not set */
  { HEAD TYPE ("imap"), "a@example.org <>; imap in.example.org:143 none a any" },
  { HEAD TYPE ("imap") SERVER_INT ("socketType", 3),
    "a@example.org <>; imap in.example.org:993 tls a any" },
  { HEAD TYPE ("imap") SERVER_INT ("port", -1) SERVER_INT ("socketType", 2),
    "a@example.org <>; imap in.example.org:143 starttls a any" },
  { HEAD TYPE ("imap") SERVER_INT ("socketType", 1),
    "a@example.org <>; imap in.example.org:143 starttls a any" },
  { HEAD TYPE ("pop3") SERVER_INT ("socketType", 3),
    "a@example.org <>; pop3 in.example.org:995 tls a any; removes -1" },
  { HEAD TYPE ("pop3") SERVER_INT ("leave_on_server", true),
    "a@example.org <>; pop3 in.example.org:110 none a any" },
  { HEAD TYPE ("pop3") SERVER_INT ("leave_on_server", true)
        SERVER_INT ("delete_by_age_from_server", true),
    "a@example.org <>; pop3 in.example.org:110 none a any; removes 7" },
  { HEAD TYPE ("imap") OUT, "a@example.org <>; imap in.example.org:143 none a any; smtp "
                            "out.example.org:587 none a any" },
  { HEAD TYPE ("imap") OUT OUT_INT ("try_ssl", 3),
    "a@example.org <>; imap in.example.org:143 none a any; smtp out.example.org:465 tls a any" },
  /* How it signs in */
  { HEAD TYPE ("imap") SERVER_INT ("authMethod", 4) OUT OUT_INT ("authMethod", 1),
    "a@example.org <>; imap in.example.org:143 none a CRAM-MD5; smtp out.example.org:587 none - "
    "any" },
  { HEAD TYPE ("pop3") SERVER_INT ("authMethod", 4) SERVER_INT ("leave_on_server", true),
    "a@example.org <>; pop3 in.example.org:110 none a any" },
  { HEAD TYPE ("imap") SERVER_INT ("authMethod", 10),
    "a@example.org <>; imap in.example.org:143 none a XOAUTH2" },
  { HEAD TYPE ("imap") SERVER_INT ("authMethod", 5),
    "a@example.org <>; It signs in by Kerberos, NTLM or a certificate, which cannot be tested "
    "here." },
  { HEAD TYPE ("imap") OUT OUT_INT ("authMethod", 7),
    "a@example.org <>; It signs in by Kerberos, NTLM or a certificate, which cannot be tested "
    "here." },
  /* Other kinds */
  { HEAD TYPE ("none"), "" },
  { HEAD TYPE ("nntp"), "" },
  { HEAD TYPE ("ews"), "a@example.org <>; It uses Exchange, which Postlotse cannot test." },
  { HEAD, "" },
  /* Broken and hostile */
  { HEAD TYPE ("imap") SERVER_INT ("port", 99999) SERVER_INT ("socketType", 77),
    "a@example.org <>; imap in.example.org:143 starttls a any" },
  { HEAD TYPE ("imap") "user_pref(\"mail.server.server1.hostname\", \"in\\nhost\");\n",
    "a@example.org <>; A server, a port or a user name in its settings cannot be one." },
  { HEAD TYPE ("imap") "user_pref(\"mail.server.server1.hostname\", \"\");\n",
    "a@example.org <>; It has no server for receiving." },
  { HEAD TYPE ("imap") "user_pref(\"mail.server.server1.userName\", \"a\\r\\nDELE 1\");\n",
    "a@example.org <>; A server, a port or a user name in its settings cannot be one." },
  { HEAD TYPE ("imap") "user_pref(\"mail.identity.id1.useremail\", \"x\\u202ey\\nz\");\n",
    "x y z <>; It has no e-mail address." },
  { HEAD TYPE ("imap") "user_pref(\"mail.identity.id1.fullName\", \"A\\u001b[31m\\nB\");\n",
    "a@example.org <A [31m B>; imap in.example.org:143 none a any" },
  { HEAD TYPE ("imap") "user_pref(\"mail.account.account1.identities\", \"\");\n",
    "account1 <>; It has no e-mail address." },
  { "user_pref(\"mail.accountmanager.accounts\", \"account1,,account1, ../x\");\n", "" },
};

static void
test_settings (void)
{
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GPtrArray) accounts =
          pl_import_read_prefs (settings[i].prefs, strlen (settings[i].prefs), none);
      g_autofree char *text = describe (accounts);

      g_test_message ("%u", i);
      g_assert_cmpstr (text, ==, settings[i].expected);
    }
}

static const struct
{
  const char *line;
  gboolean pinned;
} overrides[] = {
  { "in.example.org:993:\tOID.2.16.840.1.101.3.4.2.1\t" PIN "\t", TRUE },
  { "in.example.org:993\tOID.2.16.840.1.101.3.4.2.1\t" PIN "\tMU\tAAA=", TRUE },
  { "IN.example.org:993:\tOID.2.16.840.1.101.3.4.2.1\t" PIN "\t", TRUE },
  { "in.example.org:9930:\tOID.2.16.840.1.101.3.4.2.1\t" PIN "\t", FALSE },
  { "xin.example.org:993:\tOID.2.16.840.1.101.3.4.2.1\t" PIN "\t", FALSE },
  { "in.example.org:993:^x=1\tOID.2.16.840.1.101.3.4.2.1\t" PIN "\t", FALSE },
  { "in.example.org:993:\tOID.1.3.14.3.2.26\t" PIN "\t", FALSE },
  { "in.example.org:993:\tOID.2.16.840.1.101.3.4.2.1\t00:11\t", FALSE },
  { "# in.example.org:993:\tOID.2.16.840.1.101.3.4.2.1\t" PIN, FALSE },
  { "in.example.org:993:\tOID.2.16.840.1.101.3.4.2.1", FALSE },
  { "\t\t\t\t\n:\n", FALSE },
};

static void
test_overrides (void)
{
  static const char prefs[] = HEAD TYPE ("imap") SERVER_INT ("socketType", 3);

  for (guint i = 0; i < G_N_ELEMENTS (overrides); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (overrides[i].line, strlen (overrides[i].line));
      g_autoptr (GPtrArray) accounts = pl_import_read_prefs (prefs, strlen (prefs), bytes);
      g_autofree char *text = describe (accounts);

      g_test_message ("%s", overrides[i].line);
      g_assert_cmpint (strstr (text, " pinned") != NULL, ==, overrides[i].pinned);
    }
}

/* A file that breaks off is none; one that ends behind a line is one with less in it. */
static void
test_half_written (void)
{
  gsize length;
  g_autofree char *prefs = read_sample ("exceptions/after", "prefs.js", &length);
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  guint n_broken = 0;

  for (gsize n = 0; n < length; n++)
    {
      g_autofree char *part = g_memdup2 (prefs, n + 1);
      g_autoptr (GPtrArray) accounts = pl_import_read_prefs (part, n, none);

      n_broken += accounts == NULL;
      if (accounts != NULL)
        g_free (describe (accounts));
    }
  g_assert_cmpuint (n_broken, >, length / 2);
}

/* --- Mailspring --- */

#define CONFIG(accounts) "{\"*\":{\"env\":\"production\",\"accounts\":[" accounts "]}}"
#define ANNA(more)                                                                                \
  "{\"emailAddress\":\"anna@example.org\",\"name\":\"Anna\",\"provider\":\"imap\",\"settings\":{" \
  "\"imap_host\":\"imap.example.org\",\"imap_port\":993,\"imap_username\":\"anna\","              \
  "\"imap_security\":\"SSL / TLS\",\"smtp_host\":\"smtp.example.org\",\"smtp_port\":\"587\","     \
  "\"smtp_username\":\"\",\"smtp_security\":\"STARTTLS\"" more "}}"

static const struct
{
  const char *text;
  const char *expected; /* NULL: no such file */
} configs[] = {
  { CONFIG (ANNA ("")), "anna@example.org <Anna>; imap imap.example.org:993 tls anna any; smtp "
                        "smtp.example.org:587 starttls - any" },
  { CONFIG (ANNA (",\"smtp_allow_insecure_ssl\":true")),
    "anna@example.org <Anna>; imap imap.example.org:993 tls anna any; smtp "
    "smtp.example.org:587 starttls - any accepts-any" },
  { CONFIG (ANNA (",\"refresh_token\":\"x\"")),
    "anna@example.org <Anna>; Mailspring signs in to it through the browser, and only Mailspring can "
    "do that." },
  { CONFIG ("{\"emailAddress\":\"b@gmail.com\",\"provider\":\"gmail\",\"settings\":{}}"),
    "b@gmail.com <>; Mailspring signs in to it through the browser, and only Mailspring can do "
    "that." },
  { CONFIG ("{},7,null"), "? <>; It has no e-mail address.\n? <>; It has no e-mail address.\n"
                          "? <>; It has no e-mail address." },
  { CONFIG ("{\"emailAddress\":\"b@example.org\",\"settings\":{\"imap_host\":\"a b\"}}"),
    "b@example.org <>; A server, a port or a user name in its settings cannot be one." },
  { CONFIG ("{\"emailAddress\":\"b@example.org\",\"settings\":{\"imap_host\":\"i\","
            "\"imap_port\":99999999}}"),
    "b@example.org <>; A server, a port or a user name in its settings cannot be one." },
  { CONFIG (""), "" },
  { "{\"*\":{}}", "" },
  { "{\"*\":{\"accounts\":{}}}", NULL },
  { "{\"*\":[]}", NULL },
  { "{\"*\":{\"accounts\":[{\"emailAddress\":", NULL },
  { "[]", NULL },
  { "", NULL },
};

/* Small files that ask for a lot of work, and would fill the window with rows. */
static void
test_flood (void)
{
  g_autoptr (GString) prefs = g_string_new (HEAD TYPE ("imap"));
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) config = g_string_new ("{\"*\":{\"accounts\":[{}");
  g_autoptr (GBytes) exceptions = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) others = NULL;

  g_string_append (prefs, "user_pref(\"mail.accountmanager.accounts\", \"");
  for (guint i = 0; i < 20000; i++)
    {
      g_string_append (prefs, "account1,");
      g_string_append (lines, "x.example.org:993:\tOID.2.16.840.1.101.3.4.2.1\t" PIN "\t\n");
      g_string_append (config, ",{}");
    }
  g_string_append (prefs, "\");\n");
  g_string_append (config, "]}}");
  exceptions = g_bytes_new (lines->str, lines->len);

  accounts = pl_import_read_prefs (prefs->str, prefs->len, exceptions);
  others = pl_import_read_config (config->str, config->len);
  g_assert_cmpuint (accounts->len, ==, PL_IMPORT_MOST_ACCOUNTS);
  g_assert_cmpuint (others->len, ==, PL_IMPORT_MOST_ACCOUNTS);
}

static void
test_configs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      g_autoptr (GPtrArray) accounts =
          pl_import_read_config (configs[i].text, strlen (configs[i].text));
      g_autofree char *text = accounts != NULL ? describe (accounts) : NULL;

      g_test_message ("%u", i);
      g_assert_cmpstr (text, ==, configs[i].expected);
    }
}

/* --- Passwords --- */

static const SecretSchema schema = {
  "chrome_libsecret_os_crypt_password_v2",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  { { "application", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static void
store_key (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service =
      secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, &error);
  g_autoptr (SecretValue) value = secret_value_new (KEY, -1, "text/plain");
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  g_hash_table_insert (attributes, (char *) "application", (char *) "Mailspring");
  secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                             "Chromium Safe Storage", value, NULL, &error);
  g_assert_no_error (error);
}

static void
write_config (const char *folder, const char *account)
{
  g_autoptr (PlSecret) key = pl_secret_new (KEY, -1);
  g_autofree char *credentials = pl_mailspring_encipher (
      "{\"anna@example.org-imap\":\"geheim\",\"anna@example.org-smtp\":\"auch\"}", key);
  g_autofree char *text =
      g_strdup_printf ("{\"*\":{\"env\":\"production\",\"accounts\":[%s],\"credentials\":%s}}",
                       account, credentials);
  g_autofree char *path = g_build_filename (folder, "config.json", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static gboolean
has_password (PlExportPlace *place,
              PlImportAccount *account,
              PlDirection direction,
              const char *text)
{
  g_autoptr (PlSecret) password = pl_import_look_up_password (place, account, direction);

  return g_strcmp0 (password != NULL ? pl_secret_peek (password) : NULL, text) == 0;
}

static void
test_passwords (void)
{
  KeyringSession *session;
  g_autofree char *folder = g_dir_make_tmp ("postlotse-import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "config.json", NULL);
  g_autoptr (PlExportPlace) place = pl_export_place_new (&(PlExportPlaceFields){
      .target = &pl_export_mailspring, .title = "Mailspring", .path = folder });
  g_autoptr (GPtrArray) accounts = NULL;

  if (!keyring_session_is_possible ())
    {
      g_test_skip ("no gnome-keyring-daemon");
      return;
    }

  session = keyring_session_new (TRUE);
  write_config (folder, ANNA (""));
  accounts = pl_import_read (place, NULL);
  g_assert_cmpint (accounts->len, ==, 1);
  g_assert_true (has_password (place, accounts->pdata[0], PL_DIRECTION_INCOMING, NULL));
  store_key ();
  g_assert_true (has_password (place, accounts->pdata[0], PL_DIRECTION_INCOMING, "geheim"));
  /* No sign-in, no password. */
  g_assert_true (has_password (place, accounts->pdata[0], PL_DIRECTION_OUTGOING, NULL));

  /* The account has another server by now: what lies there is for that one. */
  write_config (folder, "{\"emailAddress\":\"anna@example.org\",\"settings\":{\"imap_host\":"
                        "\"imap.evil.test\",\"imap_username\":\"anna\"}}");
  g_assert_true (has_password (place, accounts->pdata[0], PL_DIRECTION_INCOMING, NULL));
  write_config (folder, "{\"emailAddress\":\"anna@example.org\",\"settings\":{\"imap_host\":"
                        "\"imap.example.org\",\"imap_username\":\"bert\"}}");
  g_assert_true (has_password (place, accounts->pdata[0], PL_DIRECTION_INCOMING, NULL));

  write_config (folder, ANNA (""));
  keyring_session_lock (session);
  g_assert_true (has_password (place, accounts->pdata[0], PL_DIRECTION_INCOMING, NULL));
  (void) g_unlink (path);
  g_assert_true (has_password (place, accounts->pdata[0], PL_DIRECTION_INCOMING, NULL));
  keyring_session_free (session);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* --- Choosing --- */

static void
test_find (void)
{
  g_autoptr (GPtrArray) accounts = pl_import_read_config (
      CONFIG (
          ANNA ("") ", {\"emailAddress\":\"Bert@example.org\"}, "
                    "{\"emailAddress\":\"c@example.org\"}, {\"emailAddress\":\"C@example.org\"}"),
      strlen (CONFIG (ANNA ("") ", {\"emailAddress\":\"Bert@example.org\"}, "
                                "{\"emailAddress\":\"c@example.org\"}, "
                                "{\"emailAddress\":\"C@example.org\"}")));
  static const struct
  {
    const char *wanted;
    int found;
  } rows[] = {
    { "1", 0 },
    { "4", 3 },
    { "5", -1 },
    { "0", -1 },
    { "", -1 },
    { "bert@EXAMPLE.org", 1 },
    { "c@example.org", -1 },
    { "anna", -1 },
    { "\xff", -1 },
  };

  g_assert_cmpint (accounts->len, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (pl_import_find (accounts, rows[i].wanted), ==, rows[i].found);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/thunderbird/samples", test_samples);
  g_test_add_func ("/import/thunderbird/exceptions", test_exceptions);
  g_test_add_func ("/import/thunderbird/settings", test_settings);
  g_test_add_func ("/import/thunderbird/overrides", test_overrides);
  g_test_add_func ("/import/thunderbird/half-written", test_half_written);
  g_test_add_func ("/import/mailspring/configs", test_configs);
  g_test_add_func ("/import/mailspring/passwords", test_passwords);
  g_test_add_func ("/import/flood", test_flood);
  g_test_add_func ("/import/find", test_find);
  return g_test_run ();
}
