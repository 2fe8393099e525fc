// SPDX-License-Identifier: GPL-3.0-or-later
/* Files of other programs, read and replaced as a whole. A new content comes beside the old one and
 * takes its name in one step, so that whoever looks sees either, never half of one; a symbolic link
 * stays one and it is the file at its end that is replaced. g_file_set_contents_full() will not do: it
 * replaces the link, and gives the file to whoever runs it. */
#include "export/frame/pl-export-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_MODE 0600 /* of files that did not exist: accounts are nobody else's business */
#define MOST_BACKUPS 1000 /* within one second */

struct _PlExportFile
{
  gatomicrefcount refs;
  char *path; /* owned: as it is known to people */
  char *real_path; /* owned: behind all links */
  gboolean exists;
  GBytes *contents; /* shared; empty where it does not exist */
  mode_t mode;
  uid_t uid;
  gid_t gid;
};

/* A descriptor that closes itself at the end of its block. */
typedef int Descriptor;

static inline void
close_descriptor (Descriptor fd)
{
  int number = errno;

  close (fd);
  errno = number;
}

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (Descriptor, close_descriptor, -1)

PlExportFile *
pl_export_file_ref (PlExportFile *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
pl_export_file_unref (PlExportFile *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->path);
  g_free (self->real_path);
  g_clear_pointer (&self->contents, g_bytes_unref);
  g_free (self);
}

/* --- Reading --- */

static GBytes *
read_all (int fd, gsize expected, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) expected + 1);
  guint8 piece[16384];

  while (bytes->len <= PL_EXPORT_FILE_LARGEST)
    {
      gssize n_read = read (fd, piece, sizeof piece);

      if (n_read == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      if (n_read > 0)
        {
          g_byte_array_append (bytes, piece, (guint) n_read);
        }
      else if (errno != EINTR)
        {
          pl_export_set_error_from_errno (error, errno, path);
          return NULL;
        }
    }

  pl_export_set_error_from_errno (error, EOVERFLOW, path);
  return NULL;
}

/* Returns: (transfer full) (nullable): @path with its folder's links resolved */
static char *
resolve_new (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *real_folder = realpath (folder, NULL);
  struct stat link;

  if (real_folder == NULL)
    {
      pl_export_set_error_from_errno (error, errno, folder);
      return NULL;
    }
  if (g_lstat (path, &link) == 0)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED,
                   /* Translators: %s is a file; a symbolic link whose end does not exist */
                   _ ("“%s” is a link to a file that does not exist."), shown);
      return NULL;
    }
  return g_build_filename (real_folder, name, NULL);
}

static gboolean
read_existing (PlExportFile *self, int fd, GError **error)
{
  struct stat status;

  self->exists = TRUE;
  if (fstat (fd, &status) != 0 || (self->real_path = realpath (self->path, NULL)) == NULL)
    {
      pl_export_set_error_from_errno (error, errno, self->path);
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_autofree char *shown = g_filename_display_name (self->path);

      g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED,
                   /* Translators: %s is a path that leads to a folder, a device or the like */
                   _ ("“%s” is not a file."), shown);
      return FALSE;
    }
  self->mode = status.st_mode & 07777;
  self->uid = status.st_uid;
  self->gid = status.st_gid;
  self->contents =
      read_all (fd, MIN ((gsize) status.st_size, PL_EXPORT_FILE_LARGEST), self->path, error);
  return self->contents != NULL;
}

/* A new file belongs to whom its folder belongs to: an administrator may set up somebody's account. */
static gboolean
read_missing (PlExportFile *self, GError **error)
{
  g_autofree char *folder = NULL;
  struct stat status;

  self->real_path = resolve_new (self->path, error);
  if (self->real_path == NULL)
    return FALSE;

  folder = g_path_get_dirname (self->real_path);
  if (g_stat (folder, &status) != 0)
    {
      pl_export_set_error_from_errno (error, errno, folder);
      return FALSE;
    }
  self->mode = NEW_MODE;
  self->uid = geteuid () == 0 ? status.st_uid : geteuid ();
  self->gid = geteuid () == 0 ? status.st_gid : (gid_t) -1;
  self->contents = g_bytes_new_static ("", 0);
  return TRUE;
}

/**
 * pl_export_file_read:
 * @path: need not exist, but its folder has to
 *
 * Returns: (transfer full): or %NULL with #PlExportError
 */
PlExportFile *
pl_export_file_read (const char *path, GError **error)
{
  g_autoptr (PlExportFile) self = g_new0 (PlExportFile, 1);
  /* Not to hang on a pipe that somebody has put there. */
  g_auto (Descriptor) fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  g_atomic_ref_count_init (&self->refs);
  self->path = g_strdup (path);
  if (fd < 0 && errno != ENOENT)
    {
      pl_export_set_error_from_errno (error, errno, path);
      return NULL;
    }
  if (fd < 0 ? !read_missing (self, error) : !read_existing (self, fd, error))
    return NULL;

  return g_steal_pointer (&self);
}

const char *
pl_export_file_get_path (PlExportFile *self)
{
  return self->path;
}

gboolean
pl_export_file_exists (PlExportFile *self)
{
  return self->exists;
}

/**
 * pl_export_file_get_contents:
 *
 * Returns: (transfer none): empty for a file that does not exist
 */
