// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-connection.h"

G_BEGIN_DECLS

char *pl_probe_https_parse_date (const char *line);
PlOutcome pl_probe_https_ask (PlConnection *connection,
                              const char *host,
                              char **date,
                              const PlDeadline *deadline,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
