// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-command.h"
#include "export/integration/pl-integration.h"

#include <glib/gi18n.h>

typedef struct
{
  gboolean remove;
  char **words; /* owned, nullable */
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "remove", 0, 0, G_OPTION_ARG_NONE, &options->remove,
      /* Translators: help on the command line */
      N_ ("Take the entry out again"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->words, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (
      /* Translators: help on the command line */
      _ ("PROGRAM – open Postlotse from a mail program's menu"));

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_translation_domain (context, NULL);
  g_option_context_set_summary (
      context,
      /* Translators: help on the command line; the two names stay */
      _ ("Puts an entry into a mail program's menu that opens Postlotse. PROGRAM is thunderbird or "
         "mailspring."));
  return g_option_context_parse (context, argc, argv, error);
}

/**
 * pl_cmd_integrate:
 */
int
pl_cmd_integrate (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  const PlIntegration *integration;
  g_auto (GStrv) told = NULL;

  if (!parse (&options, &argc, &argv, &error))
    return pl_command_usage_error ("integrate", error->message);
  if (options.words == NULL || options.words[1] != NULL)
    /* Translators: answer on the command line; the two names stay */
    return pl_command_usage_error ("integrate", _ ("Name one program: thunderbird or mailspring."));

  integration = pl_integration_find (options.words[0]);
  if (integration == NULL)
    {
      g_autofree char *message =
          /* Translators: answer on the command line; %s is what was typed */
          g_strdup_printf (_ ("“%s” is not a program that Postlotse can be put into."),
                           options.words[0]);

      return pl_command_usage_error ("integrate", message);
    }

  told = options.remove ? pl_integration_remove (integration, &error)
                        : pl_integration_install (integration, &error);
  for (char **sentence = told; sentence != NULL && *sentence != NULL; sentence++)
    g_print ("%s\n", *sentence);
  if (told != NULL)
    return PL_EXIT_DONE;

  g_printerr ("postlotse: %s\n", error->message);
  return PL_EXIT_NOT_WORKING;
}
