// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-discover.h"
#include "discovery/pl-source-private.h"

G_BEGIN_DECLS

PlDiscovery *pl_discover_with (const PlSourceRow *rows,
                               guint n_rows,
                               const PlDiscoveryRequest *request,
                               PlObservationFunc observed,
                               gpointer data,
                               GCancellable *cancellable);

G_END_DECLS
