// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-connection.h"
#include "net/pl-line-buffer-private.h"

#include <string.h>

typedef struct
{
  const char *what;
  const char *bytes;
  gsize length;
  const char *lines; /* those that come out, each with a bar behind it */
  PlLineState end;
} Row;

#define ROW(what, bytes, lines, end)          \
  {                                           \
    what, bytes, sizeof bytes - 1, lines, end \
  }

static const Row rows[] = {
  ROW ("nothing", "", "", PL_LINE_PARTIAL),
  ROW ("crlf", "* OK\r\nA1 OK\r\n", "* OK|A1 OK|", PL_LINE_PARTIAL),
  ROW ("lf", "+OK\n+OK\n", "+OK|+OK|", PL_LINE_PARTIAL),
  ROW ("empty lines", "\r\n\n", "||", PL_LINE_PARTIAL),
  ROW ("partial", "220 x\r\n250", "220 x|", PL_LINE_PARTIAL),
  ROW ("cr alone stays", "a\rb\r\n", "a\rb|", PL_LINE_PARTIAL),
  ROW ("two cr", "a\r\r\n", "a\r|", PL_LINE_PARTIAL),
  ROW ("cr at the end", "a\r", "", PL_LINE_PARTIAL),
  ROW ("not utf-8", "\xff\xfe\r\n", "\xff\xfe|", PL_LINE_PARTIAL),
  ROW ("nul in a line", "a\0b\r\n", "", PL_LINE_HAS_NUL),
  ROW ("nul in a later line", "a\r\n\0\r\n", "a|", PL_LINE_HAS_NUL),
  ROW ("nul before the end", "ab\0", "", PL_LINE_HAS_NUL),
};

/* Adds the bytes in pieces of @step and takes every line that is there after each. */
static void
check_row (const Row *row, gsize step)
{
  g_autoptr (PlLineBuffer) buffer = pl_line_buffer_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  PlLineState state = PL_LINE_PARTIAL;

  for (gsize at = 0; at < row->length && state == PL_LINE_PARTIAL; at += step)
    {
      char *line = NULL;

      g_assert_true (pl_line_buffer_add (buffer, (const guint8 *) row->bytes + at,
                                         MIN (step, row->length - at)));
      while ((state = pl_line_buffer_take_line (buffer, &line)) == PL_LINE_READY)
        {
          g_string_append_printf (lines, "%s|", line);
          g_free (line);
        }
    }

  g_test_message ("%s, %" G_GSIZE_FORMAT " at once", row->what, step);
  g_assert_cmpstr (lines->str, ==, row->lines);
  g_assert_cmpint (state, ==, row->end);
}

static void
test_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check_row (&rows[i], 1);
      check_row (&rows[i], 3);
      check_row (&rows[i], 4096);
    }
}

static PlLineState
take_long_line (gsize length, const char *end)
{
  g_autoptr (PlLineBuffer) buffer = pl_line_buffer_new ();
  g_autofree char *text = g_strnfill (length, 'x');
  g_autofree char *line = NULL;
  PlLineState state;

  pl_line_buffer_add (buffer, (const guint8 *) text, length);
  pl_line_buffer_add (buffer, (const guint8 *) end, strlen (end));
  state = pl_line_buffer_take_line (buffer, &line);
  if (state == PL_LINE_READY)
    g_assert_cmpuint (strlen (line), ==, length);
  return state;
}

static void
test_longest_line (void)
{
  g_assert_cmpint (take_long_line (PL_LONGEST_LINE, "\r\n"), ==, PL_LINE_READY);
  g_assert_cmpint (take_long_line (PL_LONGEST_LINE, "\n"), ==, PL_LINE_READY);
  g_assert_cmpint (take_long_line (PL_LONGEST_LINE, ""), ==, PL_LINE_PARTIAL);
  g_assert_cmpint (take_long_line (PL_LONGEST_LINE + 1, "\n"), ==, PL_LINE_TOO_LONG);
  g_assert_cmpint (take_long_line (PL_LONGEST_LINE + 1, "\r\n"), ==, PL_LINE_TOO_LONG);
  g_assert_cmpint (take_long_line (PL_LONGEST_LINE + 2, ""), ==, PL_LINE_TOO_LONG);
}

static void
test_most_received (void)
{
  g_autoptr (PlLineBuffer) buffer = pl_line_buffer_new ();
  g_autofree char *text = g_strnfill (1024, 'x');
  char *line = NULL;

  text[1023] = '\n';
  for (guint i = 0; i < PL_MOST_RECEIVED / 1024; i++)
    {
      g_assert_true (pl_line_buffer_add (buffer, (const guint8 *) text, 1024));
      g_assert_cmpint (pl_line_buffer_take_line (buffer, &line), ==, PL_LINE_READY);
      g_clear_pointer (&line, g_free);
    }
  g_assert_cmpuint (pl_line_buffer_get_total (buffer), ==, PL_MOST_RECEIVED);
  g_assert_cmpuint (pl_line_buffer_get_length (buffer), ==, 0);
  g_assert_false (pl_line_buffer_add (buffer, (const guint8 *) "x", 1));
}

static void
test_bytes_between_lines (void)
{
  g_autoptr (PlLineBuffer) buffer = pl_line_buffer_new ();
  static const char text[] = "{5}\r\na\0b\r\n)\r\nrest";
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *start = NULL;
  g_autoptr (GBytes) literal = NULL;

  pl_line_buffer_add (buffer, (const guint8 *) text, sizeof text - 1);
  g_assert_cmpint (pl_line_buffer_take_line (buffer, &first), ==, PL_LINE_READY);
  literal = pl_line_buffer_take_bytes (buffer, 5);
  g_assert_cmpmem (g_bytes_get_data (literal, NULL), g_bytes_get_size (literal), "a\0b\r\n", 5);
  g_assert_cmpint (pl_line_buffer_take_line (buffer, &last), ==, PL_LINE_READY);
  g_assert_cmpstr (last, ==, ")");
  g_assert_null (pl_line_buffer_take_bytes (buffer, 5));
  start = pl_line_buffer_dup_start (buffer);
  g_assert_cmpstr (start, ==, "rest");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line-buffer/lines", test_lines);
  g_test_add_func ("/line-buffer/longest-line", test_longest_line);
  g_test_add_func ("/line-buffer/most-received", test_most_received);
  g_test_add_func ("/line-buffer/bytes-between-lines", test_bytes_between_lines);
  return g_test_run ();
}
