// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-connection-private.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/**
 * pl_connection_new:
 * @socket: (transfer none): connected and not blocking; the connection keeps a reference and closes it
 * @network: (transfer none): whose trust store judges certificates
 * @recorder: has to outlive the connection
 *
 * Returns: (transfer full): a connection in plain text
 */
PlConnection *
pl_connection_new (GSocket *socket, PlNetwork *network, PlRecorder *recorder)
{
  PlConnection *self = g_new0 (PlConnection, 1);

  g_socket_set_blocking (socket, FALSE);
  self->socket = g_object_ref (socket);
  self->network = pl_network_ref (network);
  self->recorder = recorder;
  self->input = pl_line_buffer_new ();
  return self;
}

/**
 * pl_connection_free:
 *
 * Closes the connection if that was not done.
 */
void
pl_connection_free (PlConnection *self)
{
  pl_connection_close (self);
  g_clear_pointer (&self->tls, pl_tls_free);
  pl_line_buffer_free (self->input);
  g_object_unref (self->socket);
  pl_network_unref (self->network);
  g_free (self);
}

/**
 * pl_connection_is_trusted:
 *
 * Returns: whether everything is encrypted for a peer whose certificate was accepted: the only state
 *   in which a secret may be sent without the person's word
 */
gboolean
pl_connection_is_trusted (PlConnection *self)
{
  return self->tls != NULL && self->trusted && !self->ended;
}

/**
 * pl_connection_has_buffered_input:
 *
 * Returns: whether something has come that can be read and was not yet, here or in the socket;
 *   under encryption that may turn out to be TLS's own business, without a line in it
 */
gboolean
pl_connection_has_buffered_input (PlConnection *self)
{
  guint8 byte;

  if (self->ended)
    return FALSE;
  if (pl_line_buffer_get_length (self->input) > 0)
    return TRUE;
  if (self->tls != NULL && gnutls_record_check_pending (pl_tls_get_session (self->tls)) > 0)
    return TRUE;

  return recv (g_socket_get_fd (self->socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

/**
 * pl_connection_note_closed:
 * @number: errno, 0 when the peer hung up in order
 */
void
pl_connection_note_closed (PlConnection *self, int number)
{
  g_autofree char *number_text = number != 0 ? g_strdup_printf ("%d", number) : NULL;
  g_autofree char *bytes =
      g_strdup_printf ("%" G_GUINT64_FORMAT, pl_line_buffer_get_total (self->input));

  self->ended = TRUE;
  pl_recorder_note (self->recorder, PL_SIGHT_CLOSED,
                    number != 0 ? PL_OUTCOME_RESET : PL_OUTCOME_CLOSED, PL_FACT_ERRNO, number_text,
                    PL_FACT_BYTES, bytes, PL_FACT_END);
}

/**
 * pl_connection_note_alert:
 * @ms: (nullable): how long the handshake took, when it is the handshake that the alert ended
 *
 * Notes the peer's fatal alert. With TLS 1.3 it may come after a handshake that looked complete:
 * that is how a server asks for a client certificate.
 */
void
pl_connection_note_alert (PlConnection *self, const char *ms)
{
  gnutls_session_t session = pl_tls_get_session (self->tls);
  g_autofree char *alert = g_strdup_printf ("%d", (int) gnutls_alert_get (session));

  self->ended = TRUE;
  pl_recorder_note (self->recorder, PL_SIGHT_TLS, PL_OUTCOME_ALERT, PL_FACT_VERSION,
                    gnutls_protocol_get_name (gnutls_protocol_get_version (session)), PL_FACT_ALERT,
                    alert, PL_FACT_MS, ms, PL_FACT_END);
}

/* Each sets @error as documented at #PlConnection, notes what it means, and returns %FALSE. */
gboolean
pl_connection_set_closed (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "The connection is closed");
  return FALSE;
}

/* A read or a write of the plain socket that failed, and is not to be waited for. */
gboolean
pl_connection_fail_plain (PlConnection *self, int number, GError **error)
{
  if (number == ECONNRESET || number == EPIPE || number == ECONNABORTED || number == ETIMEDOUT)
    {
      pl_connection_note_closed (self, number);
      return pl_connection_set_closed (error);
    }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Reading or writing failed: %s",
               g_strerror (number));
  return FALSE;
}

gboolean
pl_connection_fail_tls (PlConnection *self, int result, GError **error)
{
  int number = pl_tls_get_errno (self->tls);

  if (result == GNUTLS_E_FATAL_ALERT_RECEIVED)
    {
      pl_connection_note_alert (self, NULL);
      return pl_connection_set_closed (error);
    }
  if (result == GNUTLS_E_PREMATURE_TERMINATION)
    {
      pl_connection_note_closed (self, 0);
      return pl_connection_set_closed (error);
    }
  if (result == PL_TLS_TOO_MANY_INTERRUPTIONS)
    return pl_connection_fail_rules (self, "one warning after the other", error);
  if (number != 0)
    return pl_connection_fail_plain (self, number, error);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The encryption failed: %s",
               gnutls_strerror (result));
  return FALSE;
}

