// SPDX-License-Identifier: GPL-3.0-or-later
/* Thunderbird's directory of providers, which knows domains and, for domains of one's own, hosters. It
 * is a third party: it hears the domain, and nothing else. */
#include "base/pl-domain.h"
#include "discovery/pl-document-private.h"

#include <string.h>

#define DIRECTORY "https://autoconfig.thunderbird.net/v1.1/"

static PlOutcome
look_up (const PlSourceContext *context,
         const char *domain,
         PlTrust trust,
         GPtrArray *proposals,
         GError **error)
{
  g_autofree char *url = g_strconcat (DIRECTORY, domain, NULL);
  const PlHttpsRequest request = { .url = url };
  g_autoptr (PlConfig) config = NULL;
  PlOutcome outcome = pl_document_fetch (context, &request, pl_autoconfig_parse, &config, error);

  return outcome == PL_OUTCOME_FOUND
             ? pl_document_propose (context, config, PL_SOURCE_ISPDB, trust, proposals)
             : outcome;
}

/**
 * pl_source_ispdb:
 *
 * By the domain itself.
 *
 * Returns: as pl_https_ask() and pl_document_propose()
 */
PlOutcome
pl_source_ispdb (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  return look_up (context, context->domain, PL_TRUST_DIRECTORY, proposals, error);
}

/* The name above that of the mail exchanger, where that is not its registrable domain already. It tells
 * what one hoster has for different customers apart: mail.protection.outlook.com, outlook.com. */
static const char *
find_name_above (const char *host, const char *registrable)
{
  const char *dot = strchr (host, '.');

  return dot != NULL && dot + 1 < registrable ? dot + 1 : NULL;
}

/**
 * pl_source_ispdb_mx:
 *
 * By the first mail exchanger: its domain is likely to be the hoster's. The directory's answer is
 * authentic, the question comes out of DNS.
 *
 * Returns: %PL_OUTCOME_NO_DATA also when the exchanger is the domain's own; else as pl_source_get_mx(),
 *   pl_https_ask() and pl_document_propose()
 */
PlOutcome
pl_source_ispdb_mx (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  g_autoptr (GPtrArray) hosts = NULL;
  PlOutcome outcome = pl_source_get_mx (context, &hosts, error);
  const char *host = outcome == PL_OUTCOME_FOUND && hosts->len > 0 ? hosts->pdata[0] : NULL;
  const char *registrable = host != NULL ? pl_domain_get_registrable (host) : NULL;
  const char *above = registrable != NULL ? find_name_above (host, registrable) : NULL;

  if (outcome != PL_OUTCOME_FOUND)
    return outcome;
  if (registrable == NULL || g_str_equal (registrable, context->domain))
    return PL_OUTCOME_NO_DATA;

  outcome = PL_OUTCOME_NO_DATA;
  if (above != NULL && !g_str_equal (above, context->domain))
    outcome = look_up (context, above, PL_TRUST_DNS, proposals, error);
  if (outcome == PL_OUTCOME_NO_DATA)
    outcome = look_up (context, registrable, PL_TRUST_DNS, proposals, error);
  return outcome;
}
