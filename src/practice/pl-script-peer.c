// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-script-peer-private.h"

#include "base/pl-secret.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#define LONGEST_LINE (64 * 1024) /* bytes, with its line end */
#define MOST_RECEIVED (4 * 1024 * 1024) /* bytes */
#define READ_SIZE (16 * 1024) /* a TLS record (RFC 8446 5.1) fits */

struct _PlScriptPeer
{
  GSocket *socket; /* shared */
  GCancellable *stop; /* shared */
  GPollFD stop_fd; /* borrowed from stop while the peer lives; -1 when there is none left */
  PlScriptNotes *notes; /* borrowed */
  guint connection;
  gnutls_session_t session; /* owned, NULL before TLS */
  char *buffer; /* owned, LONGEST_LINE + READ_SIZE, wiped at the end */
  gsize begin; /* of what is not yet taken */
  gsize end;
  gsize line_size; /* of the line that was looked at, with its line end; 0 for none */
  gsize received;
  gboolean ended; /* the peer has hung up */
};

/**
 * pl_script_peer_new:
 * @socket: connected; is made non-blocking
 * @stop: cancelled when the server stops
 * @notes: (transfer none): outlives the peer
 */
PlScriptPeer *
pl_script_peer_new (GSocket *socket, GCancellable *stop, PlScriptNotes *notes, guint connection)
{
  PlScriptPeer *peer = g_new0 (PlScriptPeer, 1);

  peer->socket = g_object_ref (socket);
  peer->stop = g_object_ref (stop);
  peer->notes = notes;
  peer->connection = connection;
  peer->buffer = g_malloc (LONGEST_LINE + READ_SIZE);
  if (!g_cancellable_make_pollfd (stop, &peer->stop_fd))
    peer->stop_fd.fd = -1;
  g_socket_set_blocking (socket, FALSE);
  return peer;
}

void
pl_script_peer_free (PlScriptPeer *peer)
{
  if (peer == NULL)
    return;

  if (peer->session != NULL)
    gnutls_deinit (peer->session);
  g_socket_close (peer->socket, NULL);
  if (peer->stop_fd.fd >= 0)
    g_cancellable_release_fd (peer->stop);
  g_clear_object (&peer->socket);
  g_clear_object (&peer->stop);
  pl_secret_wipe (peer->buffer, LONGEST_LINE + READ_SIZE);
  g_free (peer->buffer);
  g_free (peer);
}

/* The one place that waits: for the socket when there is a condition, and for the server's stop.
 * OK also when the time is over: whoever gave one looks at the clock. */
static PlScriptPeerResult
wait_for (PlScriptPeer *peer, GIOCondition condition, const PlDeadline *deadline)
{
  GPollFD fds[2] = { peer->stop_fd, { .fd = g_socket_get_fd (peer->socket), .events = condition } };
  gint64 left = pl_deadline_left_ms (deadline);

  /* Without a descriptor to wake it up, a wait could not be ended. */
  if (peer->stop_fd.fd < 0 || g_cancellable_is_cancelled (peer->stop))
    return PL_SCRIPT_PEER_STOPPED;

  g_poll (fds, condition != 0 ? 2 : 1, deadline->at == G_MAXINT64 ? -1 : (int) left);
  return g_cancellable_is_cancelled (peer->stop) ? PL_SCRIPT_PEER_STOPPED : PL_SCRIPT_PEER_OK;
}

static PlScriptPeerResult
note_hung_up (PlScriptPeer *peer, const char *how)
{
  if (!peer->ended)
    pl_script_notes_add (peer->notes, peer->connection, "--", how, strlen (how));
  peer->ended = TRUE;
  return PL_SCRIPT_PEER_HUNG_UP;
}

/* Reads once without waiting. Returns the bytes, 0 at the end, -1 when nothing is there yet. */
static gssize
read_now (PlScriptPeer *peer, char *bytes, gsize size)
{
  gssize n;

  if (peer->session == NULL)
    {
      n = recv (g_socket_get_fd (peer->socket), bytes, size, MSG_DONTWAIT);
      if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return -1;
      return MAX (n, 0);
    }

  do
    n = gnutls_record_recv (peer->session, bytes, size);
  while (n == GNUTLS_E_INTERRUPTED || n == GNUTLS_E_WARNING_ALERT_RECEIVED);

  return n == GNUTLS_E_AGAIN ? -1 : MAX (n, 0);
}

static PlScriptPeerResult
read_more (PlScriptPeer *peer)
{
  for (;;)
    {
      PlScriptPeerResult result;
      gssize n = read_now (peer, peer->buffer + peer->end, READ_SIZE);

      if (n > 0)
        {
          peer->end += n;
          peer->received += n;
          return peer->received > MOST_RECEIVED ? PL_SCRIPT_PEER_BROKEN : PL_SCRIPT_PEER_OK;
        }
      if (n == 0)
        return note_hung_up (peer, "the peer hung up");

      result = wait_for (peer, G_IO_IN, &PL_DEADLINE_NEVER);
      if (result != PL_SCRIPT_PEER_OK)
        return result;
    }
}

