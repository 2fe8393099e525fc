// SPDX-License-Identifier: GPL-3.0-or-later
/* The sign-in in the browser, against an authorization server of our own. */
#include "oauth-server.h"

#include <string.h>

#define LONG_MS 20000 /* far above what a sign-in of a machine takes */

/* Made once: keys cost time. */
static PlPracticeCa *ca;

static PlOAuthTokens *
sign_in (PlOAuthClient *client, Browser *browser, PlRecorder *recorder, GError **error)
{
  PlDeadline deadline = pl_deadline_in (LONG_MS);

  return pl_oauth_sign_in (client, "anna@example.org", browser_open, browser, recorder, &deadline,
                           NULL, error);
}

static void
expect_port_closed (const char *url)
{
  g_autofree char *redirect_uri = browser_get_parameter (url, "redirect_uri");
  g_autoptr (GUri) uri = g_uri_parse (redirect_uri, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (
      client, g_uri_get_host (uri), (guint16) g_uri_get_port (uri), NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* Every place a browser may be sent back to, with and without TLS. */
static void
test_signed_in (void)
{
  static const struct
  {
    const char *redirect_uri;
    gboolean tls;
  } rows[] = {
    { "http://127.0.0.1", TRUE },
    { "http://127.0.0.1/callback", FALSE },
    { "http://localhost/", FALSE },
    { "http://[::1]/there", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (OAuthServer) server =
          oauth_server_new (rows[i].tls ? ca : NULL, PL_PRACTICE_CERTIFICATE_GOOD, NULL);
      g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, rows[i].redirect_uri);
      g_auto (Browser) browser = { .server = server };
      g_autoptr (GError) error = NULL;
      g_autoptr (PlOAuthTokens) tokens = NULL;
      g_autoptr (PlSecret) for_imap = NULL;

      if (g_str_has_prefix (rows[i].redirect_uri, "http://[::1]") &&
          !g_file_test ("/proc/net/if_inet6", G_FILE_TEST_EXISTS))
        continue;

      tokens = sign_in (client, &browser, NULL, &error);
      g_assert_no_error (error);
      browser.thread = (g_thread_join (browser.thread), NULL);
      g_assert_cmpuint (browser.status, ==, 200);
      g_assert_nonnull (strstr (browser.page, "<html"));
      g_assert_cmpuint (browser.n_opened, ==, 1);
      g_assert_true (oauth_server_knows_token (server, pl_secret_peek (tokens->access_token)));
      g_assert_true (oauth_server_knows_token (server, pl_secret_peek (tokens->refresh_token)));
      g_assert_cmpuint (tokens->lifetime_s, ==, 3600);
      g_assert_cmpstr (oauth_server_get_login_hint (server), ==, "anna@example.org");
      g_assert_cmpuint (oauth_server_get_n_tokens (server), ==, 1);
      expect_port_closed (browser.url);

      for_imap = pl_oauth_tokens_dup_for_host (tokens, "imap.example.org");
      g_assert_true (pl_secret_equal (for_imap, tokens->access_token));
      g_assert_null (pl_oauth_tokens_dup_for_host (tokens, "imap.example.com"));
      g_assert_null (pl_oauth_tokens_dup_for_host (tokens, "example.org"));
    }
}

/* Nothing of one sign-in can be used for another. */
static void
test_fresh_each_time (void)
{
  static const char *const names[] = { "state", "code_challenge", "redirect_uri" };
  g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, NULL);
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_auto (Browser) first = { .server = server };
  g_auto (Browser) second = { .server = server };
  g_autoptr (PlOAuthTokens) first_tokens = sign_in (client, &first, NULL, NULL);
  g_autoptr (PlOAuthTokens) second_tokens = sign_in (client, &second, NULL, NULL);

  g_assert_nonnull (first_tokens);
  g_assert_nonnull (second_tokens);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *one = browser_get_parameter (first.url, names[i]);
      g_autofree char *other = browser_get_parameter (second.url, names[i]);

      g_assert_cmpstr (one, !=, other);
    }
  /* RFC 7636 4.2: the verifier itself is not in the address. */
  g_assert_null (strstr (first.url, "code_verifier"));
}

static void
test_evidence (void)
{
  g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, NULL);
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_autoptr (PlRecorder) recorder = pl_recorder_new (PL_SERVICE_ACCOUNT, g_get_monotonic_time ());
  g_auto (Browser) browser = { .server = server };
  g_autoptr (PlOAuthTokens) tokens = sign_in (client, &browser, recorder, NULL);
  g_auto (GStrv) hosts = pl_oauth_client_dup_hosts_to_ask (client);
  const GPtrArray *seen = pl_recorder_peek (recorder);
  g_autoptr (GUri) uri = g_uri_parse (client->token_url, G_URI_FLAGS_NONE, NULL);

  g_assert_nonnull (tokens);
  g_assert_cmpuint (g_strv_length (hosts), ==, 1);
  g_assert_cmpstr (hosts[0], ==, "localhost");
  g_assert_cmpuint (seen->len, ==, 2);
  for (guint i = 0; i < seen->len; i++)
    {
      g_assert_cmpint (pl_observation_get_sight (seen->pdata[i]), ==, PL_SIGHT_HOST_ASKED);
      g_assert_cmpstr (pl_observation_get (seen->pdata[i], PL_FACT_HOST), ==, "localhost");
      g_assert_cmpint (pl_observation_get_int (seen->pdata[i], PL_FACT_PORT, 0), ==,
                       g_uri_get_port (uri));
      g_assert_cmpstr (pl_observation_get (seen->pdata[i], PL_FACT_PURPOSE), ==, "sign-in");
    }

  /* From now on the recorder lets neither through. */
  pl_recorder_note_line (recorder, FALSE, pl_secret_peek (tokens->access_token));
  g_assert_cmpstr (pl_observation_get (seen->pdata[2], PL_FACT_TEXT), ==, "•••");
  pl_recorder_note_line (recorder, FALSE, pl_secret_peek (tokens->refresh_token));
  g_assert_cmpstr (pl_observation_get (seen->pdata[3], PL_FACT_TEXT), ==, "•••");
}

