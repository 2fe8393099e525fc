// SPDX-License-Identifier: GPL-3.0-or-later
/* Authorization code with PKCE, over a loopback redirect (RFC 8252, RFC 7636). */
#include "oauth/pl-oauth-client-private.h"
#include "oauth/pl-oauth-error-private.h"
#include "oauth/pl-oauth-listener-private.h"
#include "oauth/pl-oauth-post-private.h"
#include "oauth/pl-oauth.h"

#include <string.h>
#include <sys/random.h>

#define RANDOM_BYTES 32 /* RFC 7636 7.1: 256 bits */

/* Base64 with the letters of an address and without padding (RFC 4648 5). */
static char *
encode_url_safe (const guchar *bytes, gsize length)
{
  char *text = g_base64_encode (bytes, length);

  for (char *p = text; *p != '\0'; p++)
    {
      if (*p == '+')
        *p = '-';
      else if (*p == '/')
        *p = '_';
      else if (*p == '=')
        *p = '\0';
    }
  return text;
}

/* Returns: 43 characters; a #PlSecretString */
static char *
draw_random (void)
{
  guchar bytes[RANDOM_BYTES];
  char *text;

  /* Only where the kernel has no random bytes yet, early at boot, would this wait. */
  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    ;
  text = encode_url_safe (bytes, sizeof bytes);
  pl_secret_wipe (bytes, sizeof bytes);
  return text;
}

/* RFC 7636 4.2, S256 */
static char *
make_challenge (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (checksum, digest, &length);
  return encode_url_safe (digest, length);
}

static char *
make_url (const PlOAuthClient *client,
          const char *redirect_uri,
          const char *state,
          const char *verifier,
          const char *login_hint)
{
  g_autofree char *challenge = make_challenge (verifier);
  const PlOAuthField fields[] = {
    { "response_type", "code" },
    { "client_id", client->client_id },
    { "redirect_uri", redirect_uri },
    { "scope", client->scope },
    { "state", state },
    { "code_challenge", challenge },
    { "code_challenge_method", "S256" },
    { "login_hint", login_hint },
  };
  g_autofree char *query = pl_oauth_form_encode (fields, G_N_ELEMENTS (fields));
  /* RFC 6749 3.1: what stands in the configured address already is kept. */
  const char *joint = strchr (client->authorization_url, '?') != NULL ? "&" : "?";

  return g_strconcat (client->authorization_url, joint, query, NULL);
}

static void
note_asked (PlRecorder *recorder, const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  g_autofree char *port = NULL;

  if (recorder == NULL || uri == NULL)
    return;

  port = g_strdup_printf ("%d", g_uri_get_port (uri));
  pl_recorder_note (recorder, PL_SIGHT_HOST_ASKED, PL_OUTCOME_NONE, PL_FACT_HOST,
                    g_uri_get_host (uri), PL_FACT_PORT, port, PL_FACT_PROTOCOL, "https",
                    PL_FACT_PURPOSE, "sign-in", PL_FACT_END);
}

/* Who may have the tokens; and whatever is recorded next shows none of them. */
static void
take_over (PlOAuthTokens *tokens, const PlOAuthClient *client, PlRecorder *recorder)
{
  tokens->provider_id = g_strdup (client->provider_id);
  tokens->hosts = g_strdupv (client->hosts);
  if (recorder == NULL)
    return;

  pl_recorder_add_secret (recorder, tokens->access_token);
  if (tokens->refresh_token != NULL)
    pl_recorder_add_secret (recorder, tokens->refresh_token);
}

static PlOAuthTokens *
exchange (const PlOAuthClient *client,
          const PlSecret *code,
          const char *redirect_uri,
          const char *verifier,
          PlOAuthWait *wait,
          GError **error)
{
  const PlOAuthField fields[] = {
    { "grant_type", "authorization_code" },
    { "code", pl_secret_peek (code) },
    { "redirect_uri", redirect_uri },
    { "code_verifier", verifier },
  };

  return pl_oauth_post (client, fields, G_N_ELEMENTS (fields), wait, error);
}

/**
 * pl_oauth_sign_in:
 * @login_hint: (nullable): the address, so that the page need not ask for it
 * @open: called once, when the answer can be received
 * @recorder: (nullable): gets the hosts that are asked, and knows the tokens from then on
 * @deadline: for all of it: the person has to read, type and confirm meanwhile
 * @cancellable: (nullable): ends it at once
 *
 * Opens the provider's page and waits for the browser to come back to a port of this computer. The
 * port is closed after the one request that belongs to this sign-in.
 *
 * Returns: (transfer full) (nullable): %NULL with an error of #PlOAuthError
 */
PlOAuthTokens *
pl_oauth_sign_in (const PlOAuthClient *client,
                  const char *login_hint,
                  PlOAuthOpenFunc open,
                  gpointer data,
                  PlRecorder *recorder,
                  const PlDeadline *deadline,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (PlSecretString) state = draw_random ();
  g_autoptr (PlSecretString) verifier = draw_random ();
  g_autofree char *issuer = pl_oauth_client_dup_issuer_name (client);
  g_autofree char *url = NULL;
  g_auto (PlOAuthWait) wait = { 0 };
  g_autoptr (PlOAuthListener) listener = NULL;
  g_auto (PlOAuthAnswer) answer = { 0 };
  PlOAuthTokens *tokens;

  pl_oauth_wait_begin (&wait, deadline, cancellable);
  if (pl_oauth_wait_is_over (&wait, error))
    return NULL;
  listener = pl_oauth_listener_new (client->redirect_uri, state, error);
  if (listener == NULL)
    return NULL;

  url =
      make_url (client, pl_oauth_listener_get_redirect_uri (listener), state, verifier, login_hint);
  note_asked (recorder, client->authorization_url);
  open (url, data);
  if (!pl_oauth_listener_wait (listener, &wait, &answer, error))
    return NULL;
  if (answer.code == NULL)
    {
      pl_oauth_error_set_refusal (error, answer.error, issuer);
      return NULL;
    }

  note_asked (recorder, client->token_url);
  tokens = exchange (client, answer.code, pl_oauth_listener_get_redirect_uri (listener), verifier,
                     &wait, error);
  if (tokens != NULL)
    take_over (tokens, client, recorder);
  return tokens;
}

/**
 * pl_oauth_refresh:
 * @recorder: (nullable): as in pl_oauth_sign_in()
 *
 * Gets another access token without the person (RFC 6749 6).
 *
 * Returns: (transfer full) (nullable): %NULL with an error of #PlOAuthError, with
 *   %PL_OAUTH_ERROR_EXPIRED when the person has to sign in again
 */
PlOAuthTokens *
pl_oauth_refresh (const PlOAuthClient *client,
                  const PlSecret *refresh_token,
                  PlRecorder *recorder,
                  const PlDeadline *deadline,
                  GCancellable *cancellable,
                  GError **error)
{
  const PlOAuthField fields[] = {
    { "grant_type", "refresh_token" },
    { "refresh_token", pl_secret_peek (refresh_token) },
  };
  g_auto (PlOAuthWait) wait = { 0 };
  PlOAuthTokens *tokens;

  pl_oauth_wait_begin (&wait, deadline, cancellable);
  note_asked (recorder, client->token_url);
  tokens = pl_oauth_post (client, fields, G_N_ELEMENTS (fields), &wait, error);
  if (tokens == NULL)
    return NULL;

  /* Without a new one the old one stays good. */
  if (tokens->refresh_token == NULL)
    tokens->refresh_token = pl_secret_ref ((PlSecret *) refresh_token);
  take_over (tokens, client, recorder);
  return tokens;
}
