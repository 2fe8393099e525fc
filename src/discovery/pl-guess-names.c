// SPDX-License-Identifier: GPL-3.0-or-later
/* Names that mail servers usually have, as far as they exist in the domain. */
#include "discovery/pl-guess-private.h"

#include "base/pl-worker.h"

#include <string.h>

#define ALL_SERVICES (1u << PL_SERVICE_IMAP | 1u << PL_SERVICE_POP3 | 1u << PL_SERVICE_SMTP)
#define RANDOM_LABEL_LENGTH 14

/* In the order in which they are preferred. The mail exchanger comes last: where it is not the
 * server for customers as well, it is a filter that only takes mail in. */
static const struct
{
  const char *label; /* NULL: the domain itself */
  guint services;
} usual_names[] = {
  { "imap", 1u << PL_SERVICE_IMAP },
  { "pop", 1u << PL_SERVICE_POP3 },
  { "smtp", 1u << PL_SERVICE_SMTP },
  { "mail", ALL_SERVICES },
  { NULL, ALL_SERVICES },
};

#define MOST_NAMES (G_N_ELEMENTS (usual_names) + 2) /* with the exchanger and a random one */

static void
name_free (gpointer data)
{
  PlGuessName *name = data;

  g_free (name->host);
  g_ptr_array_unref (name->addresses);
  g_free (name);
}

GPtrArray *
pl_guess_names_new (void)
{
  return g_ptr_array_new_with_free_func (name_free);
}

/**
 * pl_guess_names_add:
 * @addresses: (element-type GInetAddress): shared, not to be changed
 */
void
pl_guess_names_add (GPtrArray *names, const char *host, guint services, GPtrArray *addresses)
{
  PlGuessName *name = g_new0 (PlGuessName, 1);

  name->host = g_strdup (host);
  name->services = services;
  name->addresses = g_ptr_array_ref (addresses);
  g_ptr_array_add (names, name);
}

static gboolean
has_address (GPtrArray *addresses, GInetAddress *address)
{
  for (guint i = 0; i < addresses->len; i++)
    if (g_inet_address_equal (addresses->pdata[i], address))
      return TRUE;

  return FALSE;
}

/* One common address is enough: a name server may give a few out of many, others each time. */
static gboolean
meet (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    if (has_address (b, a->pdata[i]))
      return TRUE;

  return FALSE;
}

/**
 * pl_guess_names_mark_wild:
 * @domain: a name of its own in any case
 * @wild_addresses: (nullable) (element-type GInetAddress): of a name that nobody has made up before
 */
void
pl_guess_names_mark_wild (GPtrArray *names, const char *domain, GPtrArray *wild_addresses)
{
  for (guint i = 0; i < names->len; i++)
    {
      PlGuessName *name = names->pdata[i];

      name->is_wild = wild_addresses != NULL && !g_str_equal (name->host, domain) &&
                      meet (name->addresses, wild_addresses);
    }
}

static void
add_to_place (GPtrArray *places, PlGuessName *name)
{
  GPtrArray *place;

  for (guint i = 0; i < places->len; i++)
    {
      place = places->pdata[i];
      if (meet (((PlGuessName *) place->pdata[0])->addresses, name->addresses))
        {
          g_ptr_array_add (place, name);
          return;
        }
    }

  place = g_ptr_array_new ();
  g_ptr_array_add (place, name);
  g_ptr_array_add (places, place);
}

/**
 * pl_guess_names_find_places:
 *
 * Names with a common address are one place: one of them is asked, and its certificate tells which of
 * the others is worth asking for. A name out of a wildcard comes after every name that somebody has
 * made on purpose.
 *
 * Returns: (transfer full) (element-type GPtrArray): the places where @service may be, the most
 *   likely first; each an array of the names there, the most likely first, which @names owns
 */
GPtrArray *
pl_guess_names_find_places (GPtrArray *names, PlService service)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (int wild = FALSE; wild <= TRUE; wild++)
    for (guint i = 0; i < names->len; i++)
      {
        PlGuessName *name = names->pdata[i];

        if ((name->services & 1u << service) != 0 && name->is_wild == wild)
          add_to_place (places, name);
      }

  return places;
}

