// SPDX-License-Identifier: GPL-3.0-or-later
#include "oauth-server.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

/* What a code was given for. */
typedef struct
{
  char *challenge;
  char *redirect_uri;
  gboolean used;
} Grant;

struct _OAuthServer
{
  OAuthManner manner;
  GTlsCertificate *certificate; /* owned, nullable: plain http */
  GTlsDatabase *trust; /* owned, nullable */
  char *root_file; /* owned, nullable: read by @trust when it is first used */
  char *origin; /* owned */
  GMainContext *context; /* owned */
  GMainLoop *loop; /* owned */
  GThread *thread; /* owned */

  GMutex lock; /* for what follows */
  GHashTable *grants; /* owned: code -> Grant */
  GHashTable *tokens; /* owned: every token given out */
  char *login_hint; /* owned */
  guint n_tokens;

  GMutex start_lock;
  GCond started;
};

static void
grant_free (gpointer data)
{
  Grant *grant = data;

  g_free (grant->challenge);
  g_free (grant->redirect_uri);
  g_free (grant);
}

static char *
encode_url_safe (const guchar *bytes, gsize length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchrnul (text, '=') = '\0';
  return text;
}

/* --- The page that signs in --- */

static void
go_back (OAuthServer *self, SoupServerMessage *message, const char *redirect_uri, char *query)
{
  g_autofree char *own_query = query;
  g_autofree char *location = g_strconcat (redirect_uri, "?", own_query, NULL);

  soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, location);
}

static void
authorize_cb (SoupServer *server,
              SoupServerMessage *message,
              const char *path,
              GHashTable *query,
              gpointer user_data)
{
  OAuthServer *self = user_data;
  const char *redirect_uri = g_hash_table_lookup (query, "redirect_uri");
  const char *state =
      self->manner.state != NULL ? self->manner.state : g_hash_table_lookup (query, "state");
  g_autofree char *code = g_uuid_string_random ();
  Grant *grant = g_new0 (Grant, 1);

  g_assert_cmpstr (g_hash_table_lookup (query, "response_type"), ==, "code");
  g_assert_cmpstr (g_hash_table_lookup (query, "client_id"), ==, OAUTH_CLIENT_ID);
  g_assert_cmpstr (g_hash_table_lookup (query, "scope"), ==, OAUTH_SCOPE);
  g_assert_cmpstr (g_hash_table_lookup (query, "code_challenge_method"), ==, "S256");
  g_assert_cmpstr (g_hash_table_lookup (query, "kept"), ==, "yes");
  g_assert_cmpuint (strlen (g_hash_table_lookup (query, "code_challenge")), ==, 43);
  g_assert_cmpuint (strlen (g_hash_table_lookup (query, "state")), >=, 22);

  grant->challenge = g_strdup (g_hash_table_lookup (query, "code_challenge"));
  grant->redirect_uri = g_strdup (redirect_uri);
  g_mutex_lock (&self->lock);
  g_free (self->login_hint);
  self->login_hint = g_strdup (g_hash_table_lookup (query, "login_hint"));
  g_hash_table_insert (self->grants, g_strdup (code), grant);
  g_mutex_unlock (&self->lock);

  if (self->manner.error != NULL)
    go_back (self, message, redirect_uri,
             soup_form_encode ("error", self->manner.error, "state", state, NULL));
  else
    go_back (self, message, redirect_uri, soup_form_encode ("code", code, "state", state, NULL));
}

/* --- The token endpoint --- */

static void
answer (SoupServerMessage *message, guint status, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static void
give_token (OAuthServer *self, SoupServerMessage *message, gboolean with_refresh)
{
  g_autofree char *token = g_uuid_string_random ();
  g_autofree char *refresh = g_uuid_string_random ();
  g_autofree char *body = g_strdup_printf (
      "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":3600%s%s%s}", token,
      with_refresh ? ",\"refresh_token\":\"" : "", with_refresh ? refresh : "",
      with_refresh ? "\"" : "");

  g_hash_table_add (self->tokens, g_steal_pointer (&token));
  g_hash_table_add (self->tokens, g_steal_pointer (&refresh));
  answer (message, SOUP_STATUS_OK, body);
}

static gboolean
is_verified (const Grant *grant, const char *verifier)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *challenge = NULL;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  challenge = encode_url_safe (digest, length);
  return g_str_equal (challenge, grant->challenge);
}

