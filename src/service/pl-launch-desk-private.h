// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/pl-launch-offers-private.h"
#include "service/pl-launch-request.h"

G_BEGIN_DECLS

/**
 * PlLaunchDesk:
 *
 * The open requests on the bus, at most one of each caller, as objects that the caller alone can close.
 */
typedef struct _PlLaunchDesk PlLaunchDesk;

PlLaunchDesk *pl_launch_desk_new (GDBusConnection *connection,
                                  GDBusInterfaceInfo *interface,
                                  PlLaunchOffers *offers,
                                  void (*changed) (gpointer data),
                                  gpointer data);
void pl_launch_desk_free (PlLaunchDesk *desk);
const char *pl_launch_desk_open (PlLaunchDesk *desk,
                                 const char *sender,
                                 const char *token,
                                 PlLaunchRequest *request,
                                 GError **error);
gboolean pl_launch_desk_is_empty (PlLaunchDesk *desk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlLaunchDesk, pl_launch_desk_free)

G_END_DECLS
