// SPDX-License-Identifier: GPL-3.0-or-later
/* What a token endpoint may answer: either tokens that can be sent, or an error that can be shown. */
#include "oauth/pl-oauth-tokens-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlOAuthTokens) tokens =
      pl_oauth_tokens_parse ((const char *) data, size, "login.example.org", &error);

  if (tokens == NULL)
    {
      g_assert_true (error->domain == PL_OAUTH_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strpbrk (error->message, "<>\r\n\x1b"));
      return 0;
    }

  g_assert_no_error (error);
  g_assert_true (pl_oauth_is_token (pl_secret_peek (tokens->access_token)));
  g_assert_true (tokens->refresh_token == NULL ||
                 pl_oauth_is_token (pl_secret_peek (tokens->refresh_token)));
  /* Nobody has said yet where it belongs. */
  g_assert_null (pl_oauth_tokens_dup_for_host (tokens, "imap.example.org"));
  return 0;
}
