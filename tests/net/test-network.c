// SPDX-License-Identifier: GPL-3.0-or-later
/* Names, by a resolver and a name server of the test's own; and the practice network. */
#include "net/pl-network-private.h"

#include "base/pl-worker.h"
#include "evidence.h"
#include "mock-resolver.h"
#include "name-server.h"
#include "peer.h"

#include <arpa/nameser.h>

#define TRIES 4
#define MOST_LATENCY_US (100 * 1000)

static const PlDeadline never = { G_MAXINT64 };

typedef struct
{
  MockResolver *resolver; /* owned */
  NameServer *server; /* owned */
  PlNetwork *network; /* owned */
  PlRecorder *recorder; /* owned */
} Fixture;

static void
set_up (Fixture *fixture)
{
  fixture->resolver = mock_resolver_new ();
  g_resolver_set_default (G_RESOLVER (fixture->resolver));
  fixture->server = name_server_start ();
  fixture->network = pl_network_new ();
  pl_network_set_name_server (fixture->network, name_server_get_address (fixture->server));
  fixture->recorder = evidence_new ();
}

static void
tear_down (Fixture *fixture)
{
  pl_recorder_free (fixture->recorder);
  pl_network_unref (fixture->network);
  name_server_stop (fixture->server);
  g_object_unref (fixture->resolver);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static PlOutcome
resolve (Fixture *fixture, const char *host)
{
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GError) error = NULL;
  PlOutcome outcome = pl_network_resolve (fixture->network, host, fixture->recorder, &addresses,
                                          &never, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (outcome == PL_OUTCOME_FOUND, ==, addresses != NULL);
  return outcome;
}

static void
test_address (void)
{
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture);
  g_assert_cmpint (resolve (&fixture, "192.0.2.1"), ==, PL_OUTCOME_FOUND);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_NAME, 0, PL_FACT_ADDRESSES, "192.0.2.1");
  g_assert_cmpint (resolve (&fixture, "2001:db8::1"), ==, PL_OUTCOME_FOUND);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_NAME, 1, PL_FACT_ADDRESSES, "2001:db8::1");
  g_assert_cmpuint (mock_resolver_get_n_asked (fixture.resolver), ==, 0);
  g_assert_cmpuint (evidence_count (fixture.recorder, PL_SIGHT_HOST_ASKED), ==, 0);
}

static void
test_found (void)
{
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture);
  mock_resolver_set_addresses (fixture.resolver, "2001:db8::1 192.0.2.1");
  g_assert_cmpint (resolve (&fixture, "imap.test"), ==, PL_OUTCOME_FOUND);
  evidence_assert (fixture.recorder, PL_SIGHT_NAME, 0, PL_OUTCOME_FOUND);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_NAME, 0, PL_FACT_NAME, "imap.test");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_NAME, 0, PL_FACT_RECORD, "address");
  evidence_assert_fact (fixture.recorder, PL_SIGHT_NAME, 0, PL_FACT_ADDRESSES,
                        "2001:db8::1 192.0.2.1");

  /* Asked once for the whole run; noted each time. */
  g_assert_cmpint (resolve (&fixture, "imap.test"), ==, PL_OUTCOME_FOUND);
  g_assert_cmpuint (mock_resolver_get_n_asked (fixture.resolver), ==, 1);
  g_assert_cmpuint (evidence_count (fixture.recorder, PL_SIGHT_NAME), ==, 2);
}

