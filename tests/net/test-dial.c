// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-dial-private.h"

#include "evidence.h"
#include "peer.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#define TRIES 4
#define HEAD_START_US (250 * 1000)

static const PlDeadline never = { G_MAXINT64 };

static GPtrArray *
make_addresses (const char *list)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (addresses, g_inet_address_new_from_string (words[i]));
  return addresses;
}

static void
test_order (void)
{
  static const struct
  {
    const char *given;
    const char *order;
  } rows[] = {
    { "", "" },
    { "192.0.2.1", "192.0.2.1" },
    { "::1 ::2 192.0.2.1", "::1 192.0.2.1 ::2" },
    { "192.0.2.1 192.0.2.2 ::1", "192.0.2.1 ::1 192.0.2.2" },
    { "::1 ::2 ::3 192.0.2.1 192.0.2.2", "::1 192.0.2.1 ::2 192.0.2.2 ::3" },
    { "192.0.2.3 192.0.2.1 192.0.2.2", "192.0.2.3 192.0.2.1 192.0.2.2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) given = make_addresses (rows[i].given);
      g_autoptr (GPtrArray) wanted = make_addresses (rows[i].order);
      g_autoptr (GPtrArray) order = pl_dial_order (given);

      g_assert_cmpuint (order->len, ==, wanted->len);
      for (guint j = 0; j < order->len; j++)
        g_assert_true (g_inet_address_equal (order->pdata[j], wanted->pdata[j]));
    }
}

static void
test_judge_errno (void)
{
  static const struct
  {
    int number;
    PlOutcome outcome;
  } rows[] = {
    { 0, PL_OUTCOME_CONNECTED },
    { ECONNRESET, PL_OUTCOME_CONNECTED },
    { EPIPE, PL_OUTCOME_CONNECTED },
    { ECONNREFUSED, PL_OUTCOME_REFUSED },
    { ETIMEDOUT, PL_OUTCOME_SILENT },
    { ENETUNREACH, PL_OUTCOME_UNREACHABLE },
    { EHOSTUNREACH, PL_OUTCOME_UNREACHABLE },
    { EADDRNOTAVAIL, PL_OUTCOME_UNREACHABLE },
    { EPERM, PL_OUTCOME_DENIED },
    { EACCES, PL_OUTCOME_DENIED },
    { EMFILE, PL_OUTCOME_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (pl_dial_judge_errno (rows[i].number), ==, rows[i].outcome);
}

static void
test_sum_up (void)
{
  static const struct
  {
    PlOutcome outcomes[3];
    guint n;
    PlOutcome sum;
  } rows[] = {
    { { PL_OUTCOME_REFUSED }, 1, PL_OUTCOME_REFUSED },
    { { PL_OUTCOME_UNREACHABLE, PL_OUTCOME_REFUSED }, 2, PL_OUTCOME_REFUSED },
    { { PL_OUTCOME_REFUSED, PL_OUTCOME_DENIED }, 2, PL_OUTCOME_REFUSED },
    { { PL_OUTCOME_REFUSED, PL_OUTCOME_SILENT }, 2, PL_OUTCOME_SILENT },
    { { PL_OUTCOME_REFUSED, PL_OUTCOME_SILENT, PL_OUTCOME_DENIED }, 3, PL_OUTCOME_DENIED },
    { { PL_OUTCOME_UNREACHABLE, PL_OUTCOME_SILENT }, 2, PL_OUTCOME_SILENT },
    { { PL_OUTCOME_UNREACHABLE, PL_OUTCOME_FAILED }, 2, PL_OUTCOME_UNREACHABLE },
    { { PL_OUTCOME_FAILED }, 1, PL_OUTCOME_FAILED },
    { { 0 }, 0, PL_OUTCOME_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (pl_dial_sum_up (rows[i].outcomes, rows[i].n), ==, rows[i].sum);
}

static PlOutcome
dial (const char *list, guint16 port, PlRecorder *recorder, GSocket **socket)
{
  g_autoptr (GPtrArray) addresses = make_addresses (list);
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (GError) error = NULL;
  PlOutcome outcome = pl_network_dial (network, "host.test", addresses, port, recorder, socket,
                                       &never, NULL, &error);

  g_assert_no_error (error);
  return outcome;
}

/* A listener that takes no connection; the system does, as many as its queue holds. */
static int
open_listener (const char *address_text, int backlog, guint16 *port)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address_text);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (inet, *port);
  struct sockaddr_storage native;
  socklen_t size = (socklen_t) g_socket_address_get_native_size (address);
  int fd =
      socket (g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? AF_INET6 : AF_INET,
              SOCK_STREAM | SOCK_CLOEXEC, 0);
  int yes = 1;

  if (fd < 0)
    return -1;
  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  g_assert_true (g_socket_address_to_native (address, &native, sizeof native, NULL));
  if (bind (fd, (struct sockaddr *) &native, size) != 0)
    {
      close (fd);
      return -1;
    }
  g_assert_cmpint (listen (fd, backlog), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &native, &size), ==, 0);
  *port = ntohs (((struct sockaddr_in *) &native)->sin_port); /* at the same place in IPv6 */
  return fd;
}

static void
test_connected (void)
{
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GSocket) socket = NULL;
  guint16 port = 0;
  int listener = open_listener ("127.0.0.1", 5, &port);
  int no_delay = 0;
  socklen_t size = sizeof no_delay;
  g_autofree char *port_text = g_strdup_printf ("%u", port);

  g_assert_cmpint (dial ("127.0.0.1", port, recorder, &socket), ==, PL_OUTCOME_CONNECTED);
  evidence_assert (recorder, PL_SIGHT_DIAL, 0, PL_OUTCOME_CONNECTED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 0, PL_FACT_ADDRESS, "127.0.0.1");
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 0, PL_FACT_FAMILY, "ipv4");
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 0, PL_FACT_PORT, port_text);
  g_assert_cmpuint (evidence_count (recorder, PL_SIGHT_DIAL), ==, 1);
  g_assert_true (fcntl (g_socket_get_fd (socket), F_GETFL) & O_NONBLOCK);
  g_assert_true (fcntl (g_socket_get_fd (socket), F_GETFD) & FD_CLOEXEC);
  getsockopt (g_socket_get_fd (socket), IPPROTO_TCP, TCP_NODELAY, &no_delay, &size);
  g_assert_cmpint (no_delay, !=, 0);
  close (listener);
}

