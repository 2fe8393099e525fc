// SPDX-License-Identifier: GPL-3.0-or-later
/* The domain's own configuration file, at the two places where Thunderbird looks for it
 * (draft-ietf-mailmaint-autoconfig 3.1). Thunderbird names the person's address to both and asks over
 * http as well; a server that answers only then is not asked again. */
#include "discovery/pl-document-private.h"

static PlOutcome
fetch (const PlSourceContext *context, const char *url, GPtrArray *proposals, GError **error)
{
  const PlHttpsRequest request = { .url = url };
  g_autoptr (PlConfig) config = NULL;
  PlOutcome outcome = pl_document_fetch (context, &request, pl_autoconfig_parse, &config, error);

  return outcome == PL_OUTCOME_FOUND ? pl_document_propose (context, config, PL_SOURCE_AUTOCONFIG,
                                                            PL_TRUST_DOMAIN, proposals)
                                     : outcome;
}

/**
 * pl_source_autoconfig:
 *
 * Returns: as pl_https_ask() and pl_document_propose()
 */
PlOutcome
pl_source_autoconfig (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  g_autofree char *url =
      g_strdup_printf ("https://autoconfig.%s/mail/config-v1.1.xml", context->domain);

  return fetch (context, url, proposals, error);
}

/**
 * pl_source_well_known:
 *
 * Returns: as pl_https_ask() and pl_document_propose()
 */
PlOutcome
pl_source_well_known (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  g_autofree char *url =
      g_strdup_printf ("https://%s/.well-known/autoconfig/mail/config-v1.1.xml", context->domain);

  return fetch (context, url, proposals, error);
}
