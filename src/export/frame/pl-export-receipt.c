// SPDX-License-Identifier: GPL-3.0-or-later
/* Receipts lie in the state folder, one a file, so that two programs at once need no lock between
 * them: exports/<µs since 1970>-<random>.json. */
#include "export/frame/pl-export-owner-private.h"
#include "export/frame/pl-export-receipt-private.h"

#include "export/frame/pl-export-target.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define MOST_RECEIPTS 64 /* that are remembered */
#define LARGEST_RECEIPT 65536 /* bytes */

struct _PlExportReceipt
{
  GObject parent_instance;

  PlExportPlace *place; /* shared */
  char *address; /* owned */
  gint64 at; /* seconds since 1970 */
  GPtrArray *written; /* owned: PlExportWritten */
  char *note; /* owned, nullable: the file in which it is remembered */
};

G_DEFINE_FINAL_TYPE (PlExportReceipt, pl_export_receipt, G_TYPE_OBJECT)

static void
free_written (gpointer data)
{
  PlExportWritten *written = data;

  g_free (written->path);
  g_free (written->backup);
  g_free (written->digest);
  g_free (written);
}

static void
pl_export_receipt_finalize (GObject *object)
{
  PlExportReceipt *self = PL_EXPORT_RECEIPT (object);

  g_clear_object (&self->place);
  g_free (self->address);
  g_free (self->note);
  g_ptr_array_unref (self->written);
  G_OBJECT_CLASS (pl_export_receipt_parent_class)->finalize (object);
}

static void
pl_export_receipt_class_init (PlExportReceiptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_export_receipt_finalize;
}

static void
pl_export_receipt_init (PlExportReceipt *self)
{
  self->written = g_ptr_array_new_with_free_func (free_written);
}

/**
 * pl_export_receipt_new:
 * @address: the account's
 * @at: seconds since 1970
 *
 * Returns: (transfer full): of an export that has written nothing yet
 */
PlExportReceipt *
pl_export_receipt_new (PlExportPlace *place, const char *address, gint64 at)
{
  PlExportReceipt *self = g_object_new (PL_TYPE_EXPORT_RECEIPT, NULL);

  self->place = g_object_ref (place);
  self->address = g_strdup (address);
  self->at = at;
  return self;
}

/**
 * pl_export_receipt_add:
 * @backup: (nullable): the file's copy, %NULL if there was no file
 * @digest: of what is written to it
 */
void
pl_export_receipt_add (PlExportReceipt *self,
                       const char *path,
                       const char *backup,
                       const char *digest)
{
  PlExportWritten *written = g_new0 (PlExportWritten, 1);

  written->path = g_strdup (path);
  written->backup = g_strdup (backup);
  written->digest = g_strdup (digest);
  g_ptr_array_add (self->written, written);
}

PlExportPlace *
pl_export_receipt_get_place (PlExportReceipt *self)
{
  return self->place;
}

const char *
pl_export_receipt_get_address (PlExportReceipt *self)
{
  return self->address;
}

/**
 * pl_export_receipt_get_at:
 *
 * Returns: seconds since 1970
 */
gint64
pl_export_receipt_get_at (PlExportReceipt *self)
{
  return self->at;
}

/**
 * pl_export_receipt_get_written:
 *
 * Returns: (transfer none) (element-type PlExportWritten):
 */
GPtrArray *
pl_export_receipt_get_written (PlExportReceipt *self)
{
  return self->written;
}

gboolean
pl_export_receipt_changed_anything (PlExportReceipt *self)
{
  return self->written->len > 0;
}

/* --- Remembering --- */

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "postlotse", "exports", NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Returns: (transfer full): the paths of all notes, the oldest first */
static GPtrArray *
list_notes (void)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (notes, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (notes, compare_names);
  return notes;
}

static void
drop_oldest (void)
{
  g_autoptr (GPtrArray) notes = list_notes ();

  for (guint i = 0; i + MOST_RECEIPTS < notes->len; i++)
    g_unlink (notes->pdata[i]);
}

/**
 * pl_export_receipt_remember:
 *
 * Notes the way back, before anything is written: a crash in between leaves a note of files that are
 * as they were, which the next undo passes over.
 */
