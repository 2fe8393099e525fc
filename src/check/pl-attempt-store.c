// SPDX-License-Identifier: GPL-3.0-or-later
/* The file, one refused sign-in a line, after a first line with the key of its hashes:
 *
 *     postlotse-attempts 1 <key>
 *     <µs since 1970> <run> <hash of the host> <hash of host and user>
 *
 * It is rewritten in place under flock(): a rename would take the lock away from under others. What a
 * crash leaves half written is passed over when it is read. */
#include "check/pl-attempt-store-private.h"

#include "base/pl-text.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "postlotse-attempts 1 "
#define KEY_LENGTH 16 /* bytes */
#define HASH_DIGITS 32 /* hexadecimal ones: enough to tell a few hundred accounts apart */
#define RUN_DIGITS 16
#define MOST_BYTES (128 * 1024) /* of the file that are looked at */
#define MOST_LOCK_TRIES 20
#define LOCK_WAIT_US 10000 /* between them: a sign-in does not wait for somebody's lock */

/* One line. */
typedef struct
{
  gint64 at; /* µs since 1970 */
  char run[RUN_DIGITS + 1];
  char host[HASH_DIGITS + 1];
  char account[HASH_DIGITS + 1];
} Mark;

struct _PlAttemptStore
{
  char *path; /* owned */
  PlWallClockFunc clock;
  gint64 memory; /* µs */
  char run[RUN_DIGITS + 1]; /* which lines are our own; constant */
  GMutex lock;
  char key[2 * KEY_LENGTH + 1]; /* of the file; empty: not read yet; under lock */
  GArray *others; /* owned: Mark, those of other runs; under lock */
};

static void
draw (char *digits, gsize n_bytes)
{
  guint8 bytes[KEY_LENGTH];
  g_autofree char *text = NULL;

  g_assert (n_bytes <= sizeof bytes);
  /* Nothing secret hangs on it: where the kernel has no randomness yet, the clock has to do. */
  if (getrandom (bytes, n_bytes, GRND_NONBLOCK) != (gssize) n_bytes)
    for (gsize i = 0; i < n_bytes; i++)
      bytes[i] = (guint8) g_random_int ();
  text = pl_text_format_bytes_hex (bytes, n_bytes);
  memcpy (digits, text, 2 * n_bytes + 1);
}

/**
 * pl_attempt_store_new:
 * @path: the file; it and its folder are made when there is something to keep
 * @memory_s: seconds for which a refusal counts
 *
 * Returns: (transfer full): an empty store; nothing is read by this
 */
PlAttemptStore *
pl_attempt_store_new (const char *path, PlWallClockFunc clock, guint memory_s)
{
  PlAttemptStore *self = g_new0 (PlAttemptStore, 1);

  self->path = g_strdup (path);
  self->clock = clock;
  self->memory = (gint64) memory_s * G_USEC_PER_SEC;
  draw (self->run, RUN_DIGITS / 2);
  g_mutex_init (&self->lock);
  self->others = g_array_new (FALSE, FALSE, sizeof (Mark));
  return self;
}

void
pl_attempt_store_free (PlAttemptStore *self)
{
  g_array_unref (self->others);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}

/* --- Lines --- */

static void
compute_hash (const char *key, const char *host, const char *username, char *hash)
{
  g_autofree char *folded = g_ascii_strdown (host, -1);
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key));

  g_hmac_update (hmac, (const guchar *) folded, (gssize) strlen (folded) + 1);
  if (username != NULL)
    g_hmac_update (hmac, (const guchar *) username, (gssize) strlen (username) + 1);
  g_strlcpy (hash, g_hmac_get_string (hmac), HASH_DIGITS + 1);
}

static gboolean
take_digits (const char *word, gsize n_digits, char *digits)
{
  if (strlen (word) != n_digits || strspn (word, "0123456789abcdef") != n_digits)
    return FALSE;

  memcpy (digits, word, n_digits + 1);
  return TRUE;
}

static gboolean
parse_mark (const char *line, Mark *mark)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 5);

  return g_strv_length (words) == 4 &&
         g_ascii_string_to_signed (words[0], 10, 0, G_MAXINT64, &mark->at, NULL) &&
         take_digits (words[1], RUN_DIGITS, mark->run) &&
         take_digits (words[2], HASH_DIGITS, mark->host) &&
         take_digits (words[3], HASH_DIGITS, mark->account);
}

/* A time that is yet to come is from before the clock was put right: nobody knows how old it is. */
static gboolean
counts_still (PlAttemptStore *self, const Mark *mark)
{
  gint64 now = self->clock ();

  return mark->at <= now && now - mark->at < self->memory;
}

/* Returns: (transfer full): the Marks that count still, with the file's key in @key: a new one where
 *   there was none to be read */
static GArray *
parse (PlAttemptStore *self, const char *text, char *key)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Mark mark;

  if (lines[0] == NULL || !g_str_has_prefix (lines[0], MAGIC) ||
      !take_digits (lines[0] + strlen (MAGIC), (gsize) 2 * KEY_LENGTH, key))
    {
      draw (key, KEY_LENGTH);
      return marks;
    }

  for (guint i = 1; lines[i] != NULL; i++)
    if (parse_mark (lines[i], &mark) && counts_still (self, &mark))
      g_array_append_val (marks, mark);
  return marks;
}

static char *
format (const char *key, GArray *marks)
{
  GString *text = g_string_new (MAGIC);
  guint first = marks->len > PL_ATTEMPT_STORE_MOST ? marks->len - PL_ATTEMPT_STORE_MOST : 0;

  g_string_append_printf (text, "%s\n", key);
  for (guint i = first; i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s %s\n", mark->at, mark->run,
                              mark->host, mark->account);
    }

  return g_string_free (text, FALSE);
}

