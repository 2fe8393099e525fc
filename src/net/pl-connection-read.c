// SPDX-License-Identifier: GPL-3.0-or-later
/* What the peer says: lines and bytes, with bounds and patience. */
#include "net/pl-connection-private.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#define MOST_AT_ONCE 16384 /* bytes: what a TLS record holds (RFC 8446 5.1) */

/* Reads once without waiting. Returns bytes, 0 at the end, -1 with @condition to wait for, or -1 with
 * @error. */
static gssize
read_once (PlConnection *self, guint8 *bytes, gsize size, GIOCondition *condition, GError **error)
{
  gssize received;

  *condition = 0;
  if (self->tls != NULL)
    {
      received = pl_tls_receive (self->tls, bytes, size);
      if (received >= 0)
        return received;
      if (received == GNUTLS_E_AGAIN)
        *condition = pl_tls_get_condition (self->tls);
      else
        pl_connection_fail_tls (self, (int) received, error);
      return -1;
    }

  received = recv (g_socket_get_fd (self->socket), bytes, size, 0);
  if (received >= 0)
    return received;
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
    *condition = G_IO_IN;
  else
    pl_connection_fail_plain (self, errno, error);
  return -1;
}

/* Many servers (Postfix among them) write a session ticket and then their greeting without
 * TCP_NODELAY: the second has to wait until we have acknowledged the first, which the system puts off
 * by 40 ms in the hope of an answer to send along. We have none, so it is sent now; the option lasts
 * for a moment only (tcp(7)) and is set again before each wait. */
static void
acknowledge_at_once (PlConnection *self)
{
  int yes = 1;

  (void) setsockopt (g_socket_get_fd (self->socket), IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
}

static gboolean
wait_for_more (PlConnection *self,
               PlWaitClock *clock,
               GIOCondition condition,
               const PlDeadline *deadline,
               GCancellable *cancellable,
               GError **error)
{
  if (condition == G_IO_IN)
    acknowledge_at_once (self);

  return pl_wait_clock_wait_socket (clock, self->socket, condition, deadline, cancellable, error);
}

/**
 * pl_connection_receive:
 *
 * Waits for more bytes and puts them into the buffer.
 *
 * Returns: %FALSE with an error as documented at #PlConnection; what it means is noted
 */
gboolean
pl_connection_receive (PlConnection *self,
                       PlWaitClock *clock,
                       const PlDeadline *deadline,
                       GCancellable *cancellable,
                       GError **error)
{
  guint8 bytes[MOST_AT_ONCE];
  GIOCondition condition = 0;
  gssize received;

  if (self->ended)
    return pl_connection_set_closed (error);

  while ((received = read_once (self, bytes, sizeof bytes, &condition, error)) < 0)
    if (condition == 0 || !wait_for_more (self, clock, condition, deadline, cancellable, error))
      return FALSE;

  if (received == 0)
    {
      pl_connection_note_closed (self, 0);
      return pl_connection_set_closed (error);
    }
  if (!pl_line_buffer_add (self->input, bytes, (gsize) received))
    return pl_connection_fail_rules (self, "more bytes than any answer needs", error);
  return TRUE;
}

static char *
take_line (PlConnection *self, gboolean *more, GError **error)
{
  char *line = NULL;

  *more = FALSE;
  switch (pl_line_buffer_take_line (self->input, &line))
    {
    case PL_LINE_READY:
      pl_recorder_note_line (self->recorder, FALSE, line);
      return line;
    case PL_LINE_TOO_LONG:
      pl_connection_fail_rules (self, "a line that does not end", error);
      return NULL;
    case PL_LINE_HAS_NUL:
      pl_connection_fail_rules (self, "a line with a NUL byte", error);
      return NULL;
    case PL_LINE_PARTIAL:
    default:
      *more = TRUE;
      return NULL;
    }
}

/* A last line without an end still tells why the peer hung up. */
static void
note_unfinished_line (PlConnection *self)
{
  g_autofree char *start = pl_line_buffer_dup_start (self->input);

  if (start != NULL)
    pl_recorder_note_line (self->recorder, FALSE, start);
}

/**
 * pl_connection_read_line:
 * @patience: (nullable): for the whole line: a peer that drips cannot prolong it
 *
 * Reads one line, up to %PL_LONGEST_LINE bytes, and notes it.
 *
 * Returns: (transfer full): without its line end (CRLF or LF), any bytes but NUL, not necessarily
 *   UTF-8; %NULL with an error as documented at #PlConnection
 */
char *
pl_connection_read_line (PlConnection *self,
                         const PlPatience *patience,
                         const PlDeadline *deadline,
                         GCancellable *cancellable,
                         GError **error)
{
  PlWaitClock clock = pl_wait_clock_start (patience, self->recorder);
  gboolean more = TRUE;

  if (!pl_deadline_check (deadline, cancellable, error))
    return NULL;
  if (self->ended)
    {
      pl_connection_set_closed (error);
      return NULL;
    }

  for (;;)
    {
      char *line = take_line (self, &more, error);

      if (line != NULL || !more)
        return line;
      /* Bytes that keep coming must not keep us from the clock. */
      if (clock.patience != NULL &&
          pl_wait_clock_get_spent_us (&clock) > clock.patience->hard_ms * 1000 &&
          !pl_wait_clock_wait (&clock, NULL, 0, deadline, cancellable, error))
        return NULL;
      if (!pl_deadline_check (deadline, cancellable, error))
        return NULL;
      if (!pl_connection_receive (self, &clock, deadline, cancellable, error))
        {
          note_unfinished_line (self);
          return NULL;
        }
    }
}

/**
 * pl_connection_read_bytes:
 * @length: up to %PL_MOST_RECEIVED
 *
 * Reads exactly so many bytes, an IMAP literal for instance (RFC 9051 4.3), with the patience for a
 * reply. They are not noted as lines.
 *
 * Returns: (transfer full): or %NULL with an error as documented at #PlConnection
 */
GBytes *
pl_connection_read_bytes (PlConnection *self,
                          gsize length,
                          const PlDeadline *deadline,
                          GCancellable *cancellable,
                          GError **error)
{
  PlWaitClock clock = pl_wait_clock_start (&pl_patience_reply, self->recorder);

  if (self->ended)
    {
      pl_connection_set_closed (error);
      return NULL;
    }
  if (length > PL_MOST_RECEIVED)
    {
      pl_connection_fail_rules (self, "the announcement of more bytes than any answer needs",
                                error);
      return NULL;
    }

  for (;;)
    {
      GBytes *bytes = pl_line_buffer_take_bytes (self->input, length);

      if (bytes != NULL)
        return bytes;
      if (!pl_deadline_check (deadline, cancellable, error) ||
          !pl_connection_receive (self, &clock, deadline, cancellable, error))
        return NULL;
    }
}