GBytes *
pl_export_file_get_contents (PlExportFile *self)
{
  return self->contents;
}

/**
 * pl_export_file_check_unchanged:
 *
 * Returns: whether the file is as it was read, byte for byte; %FALSE with %PL_EXPORT_ERROR_CHANGED if
 *   not
 */
gboolean
pl_export_file_check_unchanged (PlExportFile *self, GError **error)
{
  g_autoptr (PlExportFile) now = pl_export_file_read (self->path, error);
  g_autofree char *shown = g_filename_display_name (self->path);

  if (now == NULL)
    return FALSE;
  if (now->exists == self->exists && g_str_equal (now->real_path, self->real_path) &&
      g_bytes_equal (now->contents, self->contents))
    return TRUE;

  g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_CHANGED,
               /* Translators: %s is a file; another program has written to it meanwhile */
               _ ("“%s” has changed in the meantime. Nothing was written to it."), shown);
  return FALSE;
}

/* --- Writing --- */

static gboolean
write_all (int fd, GBytes *contents)
{
  gsize left = 0;
  const guint8 *next = g_bytes_get_data (contents, &left);

  while (left > 0)
    {
      gssize n_written = write (fd, next, left);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      if (n_written > 0)
        {
          next += n_written;
          left -= (gsize) n_written;
        }
    }
  return TRUE;
}

/* As much as the descriptor lacks of what the file was; errno where it cannot be had. The owner comes
 * first, as a change of owner may take bits of the mode away. */
static gboolean
give_owner_and_mode (PlExportFile *self, int fd)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return FALSE;
  if ((status.st_uid != self->uid || (self->gid != (gid_t) -1 && status.st_gid != self->gid)) &&
      fchown (fd, self->uid, self->gid) != 0)
    return FALSE;
  return fchmod (fd, self->mode) == 0;
}

static gboolean
fill (PlExportFile *self, int fd, GBytes *contents)
{
  return give_owner_and_mode (self, fd) && write_all (fd, contents) && fsync (fd) == 0;
}

/* The name is on the disk only when its folder is. File systems that cannot do that keep no promise
 * anyway. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (Descriptor) fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0)
    (void) fsync (fd);
}

static int
open_backup (PlExportFile *self, gint64 at, char **path)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);
  g_autofree char *stamp = g_date_time_format (time, "%Y%m%dT%H%M%SZ");

  for (guint i = 1; i <= MOST_BACKUPS; i++)
    {
      g_autofree char *name =
          i == 1 ? g_strdup_printf ("%s" PL_EXPORT_FILE_COPY "%s", self->real_path, stamp)
                 : g_strdup_printf ("%s" PL_EXPORT_FILE_COPY "%s-%u", self->real_path, stamp, i);
      int fd = open (name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, NEW_MODE);

      if (fd >= 0)
        *path = g_steal_pointer (&name);
      if (fd >= 0 || errno != EEXIST)
        return fd;
    }
  return -1;
}

/**
 * pl_export_file_back_up:
 * @at: seconds since 1970, for its name
 *
 * Writes what was read beside the file, with its mode and owner: prefs.js.postlotse-20261121T210000Z.
 *
 * Returns: (transfer full): the path of the copy, or %NULL with #PlExportError
 */
char *
pl_export_file_back_up (PlExportFile *self, gint64 at, GError **error)
{
  g_autofree char *path = NULL;
  g_auto (Descriptor) fd = open_backup (self, at, &path);

  if (fd >= 0 && fill (self, fd, self->contents))
    {
      sync_folder (path);
      return g_steal_pointer (&path);
    }

  pl_export_set_error_from_errno (error, errno, self->path);
  if (path != NULL)
    g_unlink (path);
  return NULL;
}

/**
 * pl_export_file_replace:
 *
 * Gives the file new contents in one step; mode and owner stay. Does not look whether it has changed.
 */
gboolean
pl_export_file_replace (PlExportFile *self, GBytes *contents, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->real_path);
  g_autofree char *beside = g_build_filename (folder, ".postlotse-XXXXXX", NULL);
  g_auto (Descriptor) fd = g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, NEW_MODE);

  if (fd >= 0 && fill (self, fd, contents) && g_rename (beside, self->real_path) == 0)
    {
      sync_folder (self->real_path);
      return TRUE;
    }

  pl_export_set_error_from_errno (error, errno, self->path);
  if (fd >= 0)
    g_unlink (beside);
  return FALSE;
}

/**
 * pl_export_file_remove:
 *
 * Takes the file away, not a link to it.
 */
gboolean
pl_export_file_remove (PlExportFile *self, GError **error)
{
  if (g_unlink (self->real_path) != 0 && errno != ENOENT)
    {
      pl_export_set_error_from_errno (error, errno, self->path);
      return FALSE;
    }
  sync_folder (self->real_path);
  return TRUE;
}

/**
 * pl_export_file_restore:
 *
 * Makes the file what it was when it was read, be that nothing at all.
 */
gboolean
pl_export_file_restore (PlExportFile *self, GError **error)
{
  return self->exists ? pl_export_file_replace (self, self->contents, error)
                      : pl_export_file_remove (self, error);
}

/**
 * pl_export_digest:
 *
 * Returns: (transfer full): SHA-256, 64 lower-case hexadecimal digits
 */
char *
pl_export_digest (GBytes *contents)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, contents);
}
