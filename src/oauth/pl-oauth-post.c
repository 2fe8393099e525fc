// SPDX-License-Identifier: GPL-3.0-or-later
/* The one request to the token endpoint (RFC 6749 3.2): a form over trusted TLS, one bounded JSON
 * object back. Secrets in our own buffers are wiped; libsoup's and GnuTLS's are out of reach. */
#include "oauth/pl-oauth-post-private.h"

#include "oauth/pl-oauth-client-private.h"
#include "oauth/pl-oauth-error-private.h"
#include "oauth/pl-oauth-tokens-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#define LARGEST_ANSWER (64 * 1024) /* bytes */

/* What came back. */
typedef struct
{
  char *bytes; /* owned, wiped: LARGEST_ANSWER */
  gsize length;
} Answer;

static void
answer_clear (Answer *answer)
{
  pl_secret_wipe (answer->bytes, LARGEST_ANSWER);
  g_clear_pointer (&answer->bytes, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

/**
 * pl_oauth_form_encode:
 *
 * Returns: (transfer full): the fields as in a query; a #PlSecretString
 */
char *
pl_oauth_form_encode (const PlOAuthField *fields, guint n_fields)
{
  gsize room = 1;
  GString *form;

  /* At once as large as it can get: growing would leave copies behind. */
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].value != NULL)
      room += strlen (fields[i].name) + 3 * strlen (fields[i].value) + 2;
  form = g_string_sized_new (room);

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].value == NULL)
        continue;
      if (form->len > 0)
        g_string_append_c (form, '&');
      g_string_append_printf (form, "%s=", fields[i].name);
      g_string_append_uri_escaped (form, fields[i].value, NULL, FALSE);
    }
  return g_string_free (form, FALSE);
}

static void
set_unreachable (GError **error, const GError *reason, const char *issuer)
{
  if (reason->domain == G_TLS_ERROR)
    g_set_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_UNREACHABLE,
                 /* Translators: %s: host that signs in, such as login.example.org */
                 _ ("%s cannot prove that it is this server, so nothing was sent to it."), issuer);
  else
    g_set_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_UNREACHABLE,
                 /* Translators: %s: host that signs in, such as login.example.org */
                 _ ("%s does not answer. Check the connection to the internet, and sign in again."),
                 issuer);
}

static gboolean
send_form (SoupSession *session,
           SoupMessage *message,
           PlOAuthWait *wait,
           GInputStream **stream,
           GError **error)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, wait->cancellable,
                           pl_oauth_wait_store_cb, &slot);
  result = pl_oauth_wait_for (wait, &slot);
  *stream = soup_session_send_finish (session, result, error);
  return *stream != NULL;
}

/* @too_large: (out): there is more than anybody has to say */
static gboolean
read_answer (GInputStream *stream,
             PlOAuthWait *wait,
             Answer *answer,
             gboolean *too_large,
             GError **error)
{
  gssize received = 1;

  answer->bytes = g_malloc0 (LARGEST_ANSWER);
  while (received > 0 && answer->length < LARGEST_ANSWER)
    {
      GAsyncResult *slot = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      g_input_stream_read_async (stream, answer->bytes + answer->length,
                                 LARGEST_ANSWER - answer->length, G_PRIORITY_DEFAULT,
                                 wait->cancellable, pl_oauth_wait_store_cb, &slot);
      result = pl_oauth_wait_for (wait, &slot);
      received = g_input_stream_read_finish (stream, result, error);
      if (received > 0)
        answer->length += (gsize) received;
    }
  *too_large = answer->length == LARGEST_ANSWER;
  return received >= 0;
}

static SoupSession *
make_session (const PlOAuthClient *client)
{
  SoupSession *session = soup_session_new_with_options ("user-agent", "Postlotse", NULL);

  if (client->trust != NULL)
    soup_session_set_tls_database (session, client->trust);
  /* It would ask for a password where the client's own authentication was refused. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

static SoupMessage *
make_message (const PlOAuthClient *client, const PlOAuthField *fields, guint n_fields)
{
  char *form = pl_oauth_form_encode (fields, n_fields);
  g_autoptr (GBytes) body = g_bytes_new_with_free_func (
      form, strlen (form), (GDestroyNotify) pl_secret_free_string, form);
  SoupMessage *message = soup_message_new (SOUP_METHOD_POST, client->token_url);

  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/json");
  /* What is in the form is for this place alone. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  return message;
}

/* 200 with tokens (RFC 6749 5.1); 400 and 401 with a reason (5.2). */
static PlOAuthTokens *
understand (SoupMessage *message, const Answer *answer, const char *issuer, GError **error)
{
  guint status = soup_message_get_status (message);
  g_autoptr (PlOAuthTokens) tokens = NULL;

  if (status >= 500 && status < 600)
    {
      pl_oauth_error_set_refusal (error, "temporarily_unavailable", issuer);
      return NULL;
    }

  tokens = pl_oauth_tokens_parse (answer->bytes, answer->length, issuer, error);
  if (tokens != NULL && status != SOUP_STATUS_OK)
    {
      pl_oauth_error_set_answer (error, issuer);
      return NULL;
    }
  return g_steal_pointer (&tokens);
}

/**
 * pl_oauth_post:
 * @fields: the grant; the client's id and secret are added. In the form, because RFC 6749 2.3.1
 *   lets both the form and the header carry them, and large providers take the form alone.
 *
 * Returns: (transfer full) (nullable): what the token endpoint gives
 */
PlOAuthTokens *
pl_oauth_post (const PlOAuthClient *client,
               const PlOAuthField *fields,
               guint n_fields,
               PlOAuthWait *wait,
               GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (PlOAuthField));
  const PlOAuthField own[] = {
    { "client_id", client->client_id },
    { "client_secret",
      client->client_secret != NULL ? pl_secret_peek (client->client_secret) : NULL },
  };
  g_autofree char *issuer = pl_oauth_client_dup_issuer_name (client);
  g_autoptr (SoupSession) session = make_session (client);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) local = NULL;
  g_auto (Answer) answer = { 0 };
  gboolean too_large = FALSE;

  g_array_append_vals (all, fields, n_fields);
  g_array_append_vals (all, own, G_N_ELEMENTS (own));
  message = make_message (client, (const PlOAuthField *) (gpointer) all->data, all->len);

  if (!send_form (session, message, wait, &stream, &local) ||
      !read_answer (stream, wait, &answer, &too_large, &local))
    {
      if (!pl_oauth_wait_is_over (wait, error))
        set_unreachable (error, local, issuer);
      return NULL;
    }
  if (too_large)
    {
      pl_oauth_error_set_answer (error, issuer);
      return NULL;
    }
  return understand (message, &answer, issuer, error);
}
