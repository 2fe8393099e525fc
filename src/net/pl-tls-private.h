// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-connection.h"

#include <gnutls/gnutls.h>

G_BEGIN_DECLS

/* What is said of a peer that sends nothing but warnings and wishes for a new handshake. */
#define PL_TLS_TOO_MANY_INTERRUPTIONS GNUTLS_E_TOO_MANY_HANDSHAKE_PACKETS

/**
 * PlTls:
 *
 * A TLS session on a socket that does not block. Never waits: what has to be waited for comes back
 * as %GNUTLS_E_AGAIN, and pl_tls_get_condition() says for what.
 */
typedef struct _PlTls PlTls;

PlTls *pl_tls_new (GSocket *socket,
                   gnutls_certificate_credentials_t credentials,
                   const PlTlsTarget *target);
void pl_tls_free (PlTls *tls);

int pl_tls_handshake (PlTls *tls);
gssize pl_tls_receive (PlTls *tls, guint8 *bytes, gsize length);
gssize pl_tls_send (PlTls *tls, const char *bytes, gsize length);
void pl_tls_say_bye (PlTls *tls);

GIOCondition pl_tls_get_condition (PlTls *tls);
gnutls_session_t pl_tls_get_session (PlTls *tls);
gboolean pl_tls_was_met_by_text (PlTls *tls);
int pl_tls_get_errno (PlTls *tls);

gboolean pl_tls_is_record (const guint8 *bytes, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlTls, pl_tls_free)

G_END_DECLS