/* One look-up, on a thread of its own. */
typedef struct
{
  const PlSourceContext *context; /* borrowed */
  char *host; /* owned */
  guint services; /* 0: made up, to find a wildcard */
  PlRecorder *recorder; /* owned; the thread's until it is joined */
  PlWorker *worker; /* owned, nullable */
  GPtrArray *addresses; /* shared, nullable */
} Lookup;

static void
run_lookup (gpointer data)
{
  Lookup *lookup = data;
  const PlSourceContext *context = lookup->context;

  pl_network_find (context->network, lookup->host, lookup->recorder, &lookup->addresses,
                   context->deadline, context->cancellable, NULL);
}

/* @host: (transfer full): */
static void
start_lookup (Lookup *lookup, const PlSourceContext *context, char *host, guint services)
{
  lookup->context = context;
  lookup->host = host;
  lookup->services = services;
  lookup->recorder = pl_recorder_branch (context->recorder, PL_SERVICE_ACCOUNT);
  lookup->worker = pl_worker_start ("pl-guess-name", run_lookup, lookup, NULL);
  if (lookup->worker == NULL) /* no thread to be had: one after the other, then */
    run_lookup (lookup);
}

static void
finish_lookup (Lookup *lookup)
{
  pl_worker_join (g_steal_pointer (&lookup->worker));
  pl_recorder_take_branch (lookup->context->recorder, g_steal_pointer (&lookup->recorder));
}

static void
clear_lookup (Lookup *lookup)
{
  g_free (lookup->host);
  g_clear_pointer (&lookup->addresses, g_ptr_array_unref);
}

/* A name that nobody has: what answers to it answers to every name. */
static char *
make_up_name (const char *domain)
{
  char label[RANDOM_LABEL_LENGTH + 1] = "";

  for (guint i = 0; i < RANDOM_LABEL_LENGTH; i++)
    label[i] = (char) g_random_int_range ('a', 'z' + 1);
  return g_strdup_printf ("%s.%s", label, domain);
}

/* Returns: how many were started */
static guint
start_lookups (Lookup lookups[MOST_NAMES], const PlSourceContext *context, const char *mx_host)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (usual_names); i++)
    {
      char *host = usual_names[i].label != NULL
                       ? g_strdup_printf ("%s.%s", usual_names[i].label, context->domain)
                       : g_strdup (context->domain);

      if (g_strcmp0 (mx_host, host) == 0)
        mx_host = NULL;
      start_lookup (&lookups[n++], context, host, usual_names[i].services);
    }
  if (mx_host != NULL)
    start_lookup (&lookups[n++], context, g_strdup (mx_host), ALL_SERVICES);
  start_lookup (&lookups[n++], context, make_up_name (context->domain), 0);
  return n;
}

/**
 * pl_guess_names_resolve:
 * @mx_host: (nullable): the domain's first mail exchanger
 *
 * Looks all usual names up, side by side, each with its place in the evidence.
 *
 * Returns: (transfer full) (element-type PlGuessName): those that exist, the most likely first
 */
GPtrArray *
pl_guess_names_resolve (const PlSourceContext *context, const char *mx_host)
{
  Lookup lookups[MOST_NAMES] = { 0 };
  GPtrArray *names = pl_guess_names_new ();
  GPtrArray *wild_addresses = NULL;
  guint n_lookups = start_lookups (lookups, context, mx_host);

  for (guint i = 0; i < n_lookups; i++)
    {
      finish_lookup (&lookups[i]);
      if (lookups[i].addresses != NULL && lookups[i].services == 0)
        wild_addresses = lookups[i].addresses;
      else if (lookups[i].addresses != NULL)
        pl_guess_names_add (names, lookups[i].host, lookups[i].services, lookups[i].addresses);
    }

  pl_guess_names_mark_wild (names, context->domain, wild_addresses);
  for (guint i = 0; i < n_lookups; i++)
    clear_lookup (&lookups[i]);
  return names;
}
