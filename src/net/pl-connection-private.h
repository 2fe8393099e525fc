// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-connection.h"
#include "net/pl-line-buffer-private.h"
#include "net/pl-tls-private.h"
#include "net/pl-wait-private.h"

G_BEGIN_DECLS

struct _PlConnection
{
  GSocket *socket; /* owned */
  PlNetwork *network; /* shared */
  PlRecorder *recorder; /* borrowed: has to outlive the connection */
  PlLineBuffer *input; /* owned */
  PlTls *tls; /* owned; NULL as long as the connection is plain */
  gboolean trusted; /* the certificate was accepted */
  gboolean dated; /* it would be, at another date, and that is enough for what is asked */
  gboolean ended; /* the peer hung up, broke the rules, or we have closed */
};

gboolean pl_connection_receive (PlConnection *connection,
                                PlWaitClock *clock,
                                const PlDeadline *deadline,
                                GCancellable *cancellable,
                                GError **error);
void pl_connection_note_closed (PlConnection *connection, int number);
void pl_connection_note_alert (PlConnection *connection, const char *ms);

gboolean pl_connection_set_closed (GError **error);
gboolean pl_connection_fail_plain (PlConnection *connection, int number, GError **error);
gboolean pl_connection_fail_tls (PlConnection *connection, int result, GError **error);
gboolean pl_connection_fail_rules (PlConnection *connection, const char *reason, GError **error);

G_END_DECLS
