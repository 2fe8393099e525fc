// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-target.h"

G_BEGIN_DECLS

void pl_mailspring_find_places (const PlExportTarget *target, GPtrArray *found);
gboolean pl_mailspring_is_running (PlExportPlace *place);
gpointer pl_mailspring_lock (PlExportPlace *place, GError **error);
void pl_mailspring_unlock (gpointer lock);

/* pl-mailspring-door.c */
gboolean pl_mailspring_door_is_open (PlExportPlace *place);
gboolean pl_mailspring_bring (PlExportPlace *place,
                              PlExportAccount *account,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
