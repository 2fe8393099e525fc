// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-address-input.h"

static const struct
{
  const char *text;
  const char *address; /* NULL: none */
  const char *name; /* NULL: none */
  guint n_addresses;
  gboolean invisible;
} rows[] = {
  { "anna@example.org", "anna@example.org", NULL, 1, FALSE },
  { "  anna@example.org \n", "anna@example.org", NULL, 1, FALSE },
  { "Anna Muster <anna@example.org>", "anna@example.org", "Anna Muster", 1, FALSE },
  { "\"Anna Muster\" <anna@example.org>,", "anna@example.org", "Anna Muster", 1, FALSE },
  { "„Anna Muster“ <anna@example.org>", "anna@example.org", "Anna Muster", 1, FALSE },
  { "'Anna Muster' <anna@example.org>;", "anna@example.org", "Anna Muster", 1, FALSE },
  { "\"Muster, Anna\" <anna@example.org>", "anna@example.org", "Anna Muster", 1, FALSE },
  { "Dr. Anna Muster-Öl <anna@example.org>", "anna@example.org", "Dr. Anna Muster-Öl", 1, FALSE },
  { "anna@example.org (Anna Muster)", "anna@example.org", "Anna Muster", 1, FALSE },
  { "Anna Muster\nanna@example.org", "anna@example.org", "Anna Muster", 1, FALSE },
  { "Anna Muster\r\nMusterweg 1\r\nE-Mail: anna@example.org\r\n", "anna@example.org", "Anna Muster",
    1, FALSE },
  { "E-Mail: anna@example.org.", "anna@example.org", NULL, 1, FALSE },
  { "From: Anna Muster <anna@example.org>", "anna@example.org", "Anna Muster", 1, FALSE },
  { "mailto:anna@example.org", "anna@example.org", NULL, 1, FALSE },
  { "MAILTO:anna%40example.org?subject=Hallo%20Anna&cc=x", "anna@example.org", NULL, 1, FALSE },
  { "<mailto:anna@example.org>", "anna@example.org", NULL, 1, FALSE },
  { "anna@example.org <mailto:anna@example.org>", "anna@example.org", NULL, 1, FALSE },
  { "anna@example.org <ANNA@example.org>", "anna@example.org", NULL, 1, FALSE },
  { "anna@example.org...", "anna@example.org", NULL, 1, FALSE },
  { "(anna@example.org)", "anna@example.org", NULL, 1, FALSE },
  { "\xe2\x80\x8b"
    "anna@exam\xc2\xad"
    "ple.org\xef\xbb\xbf",
    "anna@example.org", NULL, 1, TRUE },
  { "anna@example.org\xe2\x80\xae", "anna@example.org", NULL, 1, TRUE },
  { "Anna\xc2\xa0Muster\xc2\xa0<anna@example.org>", "anna@example.org", "Anna Muster", 1, FALSE },
  { "anna@müller.example", "anna@müller.example", NULL, 1, FALSE },
  { "anna+news@example.org", "anna+news@example.org", NULL, 1, FALSE },
  { "anna@example.org, otto@example.org", NULL, NULL, 2, FALSE },
  { "Anna <anna@example.org>; Otto <otto@example.org>; Eva <eva@example.org>", NULL, NULL, 3,
    FALSE },
  { "Anna Muster", NULL, NULL, 0, FALSE },
  { "anna@", NULL, NULL, 0, FALSE },
  { "", NULL, NULL, 0, FALSE },
  { "@", NULL, NULL, 0, FALSE },
  { "mailto:anna%0Abcc@example.org", NULL, NULL, 0, FALSE },
  { "Go to https://example.org/@anna and write to anna@example.org", "anna@example.org", NULL, 1,
    FALSE },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (PlAddressInput) input = { 0 };

      g_test_message ("%s", rows[i].text);
      pl_address_input_read (rows[i].text, &input);
      g_assert_cmpuint (input.n_addresses, ==, rows[i].n_addresses);
      g_assert_cmpstr (input.address, ==, rows[i].address);
      g_assert_cmpstr (input.name, ==, rows[i].name);
      g_assert_cmpint (input.invisible, ==, rows[i].invisible);
    }
}

/* A whole book on the clipboard is no reason to wait, and no name. */
static void
test_much_text (void)
{
  GString *text = g_string_new (NULL);
  g_auto (PlAddressInput) input = { 0 };

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "wörter ");
  pl_address_input_read (text->str, &input);
  g_assert_null (input.address);
  g_assert_null (input.name);
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/address-input/rows", test_rows);
  g_test_add_func ("/wizard/address-input/much-text", test_much_text);
  return g_test_run ();
}