static void
give_for_code (OAuthServer *self, SoupServerMessage *message, GHashTable *form)
{
  const char *code = g_hash_table_lookup (form, "code");
  Grant *grant = code != NULL ? g_hash_table_lookup (self->grants, code) : NULL;

  if (grant == NULL || grant->used ||
      g_strcmp0 (g_hash_table_lookup (form, "redirect_uri"), grant->redirect_uri) != 0 ||
      !is_verified (grant, g_hash_table_lookup (form, "code_verifier")))
    {
      answer (message, SOUP_STATUS_BAD_REQUEST, "{\"error\":\"invalid_grant\"}");
      return;
    }

  grant->used = TRUE;
  give_token (self, message, TRUE);
}

static void
give_for_refresh (OAuthServer *self, SoupServerMessage *message, GHashTable *form)
{
  const char *refresh = g_hash_table_lookup (form, "refresh_token");

  if (refresh == NULL || !g_hash_table_contains (self->tokens, refresh))
    answer (message, SOUP_STATUS_BAD_REQUEST,
            "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired.\"}");
  else
    give_token (self, message, !self->manner.keeps_refresh_token);
}

static void
serve_form (OAuthServer *self, SoupServerMessage *message, GHashTable *form)
{
  const char *type = g_hash_table_lookup (form, "grant_type");

  if (g_strcmp0 (g_hash_table_lookup (form, "client_id"), OAUTH_CLIENT_ID) != 0 ||
      g_strcmp0 (g_hash_table_lookup (form, "client_secret"), OAUTH_CLIENT_SECRET) != 0)
    answer (message, SOUP_STATUS_UNAUTHORIZED, "{\"error\":\"invalid_client\"}");
  else if (g_strcmp0 (type, "authorization_code") == 0)
    give_for_code (self, message, form);
  else
    give_for_refresh (self, message, form);
}

static void
token_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  OAuthServer *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GHashTable) form = soup_form_decode (text);

  g_mutex_lock (&self->lock);
  self->n_tokens++;
  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  if (self->manner.silent)
    soup_server_message_pause (message);
  else if (self->manner.token_location != NULL)
    soup_server_message_set_redirect (message, SOUP_STATUS_TEMPORARY_REDIRECT,
                                      self->manner.token_location);
  else if (self->manner.token_body != NULL)
    answer (message, self->manner.token_status, self->manner.token_body);
  else
    serve_form (self, message, form);
  g_mutex_unlock (&self->lock);
}

/* --- Its thread --- */

static char *
find_origin (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  GUri *uri = uris->data;
  char *origin =
      g_strdup_printf ("%s://localhost:%d", g_uri_get_scheme (uri), g_uri_get_port (uri));

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return origin;
}

static gpointer
run (gpointer data)
{
  OAuthServer *self = data;
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  server = soup_server_new (NULL, NULL);
  if (self->certificate != NULL)
    soup_server_set_tls_certificate (server, self->certificate);
  soup_server_add_handler (server, "/authorize", authorize_cb, self, NULL);
  soup_server_add_handler (server, "/token", token_cb, self, NULL);
  soup_server_listen_local (server, 0, self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0,
                            &error);
  g_assert_no_error (error);

  g_mutex_lock (&self->start_lock);
  self->origin = find_origin (server);
  g_cond_signal (&self->started);
  g_mutex_unlock (&self->start_lock);

  g_main_loop_run (self->loop);
  soup_server_disconnect (server);
  g_clear_object (&server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
make_certificate (OAuthServer *self, PlPracticeCa *ca, PlPracticeCertificate kind)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *chain = NULL;
  g_autofree char *key = NULL;
  g_autofree char *both = NULL;
  int file;

  g_assert_true (pl_practice_ca_issue (ca, kind, "localhost", &chain, &key, &error));
  both = g_strconcat (chain, key, NULL);
  self->certificate = g_tls_certificate_new_from_pem (both, -1, &error);
  g_assert_no_error (error);

  file = g_file_open_tmp ("oauth-root-XXXXXX.pem", &self->root_file, &error);
  g_assert_no_error (error);
  g_assert_true (g_close (file, NULL));
  g_assert_true (g_file_set_contents (self->root_file, pl_practice_ca_get_root_pem (ca), -1, NULL));
  self->trust = g_tls_file_database_new (self->root_file, &error);
  g_assert_no_error (error);
}

/* @ca: (nullable): %NULL for a server without TLS */
OAuthServer *
oauth_server_new (PlPracticeCa *ca, PlPracticeCertificate kind, const OAuthManner *manner)
{
  OAuthServer *self = g_new0 (OAuthServer, 1);

  g_mutex_init (&self->lock);
  g_mutex_init (&self->start_lock);
  g_cond_init (&self->started);
  if (manner != NULL)
    self->manner = *manner;
  if (ca != NULL)
    make_certificate (self, ca, kind);
  self->grants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, grant_free);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);

  g_mutex_lock (&self->start_lock);
  self->thread = g_thread_new ("oauth-server", run, self);
  while (self->origin == NULL)
    g_cond_wait (&self->started, &self->start_lock);
  g_mutex_unlock (&self->start_lock);
  return self;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