static guint16
find_closed_port (void)
{
  guint16 port = 0;

  close (open_listener ("127.0.0.1", 1, &port));
  return port;
}

static void
test_refused (void)
{
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GSocket) socket = NULL;

  g_assert_cmpint (dial ("127.0.0.1 127.0.0.2", find_closed_port (), recorder, &socket), ==,
                   PL_OUTCOME_REFUSED);
  g_assert_null (socket);
  g_assert_cmpuint (evidence_count (recorder, PL_SIGHT_DIAL), ==, 2);
  evidence_assert (recorder, PL_SIGHT_DIAL, 1, PL_OUTCOME_REFUSED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 1, PL_FACT_ERRNO, "111");
}

/* The first address refuses: the second is dialled at once, and the refusal stays on record. */
static gint64
measure_fallback (void)
{
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GSocket) socket = NULL;
  guint16 port = 0;
  int listener = open_listener ("127.0.0.2", 5, &port);
  gint64 began_at = g_get_monotonic_time ();
  gint64 took;

  g_assert_cmpint (dial ("127.0.0.1 127.0.0.2", port, recorder, &socket), ==, PL_OUTCOME_CONNECTED);
  took = g_get_monotonic_time () - began_at;
  evidence_assert (recorder, PL_SIGHT_DIAL, 0, PL_OUTCOME_REFUSED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 0, PL_FACT_ADDRESS, "127.0.0.1");
  evidence_assert (recorder, PL_SIGHT_DIAL, 1, PL_OUTCOME_CONNECTED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 1, PL_FACT_ADDRESS, "127.0.0.2");
  close (listener);
  return took;
}

/* Who is refused does not wait out the first one's head start. A busy machine may be late now and then, but not each
 * time. */
static void
test_fallback (void)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < TRIES && best >= HEAD_START_US; i++)
    best = MIN (best, measure_fallback ());
  g_assert_cmpint (best, <, HEAD_START_US);
}

static gboolean
has_ipv6 (void)
{
  guint16 port = 0;
  int fd = open_listener ("::1", 1, &port);

  if (fd < 0)
    {
      g_test_skip ("::1 does not exist on this computer");
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static void
test_ipv6 (void)
{
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GSocket) socket = NULL;
  guint16 port = 0;
  int listener;

  if (!has_ipv6 ())
    return;
  listener = open_listener ("::1", 5, &port);
  g_assert_cmpint (dial ("::1 127.0.0.1", port, recorder, &socket), ==, PL_OUTCOME_CONNECTED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 0, PL_FACT_FAMILY, "ipv6");
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 0, PL_FACT_ADDRESS, "::1");
  close (listener);
}

/* A family that does not work must be seen although the other one does. */
static void
test_ipv6_broken (void)
{
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GSocket) socket = NULL;
  guint16 port = 0;
  int listener;

  if (!has_ipv6 ())
    return;
  listener = open_listener ("127.0.0.1", 5, &port);
  g_assert_cmpint (dial ("::1 127.0.0.1", port, recorder, &socket), ==, PL_OUTCOME_CONNECTED);
  evidence_assert (recorder, PL_SIGHT_DIAL, 0, PL_OUTCOME_REFUSED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 0, PL_FACT_FAMILY, "ipv6");
  evidence_assert (recorder, PL_SIGHT_DIAL, 1, PL_OUTCOME_CONNECTED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 1, PL_FACT_FAMILY, "ipv4");
  close (listener);
}

/* A listener whose queue is full drops what else comes: a silent address, as behind a firewall. */
typedef struct
{
  int listener; /* owned */
  int fillers[4]; /* owned */
  guint16 port;
} Silence;

