// SPDX-License-Identifier: GPL-3.0-or-later
/* The administrator's configuration, in directories of the test's own. */
#include "oauth/pl-oauth.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OWN_GROUP                                           \
  "[login.firma.example]\n"                                 \
  "ClientId=firma-1\n"                                      \
  "AuthorizationUrl=https://login.firma.example/auth?x=y\n" \
  "TokenUrl=https://login.firma.example/token\n"

/* @directory: (nullable): %NULL for the person's own */
static char *
write_config (const char *directory, const char *text)
{
  g_autofree char *folder = g_build_filename (
      directory != NULL ? directory : g_get_user_config_dir (), "postlotse", NULL);
  char *path = g_build_filename (folder, "oauth2.conf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (
      g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error));
  g_assert_no_error (error);
  return path;
}

static PlOAuthClient *
load (const char *text, const char *provider_id, const char *host, GError **error)
{
  g_autofree char *path = write_config (NULL, text);

  return pl_oauth_client_load (provider_id, host, error);
}

/* An id is enough where the built-in facts have the rest. */
static void
test_provider (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlOAuthClient) client =
      load ("[outlook-com]\nClientId=abc\n", "outlook-com", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (client->client_id, ==, "abc");
  g_assert_null (client->client_secret);
  g_assert_cmpstr (client->provider_id, ==, "outlook-com");
  g_assert_cmpstr (client->authorization_url, ==,
                   "https://login.microsoftonline.com/common/oauth2/v2.0/authorize");
  g_assert_cmpstr (client->token_url, ==,
                   "https://login.microsoftonline.com/common/oauth2/v2.0/token");
  g_assert_nonnull (strstr (client->scope, "https://outlook.office.com/IMAP.AccessAsUser.All "));
  g_assert_nonnull (strstr (client->scope, " offline_access"));
  g_assert_cmpstr (client->redirect_uri, ==, "http://127.0.0.1");
  g_assert_cmpuint (g_strv_length (client->hosts), ==, 0);
}

