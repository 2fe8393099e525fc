// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-check-options.h"
#include "cli/pl-check-runner.h"
#include "cli/pl-password-input.h"
#include "cli/pl-practice-network.h"
#include "cli/pl-progress.h"
#include "cli/pl-report-json.h"
#include "cli/pl-report-text.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* The passwords, from files, or asked for; none for an address that cannot be one. */
static gboolean
read_passwords (const PlCheckOptions *options, PlSetup *setup, GError **error)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);
  g_autoptr (PlSecret) password = NULL;

  if (address == NULL)
    return TRUE;

  if (options->password_file != NULL)
    {
      password = pl_password_input_read_file (options->password_file, error);
    }
  else
    {
      g_autofree char *question = NULL;

      /* Translators: asked on the terminal; %s is the address; keep the blank at the end */
      question = g_strdup_printf (_ ("Password for %s: "), pl_address_get_text (address));
      password = pl_password_input_ask (question, error);
    }
  if (password == NULL)
    return FALSE;
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);

  if (options->outgoing_password_file != NULL)
    {
      g_autoptr (PlSecret) outgoing =
          pl_password_input_read_file (options->outgoing_password_file, error);

      if (outgoing == NULL)
        return FALSE;
      pl_setup_set_password (setup, PL_DIRECTION_OUTGOING, outgoing);
    }

  return TRUE;
}

static PlExit
run_check (const PlCheckOptions *options, PlSetup *setup)
{
  PlDirections directions = pl_check_options_get_directions (options);
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  g_autofree char *json = NULL;
  PlExit status;

  if (!options->json)
    {
      pl_report_text_begin (paper, setup, directions);
      pl_paper_print (paper, STDOUT_FILENO);
      pl_progress_follow (setup, STDOUT_FILENO);
    }

  status = pl_check_runner_run (setup, directions);

  if (options->json)
    {
      json = pl_report_json (setup, status == PL_EXIT_DONE);
      pl_paper_write (paper, PL_INK_PLAIN, json);
    }
  else
    {
      pl_report_text_end (paper, setup, status);
    }
  pl_paper_print (paper, STDOUT_FILENO);
  return status;
}

/**
 * pl_cmd_check:
 *
 * `postlotse check`: the contract is in product.md and in the man page.
 */
int
pl_cmd_check (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlCheckOptions) options = pl_check_options_parse (argc, argv, &error);
  g_autoptr (PlPractice) practice = NULL;
  g_autoptr (PlNetwork) network = NULL;
  g_autoptr (PlSetup) setup = NULL;

  if (options == NULL)
    return pl_command_usage_error ("check", error->message);

  if (options->practice)
    {
      practice = pl_practice_start (&error);
      if (practice == NULL)
        return pl_command_usage_error (NULL, error->message);
    }

  network = practice != NULL ? pl_practice_network_new (practice) : pl_network_new ();
  pl_network_prepare (network);
  setup = pl_setup_new (network);
  if (!pl_check_options_apply (options, setup, &error))
    return pl_command_usage_error ("check", error->message);
  if (!read_passwords (options, setup, &error))
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
               ? PL_EXIT_STOPPED
               : pl_command_usage_error ("check", error->message);

  return run_check (options, setup);
}
