// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads the one request of HTTP/1.1 that a browser makes after the sign-in. Every program on this
 * computer, and every web page in the browser, can make requests to this port: what does not fit in
 * each part is not for us. */
#include "oauth/pl-oauth-redirect-private.h"

#include <string.h>

#define MOST_CODE 4096 /* bytes */
#define MOST_ERROR 256 /* bytes */

void
pl_oauth_answer_clear (PlOAuthAnswer *answer)
{
  g_clear_pointer (&answer->code, pl_secret_unref);
  g_clear_pointer (&answer->error, g_free);
}

/* In a time that does not depend on where they differ. */
static gboolean
is_same (const char *got, const char *wanted)
{
  gsize length = strlen (wanted);
  guchar difference = 0;

  if (strlen (got) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guchar) (got[i] ^ wanted[i]);
  return difference == 0;
}

/* Visible characters and blanks (RFC 6749 A.7, A.11). */
static gboolean
is_plain (const char *text, gsize most)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (text[i] < ' ' || text[i] > '~')
      return FALSE;

  return length > 0 && length <= most;
}

/* The value of a parameter, %NULL when it is not there. @valid becomes %FALSE when it is there twice
 * (RFC 6749 3.1) or the query is none. */
static char *
take_parameter (const char *query, const char *name, gboolean *valid)
{
  GUriParamsIter iter;
  g_autoptr (PlSecretString) found = NULL;
  g_autoptr (GError) error = NULL;
  char *attribute = NULL;
  char *value = NULL;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &attribute, &value, &error))
    {
      g_autofree char *own_attribute = attribute;
      g_autoptr (PlSecretString) own_value = value;

      if (!g_str_equal (own_attribute, name))
        continue;
      *valid = *valid && found == NULL;
      if (found == NULL)
        found = g_steal_pointer (&own_value);
    }
  *valid = *valid && error == NULL;
  return g_steal_pointer (&found);
}

/* @query: (nullable): */
static gboolean
take_answer (const char *query, const PlOAuthExpected *expected, PlOAuthAnswer *answer)
{
  gboolean valid = query != NULL;
  g_autofree char *state = valid ? take_parameter (query, "state", &valid) : NULL;
  g_autoptr (PlSecretString) code = valid ? take_parameter (query, "code", &valid) : NULL;
  g_autofree char *error = valid ? take_parameter (query, "error", &valid) : NULL;

  if (!valid || state == NULL || !is_same (state, expected->state) ||
      (code == NULL) == (error == NULL))
    return FALSE;
  if (code != NULL ? !is_plain (code, MOST_CODE) : !is_plain (error, MOST_ERROR))
    return FALSE;

  answer->code = code != NULL ? pl_secret_new (code, -1) : NULL;
  answer->error = g_steal_pointer (&error);
  return TRUE;
}

/* “GET /path?query HTTP/1.1” (RFC 9112 3) */
static gboolean
take_request_line (char *line, const PlOAuthExpected *expected, PlOAuthAnswer *answer)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  char *query;
  gboolean taken;

  if (g_strv_length (words) != 3 || !g_str_equal (words[0], "GET") ||
      (!g_str_equal (words[2], "HTTP/1.1") && !g_str_equal (words[2], "HTTP/1.0")))
    return FALSE;

  query = strchr (words[1], '?');
  if (query != NULL)
    *query++ = '\0';
  taken = g_str_equal (words[1], expected->path) && take_answer (query, expected, answer);
  if (query != NULL)
    pl_secret_wipe (query, strlen (query));
  return taken;
}

/* Exactly one Host, and it is ours (RFC 9112 3.2): a name that somebody leads to this address by DNS
 * is not. */
static gboolean
is_for_us (const GStrv lines, const char *authority)
{
  guint n_hosts = 0;
  gboolean ours = FALSE;

  for (guint i = 1; lines[i] != NULL; i++)
    {
      gsize length = strlen ("host:");

      if (g_ascii_strncasecmp (lines[i], "host:", length) != 0)
        continue;
      n_hosts++;
      ours = g_ascii_strcasecmp (g_strstrip (lines[i] + length), authority) == 0;
    }

  return n_hosts == 1 && ours;
}

/**
 * pl_oauth_redirect_parse:
 * @request: what came so far; any bytes, not NUL-terminated
 * @answer: (out): with %PL_OAUTH_REQUEST_EXPECTED, to be cleared
 */
PlOAuthRequest
pl_oauth_redirect_parse (const char *request,
                         gsize length,
                         const PlOAuthExpected *expected,
                         PlOAuthAnswer *answer)
{
  g_autoptr (PlSecretString) head = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean taken;

  if (length == 0)
    return PL_OAUTH_REQUEST_MORE;
  if (memchr (request, '\0', length) != NULL || length > PL_OAUTH_LARGEST_REQUEST)
    return PL_OAUTH_REQUEST_FOREIGN;

  head = g_strndup (request, length);
  if (strstr (head, "\r\n\r\n") == NULL)
    return length == PL_OAUTH_LARGEST_REQUEST ? PL_OAUTH_REQUEST_FOREIGN : PL_OAUTH_REQUEST_MORE;

  *strstr (head, "\r\n\r\n") = '\0';
  lines = g_strsplit (head, "\r\n", -1);
  /* An empty text has no lines at all. */
  if (lines[0] == NULL)
    return PL_OAUTH_REQUEST_FOREIGN;
  taken = is_for_us (lines, expected->authority) && take_request_line (lines[0], expected, answer);
  pl_secret_wipe (lines[0], strlen (lines[0]));
  return taken ? PL_OAUTH_REQUEST_EXPECTED : PL_OAUTH_REQUEST_FOREIGN;
}
