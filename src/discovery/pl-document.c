// SPDX-License-Identifier: GPL-3.0-or-later
/* What the sources that fetch a document have in common. */
#include "discovery/pl-document-private.h"

/**
 * pl_document_parse:
 * @config: (out) (transfer full): with %PL_OUTCOME_FOUND only
 *
 * Returns: %PL_OUTCOME_FOUND, or %PL_OUTCOME_VIOLATION with the reason `document` for what is none: the
 *   page, for instance, that many web servers have for every address
 */
PlOutcome
pl_document_parse (const PlSourceContext *context,
                   GBytes *document,
                   PlDocumentParser parse,
                   PlConfig **config)
{
  gsize length;
  const char *text = g_bytes_get_data (document, &length);

  *config = parse (text != NULL ? text : "", length, NULL);
  if (*config != NULL)
    return PL_OUTCOME_FOUND;

  if (context->reason != NULL)
    *context->reason = "document";
  return PL_OUTCOME_VIOLATION;
}

/**
 * pl_document_fetch:
 * @config: (out) (transfer full): with %PL_OUTCOME_FOUND only
 *
 * Returns: %PL_OUTCOME_FOUND, or as pl_https_ask() and pl_document_parse()
 */
PlOutcome
pl_document_fetch (const PlSourceContext *context,
                   const PlHttpsRequest *request,
                   PlDocumentParser parse,
                   PlConfig **config,
                   GError **error)
{
  g_autoptr (GBytes) document = NULL;
  PlOutcome outcome = pl_https_ask (context, request, &document, error);

  *config = NULL;
  return outcome == PL_OUTCOME_FOUND ? pl_document_parse (context, document, parse, config)
                                     : outcome;
}

/**
 * pl_document_propose:
 *
 * Returns: %PL_OUTCOME_FOUND when something was added to @proposals, else %PL_OUTCOME_NO_DATA
 */
PlOutcome
pl_document_propose (const PlSourceContext *context,
                     const PlConfig *config,
                     PlSource source,
                     PlTrust trust,
                     GPtrArray *proposals)
{
  guint n_before = proposals->len;

  pl_config_propose (config, context, source, trust, proposals);
  return proposals->len > n_before ? PL_OUTCOME_FOUND : PL_OUTCOME_NO_DATA;
}
