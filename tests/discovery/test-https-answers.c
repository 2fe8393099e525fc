// SPDX-License-Identifier: GPL-3.0-or-later
/* What the answers of web servers mean, and where they may lead. */
#include "discovery/pl-https-exchange-private.h"

#include "https-lab.h"
#include "net/evidence.h"

#define LINE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n"
#define LINES LINE LINE LINE LINE
#define KIB LINES LINES LINES LINES

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
  g_auto (HttpsLab) lab = { 0 };

  https_lab_set_up (&lab, NULL, WEB_TLS, pages);
  assert_outcome (https_lab_ask (&lab, "www.example.test/"), row->outcome);
  g_assert_cmpstr (lab.reason, ==, row->reason);
  if (row->body != NULL)
    https_lab_assert_body (&lab, row->body);
  g_assert_cmpuint (web_peer_count_questions (lab.peer), ==, 1);
}

/* What comes compressed stays so: nobody asked for it, and a small answer could become an endless one. */
static void
test_compressed (void)
{
  static const char answer[] = OK
      "Content-Encoding: gzip\r\nContent-Length: 38\r\n\r\n"
      "\037\213\010\000\000\000\000\000\002\003\263\111\316\311\114\315\053\161\316\317\113\313\114\327\267\263\301\313\005\000\262\100\350\221\055\000\000\000";
  static const WebPage pages[] = { { .answer = answer, .length = sizeof answer - 1 }, { 0 } };
  g_auto (HttpsLab) lab = { 0 };
  gsize size;

  https_lab_set_up (&lab, NULL, WEB_TLS, pages);
  assert_outcome (https_lab_ask (&lab, "www.example.test/"), PL_OUTCOME_FOUND);
  g_bytes_get_data (lab.body, &size);
  g_assert_cmpuint (size, ==, 38);
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
  g_auto (HttpsLab) lab = { 0 };
  guint n;

  https_lab_set_up (&lab, NULL, WEB_TLS, redirects);
  assert_outcome (https_lab_ask (&lab, "a.example.test/1"), PL_OUTCOME_FOUND);
  https_lab_assert_body (&lab, "hello");
  n = evidence_count (lab.recorder, PL_SIGHT_HOST_ASKED);
  evidence_assert_fact (lab.recorder, PL_SIGHT_HOST_ASKED, n - 1, PL_FACT_HOST, "c.example.test");
  g_assert_true (evidence_mentions (lab.recorder, "a.example.test"));
  g_assert_true (evidence_mentions (lab.recorder, "b.example.test"));
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
      g_auto (HttpsLab) lab = { 0 };

      https_lab_set_up (&lab, NULL, WEB_TLS, redirects);
      assert_outcome (https_lab_ask (&lab, rows[i].path), PL_OUTCOME_REJECTED);
      g_assert_cmpstr (lab.reason, ==, "redirect");
      g_assert_cmpuint (web_peer_count_connections (lab.peer), ==, rows[i].n_questions);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/https/answer/", answers[i].name, NULL);

      g_test_add_data_func (path, &answers[i], test_answer);
    }
  g_test_add_func ("/https/compressed", test_compressed);
  g_test_add_func ("/https/redirect", test_redirect);
  g_test_add_func ("/https/redirect-refused", test_redirect_refused);
  g_test_add_func ("/https/resolve-location", test_resolve_location);
  return https_lab_run ();
}