/* --- Who else comes to the port --- */

static guint16
get_port (const char *url)
{
  g_autofree char *redirect_uri = browser_get_parameter (url, "redirect_uri");
  g_autoptr (GUri) uri = g_uri_parse (redirect_uri, G_URI_FLAGS_NONE, NULL);

  return (guint16) g_uri_get_port (uri);
}

static GSocketConnection *
connect_to (const char *url)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", get_port (url), NULL, &error);

  g_assert_no_error (error);
  return connection;
}

/* Returns: (transfer full): the answer's first line; empty when it hung up */
static char *
ask (const char *url, const char *request)
{
  g_autoptr (GSocketConnection) connection = connect_to (url);
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char answer[64] = "";
  gsize received = 0;

  g_assert_true (g_output_stream_write_all (out, request, strlen (request), NULL, NULL, NULL));
  (void) g_input_stream_read_all (in, answer, sizeof answer - 1, &received, NULL, NULL);
  answer[strcspn (answer, "\r")] = '\0';
  return g_strdup (answer);
}

/* “{port}” and “{state}” stand for the right ones. */
static const char *const foreign_requests[] = {
  "GET /favicon.ico HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
  "GET /?code=stolen&state=guessed HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
  "GET /?error=access_denied HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
  "GET /?code=stolen&state={state} HTTP/1.1\r\nHost: attacker.example\r\n\r\n",
  "GET /?code=stolen&state={state} HTTP/1.1\r\n\r\n",
  "GET /?code=stolen&code=other&state={state} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
  "POST /?code=stolen&state={state} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
  "GET /other?code=stolen&state={state} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
  "GET http://127.0.0.1:{port}/?code=stolen&state={state} HTTP/1.1\r\n"
  "Host: 127.0.0.1:{port}\r\n\r\n",
  "EHLO there\r\n\r\n",
};

static char *
fill (const char *request, const char *url)
{
  g_autofree char *state = browser_get_parameter (url, "state");
  g_autofree char *port = g_strdup_printf ("%u", get_port (url));
  g_autoptr (GString) filled = g_string_new (request);

  g_string_replace (filled, "{port}", port, 0);
  g_string_replace (filled, "{state}", state, 0);
  return g_strdup (filled->str);
}

