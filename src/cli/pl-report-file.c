// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-report-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _PlReportFile
{
  char *path; /* owned */
  int fd;
  gboolean written;
};

static void
set_error (GError **error, const char *path, int reason)
{
  if (reason == EEXIST)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 /* Translators: --report is an option and stays; %s is the name of a file */
                 _ ("--report: “%s” is there already, and nothing is overwritten"), path);
  else
    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (reason),
                 /* Translators: as above; %s are the name of a file and the system's reason */
                 _ ("--report: “%s” cannot be written: %s"), path, g_strerror (reason));
}

/**
 * pl_report_file_new:
 * @path: must not exist: what stands there may be somebody's only copy of the last report
 *
 * Returns: (transfer full): an empty file that only its owner can read, or %NULL with @error
 */
PlReportFile *
pl_report_file_new (const char *path, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  PlReportFile *self;

  if (fd < 0)
    {
      set_error (error, path, errno);
      return NULL;
    }

  self = g_new0 (PlReportFile, 1);
  self->path = g_strdup (path);
  self->fd = fd;
  return self;
}

gboolean
pl_report_file_write (PlReportFile *self, const char *text, GError **error)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = write (self->fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          set_error (error, self->path, errno);
          return FALSE;
        }
      text += n;
      length -= (gsize) n;
    }
  self->written = TRUE;
  return TRUE;
}

void
pl_report_file_free (PlReportFile *self)
{
  close (self->fd);
  if (!self->written)
    (void) g_unlink (self->path);
  g_free (self->path);
  g_free (self);
}
