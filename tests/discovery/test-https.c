// SPDX-License-Identifier: GPL-3.0-or-later
/* Questions to web servers on loopback: what is sent, where a redirect may lead, what an answer means. */
#include "discovery/pl-https-exchange-private.h"

#include "base/pl-worker.h"
#include "evidence.h"
#include "mock-resolver.h"
#include "web-peer.h"

#include <glib/gstdio.h>
#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"
#define DOCUMENT OK "Content-Length: 5\r\n\r\nhello"
#define LINE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n"
#define LINES LINE LINE LINE LINE
#define KIB LINES LINES LINES LINES

/* Made once: keys take their time. */
static Identity *authority;
static Identity *good; /* for *.example.test */

static const WebPage nothing[] = { { 0 } };

typedef struct
{
  MockResolver *resolver; /* owned: every name leads to loopback */
  PlNetwork *network; /* owned */
  PlRecorder *recorder; /* owned */
  WebPeer *peer; /* owned, nullable */
  PlDeadline deadline;
  GCancellable *cancellable; /* owned */
  const char *reason;
  GBytes *body; /* owned, nullable */
  GError *error; /* owned, nullable */
} Fixture;

static void
set_up (Fixture *fixture, Identity *identity, WebManner manner, const WebPage *pages)
{
  fixture->resolver = mock_resolver_new ();
  mock_resolver_set_addresses (fixture->resolver, "127.0.0.1");
  g_resolver_set_default (G_RESOLVER (fixture->resolver));
  fixture->network = pl_network_new ();
  fixture->recorder = evidence_new ();
  fixture->peer = web_peer_start (identity, manner, pages);
  fixture->deadline = pl_deadline_in (10000);
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture)
{
  g_clear_pointer (&fixture->peer, web_peer_stop);
  g_clear_pointer (&fixture->body, g_bytes_unref);
  g_clear_error (&fixture->error);
  g_object_unref (fixture->cancellable);
  pl_recorder_free (fixture->recorder);
  pl_network_unref (fixture->network);
  g_object_unref (fixture->resolver);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static PlOutcome
post (Fixture *fixture, const char *host_and_path, const char *text, const char *type)
{
  const char *slash = strchr (host_and_path, '/');
  g_autofree char *url = g_strdup_printf ("https://%.*s:%u%s", (int) (slash - host_and_path),
                                          host_and_path, web_peer_get_port (fixture->peer), slash);
  const PlHttpsRequest request = { url, text, type };
  const PlSourceContext context = {
    .network = fixture->network,
    .domain = "example.test",
    .recorder = fixture->recorder,
    .reason = &fixture->reason,
    .deadline = &fixture->deadline,
    .cancellable = fixture->cancellable,
  };
  PlOutcome outcome;

  g_clear_pointer (&fixture->body, g_bytes_unref);
  g_clear_error (&fixture->error);
  fixture->reason = NULL;
  outcome = pl_https_ask (&context, &request, &fixture->body, &fixture->error);
  g_assert_cmpint (outcome == PL_OUTCOME_FOUND, ==, fixture->body != NULL);
  g_assert_cmpint (outcome == PL_OUTCOME_CANCELLED, ==, fixture->error != NULL);
  return outcome;
}

static PlOutcome
ask (Fixture *fixture, const char *host_and_path)
{
  return post (fixture, host_and_path, NULL, NULL);
}

#define assert_outcome(outcome, wanted) \
  g_assert_cmpstr (pl_outcome_to_nick (outcome), ==, pl_outcome_to_nick (wanted))

static void
assert_body (Fixture *fixture, const char *text)
{
  gsize size;
  const char *bytes = g_bytes_get_data (fixture->body, &size);

  g_assert_cmpmem (bytes, size, text, strlen (text));
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The head's lines in the order of the alphabet, since theirs is libsoup's affair. */
static char *
sort_lines (const char *question)
{
  g_auto (GStrv) lines = g_strsplit (question, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  return g_strjoinv ("\n", lines);
}

/* Exactly what leaves this computer, and that its round trips are the fewest there are. */
static void
test_get (void)
{
  static const WebPage pages[] = { { .answer = DOCUMENT }, { 0 } };
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *question = NULL;
  g_autofree char *sorted = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *protocol = NULL;

  set_up (&fixture, good, WEB_TLS, pages);
  assert_outcome (ask (&fixture, "autoconfig.example.test/mail/config-v1.1.xml"), PL_OUTCOME_FOUND);
  assert_body (&fixture, "hello");

  wanted = g_strdup_printf ("\n\n"
                            "Accept-Encoding: identity\n"
                            "Accept: */*\n"
                            "Connection: Keep-Alive\n"
                            "GET /mail/config-v1.1.xml HTTP/1.1\n"
                            "Host: autoconfig.example.test:%u\n"
                            "User-Agent: Postlotse/" PL_VERSION,
                            web_peer_get_port (fixture.peer));
  question = web_peer_dup_question (fixture.peer, 0);
  sorted = sort_lines (question);
  g_assert_cmpstr (sorted, ==, wanted);
  protocol = web_peer_dup_protocol (fixture.peer);
  g_assert_cmpstr (protocol, ==, "http/1.1");
  g_assert_cmpint (web_peer_get_tls_version (fixture.peer), ==, G_TLS_PROTOCOL_VERSION_TLS_1_3);
  g_assert_cmpuint (web_peer_count_connections (fixture.peer), ==, 1);
  g_assert_cmpuint (mock_resolver_get_n_asked (fixture.resolver), ==, 1);
}

static void
test_evidence (void)
{
  static const WebPage pages[] = { { .answer = DOCUMENT }, { 0 } };
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *port = NULL;
  guint last;

  set_up (&fixture, good, WEB_TLS, pages);
  assert_outcome (ask (&fixture, "www.example.test/"), PL_OUTCOME_FOUND);
  port = g_strdup_printf ("%u", web_peer_get_port (fixture.peer));
  last = evidence_count (fixture.recorder, PL_SIGHT_HOST_ASKED) - 1;
  evidence_assert_fact (fixture.recorder, PL_SIGHT_HOST_ASKED, last, PL_FACT_HOST,
                        "www.example.test");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_HOST_ASKED, last, PL_FACT_PORT, port);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_HOST_ASKED, last, PL_FACT_PROTOCOL, "https");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_HOST_ASKED, last, PL_FACT_PURPOSE, "discovery");
}

