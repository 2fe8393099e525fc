// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-interruption.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

/* The handler cannot wake a read() that begins only after it ran, and may run on any thread. So it
 * writes into a pipe that is waited for beside the terminal. */
static int pipe_fds[2] = { -1, -1 };
static volatile sig_atomic_t was_interrupted;

static void
note_interruption (int signal_number)
{
  int saved = errno;

  was_interrupted = 1;
  (void) !write (pipe_fds[1], "", 1);
  errno = saved;
}

static void
empty_pipe (void)
{
  char bytes[16];

  while (read (pipe_fds[0], bytes, sizeof bytes) > 0)
    ;
}

/**
 * pl_interruption_begin:
 *
 * From now on the two signals are noted.
 */
void
pl_interruption_begin (PlInterruption *self)
{
  const struct sigaction noting = { .sa_handler = note_interruption }; /* no SA_RESTART */

  /* Without a pipe the signals interrupt the wait on this thread only. */
  if (pipe_fds[0] < 0 && pipe2 (pipe_fds, O_CLOEXEC | O_NONBLOCK) != 0)
    pipe_fds[0] = pipe_fds[1] = -1;
  empty_pipe ();
  was_interrupted = 0;
  sigaction (SIGINT, &noting, &self->usual_int);
  sigaction (SIGTERM, &noting, &self->usual_term);
}

/**
 * pl_interruption_wait:
 *
 * Waits until something can be read from @fd, which may be its end.
 *
 * Returns: %FALSE when one of the signals came first
 */
gboolean
pl_interruption_wait (int fd)
{
  struct pollfd fds[2] = { { .fd = fd, .events = POLLIN },
                           { .fd = pipe_fds[0], .events = POLLIN } };

  while (!was_interrupted && poll (fds, 2, -1) < 0 && errno == EINTR)
    ;
  return !was_interrupted;
}

/**
 * pl_interruption_end:
 *
 * Returns: whether one of the signals came
 */
gboolean
pl_interruption_end (PlInterruption *self)
{
  sigaction (SIGINT, &self->usual_int, NULL);
  sigaction (SIGTERM, &self->usual_term, NULL);
  return was_interrupted != 0;
}
