// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-json.h"
#include "cli/pl-command.h"
#include "cli/pl-terminal.h"
#include "diagnosis/pl-diagnosis.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>
#include <unistd.h>

static void
write_cause (PlPaper *paper, const PlCauseText *cause)
{
  pl_paper_write (paper, PL_INK_STRONG, cause->title);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write_wrapped (paper, 0, NULL, cause->explanation);
  for (guint i = 0; cause->steps != NULL && cause->steps[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%3u ", i + 1);

      pl_paper_write_wrapped (paper, 4, number, cause->steps[i]);
    }
}

static void
write_list (PlPaper *paper)
{
  const char *const *codes = pl_catalogue_get_codes ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (PlCauseText) cause = pl_catalogue_describe (codes[i]);
      g_autofree char *name = g_strdup_printf ("%-28s ", codes[i]);

      pl_paper_write (paper, PL_INK_STRONG, name);
      pl_paper_write (paper, PL_INK_PLAIN, cause->title);
      pl_paper_write (paper, PL_INK_PLAIN, "\n");
    }
}

static void
write_json_cause (JsonBuilder *builder, const char *code)
{
  g_autoptr (PlCauseText) cause = pl_catalogue_describe (code);

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "code", cause->code);
  pl_json_add_string (builder, "severity", pl_severity_to_nick (cause->severity));
  pl_json_add_string (builder, "title", cause->title);
  pl_json_add_string (builder, "explanation", cause->explanation);
  pl_json_add_strv (builder, "steps", (const char *const *) cause->steps);
  json_builder_end_object (builder);
}

/* One object for one code, an array for the whole catalogue. */
static void
write_json (PlPaper *paper, const char *code)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *codes = pl_catalogue_get_codes ();
  g_autofree char *json = NULL;

  if (code != NULL)
    {
      write_json_cause (builder, code);
    }
  else
    {
      json_builder_begin_array (builder);
      for (guint i = 0; codes[i] != NULL; i++)
        write_json_cause (builder, codes[i]);
      json_builder_end_array (builder);
    }

  json = pl_json_finish (builder, TRUE);
  pl_paper_write (paper, PL_INK_PLAIN, json);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

/**
 * pl_cmd_explain:
 *
 * `postlotse explain CODE` and `postlotse explain --list`.
 */
int
pl_cmd_explain (int argc, char **argv)
{
  gboolean list = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    /* Translators: help of the options of “postlotse explain” */
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("List all causes"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  /* Translators: what stands behind “postlotse explain” in its help; CODE is such as wrong-port */
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("[CODE] – explain a cause"));
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlCauseText) cause = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return pl_command_usage_error ("explain", error->message);
  if ((argc != 2) == !list || argc > 2)
    /* Translators: --list is an option and stays */
    return pl_command_usage_error ("explain", _ ("Name one code, or use --list"));

  if (!list)
    {
      cause = pl_catalogue_describe (argv[1]);
      if (cause == NULL)
        return pl_command_usage_error ("explain",
                                       /* Translators: --list is an option and stays */
                                       _ ("There is no such code; --list shows all of them"));
    }

  if (json)
    write_json (paper, list ? NULL : argv[1]);
  else if (list)
    write_list (paper);
  else
    write_cause (paper, cause);

  pl_paper_print (paper, STDOUT_FILENO);
  return PL_EXIT_DONE;
}
