// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-terminal.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_WIDTH 80
#define WIDEST 100 /* longer lines are hard to read */

static const char *const ink_codes[] = {
  [PL_INK_PLAIN] = "",        [PL_INK_STRONG] = "\033[1m", [PL_INK_FAINT] = "\033[2m",
  [PL_INK_GOOD] = "\033[32m", [PL_INK_BAD] = "\033[1;31m", [PL_INK_CAREFUL] = "\033[33m",
};

static guint
find_width (int fd)
{
  struct winsize size = { 0 };

  if (isatty (fd) && ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return CLAMP (size.ws_col, 30, WIDEST);

  return USUAL_WIDTH;
}

/**
 * pl_paper_new:
 * @fd: where it will be printed; colours are used when that is a terminal, unless NO_COLOR is set
 *   (https://no-color.org) or TERM is `dumb`
 *
 * Returns: (transfer full):
 */
PlPaper *
pl_paper_new (int fd)
{
  PlPaper *paper = g_new0 (PlPaper, 1);

  paper->text = g_string_new (NULL);
  paper->colours =
      isatty (fd) && g_getenv ("NO_COLOR") == NULL && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  paper->width = find_width (fd);
  return paper;
}

void
pl_paper_free (PlPaper *paper)
{
  g_string_free (paper->text, TRUE);
  g_free (paper);
}

/**
 * pl_paper_write:
 * @text: written as it is
 */
void
pl_paper_write (PlPaper *paper, PlInk ink, const char *text)
{
  gboolean coloured = paper->colours && ink != PL_INK_PLAIN;

  if (coloured)
    g_string_append (paper->text, ink_codes[ink]);
  g_string_append (paper->text, text);
  if (coloured)
    g_string_append (paper->text, "\033[0m");
}

/**
 * pl_paper_write_padded:
 * @columns: how many @text takes at least, with blanks behind it; one blank in any case
 */
void
pl_paper_write_padded (PlPaper *paper, PlInk ink, const char *text, guint columns)
{
  guint length = (guint) g_utf8_strlen (text, -1);

  pl_paper_write (paper, ink, text);
  g_string_append_printf (paper->text, "%*s", length < columns ? (int) (columns - length) : 1, "");
}

/**
 * pl_paper_write_wrapped:
 * @indent: columns before each line
 * @first: (nullable): stands in the indent of the first line, such as "1. "
 * @text: may have several lines; each is wrapped at blanks, never inside a word
 */
void
pl_paper_write_wrapped (PlPaper *paper, guint indent, const char *first, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint used = first != NULL ? (guint) g_utf8_strlen (first, -1) : 0;

  if (first != NULL)
    g_string_append (paper->text, first);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      guint column = 0;

      for (guint w = 0; words[w] != NULL; w++)
        {
          guint length = (guint) g_utf8_strlen (words[w], -1);

          if (column > indent && column + 1 + length > paper->width)
            {
              g_string_append_c (paper->text, '\n');
              column = 0;
            }
          if (column == 0)
            {
              g_string_append_printf (paper->text, "%*s", (int) (indent - MIN (used, indent)), "");
              column = indent;
              used = 0;
            }
          else
            {
              g_string_append_c (paper->text, ' ');
              column++;
            }
          g_string_append (paper->text, words[w]);
          column += length;
        }
      g_string_append_c (paper->text, '\n');
    }
}

/* Why something could not be printed, the first time: 0 as long as all went well. */
static int print_fault;

/**
 * pl_paper_print:
 *
 * Writes all of it to @fd at once and begins a new sheet. A reader that has gone is no reason to
 * stop: the check goes on and its exit status tells. Neither is a full disk, but that nobody has wanted:
 * see pl_paper_get_fault().
 */
void
pl_paper_print (PlPaper *paper, int fd)
{
  const char *rest = paper->text->str;
  gsize length = paper->text->len;

  while (length > 0)
    {
      gssize written = write (fd, rest, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          if (print_fault == 0 && errno != EPIPE)
            print_fault = errno;
          break;
        }
      rest += written;
      length -= (gsize) written;
    }

  g_string_truncate (paper->text, 0);
}

/**
 * pl_paper_get_fault:
 *
 * Returns: the errno of what has kept something that was printed from arriving, where a reader was
 *   still there; or 0
 */
int
pl_paper_get_fault (void)
{
  return print_fault;
}
