// SPDX-License-Identifier: GPL-3.0-or-later
/* Questions to web servers on loopback: what is sent, where a redirect may lead, what an answer means. */
#include "https-lab.h"

#include "base/pl-worker.h"
#include "net/evidence.h"

#include <stdlib.h>
#include <string.h>

static const WebPage nothing[] = { { 0 } };

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
  g_auto (HttpsLab) lab = { 0 };
  g_autofree char *question = NULL;
  g_autofree char *sorted = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *protocol = NULL;

  https_lab_set_up (&lab, NULL, WEB_TLS, pages);
  assert_outcome (https_lab_ask (&lab, "autoconfig.example.test/mail/config-v1.1.xml"),
                  PL_OUTCOME_FOUND);
  https_lab_assert_body (&lab, "hello");

  wanted = g_strdup_printf ("\n\n"
                            "Accept-Encoding: identity\n"
                            "Accept: */*\n"
                            "Connection: Keep-Alive\n"
                            "GET /mail/config-v1.1.xml HTTP/1.1\n"
                            "Host: autoconfig.example.test:%u\n"
                            "User-Agent: Postlotse/" PL_VERSION,
                            web_peer_get_port (lab.peer));
  question = web_peer_dup_question (lab.peer, 0);
  sorted = sort_lines (question);
  g_assert_cmpstr (sorted, ==, wanted);
  protocol = web_peer_dup_protocol (lab.peer);
  g_assert_cmpstr (protocol, ==, "http/1.1");
  g_assert_cmpint (web_peer_get_tls_version (lab.peer), ==, G_TLS_PROTOCOL_VERSION_TLS_1_3);
  g_assert_cmpuint (web_peer_count_connections (lab.peer), ==, 1);
  g_assert_cmpuint (mock_resolver_get_n_asked (lab.resolver), ==, 1);
}

