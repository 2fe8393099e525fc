// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-config.h"
#include "discovery/pl-https-private.h"

G_BEGIN_DECLS

/* One of the parsers of pl-config.h. */
typedef PlConfig *(*PlDocumentParser) (const char *document, gsize length, GError **error);

PlOutcome pl_document_parse (const PlSourceContext *context,
                             GBytes *document,
                             PlDocumentParser parse,
                             PlConfig **config);
PlOutcome pl_document_fetch (const PlSourceContext *context,
                             const PlHttpsRequest *request,
                             PlDocumentParser parse,
                             PlConfig **config,
                             GError **error);
PlOutcome pl_document_propose (const PlSourceContext *context,
                               const PlConfig *config,
                               PlSource source,
                               PlTrust trust,
                               GPtrArray *proposals);

char **pl_ispdb_list_hosters (const char *exchanger, const char *domain);

G_END_DECLS
