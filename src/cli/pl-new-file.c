// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _PlNewFile
{
  char *option; /* owned */
  char *path; /* owned */
  int fd;
  gboolean written;
};

static void
set_error (GError **error, const char *option, const char *path, int reason)
{
  if (reason == EEXIST)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 /* Translators: an option such as --report, then the name of a file */
                 _ ("%s: “%s” is there already, and nothing is overwritten"), option, path);
  else
    g_set_error (
        error, G_IO_ERROR, (int) g_io_error_from_errno (reason),
        /* Translators: an option such as --report, the name of a file, the system's reason */
        _ ("%s: “%s” cannot be written: %s"), option, path, g_strerror (reason));
}

/**
 * pl_new_file_create:
 * @option: that names the file, as it is typed
 * @path: must not exist: what stands there may be somebody's only copy
 *
 * Returns: (transfer full): an empty file that only its owner can read, or %NULL with @error
 */
PlNewFile *
pl_new_file_create (const char *option, const char *path, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  PlNewFile *self;

  if (fd < 0)
    {
      set_error (error, option, path, errno);
      return NULL;
    }

  self = g_new0 (PlNewFile, 1);
  self->option = g_strdup (option);
  self->path = g_strdup (path);
  self->fd = fd;
  return self;
}

gboolean
pl_new_file_write (PlNewFile *self, const char *text, GError **error)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = write (self->fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          set_error (error, self->option, self->path, errno);
          return FALSE;
        }
      text += n;
      length -= (gsize) n;
    }
  self->written = TRUE;
  return TRUE;
}

void
pl_new_file_free (PlNewFile *self)
{
  close (self->fd);
  if (!self->written)
    (void) g_unlink (self->path);
  g_free (self->option);
  g_free (self->path);
  g_free (self);
}
