// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-answers-private.h"
#include "net/pl-network-name-server.h"
#include "net/pl-trust-store-private.h"

G_BEGIN_DECLS

const struct sockaddr_in *pl_network_get_name_server (PlNetwork *network);

PlAnswers *pl_network_get_answers (PlNetwork *network);
PlTrustStore *pl_network_get_trust_store (PlNetwork *network);
gboolean pl_network_has_host (PlNetwork *network, const char *host);

G_END_DECLS