/* One group for all providers that sign in at the same place; a group for one of them goes first. */
static void
test_issuer (void)
{
  static const char text[] =
      "[login.microsoftonline.com]\nClientId=both\n"
      "TokenUrl=https://login.microsoftonline.com/0815/oauth2/v2.0/token\nScope=one two\n"
      "[outlook-com]\nClientId=home\nClientSecret=s3cret\nRedirectUri=http://localhost\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (PlOAuthClient) company = load (text, "microsoft-365", NULL, &error);
  g_autoptr (PlOAuthClient) home = load (text, "outlook-com", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (company->client_id, ==, "both");
  g_assert_cmpstr (company->token_url, ==,
                   "https://login.microsoftonline.com/0815/oauth2/v2.0/token");
  g_assert_cmpstr (company->scope, ==, "one two");
  g_assert_cmpstr (home->client_id, ==, "home");
  g_assert_cmpstr (pl_secret_peek (home->client_secret), ==, "s3cret");
  g_assert_cmpstr (home->redirect_uri, ==, "http://localhost");
}

/* A company's own servers, which no built-in fact knows. */
static void
test_own_hosts (void)
{
  static const char text[] = OWN_GROUP "Hosts=imap.firma.example; SMTP.Firma.Example;\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (PlOAuthClient) client = load (text, NULL, "smtp.firma.example", &error);
  g_autoptr (PlOAuthClient) other = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (client->client_id, ==, "firma-1");
  g_assert_null (client->provider_id);
  g_assert_null (client->scope);
  g_assert_cmpstr (client->issuer, ==, "login.firma.example");
  g_assert_cmpuint (g_strv_length (client->hosts), ==, 2);
  g_assert_cmpstr (client->hosts[1], ==, "smtp.firma.example");

  other = load (text, NULL, "imap.example.org", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Another name of a known provider's server. */
static void
test_hosts_of_provider (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlOAuthClient) client = load ("[outlook-com]\nClientId=a\nHosts=smtp.office365.com\n",
                                           NULL, "smtp.office365.com", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (client->provider_id, ==, "outlook-com");
  g_assert_cmpstr (client->hosts[0], ==, "smtp.office365.com");
}

static void
test_order_of_files (void)
{
  const char *const *system_directories = g_get_system_config_dirs ();
  g_autofree char *far = write_config (system_directories[1], "[gmail]\nClientId=far\n");
  g_autofree char *near = NULL;
  g_autofree char *own = NULL;
  g_autoptr (PlOAuthClient) first = pl_oauth_client_load ("gmail", NULL, NULL);
  g_autoptr (PlOAuthClient) second = NULL;
  g_autoptr (PlOAuthClient) third = NULL;
  g_autoptr (PlOAuthClient) other = NULL;

  near = write_config (system_directories[0], "[gmail]\nClientId=near\n[yahoo]\nClientId=y\n");
  second = pl_oauth_client_load ("gmail", NULL, NULL);
  own = write_config (NULL, "[gmail]\nClientId=own\n");
  third = pl_oauth_client_load ("gmail", NULL, NULL);
  other = pl_oauth_client_load ("yahoo", NULL, NULL);

  g_assert_cmpstr (first->client_id, ==, "far");
  g_assert_cmpstr (second->client_id, ==, "near");
  g_assert_cmpstr (third->client_id, ==, "own");
  g_assert_cmpstr (other->client_id, ==, "y");
}

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pl_oauth_client_load ("gmail", "imap.gmail.com", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (load ("[gmail]\nClientId=a\n", "outlook-com", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (load ("[gmail]\nClientId=a\n", NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* What cannot be used is said, with the file, the group and the key. */
static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *named;
  } rows[] = {
    { "[gmail]\n", "ClientId" },
    { "[gmail]\nClientId=\n", "ClientId" },
    { "[gmail]\nClientId=a\nClientid=b\n", "Clientid" },
    { "[gmail]\nClientId=a\nTokenUrl=http://www.googleapis.com/token\n", "TokenUrl" },
    { "[gmail]\nClientId=a\nTokenUrl=https://me:secret@www.googleapis.com/token\n", "TokenUrl" },
    { "[gmail]\nClientId=a\nTokenUrl=https:///token\n", "TokenUrl" },
    { "[gmail]\nClientId=a\nTokenUrl=file:///etc/passwd\n", "TokenUrl" },
    { "[gmail]\nClientId=a\nTokenUrl=http://localhost.example.org/token\n", "TokenUrl" },
    { "[gmail]\nClientId=a\nAuthorizationUrl=javascript:alert(1)\n", "AuthorizationUrl" },
    { "[gmail]\nClientId=a\nAuthorizationUrl=https://a.example/#b\n", "AuthorizationUrl" },
    { "[gmail]\nClientId=a\nRedirectUri=http://example.org\n", "RedirectUri" },
    { "[gmail]\nClientId=a\nRedirectUri=https://127.0.0.1\n", "RedirectUri" },
    { "[gmail]\nClientId=a\nRedirectUri=http://127.0.0.1:8080\n", "RedirectUri" },
    { "[gmail]\nClientId=a\nRedirectUri=http://127.0.0.1/?a=b\n", "RedirectUri" },
    { "[gmail]\nClientId=a\nRedirectUri=nonsense\n", "RedirectUri" },
    { "[gmail]\nClientId=a\nHosts=imap.gmail.com;two words\n", "Hosts" },
    { "gmail\n", "oauth2.conf" },
    { "[gmail]\nClientSecret secret\n", "oauth2.conf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_null (load (rows[i].text, "gmail", NULL, &error));
      g_assert_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_CONFIGURATION);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, rows[i].named));
      g_assert_nonnull (strstr (error->message, "oauth2.conf"));
      g_assert_null (strstr (error->message, "secret"));
    }
}

/* A test's own server needs no certificate; nobody else's does without. */
static void
test_loopback (void)
{
  static const char *const urls[] = { "http://127.0.0.1:8080/token", "http://[::1]/token",
                                      "http://localhost:1/token", "https://login.example/token" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autofree char *text = g_strconcat ("[gmail]\nClientId=a\nTokenUrl=", urls[i], "\n", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlOAuthClient) client = load (text, "gmail", NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (client->token_url, ==, urls[i]);
    }
}

/* Readable by all is right, writable by all is not. */
static void
test_permissions (void)
{
  g_autofree char *path = write_config (NULL, "[gmail]\nClientId=a\nClientSecret=b\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (PlOAuthClient) client = pl_oauth_client_load ("gmail", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  g_assert_null (pl_oauth_client_load ("gmail", NULL, &error));
  g_assert_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_CONFIGURATION);
  g_assert_nonnull (strstr (error->message, path));
}

static void
assert_refused (const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pl_oauth_client_load ("gmail", NULL, &error));
  g_assert_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_CONFIGURATION);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” does not say “%s”", error->message, why);
}

static gboolean
is_taken (void)
{
  g_autoptr (PlOAuthClient) client = pl_oauth_client_load ("gmail", NULL, NULL);

  return client != NULL;
}

/* Who can put another file in its place can write to it as well. */
static void
test_folder_permissions (void)
{
  g_autofree char *path = write_config (NULL, "[gmail]\nClientId=a\n");
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_true (is_taken ());
  g_assert_cmpint (g_chmod (folder, 0777), ==, 0);
  assert_refused ("others can write to its folder");
  g_assert_cmpint (g_chmod (folder, 01777), ==, 0);
  g_assert_true (is_taken ());
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
}

/* Somebody else's file, and a group of which we know nothing. Only the administrator can make them. */
static void
test_owner (void)
{
  g_autofree char *path = write_config (NULL, "[gmail]\nClientId=a\n");

  if (geteuid () != 0)
    {
      g_test_skip ("Only root can give files away");
      return;
    }
  g_assert_cmpint (chown (path, 12345, 0), ==, 0);
  assert_refused ("belongs neither to you nor to the administrator");
  g_assert_cmpint (chown (path, 0, 12345), ==, 0);
  g_assert_true (is_taken ());
  g_assert_cmpint (g_chmod (path, 0664), ==, 0);
  assert_refused ("others can write to it.");
  g_assert_cmpint (chown (path, 0, 0), ==, 0);
  g_assert_true (is_taken ());
}

/* A pipe or a folder of that name is no file to wait for. */
static void
test_no_file (void)
{
  g_autofree char *path = write_config (NULL, "");

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_refused ("no configuration file that can be read");
}

/* Tokens of a provider are for its servers, to the letter. */
static void
test_where_tokens_belong (void)
{
  static const struct
  {
    const char *host;
    gboolean belongs;
  } rows[] = {
    { "outlook.office365.com", TRUE }, { "smtp-mail.outlook.com", TRUE },
    { "extra.example.org", TRUE },     { "office365.com", FALSE },
    { "evil.office365.com", FALSE },   { "outlook.office365.com.example", FALSE },
    { "imap.gmail.com", FALSE },       { "", FALSE },
  };
  char *hosts[] = { (char *) "extra.example.org", NULL };
  g_autoptr (PlSecret) secret = pl_secret_new ("token", -1);
  PlOAuthTokens tokens = {
    .access_token = secret,
    .provider_id = (char *) "outlook-com",
    .hosts = hosts,
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlSecret) token = pl_oauth_tokens_dup_for_host (&tokens, rows[i].host);

      g_assert_cmpint ((token != NULL), ==, rows[i].belongs);
    }
  tokens.provider_id = NULL;
  tokens.hosts = NULL;
  g_assert_null (pl_oauth_tokens_dup_for_host (&tokens, "outlook.office365.com"));
}

/* Each test finds the folders empty. G_TEST_OPTION_ISOLATE_DIRS would do that, and leaks. */
static const char *const folders[] = { "own", "near", "far" };

typedef struct
{
  const char *path;
  void (*func) (void);
} Test;

static const Test tests[] = {
  { "/oauth/client/provider", test_provider },
  { "/oauth/client/issuer", test_issuer },
  { "/oauth/client/own-hosts", test_own_hosts },
  { "/oauth/client/hosts-of-provider", test_hosts_of_provider },
  { "/oauth/client/order-of-files", test_order_of_files },
  { "/oauth/client/nothing", test_nothing },
  { "/oauth/client/faults", test_faults },
  { "/oauth/client/loopback", test_loopback },
  { "/oauth/client/permissions", test_permissions },
  { "/oauth/client/permissions-of-folder", test_folder_permissions },
  { "/oauth/client/owner", test_owner },
  { "/oauth/client/no-file", test_no_file },
  { "/oauth/tokens/where-they-belong", test_where_tokens_belong },
};

static char *root; /* owned */

static void
forget_all (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (root, folders[i], "postlotse", NULL);
      g_autofree char *file = g_build_filename (folder, "oauth2.conf", NULL);
      g_autofree char *parent = g_path_get_dirname (folder);

      (void) g_unlink (file);
      (void) g_rmdir (folder);
      (void) g_rmdir (parent);
    }
}

static void
run_test (gconstpointer data)
{
  const Test *test = data;

  test->func ();
  forget_all ();
}

static void
move_in (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own = NULL;
  g_autofree char *system = NULL;

  root = g_dir_make_tmp ("oauth-client-XXXXXX", &error);
  g_assert_no_error (error);
  own = g_build_filename (root, folders[0], NULL);
  system = g_strconcat (root, "/", folders[1], ":", root, "/", folders[2], NULL);
  g_setenv ("XDG_CONFIG_HOME", own, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", system, TRUE);
}

int
main (int argc, char **argv)
{
  int status;

  move_in ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, &tests[i], run_test);
  status = g_test_run ();
  g_assert_cmpint (g_rmdir (root), ==, 0);
  g_free (root);
  return status;
}
