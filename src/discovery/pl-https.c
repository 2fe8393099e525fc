// SPDX-License-Identifier: GPL-3.0-or-later
/* Questions to web servers. libsoup asks one host once; which hosts are asked, what becomes of a redirect
 * and what an answer means is decided here. */
#include "discovery/pl-https-private.h"

#include "base/pl-hostname.h"
#include "base/pl-worker.h"
#include "discovery/pl-config.h"
#include "discovery/pl-https-exchange-private.h"

#include <string.h>

#define LONGEST_URL 2048 /* bytes */

static void
set_reason (const PlSourceContext *context, const char *reason)
{
  if (context->reason != NULL)
    *context->reason = reason;
}

/* The address in the form in which it is asked: a public name in ASCII, and nobody's name and password.
 * NULL for an address that is not asked. */
static GUri *
normalize (GUri *uri)
{
  g_autofree char *host =
      pl_hostname_to_ascii (g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "", NULL);

  if (!g_str_equal (g_uri_get_scheme (uri), "https") || g_uri_get_userinfo (uri) != NULL ||
      host == NULL || !pl_config_is_public_name (host))
    return NULL;

  return g_uri_build (SOUP_HTTP_URI_FLAGS, "https", NULL, host, g_uri_get_port (uri),
                      g_uri_get_path (uri), g_uri_get_query (uri), NULL);
}

/**
 * pl_https_resolve:
 * @base: (nullable): the address that led here, absolute
 * @location: where it leads, relative to it or absolute
 *
 * Whether a web address may be asked, and be asked next: https, a public host name, the port that was
 * asked before. A redirect is another's word, and must not make this computer knock on doors of its own
 * network or on ports that are no web server's.
 *
 * Returns: (transfer full) (nullable): the address, %NULL when it is not asked
 */
GUri *
pl_https_resolve (GUri *base, const char *location)
{
  g_autoptr (GUri) absolute = NULL;
  g_autoptr (GUri) uri = NULL;

  if (strlen (location) > LONGEST_URL)
    return NULL;

  absolute = base != NULL ? g_uri_parse_relative (base, location, SOUP_HTTP_URI_FLAGS, NULL)
                          : g_uri_parse (location, SOUP_HTTP_URI_FLAGS, NULL);
  uri = absolute != NULL ? normalize (absolute) : NULL;
  if (uri == NULL || (base != NULL && pl_https_get_port (uri) != pl_https_get_port (base)))
    return NULL;
  return g_steal_pointer (&uri);
}

static void
load_trust (gpointer data)
{
  GTlsDatabase *database = g_tls_backend_get_default_database (g_tls_backend_get_default ());

  g_clear_object (&database);
}

/* GIO reads the certificate authorities when the first connection is there, some 20 ms of work. Here that
 * happens while the name server is waited for. */
static void
load_trust_early (void)
{
  static gsize begun;
  PlWorker *worker;

  if (!g_once_init_enter (&begun))
    return;

  worker = pl_worker_start ("pl-https-trust", load_trust, NULL, NULL);
  pl_worker_forget (worker);
  g_once_init_leave (&begun, 1);
}

/* Where a redirect may lead. With a question that posts, only to the same path elsewhere: servers of
 * Autodiscover move like that ([MS-OXDISCO] 3.1.5), and nothing else on the web is to be posted to. */
static GUri *
follow (const PlHttpsRequest *request, GUri *from, const char *location)
{
  g_autoptr (GUri) uri = pl_https_resolve (from, location);

  if (uri != NULL && request->post != NULL &&
      g_ascii_strcasecmp (g_uri_get_path (uri), g_uri_get_path (from)) != 0)
    return NULL;
  return g_steal_pointer (&uri);
}

/* Asks one host. @next: (out): where its answer leads, if it leads elsewhere. */
static PlOutcome
ask_one (const PlSourceContext *context,
         const PlHttpsRequest *request,
         GUri *uri,
         GBytes **body,
         char **next,
         GError **error)
{
  g_autoptr (GPtrArray) addresses = NULL;
  PlOutcome outcome =
      pl_network_resolve (context->network, g_uri_get_host (uri), context->recorder, &addresses,
                          context->deadline, context->cancellable, error);

  if (outcome != PL_OUTCOME_FOUND)
    return outcome;

  pl_recorder_note_asked (context->recorder, g_uri_get_host (uri), pl_https_get_port (uri), "https",
                          "discovery");
  return pl_https_exchange (context, request, uri, addresses, body, next, error);
}

/**
 * pl_https_ask:
 * @request: what to ask; the address has to be https
 * @body: (out) (transfer full): the document, with %PL_OUTCOME_FOUND only
 *
 * Asks a web server, as anybody could: no cookies, no credentials, nothing about the person. A redirect
 * is followed where pl_https_resolve() allows it, with the same question, and one that posts only to the
 * same path, at most %PL_HTTPS_MOST_REDIRECTS times; a certificate that is not good for the host ends it.
 * A proxy is not used: mail does not go through one either. In the practice network nobody is asked.
 *
 * Returns: %PL_OUTCOME_FOUND; %PL_OUTCOME_NO_DATA when there is no such document for us;
 *   %PL_OUTCOME_NO_SUCH_NAME, %PL_OUTCOME_SERVER_FAILURE (of the name server or the web server),
 *   %PL_OUTCOME_REFUSED, %PL_OUTCOME_UNREACHABLE; %PL_OUTCOME_SILENT when the deadline passed;
 *   %PL_OUTCOME_REJECTED with the reason `certificate` or `redirect`; %PL_OUTCOME_VIOLATION with
 *   `too-large` or `http`; %PL_OUTCOME_FAILED for a handshake or a connection that broke off; with
 *   @error %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_https_ask (const PlSourceContext *context,
              const PlHttpsRequest *request,
              GBytes **body,
              GError **error)
{
  g_autoptr (GUri) uri = pl_https_resolve (NULL, request->url);
  g_autoptr (GError) local = NULL;
  PlOutcome outcome = PL_OUTCOME_NO_DATA;

  *body = NULL;
  if (pl_network_is_practice (context->network) || uri == NULL)
    return PL_OUTCOME_NO_DATA;

  load_trust_early ();
  for (guint n = 0; n <= PL_HTTPS_MOST_REDIRECTS; n++)
    {
      g_autofree char *next = NULL;
      g_autoptr (GUri) resolved = NULL;

      outcome = ask_one (context, request, uri, body, &next, &local);
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        return PL_OUTCOME_SILENT; /* whoever set the deadline knows that it has passed */
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      if (next == NULL)
        return outcome;

      resolved = follow (request, uri, next);
      if (resolved == NULL)
        break;
      g_uri_unref (uri);
      uri = g_steal_pointer (&resolved);
    }

  set_reason (context, "redirect");
  return PL_OUTCOME_REJECTED;
}
