// SPDX-License-Identifier: GPL-3.0-or-later
#include "provider/pl-provider.h"

#include "provider/pl-provider-table-private.h"

#include <stdlib.h>
#include <string.h>

/* One mail domain and whose it is. */
typedef struct
{
  const char *domain; /* borrowed from the table */
  const PlProvider *provider; /* borrowed from the table */
} DomainEntry;

/* The domains of all providers in one sorted row: made once from the table, so that no fact is
 * written twice and a look-up while typing costs a few comparisons. */
typedef struct
{
  DomainEntry *entries; /* owned by the process */
  gsize n_entries;
} DomainIndex;

static int
compare_entries (const void *a, const void *b)
{
  const DomainEntry *left = a;
  const DomainEntry *right = b;

  return strcmp (left->domain, right->domain);
}

static void
build_index (DomainIndex *index)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (DomainEntry));

  for (guint i = 0; i < pl_provider_table_length; i++)
    for (const char *const *domain = pl_provider_table[i].domains; *domain != NULL; domain++)
      {
        DomainEntry entry = { *domain, &pl_provider_table[i] };

        g_array_append_val (entries, entry);
      }

  qsort (entries->data, entries->len, sizeof (DomainEntry), compare_entries);
  index->n_entries = entries->len;
  index->entries = (DomainEntry *) (gpointer) g_array_free (entries, FALSE);
}

static const DomainIndex *
get_index (void)
{
  static gsize ready;
  static DomainIndex index;

  if (g_once_init_enter (&ready))
    {
      build_index (&index);
      g_once_init_leave (&ready, 1);
    }

  return &index;
}

/**
 * pl_provider_find_by_domain:
 * @domain: of an address, lower-case ASCII
 *
 * Domains are exact: a sub-domain of a provider's domain is not the provider's.
 *
 * Returns: (transfer none) (nullable):
 */
const PlProvider *
pl_provider_find_by_domain (const char *domain)
{
  const DomainIndex *index = get_index ();
  const DomainEntry key = { domain, NULL };
  const DomainEntry *found =
      bsearch (&key, index->entries, index->n_entries, sizeof (DomainEntry), compare_entries);

  return found != NULL ? found->provider : NULL;
}

static int
compare_id (const void *key, const void *element)
{
  const PlProvider *provider = element;

  return strcmp (key, provider->id);
}

/**
 * pl_provider_find_by_id:
 * @id: (nullable): as in #PlProvider and in proposals
 *
 * Returns: (transfer none) (nullable):
 */
const PlProvider *
pl_provider_find_by_id (const char *id)
{
  if (id == NULL)
    return NULL;

  return bsearch (id, pl_provider_table, pl_provider_table_length, sizeof (PlProvider), compare_id);
}

/**
 * pl_provider_get_all:
 * @n_providers: (out):
 *
 * Returns: (transfer none) (array length=n_providers): sorted by id
 */
const PlProvider *
pl_provider_get_all (guint *n_providers)
{
  *n_providers = pl_provider_table_length;
  return pl_provider_table;
}

/**
 * pl_provider_owns_host:
 * @provider: (nullable):
 * @host: lower-case ASCII name
 *
 * Whether @host stands in the provider's facts as a server. Exact names only: below the domain of a
 * web host anybody can have a name, and with it a certificate.
 */
gboolean
pl_provider_owns_host (const PlProvider *provider, const char *host)
{
  if (provider == NULL)
    return FALSE;

  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    if (g_str_equal (server->host, host))
      return TRUE;

  return FALSE;
}

static char *
fill_username (const char *template, PlAddress *address)
{
  GString *username = g_string_new (template);

  g_string_replace (username, "%EMAILADDRESS%", pl_address_get_text (address), 0);
  g_string_replace (username, "%EMAILLOCALPART%", pl_address_get_local_part (address), 0);
  return g_string_free (username, FALSE);
}

static const PlProviderServer *
find_server (const PlProvider *provider, PlService service)
{
  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    if (server->service == service)
      return server;

  return NULL;
}

static PlServerSettings *
make_settings (const PlProviderServer *server, PlAddress *address)
{
  g_autofree char *username = fill_username (server->username, address);
  const PlServerFields fields = {
    .service = server->service,
    .host = server->host,
    .port = server->port,
    .security = server->security,
    .username = username,
    .source = PL_SOURCE_PROVIDER,
  };

  return pl_server_settings_new (&fields, NULL);
}

/**
 * pl_provider_propose:
 * @incoming: %PL_SERVICE_IMAP or %PL_SERVICE_POP3
 *
 * The provider's preferred servers, with the user names that belong to @address.
 *
 * Returns: (transfer full) (nullable): %NULL when the provider does not offer @incoming
 */
PlProposal *
pl_provider_propose (const PlProvider *provider, PlAddress *address, PlService incoming)
{
  const PlProviderServer *receiving = find_server (provider, incoming);
  const PlProviderServer *sending = find_server (provider, PL_SERVICE_SMTP);
  g_autoptr (PlServerSettings) in = NULL;
  g_autoptr (PlServerSettings) out = NULL;

  if (receiving == NULL || sending == NULL)
    return NULL;

  /* A local part with control characters cannot be a user name; the address had none. */
  in = make_settings (receiving, address);
  out = make_settings (sending, address);
  if (in == NULL || out == NULL)
    return NULL;

  return pl_proposal_new (address, in, out, provider->id);
}