/* A post moves to the same path of another host, and nowhere else. */
static void
test_post (void)
{
  static const WebPage pages[] = {
    { "a.example.test", "/a.xml",
      "HTTP/1.1 302 Found\r\nLocation: https://b.example.test:@PORT@/A.xml\r\n\r\n" },
    { "b.example.test", "/A.xml", DOCUMENT },
    { "c.example.test", "/a.xml",
      "HTTP/1.1 307 Other\r\nLocation: https://b.example.test:@PORT@/b\r\n\r\n" },
    { 0 },
  };
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture, good, WEB_TLS, pages);
  assert_outcome (post (&fixture, "a.example.test/a.xml", "<q/>", "text/xml; charset=utf-8"),
                  PL_OUTCOME_FOUND);
  g_assert_cmpuint (web_peer_count_questions (fixture.peer), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *question = web_peer_dup_question (fixture.peer, i);

      g_assert_true (g_str_has_prefix (question, i == 0 ? "POST /a.xml " : "POST /A.xml "));
      g_assert_nonnull (strstr (question, "\nContent-Type: text/xml; charset=utf-8\n"));
      g_assert_true (g_str_has_suffix (question, "\n\n<q/>"));
    }

  assert_outcome (post (&fixture, "c.example.test/a.xml", "<q/>", "text/xml"), PL_OUTCOME_REJECTED);
  g_assert_cmpstr (fixture.reason, ==, "redirect");
  g_assert_cmpuint (web_peer_count_questions (fixture.peer), ==, 3);
}

typedef struct
{
  const char *name;
  WebPage page;
  PlOutcome outcome;
  const char *reason;
  const char *body;
} AnswerRow;

