// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlServerPlace:
 *
 * Where a server is and how the way there is protected: name, port, encryption. The name is completed
 * from what is known, ports are offered by their names, and what does not fit together is said while it
 * is typed.
 *
 * Signals: `changed`: the person has changed something; `advised`: that was done by the button that
 * makes it fit, which is gone then.
 */
#define PL_TYPE_SERVER_PLACE (pl_server_place_get_type ())
G_DECLARE_FINAL_TYPE (PlServerPlace, pl_server_place, PL, SERVER_PLACE, GtkWidget)

void pl_server_place_set_setup (PlServerPlace *place, PlSetup *setup);
void pl_server_place_show (PlServerPlace *place, PlServerSettings *settings);
void pl_server_place_update (PlServerPlace *place, PlService service, gboolean wanted);
void pl_server_place_follow_service (PlServerPlace *place, PlService service);
gboolean pl_server_place_point_out (PlServerPlace *place, const char *field);

const char *pl_server_place_get_host (PlServerPlace *place);
guint16 pl_server_place_get_port (PlServerPlace *place);
PlSecurity pl_server_place_get_security (PlServerPlace *place);

G_END_DECLS
