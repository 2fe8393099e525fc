// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-page.h"

G_BEGIN_DECLS

/**
 * PlServersPage:
 *
 * Incoming and outgoing server, for accounts whose servers are not known, and for experts.
 */
#define PL_TYPE_SERVERS_PAGE (pl_servers_page_get_type ())
G_DECLARE_FINAL_TYPE (PlServersPage, pl_servers_page, PL, SERVERS_PAGE, PlPage)

G_END_DECLS
