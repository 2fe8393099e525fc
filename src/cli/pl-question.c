// SPDX-License-Identifier: GPL-3.0-or-later
/* A question on the terminal that is answered with yes or no. */
#include "cli/pl-question.h"

#include "cli/pl-interruption.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LONGEST_ANSWER 64 /* bytes */

/**
 * pl_question_can_ask:
 *
 * Returns: whether somebody sits at a terminal who sees what is written and can answer
 */
gboolean
pl_question_can_ask (void)
{
  int fd;

  if (!isatty (STDOUT_FILENO))
    return FALSE;

  fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

static gboolean
means_yes (const char *answer)
{
  /* Translators: the letter that begins "yes", as in "[y/N]"; lower-case */
  const char *yes = _ ("y");
  g_autofree char *lower = g_utf8_strdown (answer, -1);

  /* The English letter is understood everywhere: it is what fingers remember. */
  return g_str_has_prefix (lower, yes) || g_str_has_prefix (lower, "y");
}

static gboolean
read_answer (int fd)
{
  char answer[LONGEST_ANSWER + 1];
  gssize length = pl_interruption_wait (fd) ? read (fd, answer, LONGEST_ANSWER) : -1;

  if (length <= 0)
    return FALSE;
  answer[length] = '\0';
  return g_utf8_validate (answer, -1, NULL) && means_yes (g_strchug (answer));
}

/**
 * pl_question_ask:
 * @question: a whole sentence
 * @interrupted: (out): whether the answer was Ctrl+C or SIGTERM
 *
 * Asks on the terminal, where only an answer that begins with "y" (or the language's own letter)
 * means yes.
 *
 * Returns: whether that was the answer; %FALSE where nobody can be asked
 */
gboolean
pl_question_ask (const char *question, gboolean *interrupted)
{
  /* Translators: stands behind a question in the terminal; the capital letter is what Enter means */
  g_autofree char *text = g_strdup_printf ("%s %s ", question, _ ("[y/N]"));
  PlInterruption interruption;
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  gboolean yes = FALSE;

  *interrupted = FALSE;
  if (fd < 0)
    return FALSE;

  /* What was typed before the question was there, or behind the answer to the one before, is no answer
   * to this one. */
  (void) tcflush (fd, TCIFLUSH);
  pl_interruption_begin (&interruption);
  if (write (fd, text, strlen (text)) > 0)
    yes = read_answer (fd);
  *interrupted = pl_interruption_end (&interruption);
  close (fd);
  return yes && !*interrupted;
}