static const AnswerRow answers[] = {
  { "200 to the end of the connection",
    { .answer = OK "\r\nhello" },
    PL_OUTCOME_FOUND,
    NULL,
    "hello" },
  { "chunked",
    { .answer = OK "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n" },
    PL_OUTCOME_FOUND,
    NULL,
    "hello" },
  { "continue first",
    { .answer = "HTTP/1.1 100 Continue\r\n\r\n" DOCUMENT },
    PL_OUTCOME_FOUND,
    NULL,
    "hello" },
  { "empty", { .answer = OK "Content-Length: 0\r\n\r\n" }, PL_OUTCOME_FOUND, NULL, "" },
  { "compressed without being asked",
    { .answer = OK "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello" },
    PL_OUTCOME_FOUND,
    NULL,
    "hello" },
  { "204", { .answer = "HTTP/1.1 204 No Content\r\n\r\n" }, PL_OUTCOME_NO_DATA },
  { "206", { .answer = "HTTP/1.1 206 Partial\r\nContent-Length: 1\r\n\r\nx" }, PL_OUTCOME_NO_DATA },
  { "304", { .answer = "HTTP/1.1 304 Not Modified\r\n\r\n" }, PL_OUTCOME_NO_DATA },
  { "302 to nowhere",
    { .answer = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n" },
    PL_OUTCOME_NO_DATA },
  { "400", { .answer = "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n" }, PL_OUTCOME_NO_DATA },
  { "401",
    { .answer = "HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                "WWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n" },
    PL_OUTCOME_NO_DATA },
  { "403", { .answer = "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n" }, PL_OUTCOME_NO_DATA },
  { "404",
    { .answer = "HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\n<html/>  " },
    PL_OUTCOME_NO_DATA },
  { "500",
    { .answer = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n" },
    PL_OUTCOME_SERVER_FAILURE },
  { "503",
    { .answer = "HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n" },
    PL_OUTCOME_SERVER_FAILURE },

  { "as large as may be",
    { .answer = OK "Content-Length: 262144\r\n\r\n", .n_more = 256, .more = KIB },
    PL_OUTCOME_FOUND },
  { "promises too much",
    { .answer = OK "Content-Length: 262145\r\n\r\n", .then = WEB_HANGS },
    PL_OUTCOME_VIOLATION,
    "too-large" },
  { "promises nonsense",
    { .answer = OK "Content-Length: 99999999999999999999999\r\n\r\nx" },
    PL_OUTCOME_VIOLATION,
    "http" },
  { "endless",
    { .answer = OK "\r\n", .n_more = 1000000, .more = KIB },
    PL_OUTCOME_VIOLATION,
    "too-large" },
  { "endless chunks",
    { .answer = OK "Transfer-Encoding: chunked\r\n\r\n",
      .n_more = 1000000,
      .more = "400\r\n" KIB "\r\n" },
    PL_OUTCOME_VIOLATION,
    "too-large" },
  { "one chunk of all memory",
    { .answer = OK "Transfer-Encoding: chunked\r\n\r\nffffffffffff\r\n",
      .n_more = 1000000,
      .more = KIB },
    PL_OUTCOME_VIOLATION,
    "too-large" },
  { "less than promised",
    { .answer = OK "Content-Length: 50\r\n\r\nhello" },
    PL_OUTCOME_VIOLATION,
    "http" },
  { "half a chunk",
    { .answer = OK "Transfer-Encoding: chunked\r\n\r\n9\r\nhello" },
    PL_OUTCOME_VIOLATION,
    "http" },
  { "endless head",
    { .answer = OK, .n_more = 1000000, .more = "X-Filler: " LINE },
    PL_OUTCOME_VIOLATION,
    "http" },
  { "half a head", { .answer = "HTTP/1.1 200 OK\r\nContent-" }, PL_OUTCOME_VIOLATION, "http" },
  { "another protocol",
    { .answer = "* OK IMAP4rev1 ready\r\n\r\n" },
    PL_OUTCOME_VIOLATION,
    "http" },
  { "nothing", { .answer = "" }, PL_OUTCOME_VIOLATION, "http" },
};

static void
test_answer (gconstpointer data)
{
  const AnswerRow *row = data;
  const WebPage pages[] = { row->page, { 0 } };
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture, good, WEB_TLS, pages);
  assert_outcome (ask (&fixture, "www.example.test/"), row->outcome);
  g_assert_cmpstr (fixture.reason, ==, row->reason);
  if (row->body != NULL)
    assert_body (&fixture, row->body);
  g_assert_cmpuint (web_peer_count_questions (fixture.peer), ==, 1);
}

static const WebPage redirects[] = {
  { NULL, "/1", "HTTP/1.1 301 Moved\r\nLocation: https://b.example.test:@PORT@/2\r\n\r\n" },
  { NULL, "/2", "HTTP/1.1 302 Found\r\nLocation: ../3\r\n\r\n" },
  { "b.example.test", "/3", "HTTP/1.1 307 Other\r\nLocation: //C.EXAMPLE.test:@PORT@/4#x\r\n\r\n" },
  { "c.example.test", "/4", DOCUMENT },
  { NULL, "/0", "HTTP/1.1 308 Permanent\r\nLocation: /1\r\n\r\n" },
  { NULL, "/loop", "HTTP/1.1 303 See\r\nLocation: /loop\r\n\r\n" },
  { NULL, "/http", "HTTP/1.1 301 Moved\r\nLocation: http://b.example.test:@PORT@/4\r\n\r\n" },
  { NULL, "/address", "HTTP/1.1 301 Moved\r\nLocation: https://127.0.0.1:@PORT@/4\r\n\r\n" },
  { NULL, "/port", "HTTP/1.1 301 Moved\r\nLocation: https://b.example.test/4\r\n\r\n" },
  { 0 },
};

static void
test_redirect (void)
{
  g_auto (Fixture) fixture = { 0 };
  guint n;

  set_up (&fixture, good, WEB_TLS, redirects);
  assert_outcome (ask (&fixture, "a.example.test/1"), PL_OUTCOME_FOUND);
  assert_body (&fixture, "hello");
  n = evidence_count (fixture.recorder, PL_SIGHT_HOST_ASKED);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_HOST_ASKED, n - 1, PL_FACT_HOST,
                        "c.example.test");
  g_assert_true (evidence_mentions (fixture.recorder, "a.example.test"));
  g_assert_true (evidence_mentions (fixture.recorder, "b.example.test"));
}

/* None of these is followed, and none asks one host more. */
static void
test_redirect_refused (void)
{
  static const struct
  {
    const char *path;
    guint n_questions;
  } rows[] = { { "a.example.test/0", 4 },
               { "a.example.test/loop", 4 },
               { "a.example.test/http", 1 },
               { "a.example.test/address", 1 },
               { "a.example.test/port", 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      set_up (&fixture, good, WEB_TLS, redirects);
      assert_outcome (ask (&fixture, rows[i].path), PL_OUTCOME_REJECTED);
      g_assert_cmpstr (fixture.reason, ==, "redirect");
      g_assert_cmpuint (web_peer_count_connections (fixture.peer), ==, rows[i].n_questions);
    }
}

static void
test_resolve_location (void)
{
  static const struct
  {
    const char *location;
    const char *resolved; /* NULL: not asked */
  } rows[] = {
    { "https://b.example.test/x?y=z", "https://b.example.test/x?y=z" },
    { "https://b.example.test:443/x", "https://b.example.test/x" },
    { "HTTPS://B.Example.TEST/x", "https://b.example.test/x" },
    { "https://b.example.test", "https://b.example.test/" },
    { "/x", "https://a.example.test/x" },
    { "x", "https://a.example.test/dir/x" },
    { "../x#part", "https://a.example.test/x" },
    { "?a=b", "https://a.example.test/dir/page?a=b" },
    { "//b.example.test/x", "https://b.example.test/x" },
    { "https://m\xc3\xbcller.test/", "https://xn--mller-kva.test/" },
    { "http://b.example.test/", NULL },
    { "ftp://b.example.test/", NULL },
    { "file:///etc/passwd", NULL },
    { "javascript:x", NULL },
    { "https://user@b.example.test/", NULL },
    { "https://user:word@b.example.test/", NULL },
    { "https://b.example.test:8443/", NULL },
    { "https://b.example.test:25/", NULL },
    { "https://192.0.2.1/", NULL },
    { "https://127.1/", NULL },
    { "https://[::1]/", NULL },
    { "https://localhost/", NULL },
    { "https://x.localhost/", NULL },
    { "https://router/", NULL },
    { "https:///x", NULL },
    { "https:x", NULL },
    { "https://b..example.test/", NULL },
    { "https://b%00.example.test/", NULL },
    { "https://b.example.test:99999/", NULL },
    { "https://b example.test/", NULL },
    { "\xff\xfe", "https://a.example.test/dir/%FF%FE" },
  };
  g_autoptr (GUri) base = pl_https_resolve (NULL, "https://a.example.test/dir/page");
  g_autofree char *long_one = g_strdup_printf ("/%02048d", 1);
  g_autoptr (GUri) too_long = pl_https_resolve (base, long_one);

  g_assert_null (too_long);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GUri) uri = pl_https_resolve (base, rows[i].location);
      g_autofree char *text = uri != NULL ? g_uri_to_string (uri) : NULL;

      g_assert_cmpstr (text, ==, rows[i].resolved);
    }
}

