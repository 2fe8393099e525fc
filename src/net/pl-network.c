// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-network-private.h"

#include "base/pl-hostname.h"
#include "net/pl-dial-private.h"
#include "net/pl-dns-private.h"
#include "net/pl-resolve-private.h"
#include "net/pl-wait-private.h"

#include <errno.h>

/* How long an answer is remembered. A name that is missing may be put right any moment, and the
 * person presses "try again"; one that is there stays. */
#define FOUND_LASTS_US (120 * G_USEC_PER_SEC)
#define MISSING_LASTS_US (5 * G_USEC_PER_SEC)

struct _PlNetwork
{
  gatomicrefcount refs;
  GPtrArray *routes; /* owned: PlRoute; NULL in the real network */
  char *ca_pem; /* owned, nullable */
  PlTrustStore *trust_store; /* shared */
  struct sockaddr_in name_server; /* port 0: those of the system */
  GMutex lock;
  GHashTable *answers; /* owned: host name to Answer; under lock */
};

/* What a look-up said. */
typedef struct
{
  PlOutcome outcome;
  GPtrArray *addresses; /* shared, nullable: GInetAddress, never changed once it is here */
  gint64 valid_until; /* monotonic µs */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->addresses, g_ptr_array_unref);
  g_free (answer);
}

static void
route_free (gpointer data)
{
  PlRoute *route = data;

  g_free ((char *) route->host);
  g_free (route);
}

static PlNetwork *
network_new (const char *ca_pem)
{
  PlNetwork *self = g_new0 (PlNetwork, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->ca_pem = g_strdup (ca_pem);
  self->trust_store = pl_trust_store_new (ca_pem);
  return self;
}

/**
 * pl_network_new:
 *
 * The real network.
 *
 * Returns: (transfer full):
 */
PlNetwork *
pl_network_new (void)
{
  return network_new (NULL);
}

/**
 * pl_network_new_practice:
 * @routes: (array length=n_routes): copied
 * @ca_pem: the only certificate authority that is believed there
 *
 * Returns: (transfer full): a network of practice servers on this computer; nothing else is reached
 */
PlNetwork *
pl_network_new_practice (const PlRoute *routes, guint n_routes, const char *ca_pem)
{
  PlNetwork *self = network_new (ca_pem);

  self->routes = g_ptr_array_new_with_free_func (route_free);
  for (guint i = 0; i < n_routes; i++)
    {
      PlRoute *route = g_memdup2 (&routes[i], sizeof routes[i]);

      route->host = g_strdup (routes[i].host);
      g_ptr_array_add (self->routes, route);
    }
  return self;
}

PlNetwork *
pl_network_ref (PlNetwork *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
pl_network_unref (PlNetwork *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->routes, g_ptr_array_unref);
  g_hash_table_unref (self->answers);
  pl_trust_store_unref (self->trust_store);
  g_mutex_clear (&self->lock);
  g_free (self->ca_pem);
  g_free (self);
}

/**
 * pl_network_prepare:
 *
 * Begins to load the certificate authorities on a thread, some 20 ms of work, if that has not begun:
 * so that no handshake waits for it. Each look-up of a name does the same; a program that knows
 * earlier that it will connect, and has nothing more urgent to do, calls it then.
 */
void
pl_network_prepare (PlNetwork *self)
{
  g_mutex_lock (&self->lock);
  pl_trust_store_load_early (self->trust_store);
  g_mutex_unlock (&self->lock);
}

gboolean
pl_network_is_practice (PlNetwork *self)
{
  return self->routes != NULL;
}

void
pl_network_set_name_server (PlNetwork *self, const struct sockaddr_in *server)
{
  self->name_server = *server;
}

/**
 * pl_network_get_name_server:
 *
 * Returns: (transfer none) (nullable): the name server of a test, %NULL for those of the system
 */
const struct sockaddr_in *
pl_network_get_name_server (PlNetwork *self)
{
  return self->name_server.sin_port != 0 ? &self->name_server : NULL;
}

PlTrustStore *
pl_network_get_trust_store (PlNetwork *self)
{
  return self->trust_store;
}

/**
 * pl_network_has_host:
 *
 * Returns: whether the practice network has a door at @host
 */
gboolean
pl_network_has_host (PlNetwork *self, const char *host)
{
  for (guint i = 0; i < self->routes->len; i++)
    {
      const PlRoute *route = self->routes->pdata[i];

      if (g_str_equal (route->host, host))
        return TRUE;
    }
  return FALSE;
}

/**
 * pl_network_find_route:
 *
 * Returns: the port on 127.0.0.1 behind that door of the practice network, 0 when it is closed
 */
guint16
pl_network_find_route (PlNetwork *self, const char *host, guint16 port)
{
  for (guint i = 0; i < self->routes->len; i++)
    {
      const PlRoute *route = self->routes->pdata[i];

      if (route->port == port && g_str_equal (route->host, host))
        return route->loopback_port;
    }
  return 0;
}

/* Looks an answer up that is still good. Returns PL_OUTCOME_NONE when there is none. */
static PlOutcome
recall (PlNetwork *self, const char *host, GPtrArray **addresses)
{
  PlOutcome outcome = PL_OUTCOME_NONE;
  Answer *answer;

  g_mutex_lock (&self->lock);
  answer = g_hash_table_lookup (self->answers, host);
  if (answer != NULL && answer->valid_until > g_get_monotonic_time ())
    {
      outcome = answer->outcome;
      *addresses = answer->addresses != NULL ? g_ptr_array_ref (answer->addresses) : NULL;
    }
  g_mutex_unlock (&self->lock);

  return outcome;
}

/* Silence and trouble of a name server say nothing about the name: the next one asks again. */
static void
remember (PlNetwork *self, const char *host, PlOutcome outcome, GPtrArray *addresses)
{
  gint64 lasts = outcome == PL_OUTCOME_FOUND ? FOUND_LASTS_US : MISSING_LASTS_US;
  Answer *answer;

  if (outcome != PL_OUTCOME_FOUND && outcome != PL_OUTCOME_NO_DATA &&
      outcome != PL_OUTCOME_NO_SUCH_NAME)
    return;

  answer = g_new0 (Answer, 1);
  answer->outcome = outcome;
  answer->addresses = addresses != NULL ? g_ptr_array_ref (addresses) : NULL;
  answer->valid_until = g_get_monotonic_time () + lasts;
  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->answers, g_strdup (host), answer);
  g_mutex_unlock (&self->lock);
}

