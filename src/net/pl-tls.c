// SPDX-License-Identifier: GPL-3.0-or-later
/* GnuTLS on a GSocket, with our own functions below it. GTlsConnection is not used: it flattens
 * alerts and versions into one error, and keeps the chain of a refused certificate to itself. */
#include "net/pl-tls-private.h"

#include "net/pl-network.h"

#include "base/pl-hostname.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* TLS 1.2 is the minimum (RFC 8996). Probes ask for whatever there is, and learn its number. */
#define USUAL_PRIORITY "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1"
#define ANY_PRIORITY "LEGACY:+VERS-TLS1.0:+VERS-TLS1.1:%VERIFY_ALLOW_SIGN_WITH_SHA1"

/* Warnings and wishes for a new handshake, in a session: more than any honest peer has. One that does not stop
 * would keep us busy without a wait, and so without an end. Behind a handshake GnuTLS knows no limit; in one it
 * puts up with 16, and then calls that an internal error. */
#define MOST_INTERRUPTIONS 8

struct _PlTls
{
  GSocket *socket; /* owned */
  gnutls_session_t session; /* owned */
  gboolean first_seen; /* the first bytes were looked at */
  gboolean met_by_text;
  guint n_interruptions;
  int error_number; /* errno of the last read or write that failed */
};

/**
 * pl_tls_is_record:
 * @bytes: the first that a peer sent
 *
 * Returns: whether they can be the beginning of a TLS record (RFC 8446 5.1): a type from
 *   change_cipher_spec to heartbeat, then the version's 3; or of an answer in the form of SSL 2
 */
gboolean
pl_tls_is_record (const guint8 *bytes, gsize length)
{
  if (length == 0)
    return FALSE;
  if (bytes[0] >= 0x14 && bytes[0] <= 0x18)
    return length < 2 || bytes[1] == 3;

  return (bytes[0] & 0x80) != 0 && length > 2 && bytes[2] == 0x04; /* SERVER-HELLO of SSL 2 */
}

static gssize
fail (PlTls *self, int number)
{
  if (number != EAGAIN)
    self->error_number = number;
  gnutls_transport_set_errno (self->session, number);
  return -1;
}

static gssize
push_cb (gnutls_transport_ptr_t data, const void *bytes, size_t length)
{
  PlTls *self = data;
  gssize sent = send (g_socket_get_fd (self->socket), bytes, length, MSG_NOSIGNAL);

  return sent >= 0 ? sent : fail (self, errno == EWOULDBLOCK ? EAGAIN : errno);
}

/* Looks at the first bytes before GnuTLS swallows them: they are what the person wants to know.
 * Returns what recv() says. As long as it says that there are none, none may be read either: they
 * could come in between, and the next look would meet the middle of a record. */
static gssize
look_at_first_bytes (PlTls *self)
{
  guint8 bytes[3];
  gssize length = recv (g_socket_get_fd (self->socket), bytes, sizeof bytes, MSG_PEEK);

  if (length > 0)
    {
      self->first_seen = TRUE;
      self->met_by_text = !pl_tls_is_record (bytes, (gsize) length);
    }
  return length;
}

static gssize
pull_cb (gnutls_transport_ptr_t data, void *bytes, size_t length)
{
  PlTls *self = data;
  gssize received = self->first_seen ? 1 : look_at_first_bytes (self);

  if (received > 0 && self->met_by_text)
    return fail (self, EPROTO);
  if (received > 0)
    received = recv (g_socket_get_fd (self->socket), bytes, length, 0);
  return received >= 0 ? received : fail (self, errno == EWOULDBLOCK ? EAGAIN : errno);
}

/* Never waits: that is done in one place, above. */
static int
pull_timeout_cb (gnutls_transport_ptr_t data, unsigned int ms)
{
  PlTls *self = data;

  return g_socket_condition_check (self->socket, G_IO_IN) != 0 ? 1 : 0;
}

/**
 * pl_tls_new:
 * @credentials: (transfer none): has to outlive the session
 * @target: only read during this call
 *
 * Returns: (transfer full): a session that has not begun its handshake
 */
