// SPDX-License-Identifier: GPL-3.0-or-later
/* Runs a fuzz target without libFuzzer: every seed of its corpus, then mutations of them. The same
 * ones each time, so that a failure can be repeated; bounded in number and in time.
 *
 *   fuzz-NAME CORPUS [ROUNDS]
 *
 * CORPUS is a folder of seeds; CORPUS.dict beside it, if it exists, has one token a line, written as
 * g_strescape() would. */
#include <glib.h>

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define USUAL_ROUNDS 20000
#define MOST_SECONDS 5
#define LONGEST_INPUT 65536
#define MOST_CHANGES 6

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
void __sanitizer_set_death_callback (void (*callback) (void)) __attribute__ ((weak));

/* What is being tried, for the last words of a target that crashes. */
static const guint8 *tried;
static gsize tried_length;

typedef struct
{
  GPtrArray *seeds; /* owned: GBytes */
  GPtrArray *tokens; /* owned: GBytes */
  guint64 state; /* of the random numbers */
} Fuzz;

/* xorshift64*: good enough to spread changes, and the same everywhere. */
static guint
pick (Fuzz *fuzz, guint below)
{
  fuzz->state ^= fuzz->state >> 12;
  fuzz->state ^= fuzz->state << 25;
  fuzz->state ^= fuzz->state >> 27;
  return below > 0 ? (guint) ((fuzz->state * 0x2545f4914f6cdd1dULL) >> 33) % below : 0;
}

static void
say_input (void)
{
  char text[64];

  for (gsize i = 0; i < tried_length; i++)
    {
      int n = snprintf (text, sizeof text, "%s%02x", i % 32 == 0 ? "\n# input " : "", tried[i]);

      if (write (STDERR_FILENO, text, (size_t) n) < 0)
        return;
    }
  if (write (STDERR_FILENO, "\n", 1) < 0)
    return;
}

static void
die_cb (int number)
{
  say_input ();
  signal (number, SIG_DFL);
  raise (number);
}

/* The input lies in memory of exactly its size, so that a read beyond it is seen. */
static void
try_input (const guint8 *bytes, gsize length)
{
  g_autofree guint8 *exact = g_malloc (MAX (length, 1));

  if (length > 0)
    memcpy (exact, bytes, length);
  tried = exact;
  tried_length = length;
  LLVMFuzzerTestOneInput (exact, length);
  tried_length = 0;
}

static void
insert (GByteArray *input, guint at, const guint8 *bytes, guint length)
{
  guint old = input->len;

  if (length == 0 || old + length > LONGEST_INPUT)
    return;
  g_byte_array_set_size (input, old + length);
  memmove (input->data + at + length, input->data + at, old - at);
  memcpy (input->data + at, bytes, length);
}

static void
remove_some (Fuzz *fuzz, GByteArray *input)
{
  guint at = pick (fuzz, input->len);

  if (input->len > 0)
    g_byte_array_remove_range (input, at, 1 + pick (fuzz, MIN (input->len - at, 16)));
}

static void
repeat_some (Fuzz *fuzz, GByteArray *input)
{
  guint at = pick (fuzz, input->len);
  guint length = 1 + pick (fuzz, MIN (input->len - at, 64));
  g_autofree guint8 *piece = NULL;

  if (input->len == 0)
    return;
  piece = g_memdup2 (input->data + at, MIN (length, input->len - at));
  insert (input, at, piece, MIN (length, input->len - at));
}

static void
splice (Fuzz *fuzz, GByteArray *input)
{
  gsize size;
  GBytes *other = fuzz->seeds->pdata[pick (fuzz, fuzz->seeds->len)];
  const guint8 *bytes = g_bytes_get_data (other, &size);
  guint from = pick (fuzz, (guint) size);

  g_byte_array_set_size (input, pick (fuzz, input->len + 1));
  if (size > 0)
    insert (input, input->len, bytes + from, (guint) size - from);
}

static void
insert_token (Fuzz *fuzz, GByteArray *input)
{
  gsize size;
  const guint8 *bytes;

  if (fuzz->tokens->len == 0)
    return;
  bytes = g_bytes_get_data (fuzz->tokens->pdata[pick (fuzz, fuzz->tokens->len)], &size);
  insert (input, pick (fuzz, input->len + 1), bytes, (guint) size);
}

