// SPDX-License-Identifier: GPL-3.0-or-later
/* postlotse-thunderbird-host: what Thunderbird starts for our add-on. Takes one request, opens the
 * wizard, gives its answer back and ends. Standard output belongs to Thunderbird alone. */
#include "cli/pl-native-message.h"

#include "base/pl-locale.h"
#include "base/pl-program.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM "postlotse"
#define RESULT_FD 3
#define SECRET_FD 4
#define LARGEST_ANSWER (512 * 1024) /* bytes; Thunderbird takes 1 MB */

/* What comes through one pipe, in memory that is wiped. */
typedef struct
{
  int fd; /* -1 once it is closed */
  char *bytes; /* owned: LARGEST_ANSWER + 1 */
  gsize length;
} Incoming;

static void
incoming_clear (Incoming *incoming)
{
  if (incoming->fd >= 0)
    close (incoming->fd);
  if (incoming->bytes != NULL)
    pl_secret_wipe (incoming->bytes, LARGEST_ANSWER + 1);
  g_free (incoming->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Incoming, incoming_clear)

static gboolean
read_exactly (int fd, void *bytes, gsize length)
{
  char *to = bytes;

  while (length > 0)
    {
      ssize_t n = read (fd, to, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      to += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_exactly (int fd, const void *bytes, gsize length)
{
  const char *from = bytes;

  while (length > 0)
    {
      ssize_t n = write (fd, from, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      from += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
read_request (PlNativeRequest *request)
{
  guint32 length;
  g_autofree char *text = NULL;

  if (!read_exactly (STDIN_FILENO, &length, sizeof length) || length > PL_NATIVE_LARGEST)
    return FALSE;
  text = g_malloc (length + 1);
  if (!read_exactly (STDIN_FILENO, text, length))
    return FALSE;
  *request = pl_native_parse_request (text, length);
  return TRUE;
}

static gboolean
send_reply (const char *reply)
{
  guint32 length = (guint32) strlen (reply);

  return write_exactly (STDOUT_FILENO, &length, sizeof length) &&
         write_exactly (STDOUT_FILENO, reply, length);
}

static gboolean
open_pipe (GSubprocessLauncher *launcher, int child_fd, Incoming *incoming)
{
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC) != 0)
    return FALSE;
  incoming->fd = ends[0];
  incoming->bytes = g_malloc0 (LARGEST_ANSWER + 1);
  g_subprocess_launcher_take_fd (launcher, ends[1], child_fd);
  return TRUE;
}

static GSubprocess *
launch (Incoming *result, Incoming *secrets)
{
  g_autofree char *program = pl_program_find (PROGRAM, PL_BINDIR);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  const char *const words[] = { program,
                                "add",
                                "--for=Thunderbird",
                                "--contract=1",
                                "--output=json",
                                "--result-fd=" G_STRINGIFY (RESULT_FD),
                                "--secret=fd",
                                "--secret-fd=" G_STRINGIFY (SECRET_FD),
                                NULL };

  if (!open_pipe (launcher, RESULT_FD, result) || !open_pipe (launcher, SECRET_FD, secrets))
    return NULL;
  return g_subprocess_launcher_spawnv (launcher, words, NULL);
}

/* Returns: FALSE when there is too much of it */
static gboolean
take (Incoming *incoming)
{
  ssize_t n =
      read (incoming->fd, incoming->bytes + incoming->length, LARGEST_ANSWER - incoming->length);

  if (n < 0 && errno == EINTR)
    return TRUE;
  if (n > 0)
    {
      incoming->length += (gsize) n;
      return incoming->length < LARGEST_ANSWER;
    }
  close (incoming->fd);
  incoming->fd = -1;
  return TRUE;
}

/* Until both pipes are closed. Thunderbird closes our standard input when it ends; the wizard then
 * finds its own pipes closed and takes that as a cancel.
 * Returns: FALSE when nobody waits for an answer any more */
static gboolean
collect (Incoming *result, Incoming *secrets)
{
  while (result->fd >= 0 || secrets->fd >= 0)
    {
      struct pollfd ready[] = {
        { .fd = result->fd, .events = POLLIN },
        { .fd = secrets->fd, .events = POLLIN },
        { .fd = STDIN_FILENO, .events = 0 },
      };

      if (poll (ready, G_N_ELEMENTS (ready), -1) < 0)
        {
          if (errno != EINTR)
            return FALSE;
          continue;
        }
      if ((ready[2].revents & (POLLHUP | POLLERR)) != 0)
        return FALSE;
      if (ready[0].revents != 0 && !take (result))
        return FALSE;
      if (ready[1].revents != 0 && !take (secrets))
        return FALSE;
    }
  return TRUE;
}

static int
add (void)
{
  g_auto (Incoming) result = { .fd = -1 };
  g_auto (Incoming) secrets = { .fd = -1 };
  g_autoptr (GSubprocess) wizard = launch (&result, &secrets);
  g_autoptr (PlSecretString) reply = NULL;

  if (wizard == NULL)
    return send_reply ("{\"error\":\"not-installed\"}") ? 0 : 1;
  if (!collect (&result, &secrets))
    return 1;

  g_subprocess_wait (wizard, NULL, NULL);
  if (g_utf8_validate_len (result.bytes, result.length, NULL))
    reply = pl_native_make_reply (result.bytes, secrets.bytes, secrets.length);
  return send_reply (reply != NULL ? reply : "{\"error\":\"unreadable\"}") ? 0 : 1;
}

int
main (void)
{
  PlNativeRequest request;

  pl_secret_protect_process ();
  pl_locale_init ();
  if (!read_request (&request))
    return 1;
  if (request == PL_NATIVE_ADD)
    return add ();
  return send_reply ("{\"error\":\"unknown-request\"}") ? 0 : 1;
}