/* Where the resolver fails, the name server says why. */
static void
test_told_apart (void)
{
  static const struct
  {
    const char *host;
    GResolverError code;
    PlOutcome outcome;
    const char *addresses;
  } rows[] = {
    { "nowhere.test", G_RESOLVER_ERROR_NOT_FOUND, PL_OUTCOME_NO_SUCH_NAME, NULL },
    { "empty.test", G_RESOLVER_ERROR_NOT_FOUND, PL_OUTCOME_NO_DATA, NULL },
    { "trouble.test", G_RESOLVER_ERROR_TEMPORARY_FAILURE, PL_OUTCOME_SERVER_FAILURE, NULL },
    { "trouble.test", G_RESOLVER_ERROR_NOT_FOUND, PL_OUTCOME_NO_SUCH_NAME, NULL },
    { "silent.test", G_RESOLVER_ERROR_TEMPORARY_FAILURE, PL_OUTCOME_SILENT, NULL },
    { "old.test", G_RESOLVER_ERROR_NOT_FOUND, PL_OUTCOME_FOUND, "192.0.2.2" },
    { "new.test", G_RESOLVER_ERROR_INTERNAL, PL_OUTCOME_FOUND, "2001:db8::2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      set_up (&fixture);
      mock_resolver_set_error (fixture.resolver, rows[i].code);
      g_assert_cmpint (resolve (&fixture, rows[i].host), ==, rows[i].outcome);
      evidence_assert (fixture.recorder, PL_SIGHT_NAME, 0, rows[i].outcome);
      evidence_assert_fact (fixture.recorder, PL_SIGHT_NAME, 0, PL_FACT_ADDRESSES,
                            rows[i].addresses);
    }
}

/* Trouble of the name server is not remembered as if it were the name's. */
static void
test_trouble_passes (void)
{
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture);
  mock_resolver_set_error (fixture.resolver, G_RESOLVER_ERROR_TEMPORARY_FAILURE);
  g_assert_cmpint (resolve (&fixture, "trouble.test"), ==, PL_OUTCOME_SERVER_FAILURE);
  mock_resolver_set_addresses (fixture.resolver, "192.0.2.1");
  g_assert_cmpint (resolve (&fixture, "trouble.test"), ==, PL_OUTCOME_FOUND);
}

/* Resolver and name server both silent: noticed within 4 s. */
static void
test_silent (void)
{
  g_auto (Fixture) fixture = { 0 };
  gint64 began_at = g_get_monotonic_time ();
  gint64 spent_ms;

  set_up (&fixture);
  mock_resolver_set_silent (fixture.resolver);
  g_assert_cmpint (resolve (&fixture, "silent.test"), ==, PL_OUTCOME_SILENT);
  spent_ms = (g_get_monotonic_time () - began_at) / 1000;
  g_test_message ("a dead resolver was noticed after %" G_GINT64_FORMAT " ms", spent_ms);
  g_assert_cmpint (spent_ms, >=, 3000);
  g_assert_cmpint (spent_ms, <, 8000);
}

/* A resolver that is stuck, for instance with the first of two name servers, is overtaken. */
static void
test_stuck (void)
{
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture);
  mock_resolver_set_silent (fixture.resolver);
  g_assert_cmpint (resolve (&fixture, "both.test"), ==, PL_OUTCOME_FOUND);
  evidence_assert_fact (fixture.recorder, PL_SIGHT_NAME, 0, PL_FACT_ADDRESSES, "192.0.2.1");
}

static void
test_deadline (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GError) error = NULL;
  PlDeadline soon = pl_deadline_in (100);

  set_up (&fixture);
  mock_resolver_set_silent (fixture.resolver);
  g_assert_cmpint (pl_network_resolve (fixture.network, "silent.test", fixture.recorder, &addresses,
                                       &soon, NULL, &error),
                   ==, PL_OUTCOME_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

typedef struct
{
  GCancellable *cancellable;
  gint64 cancelled_at;
} Click;

static void
click (gpointer data)
{
  Click *self = data;

  g_usleep (5000); /* whether it waits already or not, it has to end */
  self->cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (self->cancellable);
}

static gint64
measure_cancel (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Click self = { .cancellable = cancellable };
  g_autoptr (PlWorker) worker = NULL;
  gint64 ended_at;

  set_up (&fixture);
  mock_resolver_set_silent (fixture.resolver);
  worker = pl_worker_start ("click", click, &self, NULL);
  g_assert_cmpint (pl_network_resolve (fixture.network, "silent.test", fixture.recorder, &addresses,
                                       &never, cancellable, &error),
                   ==, PL_OUTCOME_CANCELLED);
  ended_at = g_get_monotonic_time ();
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pl_worker_join (g_steal_pointer (&worker));
  g_test_message ("cancel: %.3f ms", (double) (ended_at - self.cancelled_at) / 1000);
  return ended_at - self.cancelled_at;
}

/* A busy machine may be late now and then; who looks from time to time only is each time. */
static void
test_cancel (void)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < TRIES && best >= MOST_LATENCY_US; i++)
    best = MIN (best, measure_cancel ());
  g_assert_cmpint (best, <, MOST_LATENCY_US);
}