/* A web page, another program, a browser's own curiosity; and connections that say nothing. */
static void
bother (const char *url, gpointer data)
{
  GPtrArray *silent = data;
  g_autofree char *large = g_strnfill (64 * 1024, 'a');

  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (silent, connect_to (url));
  for (guint i = 0; i < G_N_ELEMENTS (foreign_requests); i++)
    {
      g_autofree char *request = fill (foreign_requests[i], url);
      g_autofree char *answer = ask (url, request);

      g_test_message ("%s", request);
      g_assert_cmpstr (answer, ==, "HTTP/1.1 400 Bad Request");
    }
  g_free (ask (url, large));
  g_free (ask (url, "\r\n\r\n"));
}

static void
test_foreign_requests (void)
{
  g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, NULL);
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_autoptr (GPtrArray) silent = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Browser) browser = { .server = server, .before = bother, .data = silent };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlOAuthTokens) tokens = sign_in (client, &browser, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tokens);
  g_assert_cmpuint (oauth_server_get_n_tokens (server), ==, 1);
}

/* --- What goes wrong --- */

typedef struct
{
  OAuthManner manner;
  int code; /* of PlOAuthError */
  const char *says; /* in the message */
  guint n_tokens; /* how often a token was asked for */
} FailureCase;

#define TOKEN "\"access_token\":\"abc\""
#define BEARER "\"token_type\":\"Bearer\""

static const FailureCase failures[] = {
  { { .error = "access_denied" }, PL_OAUTH_ERROR_DENIED, "localhost", 0 },
  { { .error = "login_required" }, PL_OAUTH_ERROR_DENIED, "localhost", 0 },
  { { .error = "invalid_scope" }, PL_OAUTH_ERROR_REFUSED, "invalid_scope", 0 },
  { { .error = "temporarily_unavailable" }, PL_OAUTH_ERROR_UNREACHABLE, "later", 0 },
  { { .error = "<b>Call +49 123 now</b>" }, PL_OAUTH_ERROR_REFUSED, "(?)", 0 },
  { { .token_status = 400, .token_body = "{\"error\":\"invalid_grant\"}" },
    PL_OAUTH_ERROR_EXPIRED,
    "again",
    1 },
  { { .token_status = 401, .token_body = "{\"error\":\"invalid_client\"}" },
    PL_OAUTH_ERROR_REFUSED,
    "invalid_client",
    1 },
  { { .token_status = 503, .token_body = "busy" }, PL_OAUTH_ERROR_UNREACHABLE, "later", 1 },
  { { .token_status = 200, .token_body = "<html>Welcome</html>" }, PL_OAUTH_ERROR_ANSWER, "", 1 },
  { { .token_status = 200, .token_body = "" }, PL_OAUTH_ERROR_ANSWER, "", 1 },
  { { .token_status = 200, .token_body = "{}" }, PL_OAUTH_ERROR_ANSWER, "", 1 },
  { { .token_status = 200, .token_body = "{" TOKEN "}" }, PL_OAUTH_ERROR_ANSWER, "", 1 },
  { { .token_status = 200, .token_body = "{" TOKEN ",\"token_type\":\"mac\"}" },
    PL_OAUTH_ERROR_ANSWER,
    "",
    1 },
  { { .token_status = 200, .token_body = "{\"access_token\":\"a b\"," BEARER "}" },
    PL_OAUTH_ERROR_ANSWER,
    "",
    1 },
  { { .token_status = 200, .token_body = "{\"access_token\":\"a\\u0001b\"," BEARER "}" },
    PL_OAUTH_ERROR_ANSWER,
    "",
    1 },
  { { .token_status = 200, .token_body = "{\"access_token\":\"\"," BEARER "}" },
    PL_OAUTH_ERROR_ANSWER,
    "",
    1 },
  { { .token_status = 200, .token_body = "{\"access_token\":5," BEARER "}" },
    PL_OAUTH_ERROR_ANSWER,
    "",
    1 },
  { { .token_status = 202, .token_body = "{" TOKEN "," BEARER "}" }, PL_OAUTH_ERROR_ANSWER, "", 1 },
  /* A secret does not follow a redirect. */
  { { .token_location = "http://127.0.0.1:1/token" }, PL_OAUTH_ERROR_ANSWER, "", 1 },
  { { .token_location = "/authorize" }, PL_OAUTH_ERROR_ANSWER, "", 1 },
};

