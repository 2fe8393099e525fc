// SPDX-License-Identifier: GPL-3.0-or-later
/* prefs.js as text: what is read, what stays, what changes. */
#include "export/thunderbird/pl-thunderbird-prefs-private.h"

#include <string.h>

static PlThunderbirdPrefs *
parse (const char *text)
{
  return pl_thunderbird_prefs_parse (text, strlen (text));
}

static char *
to_text (const PlThunderbirdPrefs *prefs)
{
  g_autoptr (GBytes) bytes = pl_thunderbird_prefs_to_bytes (prefs);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strndup (text, length);
}

/* --- Reading --- */

static const struct
{
  const char *text;
  const char *value; /* of the string "a"; NULL: it is none */
  gboolean is_whole;
} strings[] = {
  { "user_pref(\"a\", \"b\");\n", "b", TRUE },
  { "user_pref(\"a\", \"b\");", "b", TRUE },
  { "user_pref('a', 'b\"c');\n", "b\"c", TRUE },
  { " \t user_pref\n(\n\"a\"\n,\n\"b\"\n)\n;\n", "b", TRUE },
  { "/* x */ user_pref /* ) */ ( /*\n*/ \"a\", # y\n \"b\" // z\n );\n", "b", TRUE },
  { "user_pref(\"a\", \"1\"); user_pref(\"a\", \"2\");\n", "2", TRUE },
  { "user_pref(\"a\", \"q\\\"w\\\\e\\'r\\n\\rt\");\n", "q\"w\\e'r\n\rt", TRUE },
  { "user_pref(\"a\", \"\\u00fc\\x41\\uD83D\\uDE00\");\n", "üA😀", TRUE },
  { "user_pref(\"\\x61\", \"b\");\n", "b", TRUE },
  { "user_pref(\"a\", \"two\nlines\");\n", "two\nlines", TRUE },
  { "user_pref(\"a\", \"// no comment /* nor this\");\n", "// no comment /* nor this", TRUE },
  { "user_pref(\"a\", \"\xff\");\n", NULL, TRUE },
  { "user_pref(\"a\", 5);\n", NULL, TRUE },
  { "user_pref(\"a\", true);\n", NULL, TRUE },
  { "pref(\"a\", \"b\");\n", NULL, TRUE },
  { "//user_pref(\"a\", \"b\");\n", NULL, TRUE },
  { "user_pref(\"a\", \"b\" \"c\");\nuser_pref(\"a\", \"d\");\n", "d", TRUE },
  { "user_pref(\"a\", \"\\q\");\n", NULL, TRUE },
  { "user_pref(\"a\", \"\\u12\");\n", NULL, TRUE },
  { "user_pref(\"a\", \"\\uD83D\");\n", NULL, TRUE },
  { "user_pref(\"a\", \"\\x00\");\n", NULL, TRUE },
  { "<<<<<<< mine\nuser_pref(\"a\", \"b\");\n", "b", TRUE },
  { "", NULL, TRUE },
  { "\n\n// nothing", NULL, TRUE },
  /* Half-written */
  { "user_pref(\"a\", \"b\");\nuser_pref(\"c\", \"d", "b", FALSE },
  { "user_pref(\"a\", \"b\");\nuser_pref(\"c\"", "b", FALSE },
  { "user_pref(\"a\", \"b\");\nuser_pr", "b", FALSE },
  { "user_pref(\"a\", \"b\");\nuser_pref(\"c\", tr", "b", FALSE },
  { "user_pref(\"a\", \"b\");\nuser_pref(\"c\", 12", "b", FALSE },
  { "user_pref(\"a\", \"b\");\nuser_pref(\"c\", 12)", "b", FALSE },
  { "user_pref(\"a\", \"b\");\n/* never closed", "b", FALSE },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr (PlThunderbirdPrefs) prefs = parse (strings[i].text);
      g_autofree char *same = to_text (prefs);

      g_test_message ("%s", strings[i].text);
      g_assert_cmpstr (pl_thunderbird_prefs_get_string (prefs, "a"), ==, strings[i].value);
      g_assert_true (pl_thunderbird_prefs_is_whole (prefs) == strings[i].is_whole);
      g_assert_cmpstr (same, ==, strings[i].text);
    }
}

static void
test_zeros (void)
{
  static const char text[] = "user_pref(\"a\", \"b\");\n\0\0\0\0";
  g_autoptr (PlThunderbirdPrefs) prefs = pl_thunderbird_prefs_parse (text, sizeof text - 1);

  g_assert_false (pl_thunderbird_prefs_is_whole (prefs));
}

static void
test_numbers (void)
{
  g_autoptr (PlThunderbirdPrefs) prefs =
      parse ("user_pref(\"i\", -17);user_pref(\"p\", +5);user_pref(\"t\", true);"
             "user_pref(\"f\", false);user_pref(\"m\", -2147483648);"
             "user_pref(\"x\", 2147483648);user_pref(\"y\", 99999999999999999999);");
  int number = 0;
  gboolean flag = FALSE;

  g_assert_true (pl_thunderbird_prefs_get_int (prefs, "i", &number));
  g_assert_cmpint (number, ==, -17);
  g_assert_true (pl_thunderbird_prefs_get_int (prefs, "p", &number));
  g_assert_cmpint (number, ==, 5);
  g_assert_true (pl_thunderbird_prefs_get_int (prefs, "m", &number));
  g_assert_cmpint (number, ==, G_MININT32);
  g_assert_false (pl_thunderbird_prefs_get_int (prefs, "x", &number));
  g_assert_false (pl_thunderbird_prefs_get_int (prefs, "y", &number));
  g_assert_false (pl_thunderbird_prefs_get_int (prefs, "t", &number));
  g_assert_cmpint (number, ==, G_MININT32);
  g_assert_true (pl_thunderbird_prefs_get_bool (prefs, "t", &flag) && flag);
  g_assert_true (pl_thunderbird_prefs_get_bool (prefs, "f", &flag) && !flag);
  g_assert_false (pl_thunderbird_prefs_get_bool (prefs, "i", &flag));
}

