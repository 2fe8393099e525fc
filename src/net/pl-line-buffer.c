// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-line-buffer-private.h"

#include "net/pl-connection.h"

#include <string.h>

#define LONGEST_START 512 /* bytes of a line that never ended, for the evidence */

struct _PlLineBuffer
{
  GByteArray *bytes; /* owned */
  gsize taken; /* bytes at its beginning that were taken already */
  gsize searched; /* bytes behind those that hold no line end */
  guint64 total; /* bytes ever added */
};

PlLineBuffer *
pl_line_buffer_new (void)
{
  PlLineBuffer *self = g_new0 (PlLineBuffer, 1);

  self->bytes = g_byte_array_new ();
  return self;
}

/**
 * pl_line_buffer_free:
 *
 * Wipes what is left: a server may have echoed a secret.
 */
void
pl_line_buffer_free (PlLineBuffer *self)
{
  pl_secret_wipe (self->bytes->data, self->bytes->len);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

static const guint8 *
get_start (PlLineBuffer *self)
{
  return self->bytes->data != NULL ? self->bytes->data + self->taken : NULL;
}

gsize
pl_line_buffer_get_length (PlLineBuffer *self)
{
  return self->bytes->len - self->taken;
}

/**
 * pl_line_buffer_get_total:
 *
 * Returns: all the bytes that were ever added
 */
guint64
pl_line_buffer_get_total (PlLineBuffer *self)
{
  return self->total;
}

/* Taken bytes are dropped when they are the larger part, so that moving the rest stays cheap. */
static void
tidy (PlLineBuffer *self)
{
  if (self->taken == self->bytes->len)
    g_byte_array_set_size (self->bytes, 0);
  else if (self->taken > self->bytes->len / 2)
    g_byte_array_remove_range (self->bytes, 0, (guint) self->taken);
  else
    return;
  self->taken = 0;
}

static void
take (PlLineBuffer *self, gsize length)
{
  self->taken += length;
  self->searched = 0;
  tidy (self);
}

/**
 * pl_line_buffer_add:
 *
 * Returns: %FALSE, and nothing is added, when more than %PL_MOST_RECEIVED bytes would have come in all
 */
gboolean
pl_line_buffer_add (PlLineBuffer *self, const guint8 *bytes, gsize length)
{
  if (length > PL_MOST_RECEIVED || self->total + length > PL_MOST_RECEIVED)
    return FALSE;

  g_byte_array_append (self->bytes, bytes, (guint) length);
  self->total += length;
  return TRUE;
}

/**
 * pl_line_buffer_take_line:
 * @line: (out) (transfer full): with %PL_LINE_READY, without its line end, which is CRLF or LF; any
 *   bytes but NUL
 *
 * A bare LF ends a line as well, because some servers send it and no protocol here means anything
 * else by it. A CR within a line stays in it.
 *
 * Returns: %PL_LINE_TOO_LONG and %PL_LINE_HAS_NUL take nothing: no more can be read from that peer
 */
PlLineState
pl_line_buffer_take_line (PlLineBuffer *self, char **line)
{
  const guint8 *start = get_start (self);
  gsize left = pl_line_buffer_get_length (self);
  const guint8 *end = NULL;
  gsize length;

  *line = NULL;
  if (left > self->searched)
    end = memchr (start + self->searched, '\n', left - self->searched);
  length = end != NULL ? (gsize) (end - start) : left;
  self->searched = length;

  /* The CR before the LF counts. Looking no further than that, the first fault is the same whatever
   * the pieces in which the line came. */
  if (length > 0 && memchr (start, '\0', MIN (length, PL_LONGEST_LINE + 1)) != NULL)
    return PL_LINE_HAS_NUL;
  if (length > PL_LONGEST_LINE + 1)
    return PL_LINE_TOO_LONG;
  if (end == NULL)
    return PL_LINE_PARTIAL;

  if (length > 0 && start[length - 1] == '\r')
    *line = g_strndup ((const char *) start, length - 1);
  else if (length <= PL_LONGEST_LINE)
    *line = g_strndup ((const char *) start, length);
  else
    return PL_LINE_TOO_LONG;
  take (self, length + 1);
  return PL_LINE_READY;
}

/**
 * pl_line_buffer_take_bytes:
 *
 * Returns: (transfer full) (nullable): exactly @length bytes, %NULL when that many have not come yet
 */
GBytes *
pl_line_buffer_take_bytes (PlLineBuffer *self, gsize length)
{
  GBytes *bytes;

  if (pl_line_buffer_get_length (self) < length)
    return NULL;

  bytes = g_bytes_new (get_start (self), length);
  take (self, length);
  return bytes;
}

/**
 * pl_line_buffer_dup_start:
 *
 * Returns: (transfer full) (nullable): the beginning of what lies here, up to a line end, a NUL or
 *   512 bytes, for the evidence; %NULL when nothing does
 */
char *
pl_line_buffer_dup_start (PlLineBuffer *self)
{
  gsize length = MIN (pl_line_buffer_get_length (self), LONGEST_START);
  g_autofree char *start = NULL;

  if (length == 0)
    return NULL;

  start = g_strndup ((const char *) get_start (self), length);
  start[strcspn (start, "\r\n")] = '\0';
  return g_steal_pointer (&start);
}