static void
change (Fuzz *fuzz, GByteArray *input)
{
  static const guint8 telling[] = { 0x00, 0x7f, 0x80, 0xff, '\r', '\n', ' ', '"', '{', '(' };
  guint8 byte = telling[pick (fuzz, sizeof telling)];
  guint at = pick (fuzz, input->len);

  switch (pick (fuzz, 8))
    {
    case 0:
    case 1:
      if (input->len > 0)
        input->data[at] ^= (guint8) (1u << pick (fuzz, 8));
      break;
    case 2:
      if (input->len > 0)
        input->data[at] = byte;
      break;
    case 3:
      insert (input, at, &byte, 1);
      break;
    case 4:
      remove_some (fuzz, input);
      break;
    case 5:
      repeat_some (fuzz, input);
      break;
    case 6:
      splice (fuzz, input);
      break;
    default:
      insert_token (fuzz, input);
      break;
    }
}

static void
mutate (Fuzz *fuzz, GByteArray *input)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (fuzz->seeds->pdata[pick (fuzz, fuzz->seeds->len)], &size);
  guint n_changes = 1 + pick (fuzz, MOST_CHANGES);

  g_byte_array_set_size (input, 0);
  g_byte_array_append (input, bytes, (guint) MIN (size, LONGEST_INPUT));
  for (guint i = 0; i < n_changes; i++)
    change (fuzz, input);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names: the file system's own differs between machines. */
static gboolean
load_seeds (Fuzz *fuzz, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      char *contents = NULL;
      gsize length = 0;

      if (g_file_get_contents (names->pdata[i], &contents, &length, NULL))
        g_ptr_array_add (fuzz->seeds, g_bytes_new_take (contents, length));
    }
  return fuzz->seeds->len > 0;
}

static void
load_tokens (Fuzz *fuzz, const char *folder)
{
  g_autofree char *path = g_strconcat (folder, ".dict", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return;
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      {
        char *token = g_strcompress (lines[i]);

        g_ptr_array_add (fuzz->tokens, g_bytes_new_take (token, strlen (token)));
      }
}

static void
try_seeds (Fuzz *fuzz)
{
  for (guint i = 0; i < fuzz->seeds->len; i++)
    {
      gsize size;
      const guint8 *bytes = g_bytes_get_data (fuzz->seeds->pdata[i], &size);

      try_input (bytes, size);
    }
  g_print ("ok 1 - %u seeds\n", fuzz->seeds->len);
}

static void
try_mutations (Fuzz *fuzz, guint rounds)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();
  gint64 end_at = g_get_monotonic_time () + MOST_SECONDS * G_USEC_PER_SEC;
  guint n = 0;

  while (n < rounds && g_get_monotonic_time () < end_at)
    {
      mutate (fuzz, input);
      try_input (input->data, input->len);
      n++;
    }
  g_print ("ok 2 - %u mutations\n", n);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  Fuzz fuzz = { .seeds = seeds, .tokens = tokens, .state = 0x9e3779b97f4a7c15ULL };
  guint64 rounds = USUAL_ROUNDS;

  if (argc < 2 || argc > 3 ||
      (argc == 3 && !g_ascii_string_to_unsigned (argv[2], 10, 0, G_MAXUINT, &rounds, NULL)))
    {
      g_printerr ("Usage: %s CORPUS [ROUNDS]\n", argv[0]);
      return 2;
    }

  signal (SIGABRT, die_cb);
  signal (SIGTRAP, die_cb);
  if (__sanitizer_set_death_callback != NULL)
    __sanitizer_set_death_callback (say_input);
  else
    signal (SIGSEGV, die_cb);

  g_print ("1..2\n");
  if (!load_seeds (&fuzz, argv[1]))
    {
      g_print ("not ok 1 - %s has no seeds\n", argv[1]);
      return 1;
    }
  load_tokens (&fuzz, argv[1]);
  try_seeds (&fuzz);
  try_mutations (&fuzz, (guint) rounds);
  return 0;
}
