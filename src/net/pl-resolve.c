// SPDX-License-Identifier: GPL-3.0-or-later
/* Names to addresses. GResolver knows everything that this computer knows (hosts file, local names,
 * preferences between the families), but has no timeout in GLib 2.74 and one error for many causes.
 * So it runs on a main context of its own with a timeout beside it, and where it fails the name
 * server itself is asked why. */
#include "net/pl-resolve-private.h"

#include "net/pl-dns-private.h"

/* GResolver gets this much of PL_DNS_PATIENCE_MS. What is left then goes to our own questions, which
 * move on to a second name server after one second instead of five. */
#define RESOLVER_PATIENCE_MS 2500

/* One run of GResolver, on the stack of the thread that waits for it. */
typedef struct
{
  GCancellable *cancellable; /* owned: ends the look-up, for either reason */
  GList *addresses; /* owned: GInetAddress */
  GError *error; /* owned */
  gboolean done;
} Lookup;

static void
lookup_clear (Lookup *lookup)
{
  g_clear_object (&lookup->cancellable);
  g_clear_list (&lookup->addresses, g_object_unref);
  g_clear_error (&lookup->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lookup, lookup_clear)

static void
lookup_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Lookup *lookup = data;

  lookup->addresses =
      g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &lookup->error);
  lookup->done = TRUE;
}

static gboolean
time_over_cb (gpointer inner)
{
  g_cancellable_cancel (inner);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer inner)
{
  g_cancellable_cancel (inner);
}

/* Runs GResolver until it is done, the time is over or the caller cancels. A cancelled look-up is
 * done at once; the thread that waits in libc goes on without us. The caller's cancel is passed on by
 * a handler: a GSource for it leaks in GLib 2.74 when both end in the same moment. */
static void
run_lookup (Lookup *lookup, const char *host, const PlDeadline *deadline, GCancellable *cancellable)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GSource) time_over = g_timeout_source_new ((guint) pl_deadline_left_ms (deadline));
  gulong handler = 0;

  g_main_context_push_thread_default (context);
  lookup->cancellable = g_cancellable_new ();
  g_source_set_callback (time_over, time_over_cb, lookup->cancellable, NULL);
  g_source_attach (time_over, context);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                     g_object_ref (lookup->cancellable), g_object_unref);

  g_resolver_lookup_by_name_async (resolver, host, lookup->cancellable, lookup_done_cb, lookup);
  while (!lookup->done)
    g_main_context_iteration (context, TRUE);

  g_cancellable_disconnect (cancellable, handler);
  g_source_destroy (time_over);
  g_main_context_pop_thread_default (context);
}

static GPtrArray *
take_list (Lookup *lookup)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_object_unref);

  for (GList *l = lookup->addresses; l != NULL; l = l->next)
    g_ptr_array_add (addresses, g_object_ref (l->data));
  return addresses;
}

static GPtrArray *
take_records (GPtrArray *records)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    {
      const PlDnsRecord *record = records->pdata[i];

      g_ptr_array_add (addresses, g_inet_address_new_from_string (record->target));
    }
  return addresses;
}

/* Asks the name server itself: IPv4 first; IPv6 where the name has none, since a name exists or does
 * not for all its records alike. */
static PlOutcome
ask_name_server (PlNetwork *network,
                 const char *host,
                 GPtrArray **addresses,
                 const PlDeadline *deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  static const PlDnsType types[] = { PL_DNS_A, PL_DNS_AAAA };
  PlOutcome outcome = PL_OUTCOME_NO_DATA;

  for (guint i = 0; i < G_N_ELEMENTS (types) && outcome == PL_OUTCOME_NO_DATA; i++)
    {
      g_autoptr (GPtrArray) records = NULL;

      outcome = pl_dns_query_at (pl_network_get_name_server (network), host, types[i], &records,
                                 deadline, cancellable, error);
      if (outcome == PL_OUTCOME_FOUND)
        *addresses = take_records (records);
    }

  return outcome;
}

/* Why GResolver failed. Its own word counts where the name server cannot be asked by us: on some
 * systems only a local service may. */
static PlOutcome
explain_failure (PlNetwork *network,
                 const char *host,
                 const GError *failure,
                 GPtrArray **addresses,
                 const PlDeadline *deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean is_missing = g_error_matches (failure, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
  PlOutcome outcome = ask_name_server (network, host, addresses, deadline, cancellable, &local);

  if (is_missing && (outcome == PL_OUTCOME_SILENT || outcome == PL_OUTCOME_SERVER_FAILURE ||
                     outcome == PL_OUTCOME_FAILED))
    return PL_OUTCOME_NO_SUCH_NAME;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return outcome;
}

/* What is known without asking why. */
static PlOutcome
judge_failure (const GError *failure)
{
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return PL_OUTCOME_SILENT; /* our own patience: the caller's cancel was looked at before */
  if (g_error_matches (failure, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    return PL_OUTCOME_NO_DATA;
  return PL_OUTCOME_SERVER_FAILURE;
}

/**
 * pl_resolve:
 * @explain: ask the name server itself why there is nothing, which takes another round trip or two
 * @addresses: (out) (transfer full) (element-type GInetAddress): set with %PL_OUTCOME_FOUND only
 *
 * The look-up behind pl_network_resolve() and pl_network_find(), which see: it always asks.
 */
PlOutcome
pl_resolve (PlNetwork *network,
            const char *host,
            gboolean explain,
            GPtrArray **addresses,
            const PlDeadline *deadline,
            GCancellable *cancellable,
            GError **error)
{
  PlDeadline own = pl_deadline_sooner (deadline, PL_DNS_PATIENCE_MS);
  PlDeadline first = pl_deadline_sooner (deadline, RESOLVER_PATIENCE_MS);
  g_autoptr (GError) local = NULL;
  g_auto (Lookup) lookup = { 0 };
  PlOutcome outcome;

  run_lookup (&lookup, host, &first, cancellable);
  if (lookup.error == NULL)
    {
      *addresses = take_list (&lookup);
      return PL_OUTCOME_FOUND;
    }

  if (!pl_deadline_check (deadline, cancellable, error))
    return g_cancellable_is_cancelled (cancellable) ? PL_OUTCOME_CANCELLED : PL_OUTCOME_FAILED;

  if (!explain)
    return judge_failure (lookup.error);
  outcome = explain_failure (network, host, lookup.error, addresses, &own, cancellable, &local);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) &&
      pl_deadline_left_us (deadline) > 0)
    return PL_OUTCOME_SILENT; /* our own patience, not the run's deadline */
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return outcome;
}
