// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory-search.h"

#include "base/pl-secret-mask.h"
#include "base/pl-utf7.h"

#include <string.h>
#include <sys/resource.h>

#define NO_UTF8 '\xff'

static void
test_keeps_all_bytes (void)
{
  g_autoptr (PlSecret) secret = pl_secret_new (" pä\"ss\\ ", -1);
  g_autoptr (PlSecret) same = pl_secret_new (" pä\"ss\\ ", 9);
  g_autoptr (PlSecret) other = pl_secret_new (" pä\"ss\\", -1);

  g_assert_cmpstr (pl_secret_peek (secret), ==, " pä\"ss\\ ");
  g_assert_cmpuint (pl_secret_get_length (secret), ==, 9);
  g_assert_true (pl_secret_equal (secret, same));
  g_assert_false (pl_secret_equal (secret, other));
  g_assert_false (pl_secret_equal (secret, NULL));
  g_assert_true (pl_secret_equal (NULL, NULL));
}

static void
test_long_secret (void)
{
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autoptr (PlSecret) secret = pl_secret_new (text, -1);

  g_assert_cmpstr (pl_secret_peek (secret), ==, text);
}

static void
test_traits (void)
{
  static const struct
  {
    const char *password;
    const char *traits;
  } rows[] = {
    { "secret", "" },
    { "", "empty" },
    { "grün", "non-ascii" },
    { " secret", "blank-at-start" },
    { "secret\t", "blank-at-end" },
    { "two words", "" },
    { "sec\xe2\x80\x8bret", "non-ascii invisible" },
    { "secret\xc2\xa0", "non-ascii invisible" },
    { "gr\xfcn", "not-utf8 non-ascii" },
    { " ä ", "non-ascii blank-at-start blank-at-end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlSecret) secret = pl_secret_new (rows[i].password, -1);
      g_autofree char *traits = pl_secret_describe_traits (secret);

      g_assert_cmpstr (traits, ==, rows[i].traits);
    }
}

static void
assert_masked (const char *password, const char *text, const char *expected)
{
  g_autoptr (PlSecretMask) mask = pl_secret_mask_new ();
  g_autoptr (PlSecret) secret = pl_secret_new (password, -1);
  g_autofree char *masked = NULL;

  pl_secret_mask_add (mask, secret);
  masked = pl_secret_mask_apply (mask, text);
  g_assert_cmpstr (masked, ==, expected);
}

static void
test_mask_forms (void)
{
  assert_masked ("geheim", "LOGIN anna geheim", "LOGIN anna •••");
  assert_masked ("geheim", "GEHEIM and geheim", "••• and •••");
  assert_masked ("geheim", "676568656966 67656865696d", "676568656966 •••");
  assert_masked ("ge\"he\\im", "LOGIN anna \"ge\\\"he\\\\im\"", "LOGIN anna \"•••\"");
  assert_masked ("ge heim&", "password=ge%20heim%26", "password=•••");
  assert_masked ("ab", "about ab", "about ab"); /* too short to be told from words */
}

/* Whatever stands before and behind it inside base64, no run of six or more of the characters that
 * stand for the password may be left. */
static void
test_mask_base64 (void)
{
  const char *password = "Passw0rt-geheim";

  for (guint before = 0; before < 7; before++)
    {
      g_autofree char *user = g_strnfill (before, 'u');
      g_autofree char *plain = g_strdup_printf ("%s|%s|behind", user, password);
      g_autofree char *encoded = g_base64_encode ((guchar *) plain, strlen (plain));
      g_autofree char *text = g_strdup_printf ("AUTHENTICATE PLAIN %s", encoded);
      g_autoptr (PlSecretMask) mask = pl_secret_mask_new ();
      g_autoptr (PlSecret) secret = pl_secret_new (password, -1);
      g_autofree char *masked = NULL;
      gsize first = (before + 1) * 8 / 6 + 2;

      pl_secret_mask_add (mask, secret);
      masked = pl_secret_mask_apply (mask, text);
      g_assert_nonnull (strstr (masked, "•••"));
      for (gsize at = first; at + 6 < ((before + 1 + strlen (password)) * 8) / 6; at++)
        {
          g_autofree char *piece = g_strndup (encoded + at, 6);

          g_assert_null (strstr (masked, piece));
        }
    }
}

/* As iconv() writes it, which is what servers use. */
static void
test_utf7 (void)
{
  static const char *const letters[] = { "a", "Z",  "9",    "+",  "-", "/",
                                         "&", ",",  "~",    "\\", "=", "!",
                                         " ", "\t", "\x01", "ä",  "€", "\xf0\x9f\x98\x80" };
  static const struct
  {
    PlUtf7 form;
    const char *name;
  } forms[] = { { PL_UTF7_MAIL, "UTF-7" }, { PL_UTF7_FOLDERS, "UTF-7-IMAP" } };

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int length = g_test_rand_int_range (0, 12);

      for (int n = 0; n < length; n++)
        g_string_append (text, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
      for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
        {
          g_autofree char *expected =
              g_convert (text->str, -1, forms[f].name, "UTF-8", NULL, NULL, NULL);
          g_autofree char *encoded = pl_utf7_encode (text->str, text->len, forms[f].form);

          g_assert_cmpstr (encoded, ==, expected);
        }
    }
}

/* Into a mask and away. @before: what the forms escape; @n_behind: how many bytes that are no UTF-8 */
static void
use (const MemoryNeedle *needle, const char *before, gsize n_behind)
{
  g_autoptr (PlSecretMask) mask = pl_secret_mask_new ();
  g_autofree char *behind = g_strnfill (n_behind, NO_UTF8);
  gsize size = strlen (before) + needle->length + n_behind + 1;
  g_autofree char *whole = g_malloc (size);
  g_autoptr (PlSecret) secret = NULL;
  char text[80];

  memory_needle_show (needle, text);
  g_snprintf (whole, size, "%s%s%s", before, text, behind);
  secret = pl_secret_new (whole, -1);
  pl_secret_wipe (text, sizeof text);
  pl_secret_wipe (whole, size);
  pl_secret_mask_add (mask, secret);
  g_assert_cmpuint (memory_count (needle), >, 1);
}

/* The longest is such that a string that has to grow for it moves elsewhere. */
static void
test_leaves_nothing (void)
{
  static const struct
  {
    const char *before;
    gsize n_behind;
  } around[] = { { "", 0 }, { "\t", 0 }, { "ä\\", 0 }, { "\"&%~", 0 }, { "", 30 }, { "", 60000 } };

  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    {
      MemoryNeedle needle;

      memory_needle_draw (&needle, 48);
      g_assert_cmpuint (memory_count (&needle), ==, 0);
      use (&needle, around[i].before, around[i].n_behind);
      g_assert_cmpuint (memory_count (&needle), ==, 0);
    }
}

static struct rlimit
spawn_and_look (GSpawnChildSetupFunc child_setup)
{
  const char *const words[] = { "sh", "-c", "ulimit -S -c; ulimit -H -c", NULL };
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, child_setup, NULL,
                               &out, NULL, NULL, NULL));
  lines = g_strsplit (out, "\n", 3);
  return (struct rlimit){ g_ascii_strtoull (lines[0], NULL, 10),
                          g_ascii_strtoull (lines[1], NULL, 10) };
}

