// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-script.h"

#include <string.h>

typedef struct
{
  const char *source;
  guint n_steps;
} GoodRow;

static const GoodRow good_rows[] = {
  { "", 0 },
  { "\n\n  # a remark\n", 0 },
  { "S: * OK ready", 1 },
  { "S:", 1 },
  { "S: * LIST (\\Sent) \"/\" Sent", 1 },
  { "S: {not a name} {} {{5} {", 1 },
  { "S- half\\r\\n\\t\\x00\\xfF\\\\", 1 },
  { "  C: {tag} NOOP\r\n  S: {tag} OK\r\n", 2 },
  { "S: {late}\nLET late text", 2 },
  { "C? *\nANY\nSILENT\nWAIT 0\nCLOSE\nRESET", 6 },
  { "TLS good\nTLS? good\nTLS good 1.2", 3 },
  { "LET kind good\nTLS {kind}", 2 },
  { "DRIP 50 text\\r\\n\nREPEAT 3 text\nREPEAT- 3 \\x41", 3 },
  { "LABEL a\nGOTO a", 1 },
  { "GOTO end\nLABEL end", 1 },
  { "LABEL a\nIF C {tag} GOTO x GOTO a\nIF {tag} = 1 GOTO a", 2 },
  { "C: {1}\nDECODE 1", 2 },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PlScript) script = pl_script_parse (good_rows[i].source, -1, &error);

      g_test_message ("%s", good_rows[i].source);
      g_assert_no_error (error);
      g_assert_cmpuint (pl_script_get_n_steps (script), ==, good_rows[i].n_steps);
    }
}

typedef struct
{
  const char *source;
  const char *message;
} BadRow;

static const BadRow bad_rows[] = {
  { "S: a\nHELLO", "line 2: \"HELLO\" is no step" },
  { "s: a", "line 1: \"s:\" is no step" },
  { "# x\n\nS:x", "line 3: \"S:x\" is no step" },
  { "S- \\q", "line 1: \\q is no escape; \\r \\n \\t \\xHH \\\\ are" },
  { "S- \\x4", "line 1: \\x is no escape; \\r \\n \\t \\xHH \\\\ are" },
  { "S: {tag} OK", "line 1: nothing is called {tag}" },
  { "LET a {b}", "line 1: nothing is called {b}" },
  { "DECODE a", "line 1: nothing is called {a}" },
  { "C: {a}{b}", "line 1: {a} and {b} catch with nothing between them" },
  { "WAIT", "line 1: a number from 0 to 3600000 has to follow, not \"\"" },
  { "WAIT -1", "line 1: a number from 0 to 3600000 has to follow, not \"-1\"" },
  { "WAIT 3600001", "line 1: a number from 0 to 3600000 has to follow, not \"3600001\"" },
  { "WAIT 1 2", "line 1: nothing may follow" },
  { "CLOSE now", "line 1: nothing may follow" },
  { "TLS", "line 1: the name of a certificate has to follow" },
  { "TLS good 1.4", "line 1: \"1.4\" is no version of TLS; 1.0, 1.1, 1.2 and 1.3 are" },
  { "LABEL", "line 1: a label is made of a-z, 0-9 and _, not \"\"" },
  { "LABEL a b", "line 1: a label is made of a-z, 0-9 and _, not \"a b\"" },
  { "LABEL a\nLABEL a", "line 2: there is a label \"a\" already" },
  { "S: x\nGOTO a", "line 2: there is no label \"a\"" },
  { "IF C x", "line 1: IF has to end with GOTO and a label" },
  { "IF C x GOTO b", "line 1: there is no label \"b\"" },
  { "IF x GOTO b", "line 1: \"C pattern\" or \"text = text\" has to follow IF" },
  { "IF {x} = y GOTO b\nLABEL b", "line 1: nothing is called {x}" },
  { "LET A x", "line 1: a name of a-z, 0-9 and _ has to follow, not \"A\"" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PlScript) script = pl_script_parse (bad_rows[i].source, -1, &error);

      g_assert_null (script);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_cmpstr (error->message, ==, bad_rows[i].message);
    }
}

static void
test_bounds (void)
{
  g_autoptr (GString) long_script = g_string_new (NULL);

  while (long_script->len <= PL_SCRIPT_LONGEST)
    g_string_append (long_script, "ANY\n");
  g_assert_null (pl_script_parse (long_script->str, long_script->len, NULL));
  g_assert_null (pl_script_parse ("ANY\n\0ANY", 8, NULL));
}

typedef struct
{
  const char *pattern;
  const char *line;
  gboolean matches;
  const char *one; /* what {1} catches */
  const char *two;
} MatchRow;

