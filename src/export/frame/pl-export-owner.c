// SPDX-License-Identifier: GPL-3.0-or-later
/* Whose files are written. Files are found and replaced by their paths: an administrator who does that in a
 * folder of somebody else's follows whatever links that person puts there in between, with all rights
 * (CWE-59). No order of looking and writing mends it, so it is not done: as that user it is harmless. */
#include "export/frame/pl-export-owner-private.h"

#include "export/frame/pl-export-error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <unistd.h>

static gboolean
refuse (const char *path, uid_t owner, GError **error)
{
  const struct passwd *entry = getpwuid (owner);
  g_autofree char *number = g_strdup_printf ("#%u", (guint) owner);
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOT_ALLOWED,
      /* Translators: an administrator wants to change another user's files; the first %s is a
       * folder, the others are that user's name; the command stays */
      _ ("“%s” belongs to %s, and you are working as the administrator. So that no link in it can "
         "lead anywhere else, nothing is changed. Run this as that user: sudo -u %s -H "
         "postlotse …"),
      shown, entry != NULL ? entry->pw_name : number, entry != NULL ? entry->pw_name : number);
  return FALSE;
}

/* By its own name, or by where that leads. */
static gboolean
is_somebody_elses (const char *path, uid_t *owner)
{
  GStatBuf status;

  if (g_lstat (path, &status) == 0 && (*owner = status.st_uid) != 0)
    return TRUE;
  return g_stat (path, &status) == 0 && (*owner = status.st_uid) != 0;
}

/**
 * pl_export_check_owner:
 * @path: a file or folder that is about to be written, or to be made
 *
 * Returns: %FALSE with %PL_EXPORT_ERROR_NOT_ALLOWED when this is the administrator, and it or a folder
 *   above it is somebody else's
 */
gboolean
pl_export_check_owner (const char *path, GError **error)
{
  g_autofree char *at = g_canonicalize_filename (path, NULL);
  uid_t owner = 0;

  if (geteuid () != 0)
    return TRUE;
  while (!is_somebody_elses (at, &owner))
    {
      char *above = g_path_get_dirname (at);
      gboolean end = g_str_equal (above, at);

      g_free (at);
      at = above;
      if (end)
        return TRUE;
    }
  return refuse (at, owner, error);
}
