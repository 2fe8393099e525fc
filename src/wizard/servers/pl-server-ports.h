// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlServerPorts:
 *
 * The ports that a server of this kind usually has, and those known of this one, each by its name:
 * who picks one gets the protection that goes with it.
 *
 * Signals: `chosen` (port as uint, #PlSecurity as int).
 */
#define PL_TYPE_SERVER_PORTS (pl_server_ports_get_type ())
G_DECLARE_FINAL_TYPE (PlServerPorts, pl_server_ports, PL, SERVER_PORTS, GtkWidget)

void pl_server_ports_update (PlServerPorts *ports,
                             GPtrArray *known,
                             PlService service,
                             const char *host,
                             guint port,
                             PlSecurity security);

G_END_DECLS
