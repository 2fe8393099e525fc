// SPDX-License-Identifier: GPL-3.0-or-later
#include "oauth/pl-oauth-tokens-private.h"

#include "base/pl-json-object.h"
#include "oauth/pl-oauth-error-private.h"
#include "provider/pl-provider.h"

#include <string.h>

void
pl_oauth_tokens_free (PlOAuthTokens *tokens)
{
  g_clear_pointer (&tokens->access_token, pl_secret_unref);
  g_clear_pointer (&tokens->refresh_token, pl_secret_unref);
  g_free (tokens->provider_id);
  g_strfreev (tokens->hosts);
  g_free (tokens);
}

/**
 * pl_oauth_tokens_dup_for_host:
 * @host: ASCII name of the server about to be contacted
 *
 * The one place that says which server a token is for: those of the provider that made it, and those
 * that its source named (product.md, safety 5).
 *
 * Returns: (transfer full) (nullable): the access token; %NULL where it does not belong
 */
PlSecret *
pl_oauth_tokens_dup_for_host (const PlOAuthTokens *tokens, const char *host)
{
  const PlProvider *provider =
      tokens->provider_id != NULL ? pl_provider_find_by_id (tokens->provider_id) : NULL;
  gboolean belongs = provider != NULL && pl_provider_owns_host (provider, host);

  for (guint i = 0; tokens->hosts != NULL && tokens->hosts[i] != NULL; i++)
    belongs = belongs || g_ascii_strcasecmp (tokens->hosts[i], host) == 0;

  return belongs ? pl_secret_ref (tokens->access_token) : NULL;
}

/**
 * pl_oauth_is_token:
 * @text: (nullable):
 *
 * Returns: whether it can be a token that goes into a header or a SASL message: visible characters
 *   (RFC 6749 A.12, without the blank, which RFC 6750 2.1 has no place for)
 */
gboolean
pl_oauth_is_token (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] <= ' ' || text[i] > '~')
      return FALSE;

  return length > 0 && length <= PL_OAUTH_LONGEST_TOKEN;
}

/**
 * pl_oauth_tokens_parse:
 * @body: of the token endpoint's answer (RFC 6749 5); the caller wipes it
 * @issuer: who answers, in a form for people
 *
 * Returns: (transfer full) (nullable): %NULL with an error of #PlOAuthError
 */
PlOAuthTokens *
pl_oauth_tokens_parse (const char *body, gsize length, const char *issuer, GError **error)
{
  g_autoptr (PlJsonObject) answer = pl_json_object_parse (body, length);
  g_autoptr (PlOAuthTokens) tokens = g_new0 (PlOAuthTokens, 1);
  const char *refusal = answer != NULL ? pl_json_object_get_string (answer, "error") : NULL;
  const char *type = answer != NULL ? pl_json_object_get_string (answer, "token_type") : NULL;
  const char *token = answer != NULL ? pl_json_object_get_string (answer, "access_token") : NULL;
  const char *refresh = answer != NULL ? pl_json_object_get_string (answer, "refresh_token") : NULL;

  if (refusal != NULL)
    {
      pl_oauth_error_set_refusal (error, refusal, issuer);
      return NULL;
    }
  /* Another type would want another use (RFC 6749 7.1); none of the mechanisms here has one. */
  if (type == NULL || g_ascii_strcasecmp (type, "Bearer") != 0 || !pl_oauth_is_token (token) ||
      (refresh != NULL && !pl_oauth_is_token (refresh)))
    {
      pl_oauth_error_set_answer (error, issuer);
      return NULL;
    }

  tokens->access_token = pl_secret_new (token, -1);
  tokens->refresh_token = refresh != NULL ? pl_secret_new (refresh, -1) : NULL;
  (void) pl_json_object_get_uint (answer, "expires_in", &tokens->lifetime_s);
  return g_steal_pointer (&tokens);
}