/* Nothing is asked of a server whose certificate is not good, and nobody is asked whether it may be. */
static void
test_certificates (void)
{
  static const struct
  {
    IdentitySpec spec;
    gboolean from_authority;
  } rows[] = {
    { { "Expired", "*.example.test", .begins = -20, .ends = -10 }, TRUE },
    { { "Early", "*.example.test", .begins = 10, .ends = 20 }, TRUE },
    { { "Other", "www.example.net", .begins = -1, .ends = 20 }, TRUE },
    { { "Unnamed", NULL, .begins = -1, .ends = 20 }, TRUE },
    { { "Self-signed", "*.example.test", .begins = -1, .ends = 20 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Identity) bad =
          identity_new (&rows[i].spec, rows[i].from_authority ? authority : NULL);
      g_auto (Fixture) fixture = { 0 };

      set_up (&fixture, bad, WEB_TLS, nothing);
      assert_outcome (ask (&fixture, "www.example.test/"), PL_OUTCOME_REJECTED);
      g_assert_cmpstr (fixture.reason, ==, "certificate");
      g_assert_cmpuint (web_peer_count_questions (fixture.peer), ==, 0);
      g_assert_cmpuint (web_peer_count_connections (fixture.peer), ==, 1);
    }
}

static void
test_manners (void)
{
  static const struct
  {
    WebManner manner;
    PlOutcome outcome;
  } rows[] = { { WEB_PLAIN, PL_OUTCOME_FAILED }, { WEB_HANGS_UP, PL_OUTCOME_FAILED } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      set_up (&fixture, good, rows[i].manner, nothing);
      assert_outcome (ask (&fixture, "www.example.test/"), rows[i].outcome);
      g_assert_null (fixture.reason);
    }
}

typedef struct
{
  const char *name;
  WebManner manner;
  WebPage page;
} SilenceRow;

static const SilenceRow silences[] = {
  { "before the handshake", WEB_SILENT, { .answer = "" } },
  { "before the answer", WEB_TLS, { .answer = "", .then = WEB_HANGS } },
  { "in the head", WEB_TLS, { .answer = OK "Content-", .then = WEB_HANGS } },
  { "in the body", WEB_TLS, { .answer = OK "Content-Length: 50\r\n\r\nhello", .then = WEB_HANGS } },
  { "drop by drop", WEB_TLS, { .answer = OK "\r\n", .then = WEB_DRIPS } },
};

/* The deadline ends it, wherever it is, and at once. */
static void
test_deadline (gconstpointer data)
{
  const SilenceRow *row = data;
  const WebPage pages[] = { row->page, { 0 } };
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture, good, row->manner, pages);
  fixture.deadline = pl_deadline_in (400);
  assert_outcome (ask (&fixture, "www.example.test/"), PL_OUTCOME_SILENT);
  g_assert_cmpint (g_get_monotonic_time () - fixture.deadline.at, <, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time (), >=, fixture.deadline.at);
  g_assert_cmpuint (web_peer_count_connections (fixture.peer), ==, 1);
}