gboolean
pl_connection_fail_rules (PlConnection *self, const char *reason, GError **error)
{
  g_autofree char *start = pl_line_buffer_dup_start (self->input);

  self->ended = TRUE;
  pl_recorder_note (self->recorder, PL_SIGHT_VIOLATION, PL_OUTCOME_VIOLATION, PL_FACT_REASON,
                    reason, PL_FACT_TEXT, start, PL_FACT_END);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The server sent %s", reason);
  return FALSE;
}

/* Writes once without waiting; as read_once(). */
static gssize
write_once (PlConnection *self,
            const char *bytes,
            gsize length,
            GIOCondition *condition,
            GError **error)
{
  gssize sent;

  *condition = 0;
  if (self->tls != NULL)
    {
      sent = pl_tls_send (self->tls, bytes, length);
      if (sent >= 0)
        return sent;
      if (sent == GNUTLS_E_AGAIN)
        *condition = pl_tls_get_condition (self->tls);
      else
        pl_connection_fail_tls (self, (int) sent, error);
      return -1;
    }

  sent = send (g_socket_get_fd (self->socket), bytes, length, MSG_NOSIGNAL);
  if (sent >= 0)
    return sent;
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
    *condition = G_IO_OUT;
  else
    pl_connection_fail_plain (self, errno, error);
  return -1;
}

static void
note_sent (PlConnection *self, const char *bytes, gsize length, const char *shown)
{
  g_autofree char *text = shown != NULL ? g_strdup (shown) : g_strndup (bytes, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize line_length = strlen (lines[i]);

      if (line_length > 0 && lines[i][line_length - 1] == '\r')
        lines[i][line_length - 1] = '\0';
      if (*lines[i] != '\0' || lines[i + 1] != NULL)
        pl_recorder_note_line (self->recorder, TRUE, lines[i]);
    }
}

/**
 * pl_connection_write:
 * @bytes: with its line ends; several lines may go at once
 * @shown: (nullable): what the log says instead of @bytes, for those that hold a secret
 *
 * Sends all of it, within the patience for a reply. Over an encrypted connection whose certificate
 * was not accepted nothing is sent, not even a good-bye: it may be anybody.
 *
 * Returns: %FALSE with an error as documented at #PlConnection
 */
gboolean
pl_connection_write (PlConnection *self,
                     const char *bytes,
                     gsize length,
                     const char *shown,
                     const PlDeadline *deadline,
                     GCancellable *cancellable,
                     GError **error)
{
  PlWaitClock clock = pl_wait_clock_start (&pl_patience_reply, self->recorder);
  gsize sent = 0;

  if (!pl_deadline_check (deadline, cancellable, error))
    return FALSE;
  if (self->ended)
    return pl_connection_set_closed (error);
  if (self->tls != NULL && !self->trusted && !self->dated)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "Nothing is sent to a server whose certificate was not accepted");
      return FALSE;
    }

  note_sent (self, bytes, length, shown);
  while (sent < length)
    {
      GIOCondition condition = 0;
      gssize n = write_once (self, bytes + sent, length - sent, &condition, error);

      if (n >= 0)
        sent += (gsize) n;
      else if (condition == 0 || !pl_wait_clock_wait_socket (&clock, self->socket, condition,
                                                             deadline, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * pl_connection_close:
 *
 * Hangs up, with a good-bye of TLS if that can be said without waiting. Closing again does nothing.
 */
void
pl_connection_close (PlConnection *self)
{
  if (g_socket_is_closed (self->socket))
    return;

  if (self->tls != NULL && !self->ended)
    pl_tls_say_bye (self->tls);
  self->ended = TRUE;
  g_socket_close (self->socket, NULL);
}

/**
 * pl_connection_judge_error:
 *
 * Returns: what a wait came to that neither succeeded nor was answered
 */
PlOutcome
pl_connection_judge_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return PL_OUTCOME_CANCELLED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return PL_OUTCOME_SILENT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return PL_OUTCOME_CLOSED;
  return PL_OUTCOME_FAILED;
}
