// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-network-private.h"

G_BEGIN_DECLS

PlOutcome pl_resolve (PlNetwork *network,
                      const char *host,
                      gboolean explain,
                      GPtrArray **addresses,
                      const PlDeadline *deadline,
                      GCancellable *cancellable,
                      GError **error);

G_END_DECLS
