// SPDX-License-Identifier: GPL-3.0-or-later
/* The domain's own configuration in JSON (draft-ietf-mailmaint-pacc). A record in DNS has to vouch for
 * it, so that comes first: a domain without one, which is nearly every domain, is not asked at all. */
#include "discovery/pl-document-private.h"
#include "net/pl-dns.h"

static gboolean
is_vouched (GPtrArray *records, GBytes *document)
{
  gsize length;
  const char *text = g_bytes_get_data (document, &length);

  for (guint i = 0; i < records->len; i++)
    if (pl_pacc_is_vouched (((const PlDnsRecord *) records->pdata[i])->target,
                            text != NULL ? text : "", length))
      return TRUE;
  return FALSE;
}

/**
 * pl_source_pacc:
 *
 * Returns: %PL_OUTCOME_REJECTED with the reason `digest` for a document nobody vouches for; else as
 *   pl_network_query(), pl_https_ask() and pl_document_propose()
 */
PlOutcome
pl_source_pacc (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  g_autofree char *name = g_strconcat ("_ua-auto-config.", context->domain, NULL);
  g_autofree char *url = g_strdup_printf (
      "https://ua-auto-config.%s/.well-known/user-agent-configuration.json", context->domain);
  const PlHttpsRequest request = { .url = url };
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (PlConfig) config = NULL;
  PlOutcome outcome = pl_network_query (context->network, name, PL_DNS_TXT, context->recorder,
                                        &records, context->deadline, context->cancellable, error);

  if (outcome == PL_OUTCOME_FOUND)
    outcome = pl_https_ask (context, &request, &document, error);
  if (outcome != PL_OUTCOME_FOUND)
    return outcome;

  if (!is_vouched (records, document))
    {
      if (context->reason != NULL)
        *context->reason = "digest";
      return PL_OUTCOME_REJECTED;
    }

  outcome = pl_document_parse (context, document, pl_pacc_parse, &config);
  return outcome == PL_OUTCOME_FOUND
             ? pl_document_propose (context, config, PL_SOURCE_PACC, PL_TRUST_DOMAIN, proposals)
             : outcome;
}
