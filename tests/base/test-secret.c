// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-secret-mask.h"

#include <string.h>

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/keeps-all-bytes", test_keeps_all_bytes);
  g_test_add_func ("/secret/long", test_long_secret);
  g_test_add_func ("/secret/traits", test_traits);
  g_test_add_func ("/secret-mask/forms", test_mask_forms);
  g_test_add_func ("/secret-mask/base64", test_mask_base64);
  return g_test_run ();
}
