// SPDX-License-Identifier: GPL-3.0-or-later
#include "oauth/pl-oauth-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Nothing of the request is in the page, nothing is loaded from anywhere, and nobody learns where it
 * was: its address holds the code. */
#define HEADERS                                                              \
  "Content-Type: text/html; charset=utf-8\r\n"                               \
  "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; " \
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"          \
  "Referrer-Policy: no-referrer\r\n"                                         \
  "X-Content-Type-Options: nosniff\r\n"                                      \
  "Cache-Control: no-store\r\n"                                              \
  "Connection: close\r\n"

#define STYLE                                                         \
  ":root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}" \
  "body{max-width:32em;margin:15vh auto;padding:0 1.5em}h1{font-size:1.5em;font-weight:600}"

typedef struct
{
  const char *status;
  const char *title;
  const char *text;
} Words;

static const Words words[] = {
  [PL_OAUTH_PAGE_RECEIVED] = {
    "200 OK",
    /* Translators: title of the page that the browser shows after the sign-in at the provider. What
     * Postlotse makes of it is not yet known. */
    N_ ("Postlotse has your sign-in"),
    /* Translators: text of the page that the browser shows after the sign-in at the provider */
    N_ ("You can close this page. Postlotse goes on by itself."),
  },
  [PL_OAUTH_PAGE_DECLINED] = {
    "200 OK",
    /* Translators: title of the page that the browser shows when the sign-in was declined */
    N_ ("The sign-in was declined"),
    /* Translators: text of the page that the browser shows when the sign-in was declined */
    N_ ("You can close this page. Postlotse says what can be done."),
  },
  [PL_OAUTH_PAGE_FOREIGN] = {
    "400 Bad Request",
    /* Translators: title of a page in the browser: somebody has called an address that exists only
     * for the sign-in under way */
    N_ ("This is not for Postlotse"),
    /* Translators: text of a page in the browser */
    N_ ("Postlotse waits here for one sign-in only, and this is not it."),
  },
};

/**
 * pl_oauth_page_make:
 *
 * Returns: (transfer full): a whole response of HTTP/1.1, in the person's language
 */
char *
pl_oauth_page_make (PlOAuthPage page)
{
  const Words *said = &words[page];
  g_autofree char *title = g_markup_escape_text (_ (said->title), -1);
  g_autofree char *text = g_markup_escape_text (_ (said->text), -1);
  g_autofree char *body = g_strconcat (
      "<!DOCTYPE html>\n<html lang=\"",
      /* Translators: the language of this translation, as in HTML: de for German */
      C_ ("language tag", "en"),
      "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
      "<title>",
      title, "</title><style>" STYLE "</style></head><body><h1>", title, "</h1><p>", text,
      "</p></body></html>\n", NULL);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, strlen (body));

  return g_strconcat ("HTTP/1.1 ", said->status, "\r\n" HEADERS "Content-Length: ", length,
                      "\r\n\r\n", body, NULL);
}
