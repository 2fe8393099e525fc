// SPDX-License-Identifier: GPL-3.0-or-later
/* The result of a spawned wizard: one JSON object into one descriptor, secrets into another one. */
#include "service/pl-launch-spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the caller cancels with. */
static const int cancelling[] = { SIGTERM, SIGINT, SIGHUP };

/* What is still to be written, in order. */
typedef struct
{
  int fd;
  PlSecret *secret; /* shared, nullable: its bytes are written ... */
  char *text; /* owned, nullable: ... or these */
} Piece;

struct _PlLaunchSpawn
{
  PlLaunchRequest *request; /* owned */
  gulong handler; /* on @request */
  int result_fd; /* owned; -1 once it is closed */
  int secret_fd; /* owned; likewise, or where there is none */
  guint signals[G_N_ELEMENTS (cancelling)]; /* sources, while there is something to take back */
  guint reader_watch; /* source; 0 where there is none */
  guint writer; /* source; 0 when nothing is being written */
  GQueue pieces; /* owned: Piece */
  gsize written; /* bytes of the first piece */
  gboolean is_unwritable; /* a descriptor took no more, though its reader has not left */
  int exit_status;
};

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_clear_pointer (&piece->secret, pl_secret_unref);
  g_free (piece->text);
  g_free (piece);
}

/**
 * pl_launch_spawn_is_open_for_writing:
 *
 * Returns: whether the caller can have left @fd open for the result. What this program or its
 *   libraries have opened themselves by now is no pipe, socket, file or device.
 */
gboolean
pl_launch_spawn_is_open_for_writing (int fd)
{
  struct stat status;
  int flags = fcntl (fd, F_GETFL);

  return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && fstat (fd, &status) == 0 &&
         (S_ISFIFO (status.st_mode) || S_ISSOCK (status.st_mode) || S_ISREG (status.st_mode) ||
          S_ISCHR (status.st_mode));
}

/**
 * pl_launch_spawn_claim_stdout:
 *
 * From here on nothing but the result goes to where standard output led; what libraries print there
 * goes to standard error.
 *
 * Returns: a descriptor for the result, or -1
 */
int
pl_launch_spawn_claim_stdout (void)
{
  int fd = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);

  if (fd >= 0)
    (void) dup2 (STDERR_FILENO, STDOUT_FILENO);
  return fd;
}

static void
mask_signals (int how)
{
  sigset_t set;

  sigemptyset (&set);
  for (guint i = 0; i < G_N_ELEMENTS (cancelling); i++)
    sigaddset (&set, cancelling[i]);
  (void) pthread_sigmask (how, &set, NULL);
}

/**
 * pl_launch_spawn_hold_signals:
 *
 * Until there is a #PlLaunchSpawn, a caller that cancels waits: before, nobody could tell it so, and to
 * end without a word would pass for a crash. To be called first of all, while there is one thread.
 */
void
pl_launch_spawn_hold_signals (void)
{
  mask_signals (SIG_BLOCK);
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    (void) close (*fd);
  *fd = -1;
}

static void
finish (PlLaunchSpawn *self, gboolean delivered)
{
  static const int statuses[] = {
    [PL_LAUNCH_OPEN] = PL_LAUNCH_EXIT_FAILED,
    [PL_LAUNCH_DONE] = PL_LAUNCH_EXIT_DONE,
    [PL_LAUNCH_CANCELLED] = PL_LAUNCH_EXIT_CANCELLED,
    [PL_LAUNCH_FAILED] = PL_LAUNCH_EXIT_FAILED,
  };
  PlLaunchState state = pl_launch_request_get_state (self->request);

  self->exit_status = statuses[state];
  /* A caller that does not read has left: the same as if it had cancelled. A disk that is full is
   * nobody's wish. */
  if (state == PL_LAUNCH_DONE && !delivered)
    self->exit_status = self->is_unwritable ? PL_LAUNCH_EXIT_FAILED : PL_LAUNCH_EXIT_CANCELLED;
  g_clear_handle_id (&self->writer, g_source_remove);
  g_queue_clear_full (&self->pieces, piece_free);
  close_fd (&self->result_fd);
  close_fd (&self->secret_fd);
  pl_launch_request_note_delivered (self->request, delivered);
}

/* Bytes that a pipe takes without blocking when it says that it takes any (pipe(7), PIPE_BUF). The
 * descriptor itself is left blocking, because others may share it. */
static gssize
write_some (const Piece *piece, gsize offset, gsize *rest)
{
  const char *bytes = piece->secret != NULL ? pl_secret_peek (piece->secret) : piece->text;
  gsize length =
      piece->secret != NULL ? pl_secret_get_length (piece->secret) : strlen (piece->text);

  *rest = length - offset;
  return *rest > 0 ? write (piece->fd, bytes + offset, MIN (*rest, PIPE_BUF)) : 0;
}

static gboolean write_cb (int fd, GIOCondition condition, gpointer data);

static void
write_next (PlLaunchSpawn *self)
{
  Piece *piece = g_queue_peek_head (&self->pieces);

  if (piece == NULL)
    finish (self, TRUE);
  else
    self->writer = g_unix_fd_add (piece->fd, G_IO_OUT | G_IO_ERR | G_IO_HUP, write_cb, self);
}

