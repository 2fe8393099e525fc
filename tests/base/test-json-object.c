// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-json-object.h"

#include <string.h>

static PlJsonObject *
parse (const char *text)
{
  /* Exactly as long as the text, so that a look behind its end is seen by the sanitizer. */
  g_autofree char *exact = g_memdup2 (text, strlen (text));

  return pl_json_object_parse (exact, strlen (text));
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json;
    const char *value; /* of "a" */
  } rows[] = {
    { "{\"a\":\"b\"}", "b" },
    { " { \"a\" :\t\"b\" }\r\n", "b" },
    { "{\"x\":null,\"a\":\"\"}", "" },
    { "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "\"\\/\b\f\n\r\t" },
    { "{\"a\":\"\\u00e4\\u20AC\"}", "ä€" },
    { "{\"a\":\"\\ud83d\\ude00\"}", "😀" },
    { "{\"a\":\"ä€😀\"}", "ä€😀" },
    { "{\"\\u0061\":\"escaped name\"}", "escaped name" },
    { "{\"deep\":{\"a\":\"wrong\",\"l\":[1,{\"a\":2},[]]},\"a\":\"right\"}", "right" },
    { "{\"a\":true}", NULL },
    { "{\"a\":5}", NULL },
    { "{\"a\":[\"b\"]}", NULL },
    { "{\"b\":\"a\"}", NULL },
    { "{}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlJsonObject) object = parse (rows[i].json);

      g_test_message ("%s", rows[i].json);
      g_assert_nonnull (object);
      g_assert_cmpstr (pl_json_object_get_string (object, "a"), ==, rows[i].value);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *json;
    gint64 value; /* of "n"; -1: none */
  } rows[] = {
    { "{\"n\":0}", 0 },           { "{\"n\":3599 }", 3599 },
    { "{\"n\":\"3599\"}", 3599 }, { "{\"n\":4294967295}", 4294967295 },
    { "{\"n\":4294967296}", -1 }, { "{\"n\":-1}", -1 },
    { "{\"n\":1.5}", -1 },        { "{\"n\":1e3}", -1 },
    { "{\"n\":\"soon\"}", -1 },   { "{\"n\":\"\"}", -1 },
    { "{\"n\":null}", -1 },       { "{}", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlJsonObject) object = parse (rows[i].json);
      guint value = 0;

      g_test_message ("%s", rows[i].json);
      g_assert_nonnull (object);
      g_assert_cmpint (pl_json_object_get_uint (object, "n", &value), ==, (rows[i].value >= 0));
      if (rows[i].value >= 0)
        g_assert_cmpint (value, ==, rows[i].value);
    }
}

static void
test_nonsense (void)
{
  static const char *const rows[] = {
    "",
    " ",
    "{",
    "}",
    "[]",
    "\"a\"",
    "5",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{,}",
    "{a:1}",
    "{'a':1}",
    "{\"a\":1}}",
    "{\"a\":1} x",
    "{\"a\":1;\"b\":2}",
    "{\"a\":01}",
    "{\"a\":+1}",
    "{\"a\":-}",
    "{\"a\":1.}",
    "{\"a\":.5}",
    "{\"a\":1e}",
    "{\"a\":tru}",
    "{\"a\":True}",
    "{\"a\":\"",
    "{\"a\":\"b",
    "{\"a\":\"\\",
    "{\"a\":\"\\x\"}",
    "{\"a\":\"\\u12\"}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\":\"\\ud83d\"}",
    "{\"a\":\"\\ud83d\\u0041\"}",
    "{\"a\":\"\\ude00\"}",
    "{\"a\":\"\n\"}",
    "{\"a\":\"\xff\"}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":\"x\",\"\\u0061\":\"y\"}",
    "{\"a\":[1,]}",
    "{\"a\":[}",
    "{\"a\":{\"b\"}}",
    "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u", i);
      g_assert_null (parse (rows[i]));
    }
  g_assert_null (pl_json_object_parse ("{}\0", 3));
}

static void
test_bounds (void)
{
  g_autoptr (GString) many = g_string_new ("{\"m0\":0");
  g_autofree char *blanks = g_strnfill (PL_JSON_OBJECT_LARGEST - 2, ' ');
  g_autofree char *largest = g_strconcat ("{", blanks, "}", NULL);
  g_autofree char *larger = g_strconcat ("{ ", blanks, "}", NULL);
  g_autoptr (PlJsonObject) object = parse (largest);

  g_assert_nonnull (object);
  g_assert_null (parse (larger));

  for (guint i = 1; i < 100; i++)
    g_string_append_printf (many, ",\"m%u\":%u", i, i);
  g_string_append_c (many, '}');
  g_assert_null (parse (many->str));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json-object/strings", test_strings);
  g_test_add_func ("/base/json-object/numbers", test_numbers);
  g_test_add_func ("/base/json-object/nonsense", test_nonsense);
  g_test_add_func ("/base/json-object/bounds", test_bounds);
  return g_test_run ();
}
