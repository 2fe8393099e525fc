// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-check-secrets.h"
#include "cli/pl-check-write-back.h"
#include "cli/pl-fix-loop.h"
#include "cli/pl-practice-network.h"
#include "cli/pl-progress.h"
#include "cli/pl-question.h"
#include "cli/pl-report-json.h"
#include "cli/pl-report-text-parts.h"
#include "cli/pl-report-text.h"
#include "cli/pl-runner.h"
#include "model/pl-words.h"
#include "setup/pl-setup-handover.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* --- The servers --- */

/* A mere question: nothing was looked up yet, and the address may be right. */
static void
ask_about_typo (PlCheckCall *call)
{
  g_autofree char *corrected = pl_setup_dup_corrected_address (call->setup);
  g_autofree char *question = NULL;

  if (corrected == NULL || call->options->account.json)
    return;

  /* Translators: %s is an e-mail address whose domain is spelt a little differently */
  question = g_strdup_printf (_ ("Did you mean %s?"), corrected);
  if (!call->can_ask)
    {
      pl_paper_write (call->paper, PL_INK_CAREFUL, question);
      pl_paper_write (call->paper, PL_INK_PLAIN, "\n");
      pl_paper_print (call->paper, STDOUT_FILENO);
    }
  else if (pl_question_ask (question, &call->interrupted))
    {
      pl_setup_set_address (call->setup, corrected);
    }
}

/* Returns: %PL_EXIT_STOPPED when the person has ended it */
static PlExit
discover (PlCheckCall *call)
{
  g_auto (GStrv) hosts = pl_setup_dup_hosts_to_ask (call->setup);

  if (!call->options->account.json)
    {
      pl_report_text_write_hosts_to_ask (call->paper, (const char *const *) hosts);
      pl_paper_print (call->paper, STDOUT_FILENO);
    }
  return pl_runner_discover (call->setup);
}

static PlExit
propose (PlCheckCall *call)
{
  if (pl_check_options_need_discovery (call->options, call->setup))
    return discover (call);

  (void) pl_setup_propose (call->setup, NULL);
  return PL_EXIT_DONE;
}

static PlExit
find_servers (PlCheckCall *call)
{
  g_auto (GStrv) beyond = NULL;
  PlExit exit;

  /* What a mail program has is tested as it is. */
  if (call->from != NULL)
    return PL_EXIT_DONE;

  ask_about_typo (call);
  if (call->interrupted)
    return PL_EXIT_STOPPED;

  exit = propose (call);
  beyond = pl_setup_dup_hosts_beyond (call->setup);
  if (exit == PL_EXIT_DONE && !call->options->account.json)
    {
      pl_report_text_write_hosts_beyond (call->paper, (const char *const *) beyond);
      pl_paper_print (call->paper, STDOUT_FILENO);
    }
  return exit;
}

/* --- The check --- */

/* Returns: %FALSE where what was to be written is not there */
static gboolean
write_report_file (PlCheckCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (call->report == NULL)
    return TRUE;

  text = pl_setup_dup_report (call->setup, call->options->report_address);
  if (pl_new_file_write (call->report, text, &error))
    return TRUE;
  g_printerr ("postlotse: %s\n", error->message);
  return FALSE;
}

/* Only what was checked can be handed on, so a check that failed leaves no file.
 * Returns: %FALSE where what was to be written is not there */
static gboolean
save_settings (PlCheckCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  if (call->saved == NULL)
    return TRUE;

  json = pl_setup_dup_handover_json (call->setup);
  if (json == NULL)
    g_printerr ("postlotse: %s\n",
                /* Translators: --save is an option; said after a check that found a fault */
                _ ("--save: the account does not work yet, so nothing was saved."));
  else if (!pl_new_file_write (call->saved, json, &error))
    {
      g_printerr ("postlotse: %s\n", error->message);
      return FALSE;
    }
  return TRUE;
}

static void
tell_applied (const PlFixApplied *applied, gpointer user_data)
{
  PlCheckCall *call = user_data;
  PlDirection direction = pl_service_get_direction (pl_fix_get_service (applied->fix));
  g_autofree char *line = NULL;

  if (call->options->account.json)
    return;

  /* Translators: said when --apply-fixes changes something: “Receiving” or “Sending”, and what a
   * button would say, such as “Use port 993” */
  line = g_strdup_printf (_ ("Changed for %s: %s"), pl_direction_to_words (direction),
                          pl_fix_get_label (applied->fix));
  pl_paper_write (call->paper, PL_INK_CAREFUL, line);
  pl_paper_write (call->paper, PL_INK_PLAIN, "\n");
  pl_paper_print (call->paper, STDOUT_FILENO);
}

static PlExit
check (PlCheckCall *call)
{
  PlExit status = pl_runner_check (call->setup, call->directions, call->directions);

  if (call->options->apply_fixes)
    status =
        pl_fix_loop_run (call->setup, call->directions, status, call->applied, tell_applied, call);
  return status;
}

static PlExit
report (PlCheckCall *call, PlExit status)
{
  gboolean written = write_report_file (call);

  written = save_settings (call) && written;
  if (call->options->account.json)
    {
      g_autofree char *json = pl_report_json (call->setup, status == PL_EXIT_DONE, call->applied);

      pl_paper_write (call->paper, PL_INK_PLAIN, json);
    }
  else
    {
      pl_report_text_end (call->paper, call->setup, status);
    }
  pl_paper_print (call->paper, STDOUT_FILENO);
  if (call->from != NULL)
    status = pl_check_write_back (call->from, call->setup, call->options, status);
  return written ? status : PL_EXIT_USAGE;
}