static void
hang_up_cb (int fd, gpointer data)
{
  peer_say (fd, "* OK\r\n");
}

static void
test_practice (void)
{
  g_autoptr (Peer) peer = peer_start (hang_up_cb, NULL);
  const PlRoute route = { "imap.practice.test", 993, peer_get_port (peer) };
  g_autoptr (PlNetwork) network = pl_network_new_practice (&route, 1, "");
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GSocket) socket = NULL;
  GSocket *closed = NULL;

  g_assert_true (pl_network_is_practice (network));
  g_assert_cmpint (
      pl_network_resolve (network, "imap.example.org", recorder, &none, &never, NULL, NULL), ==,
      PL_OUTCOME_NO_SUCH_NAME);
  g_assert_cmpint (pl_network_resolve (network, "127.0.0.1", recorder, &none, &never, NULL, NULL),
                   ==, PL_OUTCOME_NO_SUCH_NAME);
  g_assert_cmpint (
      pl_network_resolve (network, "imap.practice.test", recorder, &addresses, &never, NULL, NULL),
      ==, PL_OUTCOME_FOUND);
  evidence_assert_fact (recorder, PL_SIGHT_NAME, 2, PL_FACT_ADDRESSES, "127.0.0.1");
  g_assert_cmpint (
      pl_network_query (network, "example.org", PL_DNS_MX, recorder, &none, &never, NULL, NULL), ==,
      PL_OUTCOME_NO_SUCH_NAME);
  g_assert_cmpuint (evidence_count (recorder, PL_SIGHT_HOST_ASKED), ==, 0);

  g_assert_cmpint (pl_network_dial (network, "imap.practice.test", addresses, 143, recorder,
                                    &closed, &never, NULL, NULL),
                   ==, PL_OUTCOME_REFUSED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 0, PL_FACT_PORT, "143");
  g_assert_cmpint (pl_network_dial (network, "imap.practice.test", addresses, 993, recorder,
                                    &socket, &never, NULL, NULL),
                   ==, PL_OUTCOME_CONNECTED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 1, PL_FACT_PORT, "993");
}

/* What GResolver of this system makes of a name that needs no network. */
static void
test_localhost (void)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (
      pl_network_resolve (network, "localhost", recorder, &addresses, &never, NULL, &error), ==,
      PL_OUTCOME_FOUND);
  g_assert_no_error (error);
  g_assert_cmpuint (addresses->len, >, 0);
  for (guint i = 0; i < addresses->len; i++)
    g_assert_true (g_inet_address_get_is_loopback (addresses->pdata[i]));
}

/* Nobody is asked why a name is missing, and the missing answer is not taken for one later. */
static void
test_find (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GPtrArray) none = NULL;

  set_up (&fixture);
  mock_resolver_set_error (fixture.resolver, G_RESOLVER_ERROR_NOT_FOUND);
  g_assert_cmpint (pl_network_find (fixture.network, "nowhere.test", fixture.recorder, &none,
                                    &never, NULL, NULL),
                   ==, PL_OUTCOME_NO_DATA);
  evidence_assert (fixture.recorder, PL_SIGHT_NAME, 0, PL_OUTCOME_NO_DATA);
  g_assert_cmpuint (name_server_get_n_asked (fixture.server), ==, 0);
  mock_resolver_set_error (fixture.resolver, G_RESOLVER_ERROR_TEMPORARY_FAILURE);
  g_assert_cmpint (pl_network_find (fixture.network, "nowhere.test", fixture.recorder, &none,
                                    &never, NULL, NULL),
                   ==, PL_OUTCOME_SERVER_FAILURE);
  g_assert_cmpuint (mock_resolver_get_n_asked (fixture.resolver), ==, 2);

  mock_resolver_set_addresses (fixture.resolver, "192.0.2.1");
  g_assert_cmpint (pl_network_find (fixture.network, "nowhere.test", fixture.recorder, &addresses,
                                    &never, NULL, NULL),
                   ==, PL_OUTCOME_FOUND);
  g_assert_cmpuint (addresses->len, ==, 1);
}

