// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/frame/pl-export-error.h"

#include "export/frame/pl-export-words-private.h"

#include <errno.h>
#include <glib/gi18n.h>

G_DEFINE_QUARK (pl_export_error, pl_export_error)

/* What the system says, and what that means for a person. */
static const struct
{
  int number;
  PlExportError code;
  const char *sentence;
} meanings[] = {
  /* Translators: %s is a file or folder */
  { EACCES, PL_EXPORT_ERROR_NOT_ALLOWED, N_ ("You have no right to change “%s”.") },
  { EPERM, PL_EXPORT_ERROR_NOT_ALLOWED, N_ ("You have no right to change “%s”.") },
  { EROFS, PL_EXPORT_ERROR_NOT_ALLOWED,
    /* Translators: %s is a file or folder */
    N_ ("“%s” is on a file system that can only be read.") },
  /* Translators: %s is a file or folder */
  { ENOSPC, PL_EXPORT_ERROR_NO_SPACE, N_ ("There is no space left for “%s”.") },
  { EDQUOT, PL_EXPORT_ERROR_NO_SPACE, N_ ("There is no space left for “%s”.") },
  { EFBIG, PL_EXPORT_ERROR_NO_SPACE, N_ ("There is no space left for “%s”.") },
  /* Translators: %s is a file or folder */
  { ENOENT, PL_EXPORT_ERROR_GONE, N_ ("“%s” does not exist.") },
  { ENOTDIR, PL_EXPORT_ERROR_GONE, N_ ("“%s” does not exist.") },
  /* Translators: %s is a file; a symbolic link that leads back to itself */
  { ELOOP, PL_EXPORT_ERROR_DAMAGED, N_ ("“%s” is a link that leads round in a circle.") },
};

/**
 * pl_export_set_error_from_errno:
 * @number: what `errno` was
 * @path: the file or folder it is about
 *
 * Says it as a sentence for a person.
 */
void
pl_export_set_error_from_errno (GError **error, int number, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *message = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].number == number)
      {
        message = pl_words_fill (_ (meanings[i].sentence), shown);
        g_set_error_literal (error, PL_EXPORT_ERROR, (int) meanings[i].code, message);
        return;
      }

  /* Translators: a file or folder, then what the system says about it */
  message = g_strdup_printf (_ ("“%s” cannot be used: %s"), shown, g_strerror (number));
  g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED, message);
}