static GPtrArray *
list_one (GInetAddress *address)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (list, address);
  return list;
}

/* What can be known without asking anybody. Returns PL_OUTCOME_NONE when somebody has to be. */
static PlOutcome
resolve_here (PlNetwork *self, const char *host, GPtrArray **addresses)
{
  if (pl_network_is_practice (self))
    {
      if (!pl_network_has_host (self, host))
        return PL_OUTCOME_NO_SUCH_NAME;
      *addresses = list_one (g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4));
      return PL_OUTCOME_FOUND;
    }
  if (pl_hostname_is_address (host))
    {
      *addresses = list_one (g_inet_address_new_from_string (host));
      return PL_OUTCOME_FOUND;
    }

  return recall (self, host, addresses);
}

static void
note_name_server_asked (PlNetwork *self, PlRecorder *recorder)
{
  guint16 port = 0;
  g_autofree char *server = pl_dns_dup_server (&port);

  if (server != NULL && pl_network_get_name_server (self) == NULL)
    pl_recorder_note_asked (recorder, server, port, "dns", "resolve");
}

static char *
join_addresses (GPtrArray *addresses)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      g_autofree char *address = g_inet_address_to_string (addresses->pdata[i]);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, address);
    }
  return g_string_free (text, FALSE);
}

static void
note_name (PlRecorder *recorder,
           const char *host,
           PlOutcome outcome,
           GPtrArray *addresses,
           gint64 spent_us)
{
  g_autofree char *ms = pl_wait_format_ms (spent_us);
  g_autofree char *list = addresses != NULL ? join_addresses (addresses) : NULL;

  pl_recorder_note (recorder, PL_SIGHT_NAME, outcome, PL_FACT_NAME, host, PL_FACT_RECORD, "address",
                    PL_FACT_ADDRESSES, list, PL_FACT_MS, ms, PL_FACT_END);
}