/* A program that is started from here dumps its core or not as it did before. A limit of one block, as one
 * may only go down. */
static void
test_core_limit (void)
{
  struct rlimit limit, own;

  g_assert_no_errno (getrlimit (RLIMIT_CORE, &limit));
  if (limit.rlim_max == 0)
    {
      g_test_skip ("no core dumps are allowed here");
      return;
    }

  limit.rlim_cur = limit.rlim_max = MIN (limit.rlim_max, 1 << 20);
  g_assert_no_errno (setrlimit (RLIMIT_CORE, &limit));
  limit = spawn_and_look (NULL);
  g_assert_cmpuint (limit.rlim_cur, >, 0);

  pl_secret_protect_process ();
  g_assert_no_errno (getrlimit (RLIMIT_CORE, &own));
  g_assert_cmpuint (own.rlim_cur, ==, 1);
  g_assert_cmpuint (spawn_and_look (pl_secret_unprotect_child).rlim_cur, ==, limit.rlim_cur);
  g_assert_cmpuint (spawn_and_look (pl_secret_unprotect_child).rlim_max, ==, limit.rlim_max);

  /* What it began with is not forgotten. */
  pl_secret_protect_process ();
  g_assert_cmpuint (spawn_and_look (pl_secret_unprotect_child).rlim_cur, ==, limit.rlim_cur);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/keeps-all-bytes", test_keeps_all_bytes);
  g_test_add_func ("/secret/long", test_long_secret);
  g_test_add_func ("/secret/traits", test_traits);
  g_test_add_func ("/secret/core-limit", test_core_limit);
  g_test_add_func ("/secret-mask/forms", test_mask_forms);
  g_test_add_func ("/secret-mask/base64", test_mask_base64);
  g_test_add_func ("/secret-mask/utf7", test_utf7);
  g_test_add_func ("/secret-mask/leaves-nothing", test_leaves_nothing);
  return g_test_run ();
}
