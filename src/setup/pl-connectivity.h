// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlConnectivity:
 *
 * Whether this computer has a network at all, as the system tells it. Taken for granted until the
 * system has said otherwise.
 *
 * Properties: `available` (boolean, read).
 */
#define PL_TYPE_CONNECTIVITY (pl_connectivity_get_type ())
G_DECLARE_FINAL_TYPE (PlConnectivity, pl_connectivity, PL, CONNECTIVITY, GObject)

PlConnectivity *pl_connectivity_new (void);
PlConnectivity *pl_connectivity_new_for_test (gboolean available);
void pl_connectivity_watch (PlConnectivity *connectivity);
gboolean pl_connectivity_is_available (PlConnectivity *connectivity);
void pl_connectivity_set_available (PlConnectivity *connectivity, gboolean available);

G_END_DECLS
