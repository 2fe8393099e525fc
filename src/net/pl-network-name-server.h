// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-network.h"

#include <netinet/in.h>

G_BEGIN_DECLS

/* For tests, which bring a name server of their own. To be called before anything is looked up. */
void pl_network_set_name_server (PlNetwork *network, const struct sockaddr_in *server);

G_END_DECLS
