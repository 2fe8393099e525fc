// SPDX-License-Identifier: GPL-3.0-or-later
/* A configuration file that only its owner and the administrator can have written. Whoever writes to it
 * leads the sign-in, and with it the account, to another server. */
#include "oauth/pl-oauth-file-private.h"

#include "oauth/pl-oauth.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGEST_FILE (64 * 1024) /* bytes */
#define GROUP_BYTES 4096 /* room for one entry of the database of groups */

static gboolean
refuse (const char *path, const char *why, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  GString *message = g_string_new (why);

  g_string_replace (message, "%s", shown, 1);
  g_set_error_literal (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_CONFIGURATION, message->str);
  g_string_free (message, TRUE);
  return FALSE;
}

/* Many systems give every user a group of its own, and let it write; on others all users share one. */
static gboolean
is_of_user_alone (gid_t gid)
{
  char bytes[GROUP_BYTES];
  struct group entry;
  struct group *found = NULL;

  if (gid == 0)
    return TRUE;
  if (gid != getgid () || getgrgid_r (gid, &entry, bytes, sizeof bytes, &found) != 0 ||
      found == NULL)
    return FALSE;

  return strcmp (found->gr_name, g_get_user_name ()) == 0 &&
         (found->gr_mem[0] == NULL ||
          (strcmp (found->gr_mem[0], g_get_user_name ()) == 0 && found->gr_mem[1] == NULL));
}

static gboolean
is_written_by_others (const struct stat *status)
{
  return (status->st_mode & S_IWOTH) != 0 ||
         ((status->st_mode & S_IWGRP) != 0 && !is_of_user_alone (status->st_gid));
}

static gboolean
is_of_others (const struct stat *status)
{
  return status->st_uid != 0 && status->st_uid != geteuid ();
}

static gboolean
check_file (int fd, const char *path, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > LARGEST_FILE)
    /* Translators: %s: path of a configuration file */
    return refuse (path, _ ("%s is no configuration file that can be read."), error);
  if (is_of_others (&status))
    /* Translators: %s: path of a configuration file */
    return refuse (path, _ ("%s is not used: it belongs neither to you nor to the administrator."),
                   error);
  if (is_written_by_others (&status))
    /* Translators: %s: path of a configuration file */
    return refuse (path, _ ("%s is not used, because others can write to it."), error);

  return TRUE;
}

/* Who can write to the folder can put another file in its place; in a sticky one nobody can. */
static gboolean
check_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;

  if (stat (folder, &status) == 0 && !is_of_others (&status) &&
      (!is_written_by_others (&status) || (status.st_mode & S_ISVTX) != 0))
    return TRUE;

  /* Translators: %s: path of a configuration file */
  return refuse (path, _ ("%s is not used, because others can write to its folder."), error);
}

static char *
read_all (int fd, const char *path, gsize *length, GError **error)
{
  g_autofree char *text = g_malloc (LARGEST_FILE + 1);
  gsize n = 0;
  gssize n_read;

  while (n < LARGEST_FILE && (n_read = read (fd, text + n, LARGEST_FILE - n)) != 0)
    {
      if (n_read < 0 && errno != EINTR)
        {
          refuse (path, _ ("%s is no configuration file that can be read."), error);
          return NULL;
        }
      n += n_read > 0 ? (gsize) n_read : 0;
    }

  text[n] = '\0';
  *length = n;
  return g_steal_pointer (&text);
}

/**
 * pl_oauth_file_read:
 * @length: (out): in bytes
 *
 * Reads a small file. What is looked at and what is read is the same file, whatever happens to its name
 * meanwhile.
 *
 * Returns: (transfer full) (nullable): %NULL with %G_IO_ERROR_NOT_FOUND where there is none, and with
 *   %PL_OAUTH_ERROR_CONFIGURATION, in the person's language, where somebody other than the person and
 *   the administrator may have written it
 */
char *
pl_oauth_file_read (const char *path, gsize *length, GError **error)
{
  /* Without waiting for a peer, should the name be that of a pipe. */
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  char *text = NULL;

  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such file");
      return NULL;
    }
  if (fd < 0)
    {
      refuse (path, _ ("%s is no configuration file that can be read."), error);
      return NULL;
    }

  if (check_file (fd, path, error) && check_folder (path, error))
    text = read_all (fd, path, length, error);
  g_close (fd, NULL);
  return text;
}
