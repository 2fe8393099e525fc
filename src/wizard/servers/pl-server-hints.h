// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-server-settings.h"

G_BEGIN_DECLS

/**
 * PlServerHint:
 * @text: (nullable): what does not fit together, in the person's language; %NULL when all does
 * @fix_label: (nullable): what a button can do about it
 * @security: what that button sets
 * @port: likewise; 0: it stays
 * @unsafe: it would work, but is not safe
 *
 * What is said beside the fields of a server while they are filled in.
 */
typedef struct
{
  char *text; /* owned */
  char *fix_label; /* owned */
  PlSecurity security;
  guint16 port;
  gboolean unsafe;
} PlServerHint;

void pl_server_hint_find (PlService service, guint port, PlSecurity security, PlServerHint *hint);
void pl_server_hint_clear (PlServerHint *hint);
char *pl_server_hint_describe_host (PlService service, const char *host);
gboolean pl_server_port_is_usual (guint16 port);
gboolean pl_server_port_from_text (const char *text, guint16 *port);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlServerHint, pl_server_hint_clear)

G_END_DECLS
