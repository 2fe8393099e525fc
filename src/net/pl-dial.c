// SPDX-License-Identifier: GPL-3.0-or-later
/* Several addresses dialled side by side (RFC 8305), without forgetting one: GSocketClient keeps one
 * error of many, and "IPv6 refuses, IPv4 answers" is a cause of its own. */
#include "net/pl-dial-private.h"

#include "net/pl-wait-private.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#define HEAD_START_MS 250 /* RFC 8305 5, Connection Attempt Delay */
#define MOST_ADDRESSES 16

/* One address being dialled. */
typedef struct
{
  GInetAddress *address; /* borrowed from the order */
  GSocket *socket; /* owned; NULL before it begins and after it is over */
  gint64 began_at; /* monotonic µs */
  gboolean begun;
  PlOutcome outcome; /* PL_OUTCOME_NONE while it is under way */
} Attempt;

typedef struct
{
  const PlDialTarget *target; /* borrowed */
  PlRecorder *recorder; /* borrowed */
  GPtrArray *order; /* owned: GInetAddress */
  Attempt attempts[MOST_ADDRESSES];
  guint n_attempts;
  guint n_begun;
  gint64 next_at; /* monotonic µs: when the next address may be begun beside the others */
} Dial;

static void
dial_clear (Dial *dial)
{
  for (guint i = 0; i < dial->n_attempts; i++)
    g_clear_object (&dial->attempts[i].socket);
  g_clear_pointer (&dial->order, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dial, dial_clear)

/**
 * pl_dial_order:
 * @addresses: (element-type GInetAddress): in the resolver's order
 *
 * RFC 8305 4: the families take turns, beginning with that of the first address; within a family the
 * resolver's order stays.
 *
 * Returns: (transfer full) (element-type GInetAddress):
 */
GPtrArray *
pl_dial_order (GPtrArray *addresses)
{
  GPtrArray *order = g_ptr_array_new_with_free_func (g_object_unref);
  GSocketFamily wanted = G_SOCKET_FAMILY_INVALID;
  g_autofree gboolean *taken = g_new0 (gboolean, addresses->len + 1);

  while (order->len < addresses->len)
    {
      guint chosen = addresses->len;

      for (guint i = 0; i < addresses->len; i++)
        {
          if (taken[i])
            continue;
          if (chosen == addresses->len)
            chosen = i; /* when its turn finds nothing left of a family */
          if (g_inet_address_get_family (addresses->pdata[i]) == wanted)
            {
              chosen = i;
              break;
            }
        }
      taken[chosen] = TRUE;
      g_ptr_array_add (order, g_object_ref (addresses->pdata[chosen]));
      wanted = g_inet_address_get_family (addresses->pdata[chosen]) == G_SOCKET_FAMILY_IPV6
                   ? G_SOCKET_FAMILY_IPV4
                   : G_SOCKET_FAMILY_IPV6;
    }

  return order;
}

/**
 * pl_dial_judge_errno:
 * @number: of connect(2), 0 when it succeeded
 */
PlOutcome
pl_dial_judge_errno (int number)
{
  switch (number)
    {
    case 0:
    /* It was connected, and hung up on before anybody looked: a reset that answers the SYN itself is
     * ECONNREFUSED (tcp(7)). The first read or write meets the end. */
    case ECONNRESET:
    case EPIPE:
      return PL_OUTCOME_CONNECTED;
    case ECONNREFUSED:
      return PL_OUTCOME_REFUSED;
    case ETIMEDOUT:
      return PL_OUTCOME_SILENT;
    case EPERM:
    case EACCES: /* a firewall on this computer */
      return PL_OUTCOME_DENIED;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
    case EADDRNOTAVAIL: /* no address of that family to dial from */
    case EAFNOSUPPORT:
      return PL_OUTCOME_UNREACHABLE;
    default:
      return PL_OUTCOME_FAILED;
    }
}

static gboolean
has_outcome (const PlOutcome *outcomes, guint n_outcomes, PlOutcome wanted)
{
  for (guint i = 0; i < n_outcomes; i++)
    if (outcomes[i] == wanted)
      return TRUE;
  return FALSE;
}

/**
 * pl_dial_sum_up:
 * @outcomes: (array length=n_outcomes): one for each address, none of them connected
 *
 * Returns: the outcome that tells most about the host
 */
PlOutcome
pl_dial_sum_up (const PlOutcome *outcomes, guint n_outcomes)
{
  static const PlOutcome telling[] = { PL_OUTCOME_DENIED, PL_OUTCOME_SILENT, PL_OUTCOME_REFUSED,
                                       PL_OUTCOME_UNREACHABLE };

  if (has_outcome (outcomes, n_outcomes, PL_OUTCOME_REFUSED) &&
      !has_outcome (outcomes, n_outcomes, PL_OUTCOME_SILENT))
    return PL_OUTCOME_REFUSED;

  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (has_outcome (outcomes, n_outcomes, telling[i]))
      return telling[i];

  return PL_OUTCOME_FAILED;
}

/**
 * pl_dial_note:
 * @number: errno of connect(2), 0 when there is none
 * @spent_us: µs since this address was begun
 */
void
pl_dial_note (PlRecorder *recorder,
              GInetAddress *address,
              guint16 port,
              PlOutcome outcome,
              int number,
              gint64 spent_us)
{
  gboolean is_ipv6 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;
  g_autofree char *address_text = g_inet_address_to_string (address);
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  g_autofree char *number_text = number != 0 ? g_strdup_printf ("%d", number) : NULL;
  g_autofree char *ms = pl_wait_format_ms (spent_us);

  pl_recorder_note (recorder, PL_SIGHT_DIAL, outcome, PL_FACT_ADDRESS, address_text, PL_FACT_FAMILY,
                    is_ipv6 ? "ipv6" : "ipv4", PL_FACT_PORT, port_text, PL_FACT_ERRNO, number_text,
                    PL_FACT_MS, ms, PL_FACT_END);
}

static void
end_attempt (Dial *dial, Attempt *attempt, PlOutcome outcome, int number)
{
  attempt->outcome = outcome;
  if (outcome != PL_OUTCOME_CONNECTED)
    g_clear_object (&attempt->socket);
  pl_dial_note (dial->recorder, attempt->address, dial->target->shown_port, outcome, number,
                g_get_monotonic_time () - attempt->began_at);
}

/* Begins the connection; raw connect(2), because GSocket turns errno into fewer words. */
static int
begin_connect (Attempt *attempt, guint16 port)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (attempt->address, port);
  struct sockaddr_storage native = { 0 };
  gssize size = g_socket_address_get_native_size (address);
  int yes = 1;

  attempt->socket = g_socket_new (g_inet_address_get_family (attempt->address),
                                  G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  if (attempt->socket == NULL)
    return errno != 0 ? errno : EMFILE;
  if (!g_socket_address_to_native (address, &native, sizeof native, NULL))
    return EAFNOSUPPORT;

  /* Dialogues are short questions that wait for their answers: nothing is to be held back. */
  g_socket_set_blocking (attempt->socket, FALSE);
  (void) setsockopt (g_socket_get_fd (attempt->socket), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);

  if (connect (g_socket_get_fd (attempt->socket), (struct sockaddr *) &native, (socklen_t) size) ==
      0)
    return 0;
  return errno;
}

static void
begin_next (Dial *dial)
{
  Attempt *attempt = &dial->attempts[dial->n_begun++];
  int number;

  attempt->begun = TRUE;
  attempt->began_at = g_get_monotonic_time ();
  dial->next_at = attempt->began_at + HEAD_START_MS * 1000;
  errno = 0;
  number = begin_connect (attempt, dial->target->port);
  if (number != EINPROGRESS && number != EINTR)
    end_attempt (dial, attempt, pl_dial_judge_errno (number), number);
}

static guint
count_pending (const Dial *dial)
{
  guint n_pending = 0;

  for (guint i = 0; i < dial->n_begun; i++)
    n_pending += dial->attempts[i].outcome == PL_OUTCOME_NONE ? 1 : 0;
  return n_pending;
}

static Attempt *
find_connected (Dial *dial)
{
  for (guint i = 0; i < dial->n_begun; i++)
    if (dial->attempts[i].outcome == PL_OUTCOME_CONNECTED)
      return &dial->attempts[i];
  return NULL;
}

/* Begins what is due: the next address when none is under way, or when the one before had its head
 * start. One that fails at once lets the next begin at once. */
static void
begin_due (Dial *dial)
{
  while (dial->n_begun < dial->n_attempts && find_connected (dial) == NULL &&
         (count_pending (dial) == 0 || dial->next_at <= g_get_monotonic_time ()))
    begin_next (dial);
}

/* Takes the results in. When several have connected at once, the first in the order wins. */
static void
take_ready (Dial *dial, const PlWaitItem *items)
{
  for (guint i = 0; i < dial->n_begun; i++)
    {
      Attempt *attempt = &dial->attempts[i];
      int number = 0;
      socklen_t size = sizeof number;

      if (attempt->outcome != PL_OUTCOME_NONE || items[i].ready == 0)
        continue;
      if (getsockopt (g_socket_get_fd (attempt->socket), SOL_SOCKET, SO_ERROR, &number, &size) != 0)
        number = errno;
      if (number == 0 && find_connected (dial) != NULL)
        continue;
      end_attempt (dial, attempt, pl_dial_judge_errno (number), number);
      if (attempt->outcome != PL_OUTCOME_CONNECTED)
        dial->next_at = 0; /* the next need not wait for its time */
    }
}

/* One wait: until an address has a result, or the next is due. */
static gboolean
wait_once (Dial *dial,
           PlWaitClock *clock,
           const PlDeadline *deadline,
           GCancellable *cancellable,
           GError **error)
{
  PlWaitItem items[MOST_ADDRESSES] = { 0 };
  PlDeadline limit = *deadline;
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < dial->n_begun; i++)
    items[i] = (PlWaitItem){ .socket = dial->attempts[i].outcome == PL_OUTCOME_NONE
                                           ? dial->attempts[i].socket
                                           : NULL,
                             .condition = G_IO_OUT };
  if (dial->n_begun < dial->n_attempts)
    limit.at = MIN (limit.at, dial->next_at);

  if (pl_wait_clock_wait (clock, items, dial->n_begun, &limit, cancellable, &local))
    {
      take_ready (dial, items);
      return TRUE;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) && !clock->over &&
      pl_deadline_left_us (deadline) > 0)
    return TRUE; /* the next address is due */

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What becomes of the addresses under way when the wait ends: silent when the soft limit
 * has passed, whoever ended it. */
