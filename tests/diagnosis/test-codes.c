// SPDX-License-Identifier: GPL-3.0-or-later
/* The promise against the program: every cause of the catalogue can be reached from evidence, and says
 * what it has to say in both languages. What is missing is listed by its name. */
#include "evidence-files.h"

#include "base/pl-locale.h"

typedef struct
{
  char *code; /* owned */
  gboolean elsewhere; /* decided by other means than evidence; the line gives the reason */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->code);
  g_free (entry);
}

static Entry *
parse_entry (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  Entry *entry = g_new0 (Entry, 1);

  entry->code = g_strdup (words[0]);
  if (g_strv_length (words) > 1)
    {
      g_assert_cmpstr (words[1], ==, "elsewhere");
      g_assert_nonnull (words[2]);
      entry->elsewhere = TRUE;
    }
  return entry;
}

static GPtrArray *
read_list (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "diagnosis", "data", "catalogue-codes.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      g_ptr_array_add (entries, parse_entry (lines[i]));
  g_assert_cmpuint (entries->len, >, 70);
  return entries;
}

static gboolean
has_row (const char *code)
{
  return g_strv_contains (pl_catalogue_get_codes (), code);
}

static gboolean
is_reached (const char *code)
{
  g_autofree char *name = g_strconcat (code, ".evidence", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "evidence", name, NULL);
  g_autoptr (GPtrArray) findings = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  findings = judge (code);
  return strcmp (first_code (findings), code) == 0;
}

/* What the row says without an account, in the language that is set. */
static char *
dup_text (const char *code)
{
  g_autoptr (PlCauseText) text = pl_catalogue_describe (code);
  g_autofree char *steps = NULL;

  if (text == NULL)
    return NULL;
  steps = g_strjoinv ("\n", text->steps);
  return g_strjoin ("\n", text->title, text->explanation, steps, NULL);
}

static void
use_language (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  /* Since glibc 2.39 it takes more than these to be heard in another language. */
  pl_locale_init ();
}

static gboolean
speaks_both (const char *code)
{
  g_autofree char *english = NULL;
  g_autofree char *german = NULL;
  g_auto (GStrv) a = NULL;
  g_auto (GStrv) b = NULL;

  use_language ("en");
  english = dup_text (code);
  use_language ("de");
  german = dup_text (code);
  use_language ("C");
  if (english == NULL || german == NULL)
    return FALSE;

  /* Every line of it: one that is alike was forgotten. */
  a = g_strsplit (english, "\n", -1);
  b = g_strsplit (german, "\n", -1);
  if (g_strv_length (a) < 3 || g_strv_length (a) != g_strv_length (b))
    return FALSE;
  for (guint i = 0; a[i] != NULL; i++)
    if (strcmp (a[i], b[i]) == 0)
      return FALSE;
  return TRUE;
}

static void
complain (GString *missing, const char *code, const char *what)
{
  g_string_append_printf (missing, "%s%s: %s", missing->len > 0 ? "\n" : "", code, what);
}

static void
judge_entry (const Entry *entry, GString *missing)
{
  gboolean row = has_row (entry->code);

  if (entry->elsewhere)
    {
      if (row)
        complain (missing, entry->code, "has a row, so it needs no exception");
      return;
    }

  if (!row)
    complain (missing, entry->code, "no row");
  else if (!is_reached (entry->code))
    complain (missing, entry->code, "no evidence file yields it first");
  else if (!speaks_both (entry->code))
    complain (missing, entry->code, "a text is not in both languages");
}

static void
test_promised (void)
{
  g_autoptr (GPtrArray) entries = read_list ();
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    judge_entry (entries->pdata[i], missing);
  if (missing->len > 0)
    g_test_fail_printf ("missing:\n%s", missing->str);
}

/* The other way round: what the program says is promised, but for causes that are its own. */
static void
test_nothing_else (void)
{
  static const char *const own[] = { "no-servers-found", "server-not-approved" };
  g_autoptr (GPtrArray) entries = read_list ();

  for (const char *const *code = pl_catalogue_get_codes (); *code != NULL; code++)
    {
      gboolean known = FALSE;

      for (guint i = 0; i < entries->len && !known; i++)
        known = strcmp (((Entry *) entries->pdata[i])->code, *code) == 0;
      for (guint i = 0; i < G_N_ELEMENTS (own) && !known; i++)
        known = strcmp (own[i], *code) == 0;
      if (!known)
        g_test_fail_printf ("%s stands in no list", *code);
    }
}

int
main (int argc, char **argv)
{
  use_language ("C");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/codes/promised", test_promised);
  g_test_add_func ("/codes/nothing-else", test_nothing_else);

  return g_test_run ();
}