static void
silence_open (Silence *silence, const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);
  g_autoptr (GSocketAddress) target = NULL;
  struct sockaddr_in native;

  silence->listener = open_listener (address, 0, &silence->port);
  g_assert_cmpint (silence->listener, >=, 0);
  target = g_inet_socket_address_new (inet, silence->port);
  g_assert_true (g_socket_address_to_native (target, &native, sizeof native, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (silence->fillers); i++)
    {
      silence->fillers[i] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      (void) connect (silence->fillers[i], (struct sockaddr *) &native, sizeof native);
    }
}

static void
silence_close (Silence *silence)
{
  for (guint i = 0; i < G_N_ELEMENTS (silence->fillers); i++)
    close (silence->fillers[i]);
  close (silence->listener);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Silence, silence_close)

/* The first address is silent: the second gets its turn after 250 ms (RFC 8305 5). */
static void
test_head_start (void)
{
  g_auto (Silence) silence = { 0 };
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GSocket) socket = NULL;
  gint64 began_at = g_get_monotonic_time ();
  int listener;

  silence_open (&silence, "127.0.0.1");
  listener = open_listener ("127.0.0.2", 5, &silence.port);
  g_assert_cmpint (listener, >=, 0);
  g_assert_cmpint (dial ("127.0.0.1 127.0.0.2", silence.port, recorder, &socket), ==,
                   PL_OUTCOME_CONNECTED);
  g_assert_cmpint (g_get_monotonic_time () - began_at, >=, 250000);
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 5000000);
  evidence_assert (recorder, PL_SIGHT_DIAL, 0, PL_OUTCOME_CONNECTED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 0, PL_FACT_ADDRESS, "127.0.0.2");
  evidence_assert (recorder, PL_SIGHT_DIAL, 1, PL_OUTCOME_ABANDONED);
  evidence_assert_fact (recorder, PL_SIGHT_DIAL, 1, PL_FACT_ADDRESS, "127.0.0.1");
  g_assert_cmpint (
      pl_observation_get_int (evidence_find (recorder, PL_SIGHT_DIAL, 1), PL_FACT_MS, -1), >=, 250);
  close (listener);
}

static void
test_silent (void)
{
  g_auto (Silence) silence = { 0 };
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GSocket) socket = NULL;
  gint64 began_at = g_get_monotonic_time ();
  gint64 spent_ms;

  silence_open (&silence, "127.0.0.1");
  g_assert_cmpint (dial ("127.0.0.1", silence.port, recorder, &socket), ==, PL_OUTCOME_SILENT);
  spent_ms = (g_get_monotonic_time () - began_at) / 1000;
  g_assert_cmpint (spent_ms, >=, 6000);
  g_assert_cmpint (spent_ms, <, 15000);
  evidence_assert (recorder, PL_SIGHT_DIAL, 0, PL_OUTCOME_SILENT);
  evidence_assert_fact (recorder, PL_SIGHT_SILENCE, 0, PL_FACT_LIMIT, "soft");
  evidence_assert_fact (recorder, PL_SIGHT_SILENCE, 0, PL_FACT_REASON, "connect");
  evidence_assert_fact (recorder, PL_SIGHT_SILENCE, 1, PL_FACT_LIMIT, "hard");
}

static void
test_deadline_and_cancel (void)
{
  g_auto (Silence) silence = { 0 };
  g_autoptr (PlRecorder) recorder = evidence_new ();
  g_autoptr (GPtrArray) addresses = make_addresses ("127.0.0.1");
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) late = NULL;
  g_autoptr (GError) cancelled = NULL;
  GSocket *socket = NULL;
  PlDeadline soon = pl_deadline_in (100);

  silence_open (&silence, "127.0.0.1");
  g_assert_cmpint (pl_network_dial (network, "host.test", addresses, silence.port, recorder,
                                    &socket, &soon, NULL, &late),
                   ==, PL_OUTCOME_FAILED);
  g_assert_error (late, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  evidence_assert (recorder, PL_SIGHT_DIAL, 0, PL_OUTCOME_ABANDONED);

  g_cancellable_cancel (cancellable);
  g_assert_cmpint (pl_network_dial (network, "host.test", addresses, silence.port, recorder,
                                    &socket, &never, cancellable, &cancelled),
                   ==, PL_OUTCOME_CANCELLED);
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (socket);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dial/order", test_order);
  g_test_add_func ("/dial/judge-errno", test_judge_errno);
  g_test_add_func ("/dial/sum-up", test_sum_up);
  g_test_add_func ("/dial/connected", test_connected);
  g_test_add_func ("/dial/refused", test_refused);
  g_test_add_func ("/dial/fallback", test_fallback);
  g_test_add_func ("/dial/ipv6", test_ipv6);
  g_test_add_func ("/dial/ipv6-broken", test_ipv6_broken);
  g_test_add_func ("/dial/head-start", test_head_start);
  g_test_add_func ("/dial/silent", test_silent);
  g_test_add_func ("/dial/deadline-and-cancel", test_deadline_and_cancel);
  return g_test_run ();
}
