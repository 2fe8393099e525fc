// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-explain-private.h"
#include "provider/pl-provider.h"

G_BEGIN_DECLS

const PlProvider *pl_explain_find_provider (const char *server, const char *host);
void pl_explain_add_cause (GArray *causes, const char *code, int strength);
void pl_explain_add_demands (GArray *causes,
                             const PlProvider *provider,
                             PlService service,
                             gboolean conditional);
void pl_explain_add_links_of_text (GArray *links, const char *text);
void
pl_explain_add_links_of_provider (GArray *links, const PlProvider *provider, const char *cause);

G_END_DECLS