static const MatchRow match_rows[] = {
  { "QUIT", "QUIT", TRUE, NULL, NULL },
  { "QUIT", "quit", FALSE, NULL, NULL },
  { "QUIT", "QUIT ", FALSE, NULL, NULL },
  { "QUIT", "QUI", FALSE, NULL, NULL },
  { "", "", TRUE, NULL, NULL },
  { "", "x", FALSE, NULL, NULL },
  { "*", "", TRUE, NULL, NULL },
  { "EHLO *", "EHLO [127.0.0.1]", TRUE, NULL, NULL },
  { "EHLO *", "EHLO", FALSE, NULL, NULL },
  { "LIST \"\" \"*\"", "LIST \"\" \"*\"", TRUE, NULL, NULL },
  { "LIST \"\" \"*\"", "LIST \"\" \"INBOX\"", FALSE, NULL, NULL },
  { "{1} NOOP", "A1 NOOP", TRUE, "A1", NULL },
  { "{1} NOOP", " NOOP", FALSE, NULL, NULL },
  { "{1} LOGIN {2}", "A1 LOGIN \"a b\\\"\\\\\"", TRUE, "A1", "a b\"\\" },
  { "{1} LOGIN {2}", "A1 LOGIN \"\"", TRUE, "A1", "" },
  { "{1} LOGIN {2}", "A1 LOGIN \"a", FALSE, NULL, NULL },
  { "{1} LOGIN {2}", "A1 LOGIN a b", FALSE, NULL, NULL },
  { "LOGIN {1} {2}", "LOGIN \"a b\" \"c d\"", TRUE, "a b", "c d" },
  { "MAIL FROM:<{1}>*", "MAIL FROM:<a@b.example> SIZE=1", TRUE, "a@b.example", NULL },
  { "MAIL FROM:<{1}>*", "MAIL FROM:<>", FALSE, NULL, NULL },
  { "say \"{1}\"", "say \"x\"", TRUE, "x", NULL },
  { "{{1} {1}", "{1} x", TRUE, "x", NULL },
  { "{1}*", "word and more", TRUE, "word", NULL },
  { "\\r", "\\r", TRUE, NULL, NULL },
};

static const char *
get_value (GHashTable *values, const char *name)
{
  GString *value = g_hash_table_lookup (values, name);

  return value != NULL ? value->str : NULL;
}

static void
test_match (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (match_rows); i++)
    {
      const MatchRow *row = &match_rows[i];
      g_autoptr (GHashTable) values = pl_script_values_new ();
      g_autoptr (PlScriptText) text =
          pl_script_text_parse (row->pattern, PL_SCRIPT_TEXT_PATTERN, NULL);

      g_test_message ("%s | %s", row->pattern, row->line);
      g_assert_nonnull (text);
      g_assert_cmpint (pl_script_text_match (text, row->line, strlen (row->line), values), ==,
                       row->matches);
      g_assert_cmpstr (get_value (values, "1"), ==, row->one);
      g_assert_cmpstr (get_value (values, "2"), ==, row->two);
    }
}

static void
test_fill (void)
{
  g_autoptr (GHashTable) values = pl_script_values_new ();
  g_autoptr (PlScriptText) text =
      pl_script_text_parse ("\\x00{user}\\x00{{pass}{none}", PL_SCRIPT_TEXT_ESCAPES, NULL);
  GString *filled;

  g_hash_table_insert (values, g_strdup ("user"), g_string_new ("anna"));
  filled = pl_script_text_fill (text, values);
  g_assert_cmpmem (filled->str, filled->len, "\0anna\0{pass}", 12);
  pl_script_value_free (filled);
}

/* A text that doubles itself must come to an end. */
static void
test_fill_bound (void)
{
  g_autoptr (GHashTable) values = pl_script_values_new ();
  g_autoptr (PlScriptText) text = pl_script_text_parse ("{a}{a}", PL_SCRIPT_TEXT_PLAIN, NULL);
  GString *filled = g_string_new ("x");

  while (filled != NULL)
    {
      g_assert_cmpuint (filled->len, <=, PL_SCRIPT_LONGEST_TEXT);
      g_hash_table_replace (values, g_strdup ("a"), filled);
      filled = pl_script_text_fill (text, values);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/script/good", test_good);
  g_test_add_func ("/practice/script/bad", test_bad);
  g_test_add_func ("/practice/script/bounds", test_bounds);
  g_test_add_func ("/practice/script/match", test_match);
  g_test_add_func ("/practice/script/fill", test_fill);
  g_test_add_func ("/practice/script/fill-bound", test_fill_bound);
  return g_test_run ();
}
