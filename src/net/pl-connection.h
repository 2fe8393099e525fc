// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-network.h"
#include "net/pl-wait.h"

G_BEGIN_DECLS

#define PL_LONGEST_LINE (64 * 1024) /* bytes, without its line end */
#define PL_MOST_RECEIVED (4 * 1024 * 1024) /* bytes on one connection */

/**
 * PlConnection:
 *
 * A connected socket, with TLS from the moment it is started, that is read in lines. Everything
 * raw that it sees goes to its recorder: closing, silence, alerts, certificates, each line received.
 *
 * Errors (all #G_IO_ERROR; they only steer, the facts are in the evidence): %G_IO_ERROR_CANCELLED,
 * %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CONNECTION_CLOSED (also for a reset), %G_IO_ERROR_INVALID_DATA
 * for a line or total beyond the bounds or with NUL bytes, %G_IO_ERROR_FAILED else.
 */
typedef struct _PlConnection PlConnection;

/**
 * PlTlsTarget:
 * @host: the name that the certificate has to be for, lower-case ASCII or an address
 * @trust_fingerprint: (nullable): the one certificate accepted although it does not pass
 * @any_date: a certificate at which nothing but its dates is wrong does not end the conversation: for probes
 *   that doubt this computer's clock. It is not trusted by that: no secret is for such a connection.
 * @any_version: also TLS 1.0 and 1.1, and do not judge: for probes that only ask what is there
 */
typedef struct
{
  const char *host;
  const char *trust_fingerprint;
  gboolean any_date;
  gboolean any_version;
} PlTlsTarget;

PlConnection *pl_connection_new (GSocket *socket, PlNetwork *network, PlRecorder *recorder);
void pl_connection_free (PlConnection *connection);

PlOutcome pl_connection_judge_error (const GError *error);
PlOutcome pl_connection_start_tls (PlConnection *connection,
                                   const PlTlsTarget *target,
                                   const PlDeadline *deadline,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean pl_connection_is_trusted (PlConnection *connection);
gboolean pl_connection_has_buffered_input (PlConnection *connection);

char *pl_connection_read_line (PlConnection *connection,
                               const PlPatience *patience,
                               const PlDeadline *deadline,
                               GCancellable *cancellable,
                               GError **error);
GBytes *pl_connection_read_bytes (PlConnection *connection,
                                  gsize length,
                                  const PlDeadline *deadline,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean pl_connection_write (PlConnection *connection,
                              const char *bytes,
                              gsize length,
                              const char *shown,
                              const PlDeadline *deadline,
                              GCancellable *cancellable,
                              GError **error);
char *pl_connection_dup_local_address_literal (PlConnection *connection);
void pl_connection_close (PlConnection *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlConnection, pl_connection_free)

G_END_DECLS
