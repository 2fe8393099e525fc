// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-account-options.h"
#include "cli/pl-command.h"
#include "cli/pl-discovery-json.h"
#include "cli/pl-discovery-text.h"
#include "cli/pl-practice-network.h"
#include "cli/pl-runner.h"

#include <glib/gi18n.h>
#include <unistd.h>

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlAccountOptions, pl_account_options_clear)

static gboolean
parse (PlAccountOptions *options, gboolean *list_providers, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "list-providers", 0, 0, G_OPTION_ARG_NONE, list_providers,
      /* Translators: help of an option of “postlotse discover”; --provider is another one */
      N_ ("List the providers known here, with what --provider calls them"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (
      /* Translators: what stands behind “postlotse discover” in its help */
      _ ("ADDRESS – find the servers of an e-mail account, and what its provider wants"));

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  pl_account_options_add_entries (options, context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  if (*list_providers && argc == 1 && !options->json)
    return TRUE;
  if (*list_providers)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           /* Translators: --list-providers and --json are options and stay */
                           _ ("--list-providers prints a list: it goes without an address and "
                              "without --json"));
      return FALSE;
    }
  if (argc != 2)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   /* Translators: what is in capitals stands for what a person types */
                   _ ("Name one address: postlotse discover ADDRESS"));
      return FALSE;
    }
  options->email = g_utf8_make_valid (argv[1], -1);
  return pl_account_options_check (options, error);
}

/* A provider without IMAP is found all the same, by POP3: but not without a word. */
static void
tell_other_protocol (const PlAccountOptions *options, PlSetup *setup)
{
  PlServerSettings *server = pl_setup_get_server (setup, PL_DIRECTION_INCOMING);
  g_autofree char *line = NULL;

  if (server == NULL ||
      pl_account_options_is_protocol (options, pl_server_settings_get_service (server)))
    return;

  line = g_strdup_printf (
      /* Translators: the first %s is what was given, imap or pop3, the second what is there instead,
       * the third a server; the option stays */
      _ ("--protocol %s: only %s is known here, at %s"), options->protocol,
      pl_service_to_nick (pl_server_settings_get_service (server)),
      pl_server_settings_get_host (server));
  g_printerr ("postlotse: %s\n", line);
}

static PlExit
discover (const PlAccountOptions *options, PlSetup *setup)
{
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  gint64 began_at = g_get_monotonic_time ();
  double ms;
  PlExit status;

  if (!options->json)
    {
      pl_discovery_text_begin (paper, setup);
      pl_paper_print (paper, STDOUT_FILENO);
    }

  status = pl_runner_discover (setup);
  ms = (double) (g_get_monotonic_time () - began_at) / 1000;
  tell_other_protocol (options, setup);

  if (options->json)
    {
      g_autofree char *json = pl_discovery_json (setup, ms);

      pl_paper_write (paper, PL_INK_PLAIN, json);
    }
  else
    {
      pl_discovery_text_end (paper, setup, ms);
    }
  pl_paper_print (paper, STDOUT_FILENO);
  return status;
}

/* One a line, so that other programs can read them too: shells complete --provider from it. */
static PlExit
print_providers (PlSetup *setup)
{
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  g_autoptr (GPtrArray) choices = pl_setup_search_providers (setup, "");

  for (guint i = 0; i < choices->len; i++)
    {
      const PlProviderChoice *choice = choices->pdata[i];

      pl_paper_write_padded (paper, PL_INK_STRONG, choice->id, 28);
      pl_paper_write (paper, PL_INK_PLAIN, choice->name);
      pl_paper_write (paper, PL_INK_PLAIN, "\n");
    }
  pl_paper_print (paper, STDOUT_FILENO);
  return PL_EXIT_DONE;
}

/**
 * pl_cmd_discover:
 *
 * `postlotse discover`: what is known and published about an address, without any password.
 */
int
pl_cmd_discover (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_auto (PlAccountOptions) options;
  g_autoptr (PlPractice) practice = NULL;
  g_autoptr (PlNetwork) network = NULL;
  g_autoptr (PlSetup) setup = NULL;
  gboolean list_providers = FALSE;

  pl_account_options_init (&options);
  if (!parse (&options, &list_providers, argc, argv, &error))
    return pl_command_usage_error ("discover", error->message);

  if (options.practice)
    {
      practice = pl_practice_start (&error);
      if (practice == NULL)
        return pl_command_usage_error (NULL, error->message);
    }

  network = practice != NULL ? pl_practice_network_new (practice) : pl_network_new ();
  setup = pl_setup_new (network);
  if (list_providers)
    return print_providers (setup);
  if (!pl_account_options_apply (&options, setup, &error))
    return pl_command_usage_error ("discover", error->message);
  pl_setup_set_discovery_deadline (setup, options.deadline_ms);

  return discover (&options, setup);
}