/* An outcome that was not explained is no answer to remember. */
static PlOutcome
look_up (PlNetwork *self,
         const char *host,
         gboolean explain,
         PlRecorder *recorder,
         GPtrArray **addresses,
         const PlDeadline *deadline,
         GCancellable *cancellable,
         GError **error)
{
  gint64 began_at = g_get_monotonic_time ();
  PlOutcome outcome;

  *addresses = NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return PL_OUTCOME_CANCELLED;

  pl_network_prepare (self);
  outcome = resolve_here (self, host, addresses);
  if (outcome == PL_OUTCOME_NONE)
    {
      note_name_server_asked (self, recorder);
      outcome = pl_resolve (self, host, explain, addresses, deadline, cancellable, error);
      if (explain || outcome == PL_OUTCOME_FOUND)
        remember (self, host, outcome, *addresses);
    }
  if (outcome != PL_OUTCOME_CANCELLED)
    note_name (recorder, host, outcome, *addresses, g_get_monotonic_time () - began_at);

  return outcome;
}

/**
 * pl_network_resolve:
 * @host: lower-case ASCII name, or an address, which needs nobody's answer
 * @recorder: is told as %PL_SIGHT_NAME, and as %PL_SIGHT_HOST_ASKED when a name server was asked
 * @addresses: (out) (transfer full) (element-type GInetAddress): IPv6 and IPv4, in the order in
 *   which this computer prefers them (RFC 6724); set with %PL_OUTCOME_FOUND only. Never to be
 *   changed: the network remembers it.
 *
 * Returns: %PL_OUTCOME_FOUND, %PL_OUTCOME_NO_DATA, %PL_OUTCOME_NO_SUCH_NAME,
 *   %PL_OUTCOME_SERVER_FAILURE; %PL_OUTCOME_SILENT after 4 s without an answer; with @error
 *   %PL_OUTCOME_FAILED and %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_network_resolve (PlNetwork *self,
                    const char *host,
                    PlRecorder *recorder,
                    GPtrArray **addresses,
                    const PlDeadline *deadline,
                    GCancellable *cancellable,
                    GError **error)
{
  return look_up (self, host, TRUE, recorder, addresses, deadline, cancellable, error);
}

/**
 * pl_network_find:
 *
 * As pl_network_resolve(), for a name that may well be missing: nobody is asked why, which saves a
 * round trip or two.
 *
 * Returns: %PL_OUTCOME_FOUND; %PL_OUTCOME_NO_DATA also where there is no such name;
 *   %PL_OUTCOME_SERVER_FAILURE, %PL_OUTCOME_SILENT; with @error %PL_OUTCOME_FAILED and
 *   %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_network_find (PlNetwork *self,
                 const char *host,
                 PlRecorder *recorder,
                 GPtrArray **addresses,
                 const PlDeadline *deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  return look_up (self, host, FALSE, recorder, addresses, deadline, cancellable, error);
}

static const struct
{
  PlDnsType type;
  const char *nick;
} record_nicks[] = {
  { PL_DNS_A, "address" }, { PL_DNS_AAAA, "address" }, { PL_DNS_MX, "mx" },
  { PL_DNS_SRV, "srv" },   { PL_DNS_TXT, "txt" },
};

static const char *
get_record_nick (PlDnsType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (record_nicks); i++)
    if (record_nicks[i].type == type)
      return record_nicks[i].nick;

  return "any";
}

/* As a zone file has them (RFC 1035 5.1, RFC 2782). */
static char *
join_records (GPtrArray *records)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const PlDnsRecord *record = records->pdata[i];

      g_string_append (text, i > 0 ? ", " : "");
      if (record->type == PL_DNS_MX || record->type == PL_DNS_SRV)
        g_string_append_printf (text, "%u ", record->priority);
      if (record->type == PL_DNS_SRV)
        g_string_append_printf (text, "%u %u ", record->weight, record->port);
      g_string_append (text, record->target);
    }
  return g_string_free (text, FALSE);
}