/* --- The file --- */

static gboolean
lock_file (int fd)
{
  for (guint i = 0; i < MOST_LOCK_TRIES; i++)
    {
      if (flock (fd, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
      g_usleep (LOCK_WAIT_US);
    }

  return FALSE;
}

/* Only a plain file of our own is used, and nobody else gets to read it.
 * Returns: -1, or a descriptor with the lock; closing it gives the lock back */
static int
open_locked (PlAttemptStore *self, gboolean make)
{
  int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (make ? O_CREAT : 0);
  g_autofree char *folder = g_path_get_dirname (self->path);
  struct stat status;
  int fd;

  if (make)
    (void) g_mkdir_with_parents (folder, 0700);
  fd = g_open (self->path, flags, 0600);
  if (fd < 0)
    return -1;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_uid == geteuid () &&
      fchmod (fd, 0600) == 0 && lock_file (fd))
    return fd;

  close (fd);
  return -1;
}

static char *
read_file (int fd)
{
  g_autofree char *text = g_malloc (MOST_BYTES + 1);
  gsize length = 0;
  gssize n = 1;

  while (n > 0 && length < MOST_BYTES)
    {
      n = pread (fd, text + length, MOST_BYTES - length, (off_t) length);
      length += n > 0 ? (gsize) n : 0;
    }
  text[length] = '\0';
  return g_steal_pointer (&text);
}

/* What cannot be written whole is emptied: an old state would count what is forgiven already. */
static void
write_file (int fd, const char *text)
{
  gsize length = strlen (text);

  if (ftruncate (fd, 0) == 0 && pwrite (fd, text, length, 0) != (gssize) length)
    (void) !ftruncate (fd, 0);
}

static void
take_marks (PlAttemptStore *self, const char *key, GArray *marks)
{
  g_mutex_lock (&self->lock);
  memcpy (self->key, key, sizeof self->key);
  g_array_set_size (self->others, 0);
  for (guint i = 0; i < marks->len; i++)
    if (strcmp (g_array_index (marks, Mark, i).run, self->run) != 0)
      g_array_append_vals (self->others, &g_array_index (marks, Mark, i), 1);
  g_mutex_unlock (&self->lock);
}

/**
 * pl_attempt_store_load:
 *
 * Reads what other runs have left. May wait for the disk.
 */
void
pl_attempt_store_load (PlAttemptStore *self)
{
  char key[2 * KEY_LENGTH + 1];
  g_autofree char *text = NULL;
  g_autoptr (GArray) marks = NULL;
  int fd = open_locked (self, FALSE);

  if (fd < 0)
    return;

  text = read_file (fd);
  close (fd);
  marks = parse (self, text, key);
  take_marks (self, key, marks);
}

/**
 * pl_attempt_store_add:
 *
 * Tells other runs that @host has refused @username just now. May wait for the disk.
 */
void
pl_attempt_store_add (PlAttemptStore *self, const char *host, const char *username)
{
  char key[2 * KEY_LENGTH + 1];
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GArray) marks = NULL;
  Mark mark = { .at = self->clock () };
  int fd = open_locked (self, TRUE);

  if (fd < 0)
    return;

  text = read_file (fd);
  marks = parse (self, text, key);
  memcpy (mark.run, self->run, sizeof mark.run);
  compute_hash (key, host, NULL, mark.host);
  compute_hash (key, host, username, mark.account);
  g_array_append_val (marks, mark);
  changed = format (key, marks);
  write_file (fd, changed);
  close (fd);
  take_marks (self, key, marks);
}

/**
 * pl_attempt_store_remove:
 *
 * @host has accepted @username: what it refused before counts no more, for other runs neither.
 */
void
pl_attempt_store_remove (PlAttemptStore *self, const char *host, const char *username)
{
  char key[2 * KEY_LENGTH + 1];
  char account[HASH_DIGITS + 1];
  g_autofree char *text = NULL;
  g_autoptr (GArray) marks = NULL;
  guint n_before;
  int fd = open_locked (self, FALSE);

  if (fd < 0)
    return;

  text = read_file (fd);
  marks = parse (self, text, key);
  compute_hash (key, host, username, account);
  n_before = marks->len;
  for (guint i = marks->len; i > 0; i--)
    if (strcmp (g_array_index (marks, Mark, i - 1).account, account) == 0)
      g_array_remove_index (marks, i - 1);
  if (marks->len != n_before)
    {
      g_autofree char *changed = format (key, marks);

      write_file (fd, changed);
    }
  close (fd);
  take_marks (self, key, marks);
}

/**
 * pl_attempt_store_count:
 * @username: (nullable): %NULL for whichever user
 * @age_us: (out): µs since the last of them; unchanged where there is none
 *
 * From memory: never waits for the disk.
 *
 * Returns: how many refusals other runs have told of
 */
guint
pl_attempt_store_count (PlAttemptStore *self,
                        const char *host,
                        const char *username,
                        gint64 *age_us)
{
  char hash[HASH_DIGITS + 1];
  guint n = 0;

  g_mutex_lock (&self->lock);
  compute_hash (self->key, host, username, hash);
  for (guint i = 0; i < self->others->len; i++)
    {
      const Mark *mark = &g_array_index (self->others, Mark, i);

      if (strcmp (username != NULL ? mark->account : mark->host, hash) != 0 ||
          !counts_still (self, mark))
        continue;
      n++;
      *age_us = self->clock () - mark->at;
    }
  g_mutex_unlock (&self->lock);

  return n;
}
