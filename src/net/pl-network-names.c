// SPDX-License-Identifier: GPL-3.0-or-later
/* Look-ups in a network: addresses and other records of names. */
#include "net/pl-network-private.h"

#include "base/pl-hostname.h"
#include "net/pl-dns-private.h"
#include "net/pl-resolve-private.h"
#include "net/pl-wait-private.h"

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

  return pl_answers_recall (pl_network_get_answers (self), host, addresses);
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
        pl_answers_remember (pl_network_get_answers (self), host, outcome, *addresses);
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