static void
cancel_soon (gpointer data)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (data);
}

static void
test_cancel (gconstpointer data)
{
  const SilenceRow *row = data;
  const WebPage pages[] = { row->page, { 0 } };
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (PlWorker) worker = NULL;

  set_up (&fixture, good, row->manner, pages);
  fixture.deadline = PL_DEADLINE_NEVER;
  worker = pl_worker_start ("cancel", cancel_soon, fixture.cancellable, NULL);
  assert_outcome (ask (&fixture, "www.example.test/"), PL_OUTCOME_CANCELLED);
  g_assert_error (fixture.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_before (void)
{
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture, good, WEB_TLS, nothing);
  g_cancellable_cancel (fixture.cancellable);
  assert_outcome (ask (&fixture, "www.example.test/"), PL_OUTCOME_CANCELLED);
  g_assert_cmpuint (web_peer_count_connections (fixture.peer), ==, 0);
}

/* The second address of a name is tried when the first refuses. */
static void
test_addresses (void)
{
  static const WebPage pages[] = { { .answer = DOCUMENT }, { 0 } };
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture, good, WEB_TLS, pages);
  mock_resolver_set_addresses (fixture.resolver, "127.0.0.2 127.0.0.3 127.0.0.1");
  assert_outcome (ask (&fixture, "www.example.test/"), PL_OUTCOME_FOUND);
  g_assert_cmpuint (mock_resolver_get_n_asked (fixture.resolver), ==, 1);
}

