// SPDX-License-Identifier: GPL-3.0-or-later
/* JSON that is changed in one place only: what is found, what survives. */
#include "export/frame/pl-json-view-private.h"

#include "base/pl-json.h"

#include <string.h>

static PlJsonView
open_text (const char *text)
{
  PlJsonView view;

  g_assert_true (pl_json_view_open (&view, text, strlen (text)));
  return view;
}

static void
test_open (void)
{
  static const struct
  {
    const char *text;
    gboolean is_json;
  } rows[] = {
    { "{}", TRUE },
    { " [1, -0.5e+3, \"\\u00e4\\n\", true, false, null] \n", TRUE },
    { "{\"a\":{\"b\":[]}}", TRUE },
    { "\"ä\"", TRUE },
    { "", FALSE },
    { "{", FALSE },
    { "{}}", FALSE },
    { "{\"a\"}", FALSE },
    { "{\"a\":1,}", FALSE },
    { "[1 2]", FALSE },
    { "[01]", FALSE },
    { "[1.]", FALSE },
    { "[1e]", FALSE },
    { "[-]", FALSE },
    { "\"\n\"", FALSE },
    { "\"\\x\"", FALSE },
    { "\"\\u00g0\"", FALSE },
    { "\"\xe4\"", FALSE },
    { "nul", FALSE },
    { "{'a':1}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlJsonView view;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (pl_json_view_open (&view, rows[i].text, strlen (rows[i].text)), ==,
                       rows[i].is_json);
    }
}

static void
test_depth (void)
{
  g_autofree char *open = g_strnfill (60, '[');
  g_autofree char *close = g_strnfill (60, ']');
  g_autofree char *fine = g_strconcat (open, close, NULL);
  g_autofree char *deep = g_strnfill (100000, '[');
  PlJsonView view;

  g_assert_true (pl_json_view_open (&view, fine, strlen (fine)));
  g_assert_false (pl_json_view_open (&view, deep, strlen (deep)));
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json;
    const char *text;
  } rows[] = {
    { "\"\"", "" },
    { "\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\"", "a\"\\/\b\f\n\r\tz" },
    { "\"\\u00e4\\u20AC\"", "ä€" },
    { "\"\\ud83d\\ude00\"", "😀" },
    { "\"\\ud83d\"", NULL },
    { "\"\\ude00\\ud83d\"", NULL },
    { "\"\\ud83dx\"", NULL },
    { "\"a\\u0000b\"", NULL },
    { "12", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlJsonView view = open_text (rows[i].json);
      g_autofree char *text = pl_json_view_dup_string (&view);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_quote (void)
{
  g_autofree char *quoted = pl_json_quote ("a\"b\\c\nd\x01 ä😀/\x7f");
  PlJsonView view = open_text (quoted);
  g_autofree char *back = pl_json_view_dup_string (&view);

  g_assert_cmpstr (quoted, ==, "\"a\\\"b\\\\c\\nd\\u0001 ä😀/\x7f\"");
  g_assert_cmpstr (back, ==, "a\"b\\c\nd\x01 ä😀/\x7f");
}

static void
test_members (void)
{
  const char *text = "{ \"a\" : 1, \"b\":\"x\", \"\\u0061\":2 }";
  PlJsonView object = open_text (text);
  PlJsonView value;
  guint64 number = 0;

  /* The last one counts, however it is written. */
  g_assert_true (pl_json_view_get_member (&object, "a", &value));
  g_assert_true (pl_json_view_get_uint (&value, &number));
  g_assert_cmpuint (number, ==, 2);
  g_assert_false (pl_json_view_get_member (&object, "c", &value));
  g_assert_true (pl_json_view_get_member (&object, "b", &value));
  g_assert_false (pl_json_view_get_uint (&value, &number));
  g_assert_false (pl_json_view_get_member (&value, "b", &value));
}

static void
test_set_member (void)
{
  static const struct
  {
    const char *before;
    const char *name;
    const char *value;
    const char *after;
  } rows[] = {
    { "{}", "a", "1", "{\"a\":1}" },
    { "{\"b\":1.50}", "a", "1", "{\"b\":1.50,\"a\":1}" },
    { "{\"a\":1.50 , \"b\":2}", "a", "3", "{\"a\":3 , \"b\":2}" },
    { "{\n  \"b\": \"\\u00e4\"\n}", "a", "[]", "{\n  \"b\": \"\\u00e4\",\n  \"a\": []\n}" },
    { "{\r\n\t\"b\": 1\r\n}", "a", "2", "{\r\n\t\"b\": 1,\r\n\t\"a\": 2\r\n}" },
    { "{\"a\":1,\"a\":2}", "a", "3", "{\"a\":1,\"a\":3}" },
    { "{\"b\":1}", "ä\"", "3", "{\"b\":1,\"ä\\\"\":3}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlJsonView object = open_text (rows[i].before);
      g_autofree char *after = pl_json_view_set_member (&object, rows[i].name, rows[i].value);

      g_assert_cmpstr (after, ==, rows[i].after);
    }
}

static void
test_append (void)
{
  static const char fresh[] = "{\n  \"a\": [\n    1\n  ]\n}";
  static const struct
  {
    const char *before;
    const char *after;
  } rows[] = {
    { "[]", "[{\"a\": [1]}]" },
    { "[1]", "[1,{\"a\": [1]}]" },
    { "[\n  1.0\n]", "[\n  1.0,\n  {\n    \"a\": [\n      1\n    ]\n  }\n]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlJsonView array = open_text (rows[i].before);
      g_autofree char *value = pl_json_indent (&array, fresh);
      g_autofree char *after = pl_json_view_append (&array, value);

      g_assert_cmpstr (after, ==, rows[i].after);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-view/open", test_open);
  g_test_add_func ("/json-view/depth", test_depth);
  g_test_add_func ("/json-view/strings", test_strings);
  g_test_add_func ("/json-view/quote", test_quote);
  g_test_add_func ("/json-view/members", test_members);
  g_test_add_func ("/json-view/set-member", test_set_member);
  g_test_add_func ("/json-view/append", test_append);
  return g_test_run ();
}
