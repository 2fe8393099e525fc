// SPDX-License-Identifier: GPL-3.0-or-later
/* Links and files that open the wizard: what they fill in, and what is refused. */
#include "wizard/launch/pl-launch.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define ADD "x-postlotse:add"

typedef struct
{
  const char *link;
  const char *address; /* nullable */
  const char *name; /* nullable */
} Case;

static void
test_taken (void)
{
  static const Case cases[] = {
    { ADD, NULL, NULL },
    { ADD "?", NULL, NULL },
    { ADD "?address=anna@example.org", "anna@example.org", NULL },
    { ADD "?address=anna%40example.org", "anna@example.org", NULL },
    { "X-Postlotse:add?address=anna@example.org", "anna@example.org", NULL },
    { ADD "?address=anna%2Blists@example.org", "anna+lists@example.org", NULL },
    { ADD "?address=anna+lists@example.org", "anna+lists@example.org", NULL },
    { ADD "?name=Anna%20Beispiel&address=a@b.example", "a@b.example", "Anna Beispiel" },
    { ADD "?name=J%C3%B6rg%20%26%20Ute", NULL, "Jörg & Ute" },
    { ADD "?address=j%c3%b6rg@m%c3%bcller.example", "jörg@müller.example", NULL },
    { ADD "?name=%20Anna%20", NULL, "Anna" },
    { ADD "?name=a=b", NULL, "a=b" },
    { ADD "?name=%2541", NULL, "%41" }, /* decoded once */
    { ADD "?name=--practice", NULL, "--practice" }, /* words, not an option */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (PlLaunch) launch = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].link);
      g_assert_true (pl_launch_parse_link (cases[i].link, &launch, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (launch.address, ==, cases[i].address);
      g_assert_cmpstr (launch.name, ==, cases[i].name);
    }
}