/* @trouble: the system's reason */
static void
note_trouble (PlLaunchSpawn *self, int trouble)
{
  if (trouble == EPIPE || trouble == ECONNRESET)
    return;

  self->is_unwritable = TRUE;
  /* Translators: answer on the command line; %s is the system's reason */
  g_printerr (_ ("postlotse: the output could not be written: %s\n"), g_strerror (trouble));
}

static gboolean
write_cb (int fd, GIOCondition condition, gpointer data)
{
  PlLaunchSpawn *self = data;
  Piece *piece = g_queue_peek_head (&self->pieces);
  gsize rest = 0;
  gssize n = write_some (piece, self->written, &rest);
  int trouble = n < 0 ? errno : 0;

  if (trouble == EINTR || trouble == EAGAIN)
    return G_SOURCE_CONTINUE;
  if (n >= 0 && (gsize) n < rest)
    {
      self->written += (gsize) n;
      return G_SOURCE_CONTINUE;
    }

  self->writer = 0;
  self->written = 0;
  piece_free (g_queue_pop_head (&self->pieces));
  if (n < 0)
    {
      note_trouble (self, trouble);
      finish (self, FALSE);
      return G_SOURCE_REMOVE;
    }
  /* The JSON is one piece, and behind it comes the end of the file. */
  if (fd == self->result_fd)
    close_fd (&self->result_fd);
  write_next (self);
  return G_SOURCE_REMOVE;
}

static void
add_piece (PlLaunchSpawn *self, int fd, char *text, PlSecret *secret)
{
  Piece *piece = g_new0 (Piece, 1);

  piece->fd = fd;
  piece->text = text;
  piece->secret = secret != NULL ? pl_secret_ref (secret) : NULL;
  g_queue_push_tail (&self->pieces, piece);
}

static void
ended_cb (PlLaunchSpawn *self)
{
  PlSetupHandover *handover = pl_launch_request_get_handover (self->request);

  g_clear_handle_id (&self->reader_watch, g_source_remove);
  add_piece (self, self->result_fd, pl_launch_request_dup_json (self->request), NULL);
  for (guint i = 0;
       handover != NULL && self->secret_fd >= 0 && i < pl_setup_handover_get_n_secrets (handover);
       i++)
    {
      const char *entry;
      PlSecret *secret = pl_setup_handover_get_secret (handover, i, &entry);

      add_piece (self, self->secret_fd,
                 g_strdup_printf ("%s %" G_GSIZE_FORMAT "\n", entry, pl_secret_get_length (secret)),
                 NULL);
      add_piece (self, self->secret_fd, NULL, secret);
    }
  write_next (self);
}

/* Also while the result is being written: what the caller has of it then is no whole result, and what
 * was stored is taken back. A signal never ends this program by itself, not even while it takes back. */
static gboolean
signal_cb (gpointer data)
{
  PlLaunchSpawn *self = data;

  if (self->writer != 0)
    finish (self, FALSE);
  else
    pl_launch_request_close (self->request);
  return G_SOURCE_CONTINUE;
}

static gboolean
reader_gone_cb (int fd, GIOCondition condition, gpointer data)
{
  PlLaunchSpawn *self = data;

  self->reader_watch = 0;
  pl_launch_request_close (self->request);
  return G_SOURCE_REMOVE;
}

/**
 * pl_launch_spawn_new:
 * @request: shared
 * @result_fd: (transfer full): where the JSON goes
 * @secret_fd: (transfer full): where secrets go; -1 for nowhere
 *
 * Returns: (transfer full): to be kept until @request was delivered
 */
PlLaunchSpawn *
pl_launch_spawn_new (PlLaunchRequest *request, int result_fd, int secret_fd)
{
  PlLaunchSpawn *self = g_new0 (PlLaunchSpawn, 1);

  self->request = g_object_ref (request);
  self->result_fd = result_fd;
  self->secret_fd = secret_fd;
  self->exit_status = PL_LAUNCH_EXIT_FAILED;
  g_queue_init (&self->pieces);
  /* Programs that we start, such as a browser, would keep the caller's pipes open. */
  (void) fcntl (result_fd, F_SETFD, FD_CLOEXEC);
  if (secret_fd >= 0)
    (void) fcntl (secret_fd, F_SETFD, FD_CLOEXEC);

  (void) signal (SIGPIPE, SIG_IGN);
  (void) signal (SIGXFSZ, SIG_IGN); /* a file that may not grow any more is an error, and no end */
  for (guint i = 0; i < G_N_ELEMENTS (cancelling); i++)
    self->signals[i] = g_unix_signal_add (cancelling[i], signal_cb, self);
  mask_signals (SIG_UNBLOCK);
  self->reader_watch = g_unix_fd_add (result_fd, G_IO_ERR | G_IO_HUP, reader_gone_cb, self);
  self->handler = g_signal_connect_swapped (request, "ended", G_CALLBACK (ended_cb), self);
  return self;
}

/**
 * pl_launch_spawn_get_exit_status:
 *
 * Returns: of this program, once the request was delivered
 */
int
pl_launch_spawn_get_exit_status (PlLaunchSpawn *self)
{
  return self->exit_status;
}

void
pl_launch_spawn_free (PlLaunchSpawn *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);
  g_clear_handle_id (&self->reader_watch, g_source_remove);
  g_clear_handle_id (&self->writer, g_source_remove);
  g_clear_signal_handler (&self->handler, self->request);
  g_queue_clear_full (&self->pieces, piece_free);
  close_fd (&self->result_fd);
  close_fd (&self->secret_fd);
  g_object_unref (self->request);
  g_free (self);
}
