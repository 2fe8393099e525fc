// SPDX-License-Identifier: GPL-3.0-or-later
/* The question before a server of a foreign domain may have the password. It says who named the server,
 * because that is what a person has to go by: their domain's own word over HTTPS is worth more than an
 * answer of the name service that anybody on the way could have made up. */
#include "diagnosis/pl-consent-private.h"

#include <glib/gi18n.h>

/* Where the two halves of a proposal come from different sources, its trust is the weaker one; each
 * server still says its own source. The person who changed a port has not named the host. */
static gboolean
find_trust_of_source (PlSource source, PlTrust *trust)
{
  static const struct
  {
    PlSource source;
    PlTrust trust;
  } known[] = {
    { PL_SOURCE_AUTOCONFIG, PL_TRUST_DOMAIN },
    { PL_SOURCE_AUTODISCOVER, PL_TRUST_DOMAIN },
    { PL_SOURCE_PACC, PL_TRUST_DOMAIN },
    { PL_SOURCE_SRV, PL_TRUST_DNS },
    { PL_SOURCE_MX, PL_TRUST_DNS },
    { PL_SOURCE_GUESS, PL_TRUST_GUESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].source == source)
      {
        *trust = known[i].trust;
        return TRUE;
      }

  return FALSE; /* Mozilla's list is asked by the domain's name or by that of its mail exchanger */
}

/**
 * pl_consent_get_trust:
 *
 * Returns: how far it can be believed that the server of @lane is the right one
 */
PlTrust
pl_consent_get_trust (PlCase *facts, const PlLane *lane)
{
  PlTrust trust = pl_proposal_get_trust (facts->proposal);

  if (lane->server.source != pl_proposal_get_source (facts->proposal))
    (void) find_trust_of_source (lane->server.source, &trust);
  return trust;
}

static const char *
choose_by_trust (PlTrust trust)
{
  switch (trust)
    {
    case PL_TRUST_DOMAIN:
      /* Translators: question before a server of a foreign domain is used; {good_host}: its name,
       * {domain}: domain of the person's address, {source}: such as "published by the domain" */
      return N_ ("{domain} itself names {good_host}; a certificate proves that the word is its "
                 "own ({source}). The server belongs to another domain, as is usual where a "
                 "web host keeps the mail. Your password would be sent there. Does your "
                 "provider give the same name?");
    case PL_TRUST_DIRECTORY:
      /* Translators: question before a server of a foreign domain is used; {good_host}: its name,
       * {domain}: domain of the person's address, {source}: such as "from Mozilla's list" */
      return N_ ("{good_host} belongs to another domain than {domain}. The name is {source}; "
                 "{domain} itself has not confirmed it. Your password would be sent there. "
                 "Does your provider give the same name?");
    case PL_TRUST_GUESS:
      /* Translators: question before a server of a foreign domain is used; {good_host}: its name,
       * {domain}: domain of the person's address */
      return N_ ("Nobody names {good_host} for {domain}: the name was guessed, and a server "
                 "answers there. Your password would be sent there. Does your provider give "
                 "the same name?");
    case PL_TRUST_PERSON:
    case PL_TRUST_BUILT_IN:
    case PL_TRUST_DNS:
    default:
      /* Translators: question before a server of a foreign domain is used; {good_host}: its name,
       * {domain}: domain of the person's address, {source}: such as "from the domain's name
       * service" */
      return N_ ("{good_host} belongs to another domain than {domain}. The name is {source}; "
                 "such an answer can be forged on the way, in a guest network for example. "
                 "Your password would be sent there. Does your provider give the same name?");
    }
}

static gboolean
is_in_certificate (const PlLane *lane, const char *host)
{
  return lane->certificate != NULL &&
         pl_observation_has_word (lane->certificate, PL_FACT_NAMES, host);
}

/* @answers: as in a zone file, "10 mx.example.org, 20 mx2.example.org" */
static gboolean
is_among (const char *answers, const char *host)
{
  g_auto (GStrv) words = g_strsplit_set (answers, ", ", -1);

  return g_strv_contains ((const char *const *) words, host);
}

static gboolean
is_exchanger (PlCase *facts, const char *host)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (facts->evidence); i++)
    {
      PlObservation *name = pl_evidence_get_observation (facts->evidence, i);
      const char *answers = pl_observation_get (name, PL_FACT_ANSWERS);

      if (pl_observation_get_sight (name) == PL_SIGHT_NAME && answers != NULL &&
          g_strcmp0 (pl_observation_get (name, PL_FACT_RECORD), "mx") == 0 &&
          is_among (answers, host))
        return TRUE;
    }

  return FALSE;
}

/**
 * pl_consent_choose_foreign:
 * @host: of another domain, and not the provider's
 *
 * Returns: (transfer none): the question, marked for translation, with placeholders
 */
const char *
pl_consent_choose_foreign (PlCase *facts, const PlLane *lane, const char *host)
{
  if (g_strcmp0 (host, lane->server.host) == 0)
    return choose_by_trust (pl_consent_get_trust (facts, lane));
  if (is_in_certificate (lane, host))
    /* Translators: question before a server of a foreign domain is used; {good_host}: its name,
     * {host}: the server that was asked, {domain}: domain of the person's address */
    return N_ ("Whoever answers at {host} shows a certificate for {good_host}. That name "
               "belongs to another domain than {domain}. Your password would be sent there. "
               "Does your provider give the same name?");
  if (is_exchanger (facts, host))
    /* Translators: question before a server of a foreign domain is used; {good_host}: its name,
     * {domain}: domain of the person's address */
    return N_ ("The name service says that {good_host} takes in the mail for {domain}; such an "
               "answer can be forged on the way. The server belongs to another domain. Your "
               "password would be sent there. Does your provider give the same name?");

  /* Translators: question before a server of a foreign domain is used; {good_host}: its name,
   * {domain}: domain of the person's address */
  return N_ ("{good_host} belongs to another domain than {domain}. Your password would be sent "
             "there. Does your provider give this name?");
}
