// SPDX-License-Identifier: GPL-3.0-or-later
/* The files, in a folder of their own:
 *
 *     0123456789abcdef.json     an unfinished account
 *     0123456789abcdef.lock     held by flock() while a window works on it
 *     0123456789abcdef.broken   what could not be read, set aside; its time is when
 *
 * The lock is not on the account's file itself, which is replaced each time it is written. */
#include "setup/pl-draft-store.h"

#include "base/pl-json-object.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ID_DIGITS 16
#define MOST_FILES 64 /* that are looked at */
#define BROKEN_DAYS 30 /* for which what could not be read is kept */

struct _PlDraftStore
{
  gatomicrefcount refs;
  char *folder; /* owned */
  GMutex lock;
  GHashTable *claimed; /* owned: id, char -> descriptor of its lock; under lock */
};

void
pl_stored_draft_free (PlStoredDraft *stored)
{
  g_free (stored->id);
  g_clear_pointer (&stored->draft, pl_draft_free);
  g_free (stored);
}

static void
close_lock (gpointer data)
{
  close (GPOINTER_TO_INT (data));
}

/**
 * pl_draft_store_new:
 * @folder: is made when there is something to keep
 *
 * Returns: (transfer full):
 */
PlDraftStore *
pl_draft_store_new (const char *folder)
{
  PlDraftStore *self = g_new0 (PlDraftStore, 1);

  g_atomic_ref_count_init (&self->refs);
  self->folder = g_strdup (folder);
  g_mutex_init (&self->lock);
  self->claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, close_lock);
  return self;
}

PlDraftStore *
pl_draft_store_ref (PlDraftStore *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
pl_draft_store_unref (PlDraftStore *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_hash_table_unref (self->claimed);
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_free (self);
}

static char *
make_path (PlDraftStore *self, const char *id, const char *suffix)
{
  g_autofree char *name = g_strconcat (id, suffix, NULL);

  return g_build_filename (self->folder, name, NULL);
}

/**
 * pl_draft_store_make_id:
 *
 * Returns: (transfer full): for a new draft
 */
char *
pl_draft_store_make_id (void)
{
  return g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
}

/* --- Locks --- */

/* Whoever gives a lock up removes its file: one that was opened before that and locked after it holds
 * nothing any more. */
static gboolean
is_still_there (int fd, const char *path)
{
  struct stat held;
  struct stat there;

  return fstat (fd, &held) == 0 && g_lstat (path, &there) == 0 && held.st_ino == there.st_ino &&
         held.st_dev == there.st_dev;
}

static int
open_lock (PlDraftStore *self, const char *id)
{
  g_autofree char *path = make_path (self, id, ".lock");
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0 && is_still_there (fd, path))
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/**
 * pl_draft_store_claim:
 *
 * Returns: whether the draft is the caller's from now on; %FALSE when another window has it
 */
gboolean
pl_draft_store_claim (PlDraftStore *self, const char *id)
{
  int fd;

  (void) g_mkdir_with_parents (self->folder, 0700);
  g_mutex_lock (&self->lock);
  fd = g_hash_table_contains (self->claimed, id) ? -1 : open_lock (self, id);
  if (fd >= 0)
    g_hash_table_insert (self->claimed, g_strdup (id), GINT_TO_POINTER (fd));
  g_mutex_unlock (&self->lock);
  return fd >= 0;
}

/**
 * pl_draft_store_release:
 *
 * The window that had it is gone; other ones may offer it.
 */
void
pl_draft_store_release (PlDraftStore *self, const char *id)
{
  g_autofree char *path = make_path (self, id, ".lock");

  g_mutex_lock (&self->lock);
  if (g_hash_table_contains (self->claimed, id))
    (void) g_unlink (path);
  g_hash_table_remove (self->claimed, id);
  g_mutex_unlock (&self->lock);
}

/* In one go: whoever claims it beside this is not refused for that. */
static gboolean
is_free (PlDraftStore *self, const char *id)
{
  g_autofree char *path = make_path (self, id, ".lock");
  int fd;

  g_mutex_lock (&self->lock);
  fd = g_hash_table_contains (self->claimed, id) ? -1 : open_lock (self, id);
  if (fd >= 0)
    {
      (void) g_unlink (path);
      close (fd);
    }
  g_mutex_unlock (&self->lock);
  return fd >= 0;
}

/* --- Files --- */

/* Only a plain file of our own that nobody else could have written.
 * Returns: (transfer full) (nullable): */
static char *
read_file (const char *path, gsize *length)
{
  g_autofree char *text = g_malloc (PL_JSON_OBJECT_LARGEST + 1);
  struct stat status;
  gssize n = -1;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_uid == geteuid () &&
      (status.st_mode & (S_IWGRP | S_IWOTH)) == 0 && status.st_size <= PL_JSON_OBJECT_LARGEST)
    n = pread (fd, text, PL_JSON_OBJECT_LARGEST, 0);
  close (fd);
  if (n < 0)
    return NULL;

  *length = (gsize) n;
  text[n] = '\0';
  return g_steal_pointer (&text);
}