static void
write_beginning (PlCheckCall *call)
{
  if (call->options->account.json)
    return;

  pl_report_text_begin (call->paper, call->setup);
  if (call->from != NULL)
    pl_check_from_write_remarks (call->from, call->paper);
  pl_paper_print (call->paper, STDOUT_FILENO);
  pl_progress_follow (call->setup, STDOUT_FILENO);
}

/* What the person should know, and may be asked, before the password. */
static void
write_servers (PlCheckCall *call)
{
  if (call->options->account.json)
    return;

  pl_report_text_servers (call->paper, call->setup, call->directions);
  pl_check_secrets_write_requirements (call);
  if (pl_setup_can_sign_in_in_browser (call->setup) && !call->options->sign_in_browser)
    pl_paper_write (
        call->paper, PL_INK_PLAIN,
        /* Translators: --sign-in-browser is an option and stays */
        _ ("Sign-in in the browser is set up for these servers: --sign-in-browser\n\n"));
  pl_paper_print (call->paper, STDOUT_FILENO);
  pl_check_secrets_ask_about_hosts (call);
}

static PlExit
run (PlCheckCall *call)
{
  g_autoptr (GError) error = NULL;

  write_beginning (call);
  if (find_servers (call) == PL_EXIT_STOPPED)
    return report (call, PL_EXIT_STOPPED);
  if (!pl_check_options_apply_servers (call->options, call->setup, &error))
    {
      /* Where nothing at all was found, what is known of the domain says why; where half is missing,
       * the person has to name that. */
      if (pl_setup_get_proposal (call->setup) == NULL &&
          g_list_model_get_n_items (pl_setup_get_findings (call->setup)) > 0)
        return report (call, PL_EXIT_NOT_WORKING);
      return pl_command_usage_error ("check", error->message);
    }

  write_servers (call);
  if (!call->interrupted)
    pl_check_secrets_sign_in (call);
  if (call->interrupted)
    return report (call, PL_EXIT_STOPPED);
  if (!pl_check_secrets_may_sign_in (call))
    return report (call, call->interrupted ? PL_EXIT_STOPPED : PL_EXIT_NOT_WORKING);
  if (!pl_check_secrets_read (call, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return report (call, PL_EXIT_STOPPED);
      return pl_command_usage_error ("check", error->message);
    }

  return report (call, check (call));
}

/* Returns: %PL_EXIT_DONE when the account was found, or none is to be looked for */
static PlExit
take_from (PlCheckOptions *options, PlCheckFrom **from)
{
  g_autoptr (GError) error = NULL;

  if (options->from.program == NULL)
    return PL_EXIT_DONE;

  *from = pl_check_from_new (&options->from, &error);
  if (*from == NULL && error->domain != G_OPTION_ERROR)
    {
      /* Nothing was checked, so there is no result either. */
      g_printerr ("postlotse: %s\n", error->message);
      return PL_EXIT_USAGE;
    }
  if (*from == NULL)
    return pl_command_usage_error ("check", error->message);
  if (!pl_check_options_take_account (options, pl_check_from_get_account (*from)))
    return pl_command_usage_error (
        /* Translators: --only is an option; of an account in a mail program */
        "check", _ ("This account has no server for sending, which --only asks for"));
  return PL_EXIT_DONE;
}

/* @path: (nullable): %NULL where none is wanted */
static gboolean
create_file (const char *option, const char *path, PlNewFile **file, GError **error)
{
  if (path == NULL)
    return TRUE;

  *file = pl_new_file_create (option, path, error);
  return *file != NULL;
}

/* @practice: (out) (transfer full): left as it is where it is not wanted
 * Returns: (transfer full) (nullable): %NULL with @error when the practice servers do not start */
static PlNetwork *
open_network (PlCheckOptions *options, PlPractice **practice, GError **error)
{
  PlNetwork *network;

  if (options->account.practice)
    {
      *practice = pl_practice_start_for (options->account.email, error);
      if (*practice == NULL)
        return NULL;
    }

  network = *practice != NULL ? pl_practice_network_new (*practice) : pl_network_new ();
  pl_network_prepare (network);
  return network;
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
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  g_autoptr (PlNewFile) file = NULL;
  g_autoptr (PlNewFile) saved = NULL;
  g_autoptr (GPtrArray) applied = pl_fix_loop_new_list ();
  g_autoptr (PlCheckFrom) from = NULL;
  PlCheckCall call;
  PlExit found;

  if (options == NULL)
    return pl_command_usage_error ("check", error->message);
  found = take_from (options, &from);
  if (found != PL_EXIT_DONE)
    return found;

  network = open_network (options, &practice, &error);
  if (network == NULL)
    return pl_command_usage_error (NULL, error->message);
  setup = pl_setup_new (network);
  if (!pl_check_options_apply_account (options, setup, &error))
    return pl_command_usage_error ("check", error->message);

  if (from != NULL)
    (void) pl_setup_take_import (setup, pl_check_from_get_account (from));
  if (!create_file ("--report", options->report, &file, &error) ||
      !create_file ("--save", options->save, &saved, &error))
    return pl_command_usage_error ("check", error->message);

  call = (PlCheckCall){
    .options = options,
    .report = file,
    .saved = saved,
    .from = from,
    .applied = applied,
    .setup = setup,
    .paper = paper,
    .directions = pl_check_options_get_directions (options),
    .can_ask = !options->account.json && pl_question_can_ask (),
  };
  return run (&call);
}
