// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provider/pl-provider.h"

G_BEGIN_DECLS

char *pl_page_dup_host (const char *url);
char *pl_page_dup_address (const char *url);
gboolean pl_page_is_of_provider (const PlProvider *provider, const char *host);
char *pl_page_label_by_host (const char *host);
char *pl_page_label (const PlProviderPages *pages, const char *url, const char *label);

G_END_DECLS
