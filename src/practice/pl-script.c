// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-script.h"

#include <string.h>

#define MOST_REPEATS 100000000
#define LONGEST_WAIT 3600000 /* ms */

struct _PlScript
{
  GPtrArray *steps; /* owned, of PlScriptStep */
};

/* A script while it is read. */
typedef struct
{
  PlScript *script; /* borrowed */
  GHashTable *labels; /* owned: name, step + 1 */
  GHashTable *names; /* owned: what is caught or named anywhere */
} Reading;

static void
step_free (gpointer data)
{
  PlScriptStep *step = data;

  g_free (step->source);
  pl_script_text_free (step->text);
  pl_script_text_free (step->other);
  g_free (step->name);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlScriptStep, step_free)

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->labels, g_hash_table_unref);
  g_clear_pointer (&reading->names, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
is_name (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) && text[i] != '_')
      return FALSE;

  return length > 0;
}

/* Cuts the first word off: returns it, and moves *rest behind the one blank that follows it. */
static char *
cut_word (const char **rest)
{
  const char *blank = strchr (*rest, ' ');
  char *word = blank != NULL ? g_strndup (*rest, blank - *rest) : g_strdup (*rest);

  *rest = blank != NULL ? blank + 1 : *rest + strlen (*rest);
  return word;
}

static gboolean
read_number (const char **rest, guint most, guint *number, GError **error)
{
  g_autofree char *word = cut_word (rest);
  guint64 value;

  if (!g_ascii_string_to_unsigned (word, 10, 0, most, &value, NULL))
    return fail (error, "a number from 0 to %u has to follow, not \"%s\"", most, word);

  *number = (guint) value;
  return TRUE;
}

static gboolean
read_text (PlScriptText **text, const char *source, PlScriptTextFlags flags, GError **error)
{
  *text = pl_script_text_parse (source, flags, error);
  return *text != NULL;
}

static gboolean
read_last_name (PlScriptStep *step, const char *rest, GError **error)
{
  if (!is_name (rest))
    return fail (error, "a name of a-z, 0-9 and _ has to follow, not \"%s\"", rest);

  step->name = g_strdup (rest);
  return TRUE;
}

static gboolean
read_sent (PlScriptStep *step, const char *rest, GError **error)
{
  return read_text (&step->text, rest, step->flag ? PL_SCRIPT_TEXT_PLAIN : PL_SCRIPT_TEXT_ESCAPES,
                    error);
}

static gboolean
read_pattern (PlScriptStep *step, const char *rest, GError **error)
{
  return read_text (&step->text, rest, PL_SCRIPT_TEXT_PATTERN, error);
}

static gboolean
read_nothing (PlScriptStep *step, const char *rest, GError **error)
{
  return *rest == '\0' || fail (error, "nothing may follow");
}

static gboolean
read_tls (PlScriptStep *step, const char *rest, GError **error)
{
  static const char *const versions[] = { "1.0", "1.1", "1.2", "1.3", NULL };
  g_autofree char *certificate = cut_word (&rest);

  if (*certificate == '\0')
    return fail (error, "the name of a certificate has to follow");
  if (*rest != '\0' && !g_strv_contains (versions, rest))
    return fail (error, "\"%s\" is no version of TLS; 1.0, 1.1, 1.2 and 1.3 are", rest);

  step->name = *rest != '\0' ? g_strdup (rest) : NULL;
  return read_text (&step->text, certificate, PL_SCRIPT_TEXT_PLAIN, error);
}

static gboolean
read_wait (PlScriptStep *step, const char *rest, GError **error)
{
  return read_number (&rest, LONGEST_WAIT, &step->number, error) &&
         read_nothing (step, rest, error);
}

static gboolean
read_drip (PlScriptStep *step, const char *rest, GError **error)
{
  return read_number (&rest, LONGEST_WAIT, &step->number, error) && read_sent (step, rest, error);
}

static gboolean
read_repeat (PlScriptStep *step, const char *rest, GError **error)
{
  return read_number (&rest, MOST_REPEATS, &step->number, error) && read_sent (step, rest, error);
}

static gboolean
read_let (PlScriptStep *step, const char *rest, GError **error)
{
  g_autofree char *name = cut_word (&rest);

  return read_last_name (step, name, error) &&
         read_text (&step->text, rest, PL_SCRIPT_TEXT_ESCAPES, error);
}

