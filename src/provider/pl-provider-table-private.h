// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provider/pl-provider.h"

G_BEGIN_DECLS

/* All providers, sorted by id. */
extern const PlProvider pl_provider_table[];
extern const guint pl_provider_table_length;

G_END_DECLS
