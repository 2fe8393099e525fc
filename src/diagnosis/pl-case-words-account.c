// SPDX-License-Identifier: GPL-3.0-or-later
/* The account and its provider in words: the values of some placeholders. */
#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-provider-words-private.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>

static char *
dup_fact (PlObservation *observation, PlFact fact)
{
  return observation != NULL ? g_strdup (pl_observation_get (observation, fact)) : NULL;
}

char *
pl_words_get_address (const PlWords *words)
{
  return g_strdup (pl_address_get_text (words->facts->address));
}

char *
pl_words_get_local_part (const PlWords *words)
{
  return g_strdup (pl_address_get_local_part (words->facts->address));
}

char *
pl_words_get_domain (const PlWords *words)
{
  return pl_hostname_to_display (pl_address_get_domain (words->facts->address));
}

char *
pl_words_get_typed (const PlWords *words)
{
  char *typed =
      words->facts->bad_address != NULL ? dup_fact (words->facts->bad_address, PL_FACT_TEXT) : NULL;

  return typed != NULL ? typed : pl_words_get_address (words);
}

char *
pl_words_get_username (const PlWords *words)
{
  const char *username = words->lane->server.username;

  return username != NULL ? g_strdup (username) : pl_words_get_address (words);
}

/* Without facts about the provider, its domain names it well enough. */
char *
pl_words_get_provider (const PlWords *words)
{
  const char *host = words->lane->server.host;
  const char *domain = host != NULL ? pl_domain_get_registrable (host) : NULL;

  if (words->facts->provider != NULL)
    return pl_provider_words_get_name (words->facts->provider);

  return domain != NULL ? pl_hostname_to_display (domain) : pl_words_get_host (words);
}

char *
pl_words_get_bridge (const PlWords *words)
{
  const PlProvider *provider = words->facts->provider;

  return provider != NULL ? pl_provider_words_get_bridge (provider) : pl_words_get_provider (words);
}

/* Who takes the domain's mail in. */
char *
pl_words_get_exchanger (const PlWords *words)
{
  g_autofree char *host = pl_domain_report_dup_exchanger (&words->facts->domain);

  return host != NULL ? pl_hostname_to_display (host) : g_strdup ("–");
}

char *
pl_words_get_meant_domain (const PlWords *words)
{
  const char *meant = words->facts->domain.meant;

  return meant != NULL ? pl_hostname_to_display (meant) : pl_words_get_domain (words);
}

/* The address as it was probably meant. */
char *
pl_words_get_meant (const PlWords *words)
{
  g_autofree char *domain = pl_words_get_meant_domain (words);

  return g_strconcat (pl_address_get_local_part (words->facts->address), "@", domain, NULL);
}

/* The person who changed a port has not named the host. */
char *
pl_words_get_source (const PlWords *words)
{
  PlSource source = words->lane->server.source;

  if (source == PL_SOURCE_USER || words->lane->server.host == NULL)
    source = pl_proposal_get_source (words->facts->proposal);
  return g_strdup (pl_source_to_words (source));
}

/* The mail program that has these settings. */
char *
pl_words_get_program (const PlWords *words)
{
  char *program = dup_fact (words->facts->client, PL_FACT_NAME);

  return program != NULL ? program : g_strdup ("–");
}

char *
pl_words_get_confirmed (const PlWords *words)
{
  if (words->facts->provider == NULL)
    return pl_words_get_today (words);

  return pl_case_words_format_date (words->facts->provider->confirmed);
}
