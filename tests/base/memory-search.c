// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory-search.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define HIDE 0xa5 /* makes bytes that are no ASCII of those that are */
#define LARGEST_REGION (256ul * 1024 * 1024) /* bytes: what is larger is a sanitizer's own */

/**
 * memory_needle_draw:
 * @needle: (out): random letters and digits that never stood in clear
 * @length: in bytes, at most 64
 *
 * From here on what is freed stays as it is: Meson has the allocator overwrite it (MALLOC_PERTURB_), and
 * much of what is looked for would not be found.
 */
void
memory_needle_draw (MemoryNeedle *needle, gsize length)
{
  static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

#ifdef M_PERTURB
  (void) mallopt (M_PERTURB, 0);
#endif
  needle->length = length;
  for (gsize i = 0; i < length; i++)
    needle->bytes[i] = (guint8) letters[g_random_int_range (0, sizeof letters - 1)] ^ HIDE;
}

/**
 * memory_needle_show:
 * @text: (out): as many bytes as the needle is long and a NUL; the caller wipes it
 */
void
memory_needle_show (const MemoryNeedle *needle, char *text)
{
  for (gsize i = 0; i < needle->length; i++)
    text[i] = (char) (needle->bytes[i] ^ HIDE);
  text[needle->length] = '\0';
}

/* Byte by byte, with nothing between that would copy or complain: what was freed is read, too. The first
 * bytes of what was freed are the allocator's, so the end of the needle counts. */
__attribute__ ((no_sanitize_address, no_sanitize_undefined)) static guint
count_in (const volatile guint8 *from, gsize size, const guint8 *hidden, gsize length)
{
  guint n = 0;

  for (gsize at = 0; at + length <= size; at++)
    {
      gsize i = 0;

      while (i < length && (from[at + i] ^ HIDE) == hidden[i])
        i++;
      n += i == length;
    }
  return n;
}

/* The pages of one region that were ever used, run by run. */
static guint
count_in_region (gsize from, gsize to, const guint8 *hidden, gsize length)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize n_pages = (to - from) / page;
  g_autofree guchar *used = g_malloc (n_pages);
  gsize begin = 0;
  guint n = 0;

  if (mincore ((void *) from, to - from, used) != 0)
    return 0;

  for (gsize i = 0; i <= n_pages; i++)
    if (i == n_pages || (used[i] & 1) == 0)
      {
        n += count_in ((const volatile guint8 *) (from + begin * page), (i - begin) * page, hidden,
                       length);
        begin = i + 1;
      }
  return n;
}

/**
 * memory_count:
 *
 * Returns: at how many places the second half of @needle stands in the memory that can be written to
 */
guint
memory_count (const MemoryNeedle *needle)
{
  FILE *maps = fopen ("/proc/self/maps", "re");
  gsize half = needle->length / 2;
  char line[512];
  guint n = 0;

  g_assert_nonnull (maps);
  while (fgets (line, sizeof line, maps) != NULL)
    {
      unsigned long from;
      unsigned long to;
      char rights[8];

      if (sscanf (line, "%lx-%lx %7s", &from, &to, rights) == 3 && strncmp (rights, "rw", 2) == 0 &&
          to - from <= LARGEST_REGION)
        n += count_in_region (from, to, needle->bytes + half, needle->length - half);
    }
  fclose (maps);
  return n;
}
