// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-password-input.h"

#include "cli/pl-interruption.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LONGEST_PASSWORD 4096 /* bytes */

static void
set_system_error (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", what,
               g_strerror (saved));
}

/* Reads up to the end, or up to a line end where @one_line says so, into memory that is wiped. */
static PlSecret *
read_secret (int fd, gboolean one_line, const char *what, GError **error)
{
  char buffer[LONGEST_PASSWORD + 2];
  gsize length = 0;
  PlSecret *secret = NULL;

  while (length < sizeof buffer)
    {
      gssize got = -1;

      /* What is typed is waited for, so that Ctrl+C is heard. */
      errno = ECANCELED;
      if (!one_line || pl_interruption_wait (fd))
        got = read (fd, buffer + length, one_line ? 1 : sizeof buffer - length);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          set_system_error (error, what);
          pl_secret_wipe (buffer, sizeof buffer);
          return NULL;
        }
      if (got == 0)
        break;
      length += (gsize) got;
      if (one_line && buffer[length - 1] == '\n')
        break;
    }

  /* One final newline is an editor's; everything else may belong to the password. */
  if (length > 0 && buffer[length - 1] == '\n')
    length--;

  if (length > LONGEST_PASSWORD || memchr (buffer, '\0', length) != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 /* Translators: %s is a file name */
                 _ ("%s holds no password: it is too long or has zero bytes"), what);
  else if (length == 0)
    /* Translators: %s is a file name */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%s is empty"), what);
  else
    secret = pl_secret_new (buffer, (gssize) length);

  pl_secret_wipe (buffer, sizeof buffer);
  return secret;
}

/**
 * pl_password_input_read_file:
 * @path: a file name, or `-` for standard input
 *
 * One final newline is stripped, nothing else.
 *
 * Returns: (transfer full): or %NULL with a #GIOErrorEnum
 */
PlSecret *
pl_password_input_read_file (const char *path, GError **error)
{
  PlSecret *secret;
  int fd;

  if (g_str_equal (path, "-"))
    /* Translators: names the standard input in a message, where else a file name stands */
    return read_secret (STDIN_FILENO, FALSE, _ ("Standard input"), error);

  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      set_system_error (error, path);
      return NULL;
    }

  secret = read_secret (fd, FALSE, path, error);
  close (fd);
  return secret;
}

/**
 * pl_password_input_can_read:
 * @path: (nullable): as in pl_password_input_read_file()
 *
 * Asked before anything else is done, so that a name mistyped is not told only after all look-ups, or not
 * at all. The file is not opened: what a shell puts in its place can be read once only.
 */
gboolean
pl_password_input_can_read (const char *path, GError **error)
{
  if (path == NULL || g_str_equal (path, "-") || access (path, R_OK) == 0)
    return TRUE;

  set_system_error (error, path);
  return FALSE;
}

/* Asks on a terminal that is open; its echo is put back in any case. */
static PlSecret *
ask_without_echo (int fd, const char *question, GError **error)
{
  PlInterruption interruption;
  struct termios usual;
  struct termios silent;
  PlSecret *secret = NULL;

  if (tcgetattr (fd, &usual) != 0)
    {
      set_system_error (error, "/dev/tty");
      return NULL;
    }

  pl_interruption_begin (&interruption);
  silent = usual;
  silent.c_lflag &= (tcflag_t) ~(ECHO | ECHONL);
  tcsetattr (fd, TCSAFLUSH, &silent);

  if (write (fd, question, strlen (question)) < 0)
    set_system_error (error, "/dev/tty");
  else
    /* Translators: names what was typed in a message, where else a file name stands */
    secret = read_secret (fd, TRUE, _ ("The password typed"), error);

  tcsetattr (fd, TCSAFLUSH, &usual);
  (void) !write (fd, "\n", 1);
  if (pl_interruption_end (&interruption))
    {
      g_clear_error (error);
      g_clear_pointer (&secret, pl_secret_unref);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Interrupted");
    }
  return secret;
}

/**
 * pl_password_input_ask:
 * @question: what to ask, such as "Password: "
 *
 * Asks on the terminal without echo; standard input and output may lead elsewhere.
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_NOT_FOUND where there is no terminal,
 *   %G_IO_ERROR_CANCELLED after Ctrl+C
 */
PlSecret *
pl_password_input_ask (const char *question, GError **error)
{
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  PlSecret *secret;

  if (fd < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           /* Translators: --password-file is an option and stays */
                           _ ("There is no terminal to ask for the password on; use "
                              "--password-file FILE, or --password-file - for standard input"));
      return NULL;
    }

  secret = ask_without_echo (fd, question, error);
  close (fd);
  return secret;
}