static void
note_records (PlRecorder *recorder,
              const char *name,
              PlDnsType type,
              PlOutcome outcome,
              GPtrArray *records,
              gint64 spent_us)
{
  g_autofree char *ms = pl_wait_format_ms (spent_us);
  g_autofree char *answers = records != NULL ? join_records (records) : NULL;

  pl_recorder_note (recorder, PL_SIGHT_NAME, outcome, PL_FACT_NAME, name, PL_FACT_RECORD,
                    get_record_nick (type), PL_FACT_ANSWERS, answers, PL_FACT_MS, ms, PL_FACT_END);
}

/**
 * pl_network_query:
 * @name: lower-case ASCII name, absolute
 * @recorder: is told as %PL_SIGHT_NAME and %PL_SIGHT_HOST_ASKED
 * @records: (out) (transfer full) (element-type PlDnsRecord): as in pl_dns_parse_answer()
 *
 * Asks the name server for records other than addresses, for which pl_network_resolve() is better:
 * it knows all that this computer knows. Nothing is remembered, and in a practice network nobody
 * has such records.
 *
 * Returns: %PL_OUTCOME_FOUND, %PL_OUTCOME_NO_DATA, %PL_OUTCOME_NO_SUCH_NAME,
 *   %PL_OUTCOME_SERVER_FAILURE; %PL_OUTCOME_SILENT when nothing came within 4 s, or until @deadline;
 *   with @error %PL_OUTCOME_FAILED (nonsense) and %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_network_query (PlNetwork *self,
                  const char *name,
                  PlDnsType type,
                  PlRecorder *recorder,
                  GPtrArray **records,
                  const PlDeadline *deadline,
                  GCancellable *cancellable,
                  GError **error)
{
  gint64 began_at = g_get_monotonic_time ();
  g_autoptr (GError) local = NULL;
  PlOutcome outcome;

  *records = NULL;
  if (pl_network_is_practice (self))
    return PL_OUTCOME_NO_SUCH_NAME;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return PL_OUTCOME_CANCELLED;

  note_name_server_asked (self, recorder);
  outcome = pl_dns_query_at (pl_network_get_name_server (self), name, type, records, deadline,
                             cancellable, &local);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      outcome = PL_OUTCOME_SILENT; /* whoever set the deadline knows that it has passed */
      g_clear_error (&local);
    }
  if (outcome != PL_OUTCOME_CANCELLED)
    note_records (recorder, name, type, outcome, *records, g_get_monotonic_time () - began_at);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return outcome;
}

static PlOutcome
dial_closed_door (GPtrArray *addresses, guint16 port, PlRecorder *recorder)
{
  for (guint i = 0; i < addresses->len; i++)
    pl_dial_note (recorder, addresses->pdata[i], port, PL_OUTCOME_REFUSED, ECONNREFUSED, 0);
  return PL_OUTCOME_REFUSED;
}

/**
 * pl_network_dial:
 * @host: for the evidence, and to find the door of a practice network
 * @addresses: (element-type GInetAddress): from pl_network_resolve()
 * @recorder: is told as %PL_SIGHT_DIAL for each address that was tried, and as %PL_SIGHT_SILENCE at
 *   the limits of pl_patience_connect. That the host is asked, and why, its caller notes before.
 * @socket: (out) (transfer full): connected, not blocking; set with %PL_OUTCOME_CONNECTED only
 *
 * Dials the addresses side by side, each family in turn (RFC 8305), until one answers. Nothing is
 * sent.
 *
 * Returns: %PL_OUTCOME_CONNECTED; when no address did, the most telling outcome of
 *   %PL_OUTCOME_REFUSED (and none was silent), %PL_OUTCOME_DENIED, %PL_OUTCOME_SILENT,
 *   %PL_OUTCOME_UNREACHABLE; with @error %PL_OUTCOME_FAILED (also when @deadline has passed before
 *   the patience has) and %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_network_dial (PlNetwork *self,
                 const char *host,
                 GPtrArray *addresses,
                 guint16 port,
                 PlRecorder *recorder,
                 GSocket **socket,
                 const PlDeadline *deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  PlDialTarget target = { .addresses = addresses, .port = port, .shown_port = port };

  *socket = NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return PL_OUTCOME_CANCELLED;

  if (pl_network_is_practice (self))
    {
      target.port = pl_network_find_route (self, host, port);
      if (target.port == 0)
        return dial_closed_door (addresses, port, recorder);
    }

  return pl_dial (&target, recorder, socket, deadline, cancellable, error);
}
