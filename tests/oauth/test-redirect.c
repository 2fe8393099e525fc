// SPDX-License-Identifier: GPL-3.0-or-later
/* The parser of the one request that the browser makes, and the page that answers it. */
#include "oauth/pl-oauth-page-private.h"
#include "oauth/pl-oauth-redirect-private.h"

#include <string.h>

#define STATE "Vd0c3Iv9gT3qZkzq5bPu0WgNf2xNyH7xk1m2n3o4p5q"
#define HOST "\r\nHost: 127.0.0.1:40123\r\n"

static const PlOAuthExpected expected = { "127.0.0.1:40123", "/back", STATE };

typedef struct
{
  const char *request;
  PlOAuthRequest outcome;
  const char *code;
  const char *error;
} Case;

static const Case cases[] = {
  { "GET /back?code=4/0Aan-x&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_EXPECTED,
    "4/0Aan-x", NULL },
  { "GET /back?state=" STATE "&code=a%2Bb%20c+d HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_EXPECTED,
    "a+b c d", NULL },
  { "GET /back?code=a&state=" STATE "&scope=b&session_state=c HTTP/1.0\r\nUser-Agent: x"
    "\r\nhOsT:127.0.0.1:40123 \r\nAccept: */*\r\n\r\n",
    PL_OAUTH_REQUEST_EXPECTED, "a", NULL },
  { "GET /back?error=access_denied&error_description=no&state=" STATE " HTTP/1.1" HOST "\r\n",
    PL_OAUTH_REQUEST_EXPECTED, NULL, "access_denied" },
  /* Not all of it is there yet. */
  { "", PL_OAUTH_REQUEST_MORE, NULL, NULL },
  { "GET /back?code=a&state=" STATE " HTTP/1.1" HOST, PL_OAUTH_REQUEST_MORE, NULL, NULL },
  /* Another's. */
  { "GET /back?code=a&state=" STATE "x HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?code=a&state= HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?code=a HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /Back?code=a&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back/?code=a&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?code=a&state=" STATE " HTTP/1.1\r\nHost: 127.0.0.1:40124\r\n\r\n",
    PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?code=a&state=" STATE " HTTP/1.1\r\nHost: localhost:40123\r\n\r\n",
    PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?code=a&state=" STATE " HTTP/1.1" HOST "Host: 127.0.0.1:40123\r\n\r\n",
    PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?code=a&state=" STATE " HTTP/1.1\r\n\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  /* Two meanings, or none. */
  { "GET /back?code=a&error=b&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?code=a&code=b&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?code=a&state=" STATE "&state=" STATE " HTTP/1.1" HOST "\r\n",
    PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?code=&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?code=a%0Ab&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?code=%C3%A4&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?code=a%00&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?code=a%2&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?junk&code=a&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  /* No such request. */
  { "\r\n\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET\r\n\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "POST /back?code=a&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "HEAD /back?code=a&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "get /back?code=a&state=" STATE " HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?code=a&state=" STATE " HTTP/2" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?code=a&state=" STATE "  HTTP/1.1" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?code=a&state=" STATE " HTTP/1.1 x" HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL,
    NULL },
  { "GET /back?code=a&state=" STATE HOST "\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET /back?code=a&state=" STATE " HTTP/1.1\nHost: 127.0.0.1:40123\n\r\n\r\n",
    PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "GET http://127.0.0.1:40123/back?code=a&state=" STATE " HTTP/1.1" HOST "\r\n",
    PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
  { "\x16\x03\x01\x02\r\n\r\n", PL_OAUTH_REQUEST_FOREIGN, NULL, NULL },
};

static void
expect (const char *request, gsize length, const Case *wanted)
{
  /* Exactly as long as the request, so that a look behind its end is seen by the sanitizer. */
  g_autofree char *exact = g_memdup2 (request, length);
  g_auto (PlOAuthAnswer) answer = { 0 };

  g_test_message ("%.60s", request);
  g_assert_cmpint (pl_oauth_redirect_parse (exact, length, &expected, &answer), ==,
                   wanted->outcome);
  g_assert_cmpstr (answer.code != NULL ? pl_secret_peek (answer.code) : NULL, ==, wanted->code);
  g_assert_cmpstr (answer.error, ==, wanted->error);
}

static void
test_requests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    expect (cases[i].request, strlen (cases[i].request), &cases[i]);
}

/* However it comes in: nothing is decided before the end. */
static void
test_piecemeal (void)
{
  const Case *whole = &cases[0];
  const Case more = { .outcome = PL_OAUTH_REQUEST_MORE };

  for (gsize length = 0; length < strlen (whole->request); length++)
    expect (whole->request, length, &more);
}

static void
test_bounds (void)
{
  static const Case more = { .outcome = PL_OAUTH_REQUEST_MORE };
  static const Case foreign = { .outcome = PL_OAUTH_REQUEST_FOREIGN };
  static const char with_nul[] = "GET /back?code=a\0&state=" STATE " HTTP/1.1" HOST "\r\n";
  g_autofree char *endless = g_strnfill (PL_OAUTH_LARGEST_REQUEST + 1, 'a');
  g_autofree char *long_code = g_strnfill (5000, 'c');
  g_autofree char *request =
      g_strconcat ("GET /back?code=", long_code, "&state=" STATE " HTTP/1.1" HOST "\r\n", NULL);

  expect (endless, PL_OAUTH_LARGEST_REQUEST - 1, &more);
  expect (endless, PL_OAUTH_LARGEST_REQUEST, &foreign);
  expect (endless, PL_OAUTH_LARGEST_REQUEST + 1, &foreign);
  expect (with_nul, sizeof with_nul - 1, &foreign);
  expect (request, strlen (request), &foreign);
}

static void
test_pages (void)
{
  for (int page = PL_OAUTH_PAGE_RECEIVED; page <= PL_OAUTH_PAGE_FOREIGN; page++)
    {
      g_autofree char *response = pl_oauth_page_make ((PlOAuthPage) page);
      const char *body = strstr (response, "\r\n\r\n") + 4;
      g_autofree char *length =
          g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body));

      g_assert_true (g_str_has_prefix (response, page == PL_OAUTH_PAGE_FOREIGN
                                                     ? "HTTP/1.1 400 Bad Request\r\n"
                                                     : "HTTP/1.1 200 OK\r\n"));
      g_assert_nonnull (strstr (response, length));
      g_assert_true (g_str_has_prefix (body, "<!DOCTYPE html>\n<html lang=\"en\">"));
      /* Nothing is loaded, nobody is told where this was. */
      g_assert_null (strstr (body, "http"));
      g_assert_null (strstr (body, "<script"));
      g_assert_nonnull (strstr (response, "Referrer-Policy: no-referrer\r\n"));
      g_assert_nonnull (strstr (response, "default-src 'none'"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/redirect/requests", test_requests);
  g_test_add_func ("/oauth/redirect/piecemeal", test_piecemeal);
  g_test_add_func ("/oauth/redirect/bounds", test_bounds);
  g_test_add_func ("/oauth/redirect/pages", test_pages);
  return g_test_run ();
}