static gboolean
find_line (PlScriptPeer *peer, const char **line, gsize *length)
{
  const char *begin = peer->buffer + peer->begin;
  const char *end = memchr (begin, '\n', peer->end - peer->begin);

  if (end == NULL)
    return FALSE;

  peer->line_size = end - begin + 1;
  *line = begin;
  *length = end > begin && end[-1] == '\r' ? end - begin - 1 : end - begin;
  return TRUE;
}

/**
 * pl_script_peer_peek_line:
 * @line: (out) (transfer none): without its line end, not NUL-terminated; valid until the next call
 *
 * Waits for a line and leaves it there.
 */
PlScriptPeerResult
pl_script_peer_peek_line (PlScriptPeer *peer, const char **line, gsize *length)
{
  while (!find_line (peer, line, length))
    {
      PlScriptPeerResult result;

      if (peer->end - peer->begin >= LONGEST_LINE)
        return PL_SCRIPT_PEER_BROKEN;

      memmove (peer->buffer, peer->buffer + peer->begin, peer->end - peer->begin);
      peer->end -= peer->begin;
      peer->begin = 0;
      result = read_more (peer);
      if (result != PL_SCRIPT_PEER_OK)
        return result;
    }

  return PL_SCRIPT_PEER_OK;
}

/**
 * pl_script_peer_take_line:
 *
 * Takes the line that pl_script_peer_peek_line() has found.
 */
void
pl_script_peer_take_line (PlScriptPeer *peer)
{
  pl_script_notes_add (peer->notes, peer->connection, "C:", peer->buffer + peer->begin,
                       peer->line_size);
  peer->begin += peer->line_size;
  peer->line_size = 0;
}

/**
 * pl_script_peer_has_input:
 *
 * Returns: whether bytes have come that nobody took; does not wait
 */
gboolean
pl_script_peer_has_input (PlScriptPeer *peer)
{
  if (peer->end == peer->begin && !peer->ended)
    {
      gssize n;

      peer->begin = 0;
      peer->end = 0;
      n = read_now (peer, peer->buffer, READ_SIZE);
      peer->end += MAX (n, 0);
      peer->ended = n == 0;
    }

  return peer->end > peer->begin;
}

