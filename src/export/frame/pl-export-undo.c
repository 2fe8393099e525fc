// SPDX-License-Identifier: GPL-3.0-or-later
/* The way back of an export. */
#include "export/frame/pl-export-owner-private.h"
#include "export/frame/pl-export-receipt-private.h"

#include "export/frame/pl-export-target.h"

#include <errno.h>
#include <glib/gi18n.h>

/* What one file has to become. */
typedef struct
{
  PlExportFile *now; /* owned */
  PlExportFile *before; /* owned, nullable: the copy; without it there was no file */
} Return;

static void
free_return (gpointer data)
{
  Return *back = data;

  g_clear_pointer (&back->now, pl_export_file_unref);
  g_clear_pointer (&back->before, pl_export_file_unref);
  g_free (back);
}

static gboolean
is_as_we_left_it (PlExportReceipt *self,
                  const PlExportWritten *written,
                  PlExportFile *now,
                  GError **error)
{
  g_autofree char *digest = pl_export_digest (pl_export_file_get_contents (now));
  g_autofree char *shown = g_filename_display_name (written->path);
  g_autofree char *copy =
      written->backup != NULL ? g_filename_display_name (written->backup) : NULL;
  const char *name = pl_export_place_get_target (pl_export_receipt_get_place (self))->name;

  if (pl_export_file_exists (now) && g_str_equal (digest, written->digest))
    return TRUE;

  if (copy == NULL)
    g_set_error (
        error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_CHANGED,
        /* Translators: a file, then a mail program such as Thunderbird, twice */
        _ ("“%s” has changed since then; %s itself writes to it whenever it runs. To take the "
           "account away, use the account settings of %s."),
        shown, name, name);
  else
    g_set_error (
        error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_CHANGED,
        /* Translators: a file, then a mail program such as Thunderbird, twice, then the file
         * as it was before */
        _ ("“%s” has changed since then; %s itself writes to it whenever it runs. To take the "
           "account away, use the account settings of %s. The file as it was is kept in “%s”."),
        shown, name, name, copy);
  return FALSE;
}

static gboolean
look_back (PlExportReceipt *self, GPtrArray *returns, GError **error)
{
  GPtrArray *all = pl_export_receipt_get_written (self);

  for (guint i = all->len; i > 0; i--)
    {
      const PlExportWritten *written = all->pdata[i - 1];
      Return *back = g_new0 (Return, 1);

      g_ptr_array_add (returns, back);
      back->now = pl_export_file_read (written->path, error);
      if (back->now == NULL || !is_as_we_left_it (self, written, back->now, error))
        return FALSE;
      if (written->backup == NULL)
        continue;

      back->before = pl_export_file_read (written->backup, error);
      if (back->before == NULL)
        return FALSE;
      if (!pl_export_file_exists (back->before))
        {
          pl_export_set_error_from_errno (error, ENOENT, written->backup);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * pl_export_receipt_check:
 *
 * Returns: whether pl_export_receipt_undo() could undo it now; %FALSE with the reason if not
 */
gboolean
pl_export_receipt_check (PlExportReceipt *self, GError **error)
{
  g_autoptr (GPtrArray) returns = g_ptr_array_new_with_free_func (free_return);

  return look_back (self, returns, error);
}

static gboolean
go_back (const Return *back, GError **error)
{
  if (back->before != NULL)
    return pl_export_file_replace (back->now, pl_export_file_get_contents (back->before), error);
  return pl_export_file_remove (back->now, error);
}

/* With the lock held: all files or none. */
static gboolean
undo (PlExportReceipt *self, GError **error)
{
  g_autoptr (GPtrArray) returns = g_ptr_array_new_with_free_func (free_return);

  if (!look_back (self, returns, error))
    return FALSE;

  for (guint i = 0; i < returns->len; i++)
    if (!go_back (returns->pdata[i], error))
      {
        while (i-- > 0)
          (void) pl_export_file_restore (((const Return *) returns->pdata[i])->now, NULL);
        return FALSE;
      }
  return TRUE;
}

/**
 * pl_export_receipt_undo:
 *
 * Makes every file what it was before the export, but only if all of them are as the export left
 * them; the copies then go. A program that has run since has written to them, and what it wrote is not
 * thrown away: that is explained.
 */
gboolean
pl_export_receipt_undo (PlExportReceipt *self, GCancellable *cancellable, GError **error)
{
  const PlExportTarget *target = pl_export_place_get_target (pl_export_receipt_get_place (self));
  gpointer lock = NULL;
  gboolean done;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !pl_export_check_owner (pl_export_place_get_path (pl_export_receipt_get_place (self)), error))
    return FALSE;

  if (target->lock != NULL)
    {
      lock = target->lock (pl_export_receipt_get_place (self), error);
      if (lock == NULL)
        return FALSE;
    }
  done = undo (self, error);
  if (lock != NULL)
    target->unlock (lock);
  if (done)
    pl_export_receipt_discard (self);
  return done;
}
