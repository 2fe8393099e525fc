// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-command.h"
#include "cli/pl-export-options.h"
#include "export/integration/pl-integration.h"

#include <glib/gi18n.h>

typedef struct
{
  gboolean remove;
  char *profile; /* owned, nullable: as it was typed, in the file system's encoding */
  char **words; /* owned, nullable */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->profile);
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
    /* Translators: help on the command line */
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &options->profile,
      N_ ("Another profile than the one in use: its name or its folder"),
      /* Translators: stands for a profile behind an option, in the help */
      N_ ("PROFILE") },
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

/* The program that was named, or %NULL once the person was told what can be. */
static const PlIntegration *
find_integration (const Options *options)
{
  const PlIntegration *integration = NULL;
  g_autofree char *message = NULL;

  if (options->words == NULL || options->words[1] != NULL)
    {
      (void) pl_command_usage_error (
          /* Translators: answer on the command line; the two names stay */
          "integrate", _ ("Name one program: thunderbird or mailspring."));
      return NULL;
    }

  integration = pl_integration_find (options->words[0]);
  if (integration != NULL)
    return integration;

  message =
      /* Translators: answer on the command line; %s is what was typed */
      g_strdup_printf (_ ("“%s” is not a program that Postlotse can be put into."),
                       options->words[0]);
  (void) pl_command_usage_error ("integrate", message);
  return NULL;
}

/* @place: (out) (transfer full) (nullable): what --profile means; %NULL without it */
static gboolean
find_place (const Options *options,
            const PlIntegration *integration,
            PlExportPlace **place,
            GError **error)
{
  if (options->profile != NULL)
    *place = pl_export_options_find_place (integration->target, options->profile, error);
  return options->profile == NULL || *place != NULL;
}

/**
 * pl_cmd_integrate:
 */
int
pl_cmd_integrate (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlExportPlace) place = NULL;
  const PlIntegration *integration;
  g_auto (GStrv) told = NULL;

  if (!parse (&options, &argc, &argv, &error))
    return pl_command_usage_error ("integrate", error->message);
  integration = find_integration (&options);
  if (integration == NULL)
    return PL_EXIT_USAGE;

  if (find_place (&options, integration, &place, &error))
    told = options.remove ? pl_integration_remove (integration, place, &error)
                          : pl_integration_install (integration, place, &error);
  else if (error->domain == G_OPTION_ERROR)
    return pl_command_usage_error ("integrate", error->message);
  for (char **sentence = told; sentence != NULL && *sentence != NULL; sentence++)
    g_print ("%s\n", *sentence);
  if (told != NULL)
    return PL_EXIT_DONE;

  g_printerr ("postlotse: %s\n", error->message);
  return PL_EXIT_NOT_WORKING;
}