/* Records other than addresses: each outcome, and what the evidence holds of it. */
static void
test_query (void)
{
  static const struct
  {
    const char *name;
    PlDnsType type;
    PlOutcome outcome;
    const char *record;
    const char *answers;
  } rows[] = {
    { "two.test", PL_DNS_MX, PL_OUTCOME_FOUND, "mx", "10 a.two.test, 20 b.two.test" },
    { "null.test", PL_DNS_MX, PL_OUTCOME_FOUND, "mx", "0 ." },
    { "two.test", PL_DNS_SRV, PL_OUTCOME_NO_DATA, "srv", NULL },
    { "_imaps._tcp.two.test", PL_DNS_SRV, PL_OUTCOME_FOUND, "srv", "0 5 993 imap.two.test" },
    { "nowhere.test", PL_DNS_MX, PL_OUTCOME_NO_SUCH_NAME, "mx", NULL },
    { "trouble.test", PL_DNS_MX, PL_OUTCOME_SERVER_FAILURE, "mx", NULL },
    { "silent.test", PL_DNS_MX, PL_OUTCOME_SILENT, "mx", NULL },
  };
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture);
  name_server_add_record (fixture.server, "two.test", ns_t_mx, "20 b.two.test");
  name_server_add_record (fixture.server, "two.test", ns_t_mx, "10 a.two.test");
  name_server_add_record (fixture.server, "null.test", ns_t_mx, "0 .");
  name_server_add_record (fixture.server, "_imaps._tcp.two.test", ns_t_srv,
                          "0 5 993 imap.two.test");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlRecorder) recorder = evidence_new ();
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GError) error = NULL;
      PlDeadline deadline = pl_deadline_in (rows[i].outcome == PL_OUTCOME_SILENT ? 100 : 10000);

      g_assert_cmpint (pl_network_query (fixture.network, rows[i].name, rows[i].type, recorder,
                                         &records, &deadline, NULL, &error),
                       ==, rows[i].outcome);
      g_assert_no_error (error);
      g_assert_cmpint (rows[i].outcome == PL_OUTCOME_FOUND, ==, records != NULL);
      g_assert_cmpuint (evidence_count (recorder, PL_SIGHT_NAME), ==, 1);
      evidence_assert (recorder, PL_SIGHT_NAME, 0, rows[i].outcome);
      evidence_assert_fact (recorder, PL_SIGHT_NAME, 0, PL_FACT_NAME, rows[i].name);
      evidence_assert_fact (recorder, PL_SIGHT_NAME, 0, PL_FACT_RECORD, rows[i].record);
      evidence_assert_fact (recorder, PL_SIGHT_NAME, 0, PL_FACT_ANSWERS, rows[i].answers);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/localhost", test_localhost); /* before the mock takes over */
  g_test_add_func ("/network/address", test_address);
  g_test_add_func ("/network/found", test_found);
  g_test_add_func ("/network/told-apart", test_told_apart);
  g_test_add_func ("/network/trouble-passes", test_trouble_passes);
  g_test_add_func ("/network/silent", test_silent);
  g_test_add_func ("/network/stuck", test_stuck);
  g_test_add_func ("/network/deadline", test_deadline);
  g_test_add_func ("/network/cancel", test_cancel);
  g_test_add_func ("/network/practice", test_practice);
  g_test_add_func ("/network/find", test_find);
  g_test_add_func ("/network/query", test_query);
  return g_test_run ();
}