static gssize
write_now (PlScriptPeer *peer, const char *bytes, gsize length)
{
  gssize n;

  if (peer->session == NULL)
    {
      n = send (g_socket_get_fd (peer->socket), bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return -1;
      return MAX (n, 0);
    }

  do
    n = gnutls_record_send (peer->session, bytes, length);
  while (n == GNUTLS_E_INTERRUPTED);

  return n == GNUTLS_E_AGAIN ? -1 : MAX (n, 0);
}

/**
 * pl_script_peer_send:
 * @bytes: (array length=length): all of it is sent
 */
PlScriptPeerResult
pl_script_peer_send (PlScriptPeer *peer, const char *bytes, gsize length)
{
  gsize sent = 0;

  while (sent < length)
    {
      gssize n = write_now (peer, bytes + sent, length - sent);

      if (n == 0)
        return note_hung_up (peer, "the peer hung up while it was spoken to");
      if (n > 0)
        {
          sent += n;
        }
      else
        {
          PlScriptPeerResult result = wait_for (peer, G_IO_OUT, &PL_DEADLINE_NEVER);

          if (result != PL_SCRIPT_PEER_OK)
            return result;
        }
    }

  return PL_SCRIPT_PEER_OK;
}

/**
 * pl_script_peer_sleep:
 * @ms: how long
 */
PlScriptPeerResult
pl_script_peer_sleep (PlScriptPeer *peer, gint64 ms)
{
  PlDeadline deadline = pl_deadline_in (ms);

  while (pl_deadline_left_us (&deadline) > 0)
    {
      PlScriptPeerResult result = wait_for (peer, 0, &deadline);

      if (result != PL_SCRIPT_PEER_OK)
        return result;
    }

  return PL_SCRIPT_PEER_OK;
}

static gboolean
open_session (PlScriptPeer *peer,
              gnutls_certificate_credentials_t certificate,
              const char *version,
              char **why)
{
  g_autofree char *only =
      version != NULL ? g_strdup_printf ("NORMAL:-VERS-ALL:+VERS-TLS%s", version) : NULL;
  int status = gnutls_init (&peer->session,
                            GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL | GNUTLS_NO_TICKETS);

  if (status == 0)
    status = only != NULL ? gnutls_priority_set_direct (peer->session, only, NULL)
                          : gnutls_set_default_priority (peer->session);
  if (status == 0)
    status = gnutls_credentials_set (peer->session, GNUTLS_CRD_CERTIFICATE, certificate);
  if (status != 0)
    {
      *why = g_strdup (gnutls_strerror (status));
      return FALSE;
    }

  gnutls_transport_set_int (peer->session, g_socket_get_fd (peer->socket));
  gnutls_handshake_set_timeout (peer->session, GNUTLS_INDEFINITE_TIMEOUT);
  return TRUE;
}

static PlScriptPeerResult
shake_hands (PlScriptPeer *peer, int *status)
{
  while ((*status = gnutls_handshake (peer->session)) != 0)
    {
      GIOCondition condition =
          gnutls_record_get_direction (peer->session) == 0 ? G_IO_IN : G_IO_OUT;
      PlScriptPeerResult result;

      if (gnutls_error_is_fatal (*status))
        return PL_SCRIPT_PEER_BROKEN;
      if (*status != GNUTLS_E_AGAIN)
        continue;

      result = wait_for (peer, condition, &PL_DEADLINE_NEVER);
      if (result != PL_SCRIPT_PEER_OK)
        return result;
    }

  return PL_SCRIPT_PEER_OK;
}

/**
 * pl_script_peer_start_tls:
 * @version: (nullable): the only version to speak, as `1.2`
 * @why: (out) (transfer full): the reason, when broken
 *
 * Bytes that the peer has sent ahead of the handshake belong to no one (RFC 3207 4.2): broken.
 */
PlScriptPeerResult
pl_script_peer_start_tls (PlScriptPeer *peer,
                          gnutls_certificate_credentials_t certificate,
                          const char *version,
                          char **why)
{
  g_autofree char *established = NULL;
  PlScriptPeerResult result;
  int status;

  if (peer->session != NULL || peer->end > peer->begin)
    {
      *why = g_strdup (peer->session != NULL ? "TLS was up already"
                                             : "bytes came ahead of the handshake");
      return PL_SCRIPT_PEER_BROKEN;
    }
  if (!open_session (peer, certificate, version, why))
    return PL_SCRIPT_PEER_BROKEN;

  result = shake_hands (peer, &status);
  if (result == PL_SCRIPT_PEER_OK)
    {
      established = g_strdup_printf (
          "%s", gnutls_protocol_get_name (gnutls_protocol_get_version (peer->session)));
      pl_script_notes_add (peer->notes, peer->connection, "--", established, strlen (established));
    }
  else if (result == PL_SCRIPT_PEER_BROKEN && status == GNUTLS_E_FATAL_ALERT_RECEIVED)
    {
      *why = g_strdup_printf ("the peer sent the alert \"%s\"",
                              gnutls_alert_get_name (gnutls_alert_get (peer->session)));
    }
  else if (result == PL_SCRIPT_PEER_BROKEN)
    {
      *why = g_strdup (gnutls_strerror (status));
      gnutls_alert_send_appropriate (peer->session, status);
    }

  return result;
}

/**
 * pl_script_peer_drain:
 * @deadline: how long the peer may take
 *
 * Takes and forgets what comes until the peer hangs up. OK when the time is over first.
 */
PlScriptPeerResult
pl_script_peer_drain (PlScriptPeer *peer, const PlDeadline *deadline)
{
  peer->begin = 0;
  peer->end = 0;

  while (!peer->ended && pl_deadline_left_us (deadline) > 0)
    {
      gssize n = read_now (peer, peer->buffer, READ_SIZE);
      PlScriptPeerResult result = PL_SCRIPT_PEER_OK;

      if (n == 0)
        return note_hung_up (peer, "the peer hung up");
      if (n > 0)
        peer->received += n;
      if (peer->received > MOST_RECEIVED)
        return PL_SCRIPT_PEER_BROKEN;

      if (n < 0)
        result = wait_for (peer, G_IO_IN, deadline);
      if (result != PL_SCRIPT_PEER_OK)
        return result;
    }

  return peer->ended ? PL_SCRIPT_PEER_HUNG_UP : PL_SCRIPT_PEER_OK;
}

/**
 * pl_script_peer_hang_up:
 *
 * Closes the sending half: closing both with bytes unread would send RST and could take from the
 * peer what it has not read yet. Drain afterwards.
 */
void
pl_script_peer_hang_up (PlScriptPeer *peer)
{
  static const char how[] = "hanging up";

  pl_script_notes_add (peer->notes, peer->connection, "--", how, strlen (how));
  if (peer->session != NULL)
    gnutls_bye (peer->session, GNUTLS_SHUT_WR);
  g_socket_shutdown (peer->socket, FALSE, TRUE, NULL);
}

/**
 * pl_script_peer_reset:
 *
 * Hangs up with RST: what a crash, a firewall or a router does.
 */
void
pl_script_peer_reset (PlScriptPeer *peer)
{
  static const char how[] = "resetting the connection";
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  pl_script_notes_add (peer->notes, peer->connection, "--", how, strlen (how));
  setsockopt (g_socket_get_fd (peer->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (peer->socket, NULL);
}
