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
 *     S: * OK ready                  send the line with CRLF; {tag}, {1} … stand for what a C: line
 *                                    before has caught, or LET has named
 *     S- text                        send without CRLF; \r \n \t \xHH \\ are understood
 *     C: {tag} CAPABILITY            expect a line; {tag}, {1} … catch a word each (or what stands
 *                                    between double quotes), * at the end is the rest of the line
 *     C? {tag} NOOP                  expect if it comes, else go on with the next step
 *     ANY                            take a line, whatever it is
 *     TLS good                       the handshake with the named certificate, as the server; a
 *                                    version may follow (1.0 to 1.3): then no other is spoken
 *     TLS? good                      the same; a peer that does not go through with it, or hangs
 *                                    up after it, ends the script well
 *     SILENT                         say nothing until the peer hangs up
 *     WAIT 200                       wait that many ms before the next step
 *     DRIP 50 text                   send as S- does, one byte each 50 ms
 *     REPEAT 10000 text              send that line so many times
 *     REPEAT- 10000 text             the same without CRLF; escapes as in S-
 *     CLOSE                          hang up        RESET   hang up with RST
 *     LABEL name / GOTO name         go on elsewhere: for clients that may ask again
 *     IF C {tag} LOGIN * GOTO name   branch on the next line without taking it; it does catch
 *     IF {1} = {good} GOTO name      branch on equal texts
 *     LET good text                  name a text; escapes as in S-
 *     DECODE 1                       put in the place of {1} what its base64 stands for, nothing
 *                                    when it is none
 *
 * Empty lines, lines that begin with #, and blanks before a step are passed over. Upper and lower
 * case differ. A brace that stands for itself before a word is doubled: `{{5}`. S: and C: know no
 * escapes, so that `(\Sent)` is what it looks like.
 *
 * The password of SASL PLAIN (RFC 4616), as an example:
 *
 *     LET good \x00anna\x00geheim
 *     C: {tag} AUTHENTICATE PLAIN {answer}
 *     DECODE answer
 *     IF {answer} = {good} GOTO accepted
 *
 * A script has been played to its end when its last step, SILENT, CLOSE or RESET was reached. With
 * the last step over, the server waits for the peer to hang up: a line that still comes is a
 * complaint. A peer that hangs up during DRIP, REPEAT and SILENT ends the script well. During any
 * other step that is a complaint, but C? and IF C take it for a line that is not theirs.
 *
 * Bounds: scripts 256 KiB, lines and texts 64 KiB, what is received 4 MiB a connection, 64
 * connections at a time, 10,000 steps in a row without a line received.
 */
typedef struct _PlScriptServer PlScriptServer;

PlScriptServer *pl_script_server_new (const char *script, GError **error);
PlScriptServer *pl_script_server_new_many (const char *const *scripts, GError **error);
void pl_script_server_free (PlScriptServer *server);

guint16 pl_script_server_get_port (PlScriptServer *server);
gboolean pl_script_server_set_certificate (PlScriptServer *server,
                                           const char *name,
                                           const char *chain_pem,
                                           const char *key_pem,
                                           GError **error);
void pl_script_server_set_discreet (PlScriptServer *server);
gboolean pl_script_server_start (PlScriptServer *server, GError **error);
gboolean pl_script_server_wait_for (PlScriptServer *server, const char *text, gint64 wait_ms);
gboolean pl_script_server_finish (PlScriptServer *server, gint64 wait_ms, char **complaint);
guint pl_script_server_get_n_connections (PlScriptServer *server);
char *pl_script_server_dup_transcript (PlScriptServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlScriptServer, pl_script_server_free)

G_END_DECLS
