// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlServerGroup:
 *
 * The fields of one server, incoming or outgoing, with what does not fit together said beside them.
 * Complete entries go to the #PlSetup as they are typed; incomplete ones stay here.
 *
 * Properties: `direction` (#PlDirection as int, given at construction).
 */
#define PL_TYPE_SERVER_GROUP (pl_server_group_get_type ())
G_DECLARE_FINAL_TYPE (PlServerGroup, pl_server_group, PL, SERVER_GROUP, GtkWidget)

void pl_server_group_set_setup (PlServerGroup *group, PlSetup *setup);
void pl_server_group_update (PlServerGroup *group);
gboolean pl_server_group_take (PlServerGroup *group);
gboolean pl_server_group_point_out (PlServerGroup *group, const char *field);
void pl_server_group_follow_address (PlServerGroup *group, const char *before, const char *now);

G_END_DECLS
