// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-password-tidy.h"

static void
test_rows (void)
{
  static const struct
  {
    const char *password;
    const char *tidied; /* NULL: there is nothing to offer */
  } rows[] = {
    { "geheim", NULL },
    { "mit blank darin", NULL },
    { "abcd efgh ijkl mnop", NULL },
    { "Öl & Essig", NULL },
    { " geheim", "geheim" },
    { "geheim ", "geheim" },
    { "  ge heim \t", "ge heim" },
    { "geheim\n", "geheim" },
    { "geheim\r\n", "geheim" },
    { "\xef\xbb\xbfgeheim", "geheim" },
    { "ge\xe2\x80\x8bheim", "geheim" },
    { "geheim\xc2\xa0", "geheim" },
    { "abcd\xc2\xa0"
      "efgh",
      "abcdefgh" },
    { "   ", NULL },
    { "", NULL },
    { "\xff geheim ", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlSecret) password = pl_secret_new (rows[i].password, -1);
      g_autoptr (PlSecret) tidied = pl_password_tidy (password);

      g_test_message ("row %u", i);
      g_assert_cmpstr (tidied != NULL ? pl_secret_peek (tidied) : NULL, ==, rows[i].tidied);
      g_assert_cmpstr (pl_secret_peek (password), ==, rows[i].password);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/password-tidy/rows", test_rows);
  return g_test_run ();
}
