// SPDX-License-Identifier: GPL-3.0-or-later
/* Requests to the port to which the browser comes back. "~" stands for the state, which an attacker
 * does not know: what holds none is never taken. */
#include "oauth/pl-oauth-redirect-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define STATE "Vd0c3Iv9gT3qZkzq5bPu0WgNf2xNyH7xk1m2n3o4p5q"

static void
ask (const char *request, gsize length, gboolean knows_state)
{
  static const PlOAuthExpected expected = { "127.0.0.1:40123", "/back", STATE };
  g_autofree char *exact = g_memdup2 (request, length);
  g_auto (PlOAuthAnswer) answer = { 0 };
  PlOAuthRequest outcome = pl_oauth_redirect_parse (exact, length, &expected, &answer);

  if (outcome != PL_OAUTH_REQUEST_EXPECTED)
    {
      g_assert_true (answer.code == NULL && answer.error == NULL);
      return;
    }
  g_assert_true (knows_state);
  g_assert_true ((answer.code == NULL) != (answer.error == NULL));
  g_assert_true (g_str_has_prefix (exact, "GET /back?"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GString) filled = g_string_new (text);

  ask ((const char *) data, size, FALSE);
  g_string_replace (filled, "~", STATE, 0);
  ask (filled->str, filled->len, TRUE);
  return 0;
}