static void
test_failures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      const FailureCase *wanted = &failures[i];
      g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, &wanted->manner);
      g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
      g_auto (Browser) browser = { .server = server };
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (sign_in (client, &browser, NULL, &error));
      g_assert_error (error, PL_OAUTH_ERROR, wanted->code);
      g_assert_nonnull (strstr (error->message, wanted->says));
      g_assert_null (strchr (error->message, '<'));
      g_assert_cmpuint (oauth_server_get_n_tokens (server), ==, wanted->n_tokens);
      expect_port_closed (browser.url);
    }
}

static void
test_endless_answer (void)
{
  g_autofree char *blanks = g_strnfill (1024 * 1024, ' ');
  OAuthManner manner = { .token_status = 200, .token_body = blanks };
  g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, &manner);
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_auto (Browser) browser = { .server = server };
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in (client, &browser, NULL, &error));
  g_assert_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_ANSWER);
}

/* A browser that comes back with another state is not ours: the sign-in goes on waiting. */
static void
test_wrong_state (void)
{
  OAuthManner manner = { .state = "0123456789012345678901234567890123456789012" };
  g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, &manner);
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_autoptr (GCancellable) done = g_cancellable_new ();
  g_auto (Browser) browser = { .server = server, .done = done };
  PlDeadline deadline = pl_deadline_in (LONG_MS);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      pl_oauth_sign_in (client, NULL, browser_open, &browser, NULL, &deadline, done, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  browser.thread = (g_thread_join (browser.thread), NULL);
  g_assert_cmpuint (browser.status, ==, 400);
  g_assert_cmpuint (oauth_server_get_n_tokens (server), ==, 0);
}

/* Without a good certificate nothing is sent. */
static void
test_certificates (void)
{
  static const PlPracticeCertificate kinds[] = {
    PL_PRACTICE_CERTIFICATE_EXPIRED,
    PL_PRACTICE_CERTIFICATE_SELF_SIGNED,
    PL_PRACTICE_CERTIFICATE_UNKNOWN_ISSUER,
    PL_PRACTICE_CERTIFICATE_OTHER_HOST,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (OAuthServer) server = oauth_server_new (ca, kinds[i], NULL);
      g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
      g_autoptr (PlSecret) refresh = pl_secret_new ("refresh", -1);
      PlDeadline deadline = pl_deadline_in (LONG_MS);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", pl_practice_certificate_to_nick (kinds[i]));
      g_assert_null (pl_oauth_refresh (client, refresh, NULL, &deadline, NULL, &error));
      g_assert_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_UNREACHABLE);
      g_assert_nonnull (strstr (error->message, "prove"));
      g_assert_cmpuint (oauth_server_get_n_tokens (server), ==, 0);
    }
}

/* The root of the tests is not one of the system's: without being told to trust it, nobody does. */
static void
test_system_trust (void)
{
  g_autoptr (OAuthServer) server = oauth_server_new (ca, PL_PRACTICE_CERTIFICATE_GOOD, NULL);
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_autoptr (PlSecret) refresh = pl_secret_new ("refresh", -1);
  PlDeadline deadline = pl_deadline_in (LONG_MS);
  g_autoptr (GError) error = NULL;

  g_clear_object (&client->trust);
  g_assert_null (pl_oauth_refresh (client, refresh, NULL, &deadline, NULL, &error));
  g_assert_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_UNREACHABLE);
  g_assert_cmpuint (oauth_server_get_n_tokens (server), ==, 0);
}

/* --- Refresh --- */

static void
test_refresh (void)
{
  static const OAuthManner manners[] = { { .keeps_refresh_token = FALSE },
                                         { .keeps_refresh_token = TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, &manners[i]);
      g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
      g_auto (Browser) browser = { .server = server };
      g_autoptr (PlOAuthTokens) first = sign_in (client, &browser, NULL, NULL);
      PlDeadline deadline = pl_deadline_in (LONG_MS);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlOAuthTokens) second =
          pl_oauth_refresh (client, first->refresh_token, NULL, &deadline, NULL, &error);

      g_assert_no_error (error);
      g_assert_false (pl_secret_equal (first->access_token, second->access_token));
      g_assert_true (oauth_server_knows_token (server, pl_secret_peek (second->access_token)));
      g_assert_cmpint (pl_secret_equal (first->refresh_token, second->refresh_token), ==,
                       manners[i].keeps_refresh_token);
      g_assert_cmpstr (second->hosts[0], ==, "imap.example.org");
    }
}