gboolean
pl_export_receipt_remember (PlExportReceipt *self, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *json = pl_export_receipt_to_json (self);
  g_autofree char *name =
      g_strdup_printf ("%018" G_GINT64_FORMAT "-%08x.json", g_get_real_time (), g_random_int ());
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *shown = g_filename_display_name (folder);

  if (!pl_export_check_owner (folder, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (
          path, json, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
    {
      g_free (self->note);
      self->note = g_steal_pointer (&path);
      drop_oldest ();
      return TRUE;
    }

  g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED,
               /* Translators: %s is a folder */
               _ ("The way back could not be noted in “%s”, so nothing was changed."), shown);
  return FALSE;
}

/* What was done can no longer be undone by another run. */
static void
forget (PlExportReceipt *self)
{
  if (self->note != NULL)
    g_unlink (self->note);
  g_clear_pointer (&self->note, g_free);
}

/**
 * pl_export_receipt_discard:
 *
 * For an export that came to nothing or was undone: forgets it and takes its copies away.
 */
void
pl_export_receipt_discard (PlExportReceipt *self)
{
  for (guint i = 0; i < self->written->len; i++)
    {
      const PlExportWritten *written = self->written->pdata[i];

      if (written->backup != NULL)
        g_unlink (written->backup);
    }
  forget (self);
}

static PlExportReceipt *
load (const char *note, PlExportPlace *place, const char *address)
{
  g_autoptr (PlExportFile) file = pl_export_file_read (note, NULL);
  g_autoptr (PlExportReceipt) receipt = NULL;
  const char *json;
  gsize length;

  if (file == NULL || g_bytes_get_size (pl_export_file_get_contents (file)) > LARGEST_RECEIPT)
    return NULL;

  json = g_bytes_get_data (pl_export_file_get_contents (file), &length);
  receipt = pl_export_receipt_from_json (json != NULL ? json : "", (gssize) length, place);
  if (receipt == NULL || (address != NULL && g_ascii_strcasecmp (receipt->address, address) != 0))
    return NULL;

  receipt->note = g_strdup (note);
  return g_steal_pointer (&receipt);
}

/* Noted, and then never written: every file still is what its copy is. */
static gboolean
came_to_nothing (PlExportReceipt *self)
{
  for (guint i = 0; i < self->written->len; i++)
    {
      const PlExportWritten *written = self->written->pdata[i];
      g_autoptr (PlExportFile) now = pl_export_file_read (written->path, NULL);
      g_autoptr (PlExportFile) before =
          written->backup != NULL ? pl_export_file_read (written->backup, NULL) : NULL;

      if (now == NULL || pl_export_file_exists (now) != (before != NULL) ||
          (before != NULL && !g_bytes_equal (pl_export_file_get_contents (now),
                                             pl_export_file_get_contents (before))))
        return FALSE;
    }
  return TRUE;
}

/**
 * pl_export_receipt_find:
 * @address: (nullable): the account's; %NULL for any
 *
 * Who can write a note decides which files are put back and which copies go: an administrator takes none
 * from somebody else.
 *
 * Returns: (transfer full): the last export of it to @place, or %NULL with
 *   %PL_EXPORT_ERROR_NOTHING_TO_UNDO or %PL_EXPORT_ERROR_NOT_ALLOWED
 */
PlExportReceipt *
pl_export_receipt_find (PlExportPlace *place, const char *address, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GPtrArray) notes = list_notes ();

  if (!pl_export_check_owner (folder, error))
    return NULL;

  for (guint i = notes->len; i > 0; i--)
    {
      g_autoptr (PlExportReceipt) receipt = load (notes->pdata[i - 1], place, address);

      if (receipt != NULL && came_to_nothing (receipt))
        pl_export_receipt_discard (receipt);
      else if (receipt != NULL)
        return g_steal_pointer (&receipt);
    }

  g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_NOTHING_TO_UNDO,
               /* Translators: %s is a mail program, perhaps with its profile */
               _ ("Nothing of this account was changed in %s that could be undone."),
               pl_export_place_get_title (place));
  return NULL;
}
