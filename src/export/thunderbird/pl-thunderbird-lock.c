// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether Thunderbird uses a profile is told by one thing only: the record lock on .parentlock. That
 * file stays when it ends, and the symbolic link `lock` stays when it is killed.
 *
 * Our lock belongs to the open file and not to the process (F_OFD_SETLK): a classic one would be lost
 * as soon as anything here closes the file, be it another thread that only looks whether Thunderbird
 * runs. The two kinds exclude each other. */
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define LOCK_FILE ".parentlock"

typedef struct
{
  int fd;
} Lock;

static struct flock
whole_file (void)
{
  return (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET };
}

static void
set_running (GError **error, PlExportPlace *place)
{
  g_set_error (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING,
      /* Translators: %s is a mail program, perhaps with its profile */
      _ ("%s is open and would not notice the new account. Nothing was changed. Close it, then "
         "it can be added."),
      pl_export_place_get_title (place));
}

/**
 * pl_thunderbird_lock:
 *
 * Keeps Thunderbird out of the profile. One that is started meanwhile says that it is already running,
 * so this must not be held for long.
 *
 * Returns: for pl_thunderbird_unlock(), or %NULL with #PlExportError
 */
gpointer
pl_thunderbird_lock (PlExportPlace *place, GError **error)
{
  g_autofree char *path = g_build_filename (pl_export_place_get_path (place), LOCK_FILE, NULL);
  struct flock record = whole_file ();
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  Lock *lock;

  if (fd < 0)
    {
      pl_export_set_error_from_errno (error, errno, path);
      return NULL;
    }
  if (fcntl (fd, F_OFD_SETLK, &record) != 0)
    {
      if (errno == EAGAIN || errno == EACCES)
        set_running (error, place);
      else
        pl_export_set_error_from_errno (error, errno, path);
      close (fd);
      return NULL;
    }

  lock = g_new0 (Lock, 1);
  lock->fd = fd;
  return lock;
}

void
pl_thunderbird_unlock (gpointer data)
{
  Lock *lock = data;

  close (lock->fd);
  g_free (lock);
}

/* Returns: whether Thunderbird, or whoever holds the lock, uses it now; then @record says who */
static gboolean
find_lock (const char *profile, struct flock *record)
{
  g_autofree char *path = g_build_filename (profile, LOCK_FILE, NULL);
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean locked;

  /* Without a lock file nobody has ever used it; one that cannot be opened shows when it is written. */
  if (fd < 0)
    return FALSE;

  *record = whole_file ();
  locked = fcntl (fd, F_OFD_GETLK, record) == 0 && record->l_type != F_UNLCK;
  close (fd);
  return locked;
}

/**
 * pl_thunderbird_is_locked:
 * @profile: its folder
 *
 * Returns: whether Thunderbird, or whoever holds the lock, uses it now
 */
gboolean
pl_thunderbird_is_locked (const char *profile)
{
  struct flock record;

  return find_lock (profile, &record);
}

/**
 * pl_thunderbird_find_holder:
 *
 * Returns: the process that uses the profile now; 0 where there is none, and -1 where it is not known
 */
int
pl_thunderbird_find_holder (const char *profile)
{
  struct flock record;

  return find_lock (profile, &record) ? (int) record.l_pid : 0;
}

gboolean
pl_thunderbird_is_running (PlExportPlace *place)
{
  const char *path = pl_export_place_get_path (place);

  return path != NULL && pl_thunderbird_is_locked (path);
}
