// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provider/pl-provider.h"

G_BEGIN_DECLS

char *pl_provider_words_get_name (const PlProvider *provider);
char *pl_provider_words_get_bridge (const PlProvider *provider);

G_END_DECLS
