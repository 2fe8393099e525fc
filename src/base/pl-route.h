// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlRoute:
 * @host: lower-case ASCII name
 * @port: as settings name it
 * @loopback_port: where a practice server really listens on 127.0.0.1
 *
 * One door of the practice network: made by practice/, followed by net/, which know nothing of
 * each other. A host with a route has the address 127.0.0.1; its other ports are closed. Other hosts
 * do not exist there, and nothing leaves the computer.
 */
typedef struct
{
  const char *host;
  guint16 port;
  guint16 loopback_port;
} PlRoute;

G_END_DECLS