static void
assert_refused (const char *link)
{
  PlLaunch launch = { 0 };
  g_autoptr (GError) error = NULL;

  g_test_message ("%.80s", link);
  g_assert_false (pl_launch_parse_link (link, &launch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  /* Nothing of it is filled in, and nothing of it is repeated. */
  g_assert_null (launch.address);
  g_assert_null (launch.name);
  g_assert_null (strstr (error->message, "geheim"));
}

static void
test_refused (void)
{
  static const char *const links[] = {
    "",
    "add",
    "x-postlotse",
    "x-postlotse:",
    "x-postlotse:Add",
    "x-postlotse:addition",
    "x-postlotse:check?address=a@b.example",
    "x-postlotse://add?address=a@b.example",
    "x-postlotse:add/?address=a@b.example",
    "mailto:a@b.example",
    " " ADD,
    ADD " ",
    ADD "\n",
    ADD "#top",
    ADD "?address",
    ADD "?&",
    ADD "?address=",
    ADD "?address=anna",
    ADD "?address=anna@localhost",
    ADD "?address=@example.org",
    ADD "?address=a@b.example&",
    ADD "?address=a@b.example&address=c@d.example",
    ADD "?name=a&name=b",
    ADD "?address=a@b.example#x",
    ADD "?address=a@b.example&name=Anna Beispiel",
    ADD "?name=J\303\266rg",
    ADD "?name='x'",
    ADD "?name=\"x\"",
    ADD "?name=a\\b",
    /* percent signs */
    ADD "?name=%",
    ADD "?name=%4",
    ADD "?name=%zz",
    ADD "?name=%00",
    ADD "?name=Anna%00geheim",
    ADD "?na%6De=Anna",
    /* not UTF-8 */
    ADD "?name=%ff",
    ADD "?name=%C0%80",
    ADD "?name=%ED%A0%80",
    /* control characters, line ends, the other direction of writing */
    ADD "?name=a%0Ab",
    ADD "?name=a%0D%0ABcc:%20geheim",
    ADD "?name=%1B%5B2J",
    ADD "?name=%7F",
    ADD "?name=%C2%85",
    ADD "?name=%E2%80%AEgro.elpmaxe",
    ADD "?address=a%E2%81%A6@b.example",
    ADD "?address=a%0A@b.example",
    /* never a password, nor anything else that the person has to decide */
    ADD "?address=a@b.example&password=geheim",
    ADD "?password=geheim",
    ADD "?address=a@b.example&secret=geheim",
    ADD "?address=a@b.example&incoming-host=geheim.example",
    ADD "?practice=all-well",
    ADD "?address=a@b.example&ADDRESS=c@d.example",
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    assert_refused (links[i]);
}

static void
test_bounds (void)
{
  g_autofree char *long_name = g_strnfill (320, 'a');
  g_autofree char *longer_name = g_strnfill (321, 'a');
  g_autofree char *huge = g_strnfill (100000, 'a');
  g_autofree char *amps = g_strnfill (2000, '&');
  g_autofree char *fits = g_strconcat (ADD "?name=", long_name, NULL);
  g_autofree char *too_long = g_strconcat (ADD "?name=", longer_name, NULL);
  g_autofree char *far_too_long = g_strconcat (ADD "?name=", huge, NULL);
  g_autofree char *many = g_strconcat (ADD "?", amps, NULL);
  g_auto (PlLaunch) launch = { 0 };

  g_assert_true (pl_launch_parse_link (fits, &launch, NULL));
  g_assert_cmpstr (launch.name, ==, long_name);
  assert_refused (too_long);
  assert_refused (far_too_long);
  assert_refused (many);
}

/* Whatever a link becomes when bytes of it are others: refused, or something that may stand in a field. */
static void
test_mutations (void)
{
  static const char alphabet[] = "%&=?#:+@.0aAfFzZ \n\033\177\200\303\377<>\"'";
  const char *const link = ADD "?address=j%c3%b6rg%40b.example&name=J%c3%b6rg%20M";
  guint n_taken = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *text = g_strdup (link);
      g_auto (PlLaunch) launch = { 0 };

      for (int changes = g_test_rand_int_range (1, 5); changes > 0; changes--)
        text[g_test_rand_int_range (0, (gint32) strlen (link))] =
            alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      if (!pl_launch_parse_link (text, &launch, NULL))
        {
          g_assert_null (launch.address);
          g_assert_null (launch.name);
          continue;
        }
      n_taken++;
      g_assert_true (launch.address == NULL || pl_launch_check_field (launch.address, NULL));
      g_assert_true (launch.name == NULL || pl_launch_check_field (launch.name, NULL));
    }

  /* Both ends were reached. */
  g_assert_cmpuint (n_taken, >, 100);
  g_assert_cmpuint (n_taken, <, 19000);
}

/* The options --address and --name. */
static void
test_fields (void)
{
  g_autofree char *huge = g_strnfill (321, 'a');

  g_assert_true (pl_launch_check_field ("", NULL));
  g_assert_true (pl_launch_check_field ("anna", NULL)); /* as far as somebody has got */
  g_assert_true (pl_launch_check_field ("Jörg Müller", NULL));
  g_assert_false (pl_launch_check_field ("a\nb", NULL));
  g_assert_false (pl_launch_check_field ("a\033[2J", NULL));
  g_assert_false (pl_launch_check_field ("\342\200\256b", NULL));
  g_assert_false (pl_launch_check_field ("\377", NULL));
  g_assert_false (pl_launch_check_field (huge, NULL));
}

static void
test_files (void)
{
  static const struct
  {
    const char *bytes;
    gssize length; /* -1: up to the NUL */
    gboolean taken;
  } cases[] = {
    { ADD "?address=anna@example.org", -1, TRUE },
    { ADD "?address=anna@example.org\n", -1, TRUE },
    { ADD "?address=anna@example.org\n\n", -1, FALSE },
    { ADD "?address=anna@example.org\nx", -1, FALSE },
    { ADD "?address=anna@example.org\0&password=x", sizeof ADD + 37, FALSE },
    { "", 0, FALSE },
    { "From: anna@example.org", -1, FALSE },
  };
  g_autofree char *folder = g_dir_make_tmp ("postlotse-launch-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "anna.postlotse", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (PlLaunch) by_path = { 0 };
      g_auto (PlLaunch) by_uri = { 0 };

      g_assert_true (g_file_set_contents (path, cases[i].bytes, cases[i].length, NULL));
      g_assert_cmpint (pl_launch_open (path, &by_path, NULL), ==, cases[i].taken);
      g_assert_cmpint (pl_launch_open (uri, &by_uri, NULL), ==, cases[i].taken);
      g_assert_cmpstr (by_path.address, ==, cases[i].taken ? "anna@example.org" : NULL);
      g_assert_cmpstr (by_uri.address, ==, by_path.address);
    }

  g_unlink (path);
  g_rmdir (folder);
}

/* Neither what is not there, nor what may never end, nor what would have to be fetched. */
static void
test_no_files (void)
{
  static const char *const names[] = {
    "/nonexistent/anna.postlotse",        "/",         "/dev/zero",
    "https://example.org/anna.postlotse", "--address", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (PlLaunch) launch = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (pl_launch_open (names[i], &launch, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/launch/taken", test_taken);
  g_test_add_func ("/wizard/launch/refused", test_refused);
  g_test_add_func ("/wizard/launch/bounds", test_bounds);
  g_test_add_func ("/wizard/launch/mutations", test_mutations);
  g_test_add_func ("/wizard/launch/fields", test_fields);
  g_test_add_func ("/wizard/launch/files", test_files);
  g_test_add_func ("/wizard/launch/no-files", test_no_files);
  return g_test_run ();
}
