// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/pl-launch-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PL_LAUNCH_PATH "/org/postlotse/Setup"
#define PL_LAUNCH_IDLE_MS 10000 /* for which the program stays on the bus with nothing to do */

/**
 * PlLaunchStart:
 * @request: shared: takes it from here, and has to end it
 *
 * Opens a window for one request.
 */
typedef void (*PlLaunchStart) (PlLaunchRequest *request, gpointer data);

/**
 * PlLaunchService:
 *
 * The door for programs on the session bus: data/org.postlotse.Setup1.xml.
 *
 * Property: `busy` (boolean, read): there are open requests, or secrets to be fetched; the program has
 * to stay on the bus.
 */
#define PL_TYPE_LAUNCH_SERVICE (pl_launch_service_get_type ())
G_DECLARE_FINAL_TYPE (PlLaunchService, pl_launch_service, PL, LAUNCH_SERVICE, GObject)

PlLaunchService *pl_launch_service_new (PlLaunchStart start, gpointer data);
void pl_launch_service_set_secret_lifetime (PlLaunchService *service, guint lifetime_ms);
gboolean
pl_launch_service_export (PlLaunchService *service, GDBusConnection *connection, GError **error);
void pl_launch_service_withdraw (PlLaunchService *service);
gboolean pl_launch_service_is_busy (PlLaunchService *service);

G_END_DECLS