static void
test_evidence (void)
{
  static const WebPage pages[] = { { .answer = DOCUMENT }, { 0 } };
  g_auto (HttpsLab) lab = { 0 };
  g_autofree char *port = NULL;
  guint last;

  https_lab_set_up (&lab, NULL, WEB_TLS, pages);
  assert_outcome (https_lab_ask (&lab, "www.example.test/"), PL_OUTCOME_FOUND);
  port = g_strdup_printf ("%u", web_peer_get_port (lab.peer));
  last = evidence_count (lab.recorder, PL_SIGHT_HOST_ASKED) - 1;
  evidence_assert_fact (lab.recorder, PL_SIGHT_HOST_ASKED, last, PL_FACT_HOST, "www.example.test");
  evidence_assert_fact (lab.recorder, PL_SIGHT_HOST_ASKED, last, PL_FACT_PORT, port);
  evidence_assert_fact (lab.recorder, PL_SIGHT_HOST_ASKED, last, PL_FACT_PROTOCOL, "https");
  evidence_assert_fact (lab.recorder, PL_SIGHT_HOST_ASKED, last, PL_FACT_PURPOSE, "discovery");
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
  g_auto (HttpsLab) lab = { 0 };

  https_lab_set_up (&lab, NULL, WEB_TLS, pages);
  assert_outcome (https_lab_post (&lab, "a.example.test/a.xml", "<q/>", "text/xml; charset=utf-8"),
                  PL_OUTCOME_FOUND);
  g_assert_cmpuint (web_peer_count_questions (lab.peer), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *question = web_peer_dup_question (lab.peer, i);

      g_assert_true (g_str_has_prefix (question, i == 0 ? "POST /a.xml " : "POST /A.xml "));
      g_assert_nonnull (strstr (question, "\nContent-Type: text/xml; charset=utf-8\n"));
      g_assert_true (g_str_has_suffix (question, "\n\n<q/>"));
    }

  assert_outcome (https_lab_post (&lab, "c.example.test/a.xml", "<q/>", "text/xml"),
                  PL_OUTCOME_REJECTED);
  g_assert_cmpstr (lab.reason, ==, "redirect");
  g_assert_cmpuint (web_peer_count_questions (lab.peer), ==, 3);
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
          identity_new (&rows[i].spec, rows[i].from_authority ? https_lab_get_authority () : NULL);
      g_auto (HttpsLab) lab = { 0 };

      https_lab_set_up (&lab, bad, WEB_TLS, nothing);
      assert_outcome (https_lab_ask (&lab, "www.example.test/"), PL_OUTCOME_REJECTED);
      g_assert_cmpstr (lab.reason, ==, "certificate");
      g_assert_cmpuint (web_peer_count_questions (lab.peer), ==, 0);
      g_assert_cmpuint (web_peer_count_connections (lab.peer), ==, 1);
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
      g_auto (HttpsLab) lab = { 0 };

      https_lab_set_up (&lab, NULL, rows[i].manner, nothing);
      assert_outcome (https_lab_ask (&lab, "www.example.test/"), rows[i].outcome);
      g_assert_null (lab.reason);
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
  g_auto (HttpsLab) lab = { 0 };

  https_lab_set_up (&lab, NULL, row->manner, pages);
  lab.deadline = pl_deadline_in (400);
  assert_outcome (https_lab_ask (&lab, "www.example.test/"), PL_OUTCOME_SILENT);
  g_assert_cmpint (g_get_monotonic_time () - lab.deadline.at, <, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time (), >=, lab.deadline.at);
  g_assert_cmpuint (web_peer_count_connections (lab.peer), ==, 1);
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
  g_auto (HttpsLab) lab = { 0 };
  g_autoptr (PlWorker) worker = NULL;

  https_lab_set_up (&lab, NULL, row->manner, pages);
  lab.deadline = PL_DEADLINE_NEVER;
  worker = pl_worker_start ("cancel", cancel_soon, lab.cancellable, NULL);
  assert_outcome (https_lab_ask (&lab, "www.example.test/"), PL_OUTCOME_CANCELLED);
  g_assert_error (lab.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_before (void)
{
  g_auto (HttpsLab) lab = { 0 };

  https_lab_set_up (&lab, NULL, WEB_TLS, nothing);
  g_cancellable_cancel (lab.cancellable);
  assert_outcome (https_lab_ask (&lab, "www.example.test/"), PL_OUTCOME_CANCELLED);
  g_assert_cmpuint (web_peer_count_connections (lab.peer), ==, 0);
}

/* The second address of a name is tried when the first refuses. */
static void
test_addresses (void)
{
  static const WebPage pages[] = { { .answer = DOCUMENT }, { 0 } };
  g_auto (HttpsLab) lab = { 0 };

  https_lab_set_up (&lab, NULL, WEB_TLS, pages);
  mock_resolver_set_addresses (lab.resolver, "127.0.0.2 127.0.0.3 127.0.0.1");
  assert_outcome (https_lab_ask (&lab, "www.example.test/"), PL_OUTCOME_FOUND);
  g_assert_cmpuint (mock_resolver_get_n_asked (lab.resolver), ==, 1);
}

static void
test_refused (void)
{
  g_auto (HttpsLab) lab = { 0 };

  https_lab_set_up (&lab, NULL, WEB_TLS, nothing);
  mock_resolver_set_addresses (lab.resolver, "127.0.0.2 127.0.0.3");
  assert_outcome (https_lab_ask (&lab, "www.example.test/"), PL_OUTCOME_REFUSED);
}

static void
test_not_asked (void)
{
  static const char *const urls[] = { "http://www.example.test/", "https://127.0.0.1/", "x", "" };
  g_auto (HttpsLab) lab = { 0 };
  PlSourceContext context;

  https_lab_set_up (&lab, NULL, WEB_TLS, nothing);
  context = (PlSourceContext){ .network = lab.network,
                               .recorder = lab.recorder,
                               .deadline = &lab.deadline };
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      const PlHttpsRequest request = { .url = urls[i] };

      assert_outcome (pl_https_ask (&context, &request, &lab.body, &lab.error), PL_OUTCOME_NO_DATA);
    }
  g_assert_cmpuint (pl_recorder_peek (lab.recorder)->len, ==, 0);
}

static void
test_practice (void)
{
  g_auto (HttpsLab) lab = { 0 };

  https_lab_set_up (&lab, NULL, WEB_TLS, nothing);
  pl_network_unref (lab.network);
  lab.network = pl_network_new_practice (NULL, 0, NULL);
  assert_outcome (https_lab_ask (&lab, "www.example.test/"), PL_OUTCOME_NO_DATA);
  g_assert_cmpuint (pl_recorder_peek (lab.recorder)->len, ==, 0);
  g_assert_cmpuint (web_peer_count_connections (lab.peer), ==, 0);
}

static void
add_silences (void)
{
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
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/https/get", test_get);
  g_test_add_func ("/https/evidence", test_evidence);
  g_test_add_func ("/https/post", test_post);
  add_silences ();
  g_test_add_func ("/https/certificates", test_certificates);
  g_test_add_func ("/https/manners", test_manners);
  g_test_add_func ("/https/cancelled-before", test_cancelled_before);
  g_test_add_func ("/https/addresses", test_addresses);
  g_test_add_func ("/https/refused", test_refused);
  g_test_add_func ("/https/not-asked", test_not_asked);
  g_test_add_func ("/https/practice", test_practice);
  return https_lab_run ();
}