PlTls *
pl_tls_new (GSocket *socket,
            gnutls_certificate_credentials_t credentials,
            const PlTlsTarget *target)
{
  PlTls *self = g_new0 (PlTls, 1);
  const char *priority = target->any_version ? ANY_PRIORITY : USUAL_PRIORITY;

  self->socket = g_object_ref (socket);
  gnutls_init (&self->session,
               GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL | GNUTLS_NO_TICKETS);
  /* A system's policy may forbid old versions for good; then the usual ones are asked for. */
  if (gnutls_priority_set_direct (self->session, priority, NULL) != GNUTLS_E_SUCCESS)
    gnutls_set_default_priority (self->session);
  gnutls_credentials_set (self->session, GNUTLS_CRD_CERTIFICATE, credentials);
  if (!pl_hostname_is_address (target->host)) /* RFC 6066 3: names only */
    gnutls_server_name_set (self->session, GNUTLS_NAME_DNS, target->host, strlen (target->host));

  gnutls_transport_set_ptr (self->session, self);
  gnutls_transport_set_push_function (self->session, push_cb);
  gnutls_transport_set_pull_function (self->session, pull_cb);
  gnutls_transport_set_pull_timeout_function (self->session, pull_timeout_cb);
  return self;
}

void
pl_tls_free (PlTls *self)
{
  gnutls_deinit (self->session);
  g_object_unref (self->socket);
  g_free (self);
}

/* Returns: whether @result is to be passed over, a number of times; else @result is the last word */
static gboolean
pass_over (PlTls *self, gssize *result)
{
  if (*result == GNUTLS_E_INTERRUPTED)
    return TRUE;
  if (*result != GNUTLS_E_WARNING_ALERT_RECEIVED && *result != GNUTLS_E_REHANDSHAKE)
    return FALSE;
  if (self->n_interruptions++ < MOST_INTERRUPTIONS)
    return TRUE;

  *result = PL_TLS_TOO_MANY_INTERRUPTIONS;
  return FALSE;
}

/**
 * pl_tls_handshake:
 *
 * Goes on with the handshake as far as it goes without waiting. Warnings of the peer are passed over,
 * as long as they are few.
 *
 * Returns: a number of GnuTLS
 */
int
pl_tls_handshake (PlTls *self)
{
  gssize result;

  do
    result = gnutls_handshake (self->session);
  while (pass_over (self, &result));

  if (result < 0 && gnutls_error_is_fatal ((int) result) &&
      result != GNUTLS_E_FATAL_ALERT_RECEIVED && self->error_number == 0)
    gnutls_alert_send_appropriate (self->session, (int) result); /* out of politeness, once */
  return (int) result;
}

/**
 * pl_tls_receive:
 *
 * Passes over what is none of the peer's bytes, as pl_tls_handshake() does.
 *
 * Returns: bytes received, 0 when the peer has said good-bye, or a negative number of GnuTLS
 */
gssize
pl_tls_receive (PlTls *self, guint8 *bytes, gsize length)
{
  gssize received;

  do
    {
      received = gnutls_record_recv (self->session, bytes, length);
      if (received == GNUTLS_E_REHANDSHAKE) /* of TLS 1.2; nobody needs it for a sign-in */
        gnutls_alert_send (self->session, GNUTLS_AL_WARNING, GNUTLS_A_NO_RENEGOTIATION);
    }
  while (pass_over (self, &received));

  return received;
}

/**
 * pl_tls_send:
 *
 * Returns: bytes taken, or a negative number of GnuTLS; after %GNUTLS_E_AGAIN it has to be called
 *   again with the same bytes
 */
gssize
pl_tls_send (PlTls *self, const char *bytes, gsize length)
{
  gssize sent;

  do
    sent = gnutls_record_send (self->session, bytes, length);
  while (sent == GNUTLS_E_INTERRUPTED);

  return sent;
}

/**
 * pl_tls_say_bye:
 *
 * Says that nothing more follows, if that can be said without waiting.
 */
void
pl_tls_say_bye (PlTls *self)
{
  gnutls_bye (self->session, GNUTLS_SHUT_WR);
}

/**
 * pl_tls_get_condition:
 *
 * Returns: what to wait for after %GNUTLS_E_AGAIN
 */
GIOCondition
pl_tls_get_condition (PlTls *self)
{
  return gnutls_record_get_direction (self->session) == 1 ? G_IO_OUT : G_IO_IN;
}

gnutls_session_t
pl_tls_get_session (PlTls *self)
{
  return self->session;
}

/**
 * pl_tls_was_met_by_text:
 *
 * Returns: whether the first bytes cannot be TLS; they are still in the socket
 */
gboolean
pl_tls_was_met_by_text (PlTls *self)
{
  return self->met_by_text;
}

/**
 * pl_tls_get_errno:
 *
 * Returns: errno of the read or write that failed, 0 when none did
 */
int
pl_tls_get_errno (PlTls *self)
{
  return self->error_number;
}

/**
 * pl_network_describe_tls:
 *
 * Returns: (transfer full): the library and the policy that real connections use, for reports
 */
char *
pl_network_describe_tls (void)
{
  return g_strdup_printf ("GnuTLS %s, %s", gnutls_check_version (NULL), USUAL_PRIORITY);
}