static void
test_refused (void)
{
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture, good, WEB_TLS, nothing);
  mock_resolver_set_addresses (fixture.resolver, "127.0.0.2 127.0.0.3");
  assert_outcome (ask (&fixture, "www.example.test/"), PL_OUTCOME_REFUSED);
}

static void
test_not_asked (void)
{
  static const char *const urls[] = { "http://www.example.test/", "https://127.0.0.1/", "x", "" };
  g_auto (Fixture) fixture = { 0 };
  PlSourceContext context;

  set_up (&fixture, good, WEB_TLS, nothing);
  context = (PlSourceContext){ .network = fixture.network,
                               .recorder = fixture.recorder,
                               .deadline = &fixture.deadline };
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      const PlHttpsRequest request = { .url = urls[i] };

      assert_outcome (pl_https_ask (&context, &request, &fixture.body, &fixture.error),
                      PL_OUTCOME_NO_DATA);
    }
  g_assert_cmpuint (pl_recorder_peek (fixture.recorder)->len, ==, 0);
}

static void
test_practice (void)
{
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture, good, WEB_TLS, nothing);
  pl_network_unref (fixture.network);
  fixture.network = pl_network_new_practice (NULL, 0, NULL);
  assert_outcome (ask (&fixture, "www.example.test/"), PL_OUTCOME_NO_DATA);
  g_assert_cmpuint (pl_recorder_peek (fixture.recorder)->len, ==, 0);
  g_assert_cmpuint (web_peer_count_connections (fixture.peer), ==, 0);
}

static void
add_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/https/answer/", answers[i].name, NULL);

      g_test_add_data_func (path, &answers[i], test_answer);
    }
  for (guint i = 0; i < G_N_ELEMENTS (silences); i++)
    {
      g_autofree char *deadline = g_strconcat ("/https/deadline/", silences[i].name, NULL);
      g_autofree char *cancel = g_strconcat ("/https/cancel/", silences[i].name, NULL);

      g_test_add_data_func (deadline, &silences[i], test_deadline);
      g_test_add_data_func (cancel, &silences[i], test_cancel);
    }
}

int
main (int argc, char **argv)
{
  static const IdentitySpec authority_spec = { "Test CA", .begins = -1, .ends = 20, .is_ca = TRUE };
  static const IdentitySpec good_spec = { "Web", "*.example.test", .begins = -1, .ends = 20 };
  g_autofree char *trusted = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  authority = identity_new (&authority_spec, NULL);
  good = identity_new (&good_spec, authority);
  trusted = web_peer_trust (authority);

  g_test_add_func ("/https/get", test_get);
  g_test_add_func ("/https/evidence", test_evidence);
  g_test_add_func ("/https/post", test_post);
  add_tables ();
  g_test_add_func ("/https/redirect", test_redirect);
  g_test_add_func ("/https/redirect-refused", test_redirect_refused);
  g_test_add_func ("/https/resolve-location", test_resolve_location);
  g_test_add_func ("/https/certificates", test_certificates);
  g_test_add_func ("/https/manners", test_manners);
  g_test_add_func ("/https/cancelled-before", test_cancelled_before);
  g_test_add_func ("/https/addresses", test_addresses);
  g_test_add_func ("/https/refused", test_refused);
  g_test_add_func ("/https/not-asked", test_not_asked);
  g_test_add_func ("/https/practice", test_practice);
  status = g_test_run ();

  g_unlink (trusted);
  identity_free (good);
  identity_free (authority);
  return status;
}
