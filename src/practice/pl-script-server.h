// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlScriptServer:
 *
 * A mail server that speaks from a script: the mock peer of the tests, and what practice accounts
 * are served by. Listens on 127.0.0.1, each connection on a thread of its own, one script each.
 *
 * A script is text, one step a line:
 *
 *     S: * OK ready                  send the line with CRLF ({tag} and {1}, {2} stand for what a
 *                                    C: line before has caught)
 *     S- text                        send without CRLF; \r \n \t \xHH \\ are understood
 *     C: {tag} CAPABILITY            expect a line; {tag}, {1} … catch a word, * the rest of the line
 *     C? {tag} NOOP                  expect if it comes, else go on with the next step
 *     TLS good                       the handshake with the named certificate, as the server
 *     SILENT                         say nothing until the peer hangs up
 *     WAIT 200                       wait that many ms before the next step
 *     DRIP 50 text                   send, one byte each 50 ms
 *     REPEAT 10000 text              send that line so many times
 *     CLOSE                          hang up        RESET   hang up with RST
 *     ANY                            take a line, whatever it is
 *     LABEL name / GOTO name         go on elsewhere: for clients that may ask again
 *     IF C {tag} LOGIN * GOTO name   branch on the next line without taking it
 *
 * Empty lines and lines that begin with # are passed over.
 */
typedef struct _PlScriptServer PlScriptServer;

PlScriptServer *pl_script_server_new (const char *script, GError **error);
void pl_script_server_free (PlScriptServer *server);

guint16 pl_script_server_get_port (PlScriptServer *server);
void pl_script_server_set_certificate (PlScriptServer *server,
                                       const char *name,
                                       const char *chain_pem,
                                       const char *key_pem);
gboolean pl_script_server_start (PlScriptServer *server, GError **error);
gboolean pl_script_server_finish (PlScriptServer *server, gint64 wait_ms, char **complaint);
guint pl_script_server_get_n_connections (PlScriptServer *server);
char *pl_script_server_dup_transcript (PlScriptServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlScriptServer, pl_script_server_free)

G_END_DECLS
