// SPDX-License-Identifier: GPL-3.0-or-later
/* Finds a provider in the rows that were sorted at build time: nothing is made, allocated or read
 * when the program starts, and a look-up is a few comparisons. */
#include "provider/pl-provider.h"

#include "provider/pl-provider-table-private.h"

#include <stdlib.h>
#include <string.h>

/* The longest host name (RFC 1035 2.3.4), with the final dot and a zero byte. */
#define MOST_HOST 256

static int
compare_key (const void *text, const void *element)
{
  const PlProviderKey *key = element;

  return strcmp (text, pl_provider_text + key->text);
}

static const PlProvider *
find_in_row (const PlProviderKey *row, guint n_keys, const char *text)
{
  const PlProviderKey *key = bsearch (text, row, n_keys, sizeof (PlProviderKey), compare_key);

  return key != NULL ? &pl_provider_table[key->provider] : NULL;
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
  return find_in_row (pl_provider_domains, pl_provider_n_domains, domain);
}

/* Names in answers come in any case, and with the dot of the root (RFC 1035 3.1, 2.3.3).
 * Returns: whether it fits @plain, which has MOST_HOST bytes */
static gboolean
normalize_host (const char *host, char *plain)
{
  gsize length = strlen (host);

  if (length > 0 && host[length - 1] == '.')
    length--;
  if (length == 0 || length >= MOST_HOST)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    plain[i] = g_ascii_tolower (host[i]);
  plain[length] = '\0';
  return TRUE;
}

/**
 * pl_provider_find_by_mx:
 * @mx_host: a mail exchanger as DNS names it: any case, with or without the final dot
 *
 * The longest suffix that ends at a label's border wins: one company's exchangers can belong to
 * several of its services (olc.protection.outlook.com and mail.protection.outlook.com).
 *
 * Returns: (transfer none) (nullable): who keeps the mail of a domain with this exchanger. DNS says
 *   so, and nobody has signed it: settings that follow from it have %PL_TRUST_DNS.
 */
const PlProvider *
pl_provider_find_by_mx (const char *mx_host)
{
  char plain[MOST_HOST];

  if (!normalize_host (mx_host, plain))
    return NULL;

  for (const char *suffix = plain; suffix != NULL; suffix = strchr (suffix, '.'))
    {
      const PlProvider *provider;

      suffix += *suffix == '.' ? 1 : 0;
      provider = find_in_row (pl_provider_mx, pl_provider_n_mx, suffix);
      if (provider != NULL)
        return provider;
    }

  return NULL;
}

/**
 * pl_provider_find_by_host:
 * @host: lower-case ASCII name
 *
 * Returns: (transfer none) (nullable): whose server it is; of several that share it the best known.
 *   Addresses, such as a local program's, and names that depend on the account are nobody's.
 */
const PlProvider *
pl_provider_find_by_host (const char *host)
{
  return find_in_row (pl_provider_hosts, pl_provider_n_hosts, host);
}

static int
compare_id (const void *id, const void *element)
{
  const PlProvider *provider = element;

  return strcmp (id, provider->id);
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