/* The label at the end: the last GOTO counts, so that a text may hold the word. */
static gboolean
read_if (PlScriptStep *step, const char *rest, GError **error)
{
  const char *go = g_strrstr (rest, " GOTO ");
  g_autofree char *condition = NULL;
  char *equals;

  if (go == NULL)
    return fail (error, "IF has to end with GOTO and a label");
  if (!read_last_name (step, go + strlen (" GOTO "), error))
    return FALSE;

  condition = g_strndup (rest, go - rest);
  if (g_str_has_prefix (condition, "C "))
    return read_pattern (step, condition + 2, error);

  equals = strstr (condition, " = ");
  if (equals == NULL)
    return fail (error, "\"C pattern\" or \"text = text\" has to follow IF");

  *equals = '\0';
  step->kind = PL_SCRIPT_IF_EQUAL;
  return read_text (&step->text, condition, PL_SCRIPT_TEXT_PLAIN, error) &&
         read_text (&step->other, equals + strlen (" = "), PL_SCRIPT_TEXT_PLAIN, error);
}

typedef gboolean (*ReadFunc) (PlScriptStep *step, const char *rest, GError **error);

typedef struct
{
  const char *word;
  PlScriptStepKind kind;
  gboolean flag;
  ReadFunc read;
} StepWord;

static const StepWord step_words[] = {
  { "S:", PL_SCRIPT_SEND, TRUE, read_sent },
  { "S-", PL_SCRIPT_SEND, FALSE, read_sent },
  { "C:", PL_SCRIPT_EXPECT, FALSE, read_pattern },
  { "C?", PL_SCRIPT_MAYBE, FALSE, read_pattern },
  { "ANY", PL_SCRIPT_ANY, FALSE, read_nothing },
  { "TLS", PL_SCRIPT_TLS, FALSE, read_tls },
  { "TLS?", PL_SCRIPT_TLS, TRUE, read_tls },
  { "SILENT", PL_SCRIPT_SILENT, FALSE, read_nothing },
  { "WAIT", PL_SCRIPT_WAIT, FALSE, read_wait },
  { "DRIP", PL_SCRIPT_DRIP, FALSE, read_drip },
  { "REPEAT", PL_SCRIPT_REPEAT, TRUE, read_repeat },
  { "REPEAT-", PL_SCRIPT_REPEAT, FALSE, read_repeat },
  { "CLOSE", PL_SCRIPT_CLOSE, FALSE, read_nothing },
  { "RESET", PL_SCRIPT_RESET, FALSE, read_nothing },
  { "GOTO", PL_SCRIPT_GOTO, FALSE, read_last_name },
  { "IF", PL_SCRIPT_IF_LINE, FALSE, read_if },
  { "LET", PL_SCRIPT_LET, FALSE, read_let },
  { "DECODE", PL_SCRIPT_DECODE, FALSE, read_last_name },
};

static const StepWord *
find_step_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (step_words); i++)
    if (strcmp (step_words[i].word, word) == 0)
      return &step_words[i];

  return NULL;
}

static gboolean
read_label (Reading *reading, const char *name, GError **error)
{
  if (!is_name (name))
    return fail (error, "a label is made of a-z, 0-9 and _, not \"%s\"", name);
  if (g_hash_table_contains (reading->labels, name))
    return fail (error, "there is a label \"%s\" already", name);

  g_hash_table_insert (reading->labels, g_strdup (name),
                       GUINT_TO_POINTER (reading->script->steps->len + 1));
  return TRUE;
}

static gboolean
is_pattern (const PlScriptStep *step)
{
  return step->kind == PL_SCRIPT_EXPECT || step->kind == PL_SCRIPT_MAYBE ||
         step->kind == PL_SCRIPT_IF_LINE;
}

static void
note_names (Reading *reading, const PlScriptStep *step)
{
  if (step->kind == PL_SCRIPT_LET)
    g_hash_table_add (reading->names, g_strdup (step->name));

  if (is_pattern (step))
    {
      g_auto (GStrv) names = pl_script_text_list_names (step->text);

      for (guint i = 0; names[i] != NULL; i++)
        g_hash_table_add (reading->names, g_strdup (names[i]));
    }
}