static void
end_pending (Dial *dial, gboolean is_silent)
{
  for (guint i = 0; i < dial->n_begun; i++)
    if (dial->attempts[i].outcome == PL_OUTCOME_NONE)
      end_attempt (dial, &dial->attempts[i], is_silent ? PL_OUTCOME_SILENT : PL_OUTCOME_ABANDONED,
                   0);
}

static PlOutcome
sum_up (Dial *dial, GError **error)
{
  PlOutcome outcomes[MOST_ADDRESSES];
  PlOutcome outcome;

  for (guint i = 0; i < dial->n_begun; i++)
    outcomes[i] = dial->attempts[i].outcome;
  outcome = pl_dial_sum_up (outcomes, dial->n_begun);
  if (outcome == PL_OUTCOME_FAILED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No address could be dialled");
  return outcome;
}

/* Dials until an address has connected or none is left. Returns FALSE with the reason of the end. */
static gboolean
run_dial (Dial *dial,
          PlWaitClock *clock,
          const PlDeadline *deadline,
          GCancellable *cancellable,
          GError **error)
{
  for (;;)
    {
      begin_due (dial);
      if (find_connected (dial) != NULL || count_pending (dial) == 0)
        return TRUE;
      if (!wait_once (dial, clock, deadline, cancellable, error))
        return FALSE;
    }
}

/**
 * pl_dial:
 *
 * What pl_network_dial() does once it is known where to.
 */
PlOutcome
pl_dial (const PlDialTarget *target,
         PlRecorder *recorder,
         GSocket **socket,
         const PlDeadline *deadline,
         GCancellable *cancellable,
         GError **error)
{
  PlWaitClock clock = pl_wait_clock_start (&pl_patience_connect, recorder);
  g_autoptr (GError) local = NULL;
  g_auto (Dial) dial = { .target = target, .recorder = recorder };
  Attempt *connected;

  dial.order = pl_dial_order (target->addresses);
  dial.n_attempts = MIN (dial.order->len, MOST_ADDRESSES);
  for (guint i = 0; i < dial.n_attempts; i++)
    dial.attempts[i].address = dial.order->pdata[i];

  run_dial (&dial, &clock, deadline, cancellable, &local);
  connected = find_connected (&dial);
  end_pending (&dial, connected == NULL && clock.soft_noted);

  if (connected != NULL)
    {
      *socket = g_steal_pointer (&connected->socket);
      return PL_OUTCOME_CONNECTED;
    }
  if (local == NULL || clock.over)
    return sum_up (&dial, error);

  g_propagate_error (error, g_steal_pointer (&local));
  return g_cancellable_is_cancelled (cancellable) ? PL_OUTCOME_CANCELLED : PL_OUTCOME_FAILED;
}