static gboolean
is_id (const char *id)
{
  return strlen (id) == ID_DIGITS && strspn (id, "0123456789abcdef") == ID_DIGITS;
}

/* What cannot be read is not tried again, and not thrown away either. */
static PlDraft *
read_draft (PlDraftStore *self, const char *id)
{
  g_autofree char *path = make_path (self, id, ".json");
  g_autofree char *aside = make_path (self, id, ".broken");
  gsize length = 0;
  g_autofree char *text = read_file (path, &length);
  PlDraft *draft = text != NULL ? pl_draft_parse (text, length) : NULL;

  if (draft == NULL && g_rename (path, aside) == 0)
    (void) utimensat (AT_FDCWD, aside, NULL, AT_SYMLINK_NOFOLLOW);
  return draft;
}

/* The newest stays however old it is: whoever asks what has become of an entry finds it. No other file
 * is touched, and a folder of that name is not removed by this. */
static void
tidy_broken (PlDraftStore *self)
{
  const gint64 oldest = g_get_real_time () / G_USEC_PER_SEC - (gint64) BROKEN_DAYS * 24 * 60 * 60;
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  g_autofree char *newest = NULL;
  gint64 newest_time = G_MININT64;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *id = g_str_has_suffix (name, ".broken") ? g_strndup (name, ID_DIGITS) : NULL;
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      GStatBuf status;

      if (id == NULL || !is_id (id) || strlen (name) != ID_DIGITS + strlen (".broken") ||
          g_lstat (path, &status) != 0)
        continue;

      /* The one that was the newest until now takes its place. */
      if (status.st_mtime > newest_time)
        {
          g_autofree char *former = g_steal_pointer (&newest);
          gint64 former_time = newest_time;

          newest = g_steal_pointer (&path);
          newest_time = status.st_mtime;
          path = g_steal_pointer (&former);
          status.st_mtime = former_time;
        }
      if (path != NULL && status.st_mtime < oldest)
        (void) g_unlink (path);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = pl_draft_get_saved_at ((*(PlStoredDraft *const *) a)->draft);
  gint64 other = pl_draft_get_saved_at ((*(PlStoredDraft *const *) b)->draft);

  return one < other ? 1 : one > other ? -1 : 0;
}

/**
 * pl_draft_store_list:
 *
 * Tidies up behind what could not be read, too.
 *
 * Returns: (transfer full) (element-type PlStoredDraft): the newest that no window has, at most
 *   %PL_DRAFTS_MOST
 */
GPtrArray *
pl_draft_store_list (PlDraftStore *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_stored_draft_free);
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  while (folder != NULL && n_files < MOST_FILES && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *id = g_str_has_suffix (name, ".json") ? g_strndup (name, ID_DIGITS) : NULL;
      PlDraft *draft;
      PlStoredDraft *stored;

      if (id == NULL || !is_id (id) || strlen (name) != ID_DIGITS + strlen (".json"))
        continue;
      n_files++;
      if (!is_free (self, id))
        continue;
      draft = read_draft (self, id);
      if (draft == NULL)
        continue;
      stored = g_new0 (PlStoredDraft, 1);
      stored->id = g_steal_pointer (&id);
      stored->draft = draft;
      g_ptr_array_add (drafts, stored);
    }

  tidy_broken (self);
  g_ptr_array_sort (drafts, compare);
  g_ptr_array_set_size (drafts, (int) MIN (drafts->len, PL_DRAFTS_MOST));
  return drafts;
}

/**
 * pl_draft_store_save:
 * @id: claimed
 * @text: as pl_setup_dup_draft() gives it
 *
 * Replaces the file as a whole: a crash leaves the former one.
 */
gboolean
pl_draft_store_save (PlDraftStore *self, const char *id, const char *text, GError **error)
{
  g_autofree char *path = make_path (self, id, ".json");

  (void) g_mkdir_with_parents (self->folder, 0700);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * pl_draft_store_remove:
 *
 * The account is finished, or nobody wants it any more.
 */
void
pl_draft_store_remove (PlDraftStore *self, const char *id)
{
  g_autofree char *path = make_path (self, id, ".json");

  (void) g_unlink (path);
}
