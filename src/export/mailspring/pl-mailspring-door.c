// SPDX-License-Identifier: GPL-3.0-or-later
/* The socket that our plugin opens in Mailspring's own folder (data/integrations/mailspring/lib/door.js).
 * One line goes in, with the account and its passwords; Mailspring then opens its own set-up window,
 * filled in, and one line comes back. A password goes only through a socket that this very user has made,
 * in a folder that nobody else can write to. */
#include "export/mailspring/pl-mailspring-places-private.h"

#include "base/pl-deadline.h"
#include "base/pl-secret.h"
#include "export/frame/pl-export-live-private.h"
#include "export/frame/pl-json-view-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define SOCKET "postlotse.sock"
#define LARGEST_REQUEST (256 * 1024) /* bytes, as the plugin takes */
#define LARGEST_ANSWER 4096 /* bytes */
#define PATIENCE_MS 10000 /* for the answer, which comes before the person does anything */

typedef int Descriptor;

static void
close_descriptor (Descriptor *fd)
{
  if (*fd >= 0)
    close (*fd);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Descriptor, close_descriptor)

/* Ours, and nobody else's to write. */
static gboolean
is_ours (const struct stat *status, mode_t type)
{
  return (status->st_mode & S_IFMT) == type && status->st_uid == geteuid () &&
         (status->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* Returns: whether a process of this user holds the other end */
static gboolean
is_held_by_us (int fd)
{
  struct ucred peer;
  socklen_t length = sizeof peer;

  return getsockopt (fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == geteuid ();
}

/* By way of the folder's descriptor: the path may be longer than an address can be, and what was looked at
 * is what is connected to. Never waits: a full queue counts as nobody there.
 * Returns: a connected socket, or -1 */
static int
knock (PlExportPlace *place)
{
  g_auto (Descriptor) folder =
      open (pl_export_place_get_path (place), O_PATH | O_DIRECTORY | O_CLOEXEC);
  g_auto (Descriptor) fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  struct stat status;
  int connected = -1;

  g_snprintf (address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/" SOCKET, folder);
  if (folder < 0 || fd < 0 || fstat (folder, &status) != 0 || !is_ours (&status, S_IFDIR) ||
      fstatat (folder, SOCKET, &status, AT_SYMLINK_NOFOLLOW) != 0 || !is_ours (&status, S_IFSOCK) ||
      connect (fd, (const struct sockaddr *) &address, sizeof address) != 0 || !is_held_by_us (fd))
    return -1;

  connected = fd;
  fd = -1;
  return connected;
}

/**
 * pl_mailspring_door_is_open:
 *
 * Returns: whether Mailspring runs on @place with our plugin
 */
gboolean
pl_mailspring_door_is_open (PlExportPlace *place)
{
  g_auto (Descriptor) fd = knock (place);

  return fd >= 0;
}

/* --- One request --- */

static gboolean
set_silent (GError **error)
{
  g_set_error_literal (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED,
      /* Translators: an account was to be handed to Mailspring while that runs */
      _ ("Mailspring does not answer. Quit it, start it again, and try once more."));
  return FALSE;
}

/* Returns: FALSE with @error when it is too late, or cancelled */
static gboolean
wait_for (int fd,
          GIOCondition condition,
          const PlDeadline *deadline,
          GCancellable *cancellable,
          GError **error)
{
  GPollFD polled[2] = { { .fd = fd, .events = (gushort) condition } };
  gboolean can_poll = g_cancellable_make_pollfd (cancellable, &polled[1]);
  int n;

  do
    n = g_poll (polled, can_poll ? 2 : 1, (int) pl_deadline_left_ms (deadline));
  while (n < 0 && errno == EINTR);
  if (can_poll)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return n > 0 || set_silent (error);
}

static gboolean
send_all (int fd,
          const char *bytes,
          const PlDeadline *deadline,
          GCancellable *cancellable,
          GError **error)
{
  gsize length = strlen (bytes);

  while (length > 0)
    {
      ssize_t n;

      if (!wait_for (fd, G_IO_OUT, deadline, cancellable, error))
        return FALSE;
      n = send (fd, bytes, length, MSG_NOSIGNAL);
      if (n < 0 && errno != EINTR && errno != EAGAIN)
        return set_silent (error);
      bytes += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the one line, without its end */
static char *
receive_line (int fd, const PlDeadline *deadline, GCancellable *cancellable, GError **error)
{
  g_autofree char *line = g_malloc0 (LARGEST_ANSWER + 1);
  gsize length = 0;

  while (length < LARGEST_ANSWER)
    {
      ssize_t n;
      char *end;

      if (!wait_for (fd, G_IO_IN, deadline, cancellable, error))
        return NULL;
      n = recv (fd, line + length, LARGEST_ANSWER - length, 0);
      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (n <= 0)
        break;
      end = memchr (line + length, '\n', (gsize) n);
      length += (gsize) n;
      if (end == NULL)
        continue;
      *end = '\0';
      return g_steal_pointer (&line);
    }
  set_silent (error);
  return NULL;
}

/* What the plugin says when it does not take an account, but for what is declined before. */
static gboolean
read_answer (const char *line, GError **error)
{
  PlJsonView root;

  if (pl_json_view_open (&root, line, strlen (line)) && pl_json_view_is_member_true (&root, "ok"))
    return TRUE;

  g_set_error_literal (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED,
      /* Translators: an account was to be handed to Mailspring while that runs; the command in quotes
       * stays */
      _ ("Mailspring has not taken the account. Its Postlotse plugin may be of another version: type "
         "“postlotse integrate mailspring” in a terminal, start Mailspring anew, and try once more."));
  return FALSE;
}

/**
 * pl_mailspring_bring:
 *
 * Hands @account to the Mailspring that runs on @place: its set-up window opens, filled in.
 *
 * Returns: %FALSE with #PlExportError or %G_IO_ERROR_CANCELLED; nothing was changed then
 */
gboolean
pl_mailspring_bring (PlExportPlace *place,
                     PlExportAccount *account,
                     GCancellable *cancellable,
                     GError **error)
{
  PlDeadline deadline = pl_deadline_in (PATIENCE_MS);
  g_autofree char *handover = pl_export_live_make_handover (account);
  g_autoptr (PlSecretString) secrets = pl_export_live_make_secrets (account);
  g_autoptr (PlSecretString) request =
      g_strconcat ("{\"handover\":", handover, ",\"secrets\":", secrets, "}\n", NULL);
  g_auto (Descriptor) fd = knock (place);
  g_autofree char *answer = NULL;

  if (fd < 0 || strlen (request) > LARGEST_REQUEST)
    return set_silent (error);
  if (!send_all (fd, request, &deadline, cancellable, error))
    return FALSE;
  answer = receive_line (fd, &deadline, cancellable, error);
  return answer != NULL && read_answer (answer, error);
}