static gboolean
read_line (Reading *reading, const char *source, guint number, GError **error)
{
  g_autoptr (PlScriptStep) step = g_new0 (PlScriptStep, 1);
  const char *rest = source;
  g_autofree char *word = cut_word (&rest);
  const StepWord *step_word = find_step_word (word);

  if (strcmp (word, "LABEL") == 0)
    return read_label (reading, rest, error);
  if (step_word == NULL)
    return fail (error, "\"%s\" is no step", word);

  step->kind = step_word->kind;
  step->flag = step_word->flag;
  step->line = number;
  step->source = g_strdup (source);
  if (!step_word->read (step, rest, error))
    return FALSE;

  note_names (reading, step);
  g_ptr_array_add (reading->script->steps, g_steal_pointer (&step));
  return TRUE;
}

static gboolean
check_names (Reading *reading, const PlScriptText *text, GError **error)
{
  g_auto (GStrv) names = text != NULL ? pl_script_text_list_names (text) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!g_hash_table_contains (reading->names, names[i]))
      return fail (error, "nothing is called {%s}", names[i]);

  return TRUE;
}

/* Labels and names may stand behind the step that uses them, so they are looked for at the end. */
static gboolean
check_step (Reading *reading, PlScriptStep *step, GError **error)
{
  if (step->kind == PL_SCRIPT_GOTO || step->kind == PL_SCRIPT_IF_LINE ||
      step->kind == PL_SCRIPT_IF_EQUAL)
    {
      gpointer target = g_hash_table_lookup (reading->labels, step->name);

      if (target == NULL)
        return fail (error, "there is no label \"%s\"", step->name);
      step->target = GPOINTER_TO_UINT (target) - 1;
    }

  if (step->kind == PL_SCRIPT_DECODE && !g_hash_table_contains (reading->names, step->name))
    return fail (error, "nothing is called {%s}", step->name);

  return is_pattern (step) ||
         (check_names (reading, step->text, error) && check_names (reading, step->other, error));
}

static gboolean
read_lines (Reading *reading, char **lines, GError **error)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i] + strspn (lines[i], " \t");
      gsize length = strlen (line);

      if (length > 0 && line[length - 1] == '\r')
        lines[i][line - lines[i] + length - 1] = '\0';
      if (*line == '\0' || *line == '#')
        continue;

      if (!read_line (reading, line, i + 1, error))
        {
          g_prefix_error (error, "line %u: ", i + 1);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_steps (Reading *reading, GError **error)
{
  for (guint i = 0; i < reading->script->steps->len; i++)
    {
      PlScriptStep *step = g_ptr_array_index (reading->script->steps, i);

      if (!check_step (reading, step, error))
        {
          g_prefix_error (error, "line %u: ", step->line);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * pl_script_parse:
 * @source: (array length=length): see #PlScriptServer for the language
 * @length: in bytes, -1 when NUL-terminated
 *
 * Returns: (transfer full): %NULL with %G_IO_ERROR_INVALID_DATA and the line in its message
 */
PlScript *
pl_script_parse (const char *source, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (source) : (gsize) length;
  g_autoptr (PlScript) script = g_new0 (PlScript, 1);
  g_auto (Reading) reading = { .script = script };
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;

  script->steps = g_ptr_array_new_with_free_func (step_free);
  reading.labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (size > PL_SCRIPT_LONGEST || memchr (source, '\0', size) != NULL)
    {
      fail (error, "a script has at most %d bytes, and no NUL", PL_SCRIPT_LONGEST);
      return NULL;
    }

  copy = g_strndup (source, size);
  lines = g_strsplit (copy, "\n", -1);
  if (!read_lines (&reading, lines, error) || !check_steps (&reading, error))
    return NULL;

  return g_steal_pointer (&script);
}

void
pl_script_free (PlScript *script)
{
  if (script == NULL)
    return;

  g_clear_pointer (&script->steps, g_ptr_array_unref);
  g_free (script);
}

guint
pl_script_get_n_steps (const PlScript *script)
{
  return script->steps->len;
}

/**
 * pl_script_get_step:
 * @index: below pl_script_get_n_steps()
 */
const PlScriptStep *
pl_script_get_step (const PlScript *script, guint index)
{
  return g_ptr_array_index (script->steps, index);
}