static void
test_refresh_expired (void)
{
  g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, NULL);
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_autoptr (PlSecret) unknown = pl_secret_new ("unknown", -1);
  PlDeadline deadline = pl_deadline_in (LONG_MS);
  g_autoptr (GError) error = NULL;

  g_assert_null (pl_oauth_refresh (client, unknown, NULL, &deadline, NULL, &error));
  g_assert_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_EXPIRED);
}

/* --- The end of patience --- */

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

typedef struct
{
  OAuthManner manner;
  gboolean stays_away;
} WaitCase;

/* While the person is in the browser, and while the token is waited for. */
static const WaitCase waits[] = { { .stays_away = TRUE }, { { .silent = TRUE } } };

static void
test_cancel (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, &waits[i].manner);
      g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
      g_auto (Browser) browser = { .server = server, .stays_away = waits[i].stays_away };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
      PlDeadline never = PL_DEADLINE_NEVER;
      g_autoptr (GError) error = NULL;
      gint64 began_at = g_get_monotonic_time ();

      g_assert_null (pl_oauth_sign_in (client, NULL, browser_open, &browser, NULL, &never,
                                       cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - began_at, <, 5 * G_USEC_PER_SEC);
      g_thread_join (thread);
      expect_port_closed (browser.url);
    }
}

static void
test_deadline (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, &waits[i].manner);
      g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
      g_auto (Browser) browser = { .server = server, .stays_away = waits[i].stays_away };
      PlDeadline deadline = pl_deadline_in (300);
      g_autoptr (GError) error = NULL;

      g_assert_null (
          pl_oauth_sign_in (client, NULL, browser_open, &browser, NULL, &deadline, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      g_assert_cmpint (pl_deadline_left_us (&deadline), ==, 0);
    }
}

/* Over before it began: no page is opened. */
static void
test_too_late (void)
{
  g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, NULL);
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_auto (Browser) browser = { .server = server };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PlDeadline never = PL_DEADLINE_NEVER;
  PlDeadline past = pl_deadline_in (0);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      pl_oauth_sign_in (client, NULL, browser_open, &browser, NULL, &past, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      pl_oauth_sign_in (client, NULL, browser_open, &browser, NULL, &never, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (browser.n_opened, ==, 0);
}

static void
test_nobody_there (void)
{
  g_autoptr (OAuthServer) server = oauth_server_new (NULL, 0, NULL);
  g_autoptr (PlOAuthClient) client = oauth_server_make_client (server, "http://127.0.0.1");
  g_autoptr (PlSecret) refresh = pl_secret_new ("refresh", -1);
  PlDeadline deadline = pl_deadline_in (LONG_MS);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&server, oauth_server_free);
  g_assert_null (pl_oauth_refresh (client, refresh, NULL, &deadline, NULL, &error));
  g_assert_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_UNREACHABLE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  /* A proxy of the session has no business between two ports of this computer. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);
  ca = pl_practice_ca_new (&error);
  g_assert_no_error (error);
  g_test_add_func ("/oauth/sign-in/signed-in", test_signed_in);
  g_test_add_func ("/oauth/sign-in/fresh-each-time", test_fresh_each_time);
  g_test_add_func ("/oauth/sign-in/evidence", test_evidence);
  g_test_add_func ("/oauth/sign-in/foreign-requests", test_foreign_requests);
  g_test_add_func ("/oauth/sign-in/failures", test_failures);
  g_test_add_func ("/oauth/sign-in/endless-answer", test_endless_answer);
  g_test_add_func ("/oauth/sign-in/wrong-state", test_wrong_state);
  g_test_add_func ("/oauth/sign-in/certificates", test_certificates);
  g_test_add_func ("/oauth/sign-in/system-trust", test_system_trust);
  g_test_add_func ("/oauth/refresh/renewed", test_refresh);
  g_test_add_func ("/oauth/refresh/expired", test_refresh_expired);
  g_test_add_func ("/oauth/sign-in/cancel", test_cancel);
  g_test_add_func ("/oauth/sign-in/deadline", test_deadline);
  g_test_add_func ("/oauth/sign-in/too-late", test_too_late);
  g_test_add_func ("/oauth/sign-in/nobody-there", test_nobody_there);
  status = g_test_run ();
  pl_practice_ca_free (ca);
  return status;
}