oauth_server_free (OAuthServer *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->start_lock);
  g_cond_clear (&self->started);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->grants);
  g_hash_table_unref (self->tokens);
  g_clear_object (&self->certificate);
  g_clear_object (&self->trust);
  if (self->root_file != NULL)
    g_assert_cmpint (g_unlink (self->root_file), ==, 0);
  g_free (self->root_file);
  g_free (self->origin);
  g_free (self->login_hint);
  g_free (self);
}

PlOAuthClient *
oauth_server_make_client (OAuthServer *self, const char *redirect_uri)
{
  static const char *const hosts[] = { "imap.example.org", "smtp.example.org", NULL };
  PlOAuthClient *client = g_new0 (PlOAuthClient, 1);

  client->hosts = g_strdupv ((char **) hosts);
  client->authorization_url = g_strconcat (self->origin, "/authorize?kept=yes", NULL);
  client->token_url = g_strconcat (self->origin, "/token", NULL);
  client->scope = g_strdup (OAUTH_SCOPE);
  client->client_id = g_strdup (OAUTH_CLIENT_ID);
  client->client_secret = pl_secret_new (OAUTH_CLIENT_SECRET, -1);
  client->redirect_uri = g_strdup (redirect_uri);
  client->trust = self->trust != NULL ? g_object_ref (self->trust) : NULL;
  return client;
}

guint
oauth_server_get_n_tokens (OAuthServer *self)
{
  guint n_tokens;

  g_mutex_lock (&self->lock);
  n_tokens = self->n_tokens;
  g_mutex_unlock (&self->lock);
  return n_tokens;
}

gboolean
oauth_server_knows_token (OAuthServer *self, const char *token)
{
  gboolean known;

  g_mutex_lock (&self->lock);
  known = g_hash_table_contains (self->tokens, token);
  g_mutex_unlock (&self->lock);
  return known;
}

const char *
oauth_server_get_login_hint (OAuthServer *self)
{
  return self->login_hint;
}

/* --- The browser --- */

static gpointer
browse (gpointer data)
{
  Browser *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;

  if (self->before != NULL)
    self->before (self->url, self->data);

  g_main_context_push_thread_default (context);
  session = soup_session_new ();
  if (self->server->trust != NULL)
    soup_session_set_tls_database (session, self->server->trust);
  message = soup_message_new (SOUP_METHOD_GET, self->url);
  body = soup_session_send_and_read (session, message, NULL, NULL);
  self->status = soup_message_get_status (message);
  if (body != NULL)
    self->page = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (self->done != NULL)
    g_cancellable_cancel (self->done);
  soup_session_abort (session);
  g_clear_object (&message);
  g_clear_object (&session);
  g_main_context_pop_thread_default (context);
  return NULL;
}

/* A #PlOAuthOpenFunc */
void
browser_open (const char *url, gpointer browser)
{
  Browser *self = browser;

  self->n_opened++;
  self->url = g_strdup (url);
  if (!self->stays_away)
    self->thread = g_thread_new ("browser", browse, self);
}

void
browser_close (Browser *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->page, g_free);
}

char *
browser_get_parameter (const char *url, const char *name)
{
  g_autoptr (GHashTable) query = soup_form_decode (strchr (url, '?') + 1);

  return g_strdup (g_hash_table_lookup (query, name));
}
