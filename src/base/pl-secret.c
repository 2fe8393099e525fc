// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

struct _PlSecret
{
  gatomicrefcount refs;
  gsize length; /* bytes, without the final NUL */
  gsize mapped; /* bytes of the mapping that bytes begins */
  char *bytes; /* owned, a mapping of its own */
};

/**
 * pl_secret_new:
 * @bytes: copied; the caller wipes the original
 * @length: in bytes, or -1 when NUL-terminated
 *
 * Returns: (transfer full):
 */
PlSecret *
pl_secret_new (const char *bytes, gssize length)
{
  PlSecret *secret = g_new0 (PlSecret, 1);
  gsize page = (gsize) sysconf (_SC_PAGESIZE);

  g_atomic_ref_count_init (&secret->refs);
  secret->length = length < 0 ? strlen (bytes) : (gsize) length;
  secret->mapped = (secret->length + 1 + page - 1) / page * page;

  /* A page of its own, so that locking and keeping it out of core dumps touches nothing else. */
  secret->bytes =
      mmap (NULL, secret->mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (secret->bytes == MAP_FAILED)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", secret->length);

  /* Both may be refused (RLIMIT_MEMLOCK); the secret is then as safe as any other memory. */
  (void) mlock (secret->bytes, secret->mapped);
  (void) madvise (secret->bytes, secret->mapped, MADV_DONTDUMP);

  if (secret->length > 0)
    memcpy (secret->bytes, bytes, secret->length);
  return secret;
}

PlSecret *
pl_secret_ref (PlSecret *secret)
{
  g_atomic_ref_count_inc (&secret->refs);
  return secret;
}

void
pl_secret_unref (PlSecret *secret)
{
  if (!g_atomic_ref_count_dec (&secret->refs))
    return;

  pl_secret_wipe (secret->bytes, secret->mapped);
  munmap (secret->bytes, secret->mapped);
  g_free (secret);
}

/**
 * pl_secret_peek:
 *
 * Returns: (transfer none): the bytes with a NUL behind them; copy them only into memory that is
 *   wiped afterwards
 */
const char *
pl_secret_peek (const PlSecret *secret)
{
  return secret->bytes;
}

gsize
pl_secret_get_length (const PlSecret *secret)
{
  return secret->length;
}

/**
 * pl_secret_equal:
 * @a: (nullable):
 * @b: (nullable):
 */
gboolean
pl_secret_equal (const PlSecret *a, const PlSecret *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->length == b->length && memcmp (a->bytes, b->bytes, a->length) == 0;
}

static gboolean
is_invisible (gunichar c)
{
  return g_unichar_iszerowidth (c) || g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x00a0 ||
         c == 0x2007 || c == 0x202f || (g_unichar_iscntrl (c) && c != '\t');
}

/**
 * pl_secret_describe_traits:
 *
 * Which kinds of characters may make trouble, never which characters or how many.
 *
 * Returns: (transfer full): words of `non-ascii`, `invisible`, `blank-at-start`, `blank-at-end`,
 *   `not-utf8`, `empty`, separated by blanks; an empty string for a plain password
 */
char *
pl_secret_describe_traits (const PlSecret *secret)
{
  g_autoptr (GPtrArray) traits = g_ptr_array_new ();
  gboolean non_ascii = FALSE;
  gboolean invisible = FALSE;

  if (secret->length == 0)
    return g_strdup ("empty");

  if (!g_utf8_validate_len (secret->bytes, secret->length, NULL))
    return g_strdup ("not-utf8 non-ascii");

  for (const char *p = secret->bytes; p < secret->bytes + secret->length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      non_ascii |= c > 0x7f;
      invisible |= is_invisible (c);
    }

  if (non_ascii)
    g_ptr_array_add (traits, (gpointer) "non-ascii");
  if (invisible)
    g_ptr_array_add (traits, (gpointer) "invisible");
  if (g_ascii_isspace (secret->bytes[0]))
    g_ptr_array_add (traits, (gpointer) "blank-at-start");
  if (g_ascii_isspace (secret->bytes[secret->length - 1]))
    g_ptr_array_add (traits, (gpointer) "blank-at-end");
  g_ptr_array_add (traits, NULL);

  return g_strjoinv (" ", (char **) traits->pdata);
}

/**
 * pl_secret_wipe:
 * @memory: (nullable):
 * @length: in bytes
 *
 * Overwrites in a way that the compiler does not leave out.
 */
void
pl_secret_wipe (gpointer memory, gsize length)
{
  if (memory != NULL && length > 0)
    explicit_bzero (memory, length);
}

/**
 * pl_secret_free_string:
 * @text: (transfer full) (nullable):
 */
void
pl_secret_free_string (char *text)
{
  if (text == NULL)
    return;

  pl_secret_wipe (text, strlen (text));
  g_free (text);
}

/* As it was before this process was protected. */
static struct rlimit core_limit;
static gboolean has_core_limit;

/**
 * pl_secret_protect_process:
 *
 * No core dumps. Called once by each program before a password is read. PR_SET_DUMPABLE would also
 * keep debuggers out, but the desktop portals then cannot look at the process and turn it away. Only
 * the limit in force is lowered, not how far it may be raised: that could not be given back to the
 * programs that are started from here.
 *
 * One byte, where that can be had: too little for a file, and Linux' sign for "nothing" where
 * core_pattern names a program, which a limit of 0 does not hold back (do_coredump() in fs/coredump.c;
 * core(5), "Piping core dumps to a program").
 */
void
pl_secret_protect_process (void)
{
  struct rlimit least;

  if (has_core_limit || getrlimit (RLIMIT_CORE, &core_limit) != 0)
    return;

  has_core_limit = TRUE;
  least = (struct rlimit){ MIN (1, core_limit.rlim_max), core_limit.rlim_max };
  (void) setrlimit (RLIMIT_CORE, &least);
}

/**
 * pl_secret_unprotect_child:
 *
 * A #GSpawnChildSetupFunc: gives the limit for core dumps that this process has found to another program
 * that is started, which has secrets of its own to decide about.
 */
void
pl_secret_unprotect_child (gpointer unused)
{
  if (has_core_limit)
    (void) setrlimit (RLIMIT_CORE, &core_limit);
}
