// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlScriptAcceptor:
 *
 * One thread that waits at the doors of many servers, so that a hundred practice servers do not
 * need a hundred idle threads.
 */
typedef struct _PlScriptAcceptor PlScriptAcceptor;

/**
 * PlScriptAcceptFunc:
 * @server: whose listening socket has somebody waiting
 *
 * Runs in the acceptor's thread.
 */
typedef void (*PlScriptAcceptFunc) (gpointer server);

PlScriptAcceptor *pl_script_acceptor_new (PlScriptAcceptFunc accept);
void pl_script_acceptor_add (PlScriptAcceptor *acceptor, GSocket *listener, gpointer server);
gboolean pl_script_acceptor_start (PlScriptAcceptor *acceptor, GError **error);
void pl_script_acceptor_stop (PlScriptAcceptor *acceptor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlScriptAcceptor, pl_script_acceptor_stop)

G_END_DECLS