/* --- Changing --- */

static void
test_set_in_place (void)
{
  g_autoptr (PlThunderbirdPrefs) prefs =
      parse ("# mine\r\nuser_pref( 'a' , \"1\" ) ; // why\r\nuser_pref(\"b\", 2);\r\n"
             "user_pref('a','last');\r\nrubbish\r\nuser_pref(\"c\", true);");
  g_autofree char *text = NULL;

  pl_thunderbird_prefs_set_string (prefs, "a", "new \"one\"");
  pl_thunderbird_prefs_set_int (prefs, "b", 2);
  pl_thunderbird_prefs_set_bool (prefs, "c", FALSE);
  pl_thunderbird_prefs_set_int (prefs, "d", -3);
  text = to_text (prefs);
  g_assert_cmpstr (text, ==,
                   "# mine\r\nuser_pref( 'a' , \"1\" ) ; // why\r\nuser_pref(\"b\", 2);\r\n"
                   "user_pref('a',\"new \\\"one\\\"\");\r\nrubbish\r\nuser_pref(\"c\", false);\r\n"
                   "user_pref(\"d\", -3);\r\n");
}

static void
test_set_another_kind (void)
{
  g_autoptr (PlThunderbirdPrefs) prefs =
      parse ("user_pref(\"a\", 12);\nuser_pref(\"b\", \"\xff\");\n");
  g_autofree char *text = NULL;

  pl_thunderbird_prefs_set_string (prefs, "a", "12");
  pl_thunderbird_prefs_set_bool (prefs, "b", TRUE);
  text = to_text (prefs);
  g_assert_cmpstr (text, ==, "user_pref(\"a\", \"12\");\nuser_pref(\"b\", true);\n");
}

/* What no quoting must let out. */
static const char *const hostile[] = {
  "\"); user_pref(\"mail.evil\", true); //",
  "back\\slash\\",
  "\\\"",
  "'single'",
  "/* comment */ // # and more",
  "line\nend\r\n",
  "ümläüt 😀 %s %n \\u0041 \\x41",
  "",
};

static void
test_hostile_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (PlThunderbirdPrefs) prefs = parse ("user_pref(\"old\", \"x\");\n");
      g_autoptr (PlThunderbirdPrefs) again = NULL;
      g_autoptr (GPtrArray) names = NULL;
      g_autofree char *text = NULL;

      pl_thunderbird_prefs_set_string (prefs, "old", hostile[i]);
      pl_thunderbird_prefs_set_string (prefs, "new", hostile[i]);
      text = to_text (prefs);
      again = parse (text);
      names = pl_thunderbird_prefs_list (again, "");
      g_assert_cmpuint (names->len, ==, 2);
      g_assert_cmpstr (pl_thunderbird_prefs_get_string (again, "old"), ==, hostile[i]);
      g_assert_cmpstr (pl_thunderbird_prefs_get_string (again, "new"), ==, hostile[i]);
      g_assert_true (pl_thunderbird_prefs_is_whole (again));
    }
}

static void
note_change (const char *before, const char *after, gpointer data)
{
  g_string_append_printf (data, "%s > %s\n", before != NULL ? before : "-", after);
}

static void
test_changes (void)
{
  g_autoptr (PlThunderbirdPrefs) prefs = parse ("user_pref('a', 1);\nuser_pref(\"b\", 2);\n");
  g_autoptr (GString) changes = g_string_new (NULL);

  pl_thunderbird_prefs_set_int (prefs, "b", 2);
  pl_thunderbird_prefs_set_int (prefs, "a", 7);
  pl_thunderbird_prefs_set_string (prefs, "c", "x");
  pl_thunderbird_prefs_each_change (prefs, note_change, changes);
  g_assert_cmpstr (changes->str, ==,
                   "user_pref('a', 1); > user_pref(\"a\", 7);\n- > user_pref(\"c\", \"x\");\n");
}

/* Whoever wrote it, reading takes time by its length and no more. */
static void
test_open_comments (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PlThunderbirdPrefs) prefs = NULL;
  gint64 begin;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "user_pref(/*\n");
  begin = g_get_monotonic_time ();
  prefs = pl_thunderbird_prefs_parse (text->str, text->len);
  g_assert_false (pl_thunderbird_prefs_is_whole (prefs));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/thunderbird-prefs/read", test_read);
  g_test_add_func ("/thunderbird-prefs/zeros", test_zeros);
  g_test_add_func ("/thunderbird-prefs/numbers", test_numbers);
  g_test_add_func ("/thunderbird-prefs/set-in-place", test_set_in_place);
  g_test_add_func ("/thunderbird-prefs/set-another-kind", test_set_another_kind);
  g_test_add_func ("/thunderbird-prefs/hostile-values", test_hostile_values);
  g_test_add_func ("/thunderbird-prefs/changes", test_changes);
  g_test_add_func ("/thunderbird-prefs/open-comments", test_open_comments);
  return g_test_run ();
}
