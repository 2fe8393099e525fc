// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/pl-script-acceptor-private.h"
#include "practice/pl-script-server.h"

G_BEGIN_DECLS

gboolean pl_script_server_join (PlScriptServer *server, PlScriptAcceptor *acceptor, GError **error);
gboolean pl_script_server_fill_up (PlScriptServer *server, GError **error);
void pl_script_server_let_in (gpointer server);

G_END_DECLS
