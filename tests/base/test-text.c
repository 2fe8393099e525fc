// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-json.h"
#include "base/pl-text.h"

static char *
look_up (const char *name, gpointer data)
{
  if (g_str_equal (name, "host"))
    return g_strdup ("imap.example.org");
  if (g_str_equal (name, "port"))
    return g_strdup ("993");
  return NULL;
}

static void
test_fill (void)
{
  static const struct
  {
    const char *pattern;
    const char *filled;
  } rows[] = {
    { "Port {port} of {host}.", "Port 993 of imap.example.org." },
    { "{port}{port}", "993993" },
    { "no placeholder", "no placeholder" },
    { "{unknown} stays", "{unknown} stays" },
    { "open {port", "open {port" },
    { "} {", "} {" },
    { "{} {{port}}", "{} {993}" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *filled = pl_text_fill (rows[i].pattern, look_up, NULL);

      g_assert_cmpstr (filled, ==, rows[i].filled);
    }
}

static void
test_make_showable (void)
{
  static const struct
  {
    const char *bytes;
    const char *shown;
  } rows[] = {
    { "plain", "plain" },
    { "one\r\ntwo\n", "one\ntwo\n" },
    { "bell\a and \x1b[31mred", "bell  and  [31mred" },
    { "gr\xfcn", "gr\xef\xbf\xbdn" },
    { "cut \xe2\x82", "cut \xef\xbf\xbd\xef\xbf\xbd" },
    { "half \xed\xa0\x80 pair", "half \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd pair" },
    { "\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd" },
    { "", "" },
    { "last\r", "last " },
    { "evil\xe2\x80\xaetxt", "evil txt" },
    { "umläut", "umläut" },
    { "none\xef\xbf\xbe at \xef\xbf\xbf all", "none  at   all" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = pl_text_make_showable (rows[i].bytes, -1);

      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

/* Bytes that are no UTF-8 become what GLib makes of them, also where a text ends or has a NUL. */
static void
test_make_valid (void)
{
  static const char letters[] = { 'a',    '\0',   '\x80', '\xbf', '\xc3', '\xa4', '\xe2', '\x82',
                                  '\xac', '\xf0', '\x9f', '\x98', '\xed', '\xa0', '\xf4', '\xff' };

  for (guint i = 0; i < 20000; i++)
    {
      char bytes[8];
      int length = g_test_rand_int_range (0, sizeof bytes + 1);
      g_autofree char *expected = NULL;
      g_autofree char *shown = NULL;

      for (int n = 0; n < length; n++)
        bytes[n] = letters[g_test_rand_int_range (0, sizeof letters)];
      expected = g_utf8_make_valid (bytes, length);
      shown = pl_text_make_showable (bytes, length);
      /* Those of the last four in a row could be what is not shown. */
      if (g_utf8_strchr (shown, -1, ' ') == NULL)
        g_assert_cmpstr (shown, ==, expected);
    }
}

static void
test_control_characters (void)
{
  g_assert_false (pl_text_has_control_characters ("anna@example.org"));
  g_assert_false (pl_text_has_control_characters ("Müller § 5"));
  g_assert_true (pl_text_has_control_characters ("anna\r\nA2 DELETE INBOX"));
  g_assert_true (pl_text_has_control_characters ("a\xe2\x80\xae"));
  g_assert_true (pl_text_has_control_characters ("\x7f"));
  g_assert_true (pl_text_has_control_characters ("\xff"));
  g_assert_true (pl_text_has_control_characters ("anna\xef\xbf\xbf"));
}

static void
test_json (void)
{
  static const char *const words[] = { "a", "b\"", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "text", "ä");
  pl_json_add_string (builder, "none", NULL);
  pl_json_add_int (builder, "number", 993);
  pl_json_add_boolean (builder, "yes", TRUE);
  pl_json_add_strv (builder, "words", words);
  pl_json_add_strv (builder, "empty", NULL);
  json_builder_end_object (builder);
  json = pl_json_finish (builder, FALSE);

  g_assert_cmpstr (json, ==,
                   "{\"text\":\"ä\",\"none\":null,\"number\":993,\"yes\":true,"
                   "\"words\":[\"a\",\"b\\\"\"],\"empty\":[]}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fill", test_fill);
  g_test_add_func ("/text/make-showable", test_make_showable);
  g_test_add_func ("/text/make-valid", test_make_valid);
  g_test_add_func ("/text/control-characters", test_control_characters);
  g_test_add_func ("/json/values", test_json);
  return g_test_run ();
}
