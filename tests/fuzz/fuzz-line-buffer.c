// SPDX-License-Identifier: GPL-3.0-or-later
/* The same bytes in one piece and in small ones have to give the same lines. The first byte is the
 * size of the pieces. */
#include "net/pl-connection.h"
#include "net/pl-line-buffer-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static PlLineState
take_lines (PlLineBuffer *buffer, GString *lines)
{
  PlLineState state;
  char *line = NULL;

  while ((state = pl_line_buffer_take_line (buffer, &line)) == PL_LINE_READY)
    {
      g_assert_cmpuint (strlen (line), <=, PL_LONGEST_LINE);
      g_assert_null (strchr (line, '\n'));
      g_string_append_printf (lines, "%s\n", line);
      g_clear_pointer (&line, g_free);
    }
  g_assert_null (line);
  return state;
}

static PlLineState
read_in_pieces (const uint8_t *data, size_t size, size_t step, GString *lines)
{
  g_autoptr (PlLineBuffer) buffer = pl_line_buffer_new ();
  PlLineState state = PL_LINE_PARTIAL;

  for (size_t at = 0; at < size && state == PL_LINE_PARTIAL; at += step)
    {
      g_assert_true (pl_line_buffer_add (buffer, data + at, MIN (step, size - at)));
      state = take_lines (buffer, lines);
    }
  g_assert_cmpuint (pl_line_buffer_get_total (buffer), <=, size);
  return state;
}

/* Lines and pieces of fixed length in turn, as an IMAP literal follows its line. */
static void
read_literals (const uint8_t *data, size_t size, size_t length)
{
  g_autoptr (PlLineBuffer) buffer = pl_line_buffer_new ();
  g_autofree char *start = NULL;
  GBytes *bytes;
  char *line = NULL;

  g_assert_false (pl_line_buffer_add (buffer, data, PL_MOST_RECEIVED + 1));
  pl_line_buffer_add (buffer, data, size);
  while (pl_line_buffer_take_line (buffer, &line) == PL_LINE_READY)
    {
      g_clear_pointer (&line, g_free);
      bytes = pl_line_buffer_take_bytes (buffer, length);
      if (bytes == NULL)
        break;
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, length);
      g_bytes_unref (bytes);
    }
  start = pl_line_buffer_dup_start (buffer);
  g_assert_cmpint (start != NULL, ==, pl_line_buffer_get_length (buffer) > 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (GString) pieces = g_string_new (NULL);
  size_t step;

  if (size == 0)
    return 0;

  step = 1u + data[0];
  g_assert_cmpint (read_in_pieces (data + 1, size - 1, size, whole), ==,
                   read_in_pieces (data + 1, size - 1, step, pieces));
  g_assert_cmpstr (whole->str, ==, pieces->str);
  read_literals (data + 1, size - 1, step);
  return 0;
}
