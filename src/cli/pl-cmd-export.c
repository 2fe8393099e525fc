// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-command.h"
#include "cli/pl-export-files.h"
#include "cli/pl-export-options.h"
#include "cli/pl-export-report.h"
#include "setup/pl-setup-export.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

static PlExit
print (PlPaper *paper, PlExit status)
{
  pl_paper_print (paper, STDOUT_FILENO);
  return status;
}

static PlExit
print_error (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return pl_command_usage_error ("export", error->message);

  g_printerr ("postlotse: %s\n", error->message);
  return PL_EXIT_NOT_WORKING;
}

static PlExit
list (const PlExportOptions *options)
{
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  gboolean programs = options->document == NULL;
  gboolean files = options->target == NULL;
  g_autoptr (GPtrArray) places =
      programs ? pl_export_find_places (options->target, NULL) : g_ptr_array_new ();
  g_autofree char *json =
      options->json ? pl_export_report_json (places, files, options->document) : NULL;

  if (json != NULL)
    pl_paper_write (paper, PL_INK_PLAIN, json);
  else if (programs)
    pl_export_report_write_places (paper, places);
  if (json == NULL && files)
    pl_export_report_write_documents (paper, options->document);
  return print (paper, PL_EXIT_DONE);
}

static PlExit
write_file (const PlExportOptions *options, PlExportAccount *account)
{
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  g_autoptr (GError) error = NULL;
  gboolean written = options->document != NULL
                         ? pl_export_files_write_document (options, account, paper, &error)
                         : pl_export_files_write_import (options, account, paper, &error);

  return written ? print (paper, PL_EXIT_DONE) : print_error (error);
}

/* --- Waiting --- */

typedef struct
{
  GMainLoop *loop; /* borrowed */
  GCancellable *cancellable; /* borrowed */
  gboolean ended;
} Wait;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->ended = pl_setup_wait_for_program_finish (PL_SETUP (source), result, NULL);
  g_main_loop_quit (wait->loop);
}

static gboolean
stop_cb (gpointer user_data)
{
  Wait *wait = user_data;

  g_cancellable_cancel (wait->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_until_closed (PlExportPlace *place)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = { .loop = loop, .cancellable = cancellable };
  guint interrupt = g_unix_signal_add (SIGINT, stop_cb, &wait);
  guint terminate = g_unix_signal_add (SIGTERM, stop_cb, &wait);

  /* Translators: %s is a mail program, perhaps with its profile */
  g_printerr (_ ("Waiting until %s is closed…\n"), pl_export_place_get_title (place));
  pl_setup_wait_for_program_async (setup, place, cancellable, ended_cb, &wait);
  g_main_loop_run (loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  return wait.ended;
}

/* Returns: FALSE when a signal has ended the waiting */
static gboolean
wait_for_end (const PlExportOptions *options, PlExportPlace *place)
{
  if (!options->wait || options->dry_run ||
      pl_export_place_get_state (place) != PL_EXPORT_PLACE_RUNNING)
    return TRUE;
  return wait_until_closed (place);
}

static PlExit
print_apply_error (const PlExportOptions *options, const GError *error)
{
  PlExit status = print_error (error);

  if (g_error_matches (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING))
    g_printerr ("%s\n",
                options->target->make_import != NULL
                    /* Translators: --wait and --import-file are options */
                    ? _ ("--wait waits until it is closed; --import-file writes a file that it can "
                         "import while it is open.")
                    /* Translators: --wait is an option */
                    : _ ("--wait waits until it is closed."));
  return status;
}

/* What cannot be written to takes the account by its own import nevertheless. */
static PlExit
print_plan_error (const PlExportOptions *options, PlExportPlace *place, const GError *error)
{
  PlExit status = print_error (error);

  if (pl_export_place_get_state (place) == PL_EXPORT_PLACE_UNUSABLE &&
      options->target->make_import != NULL)
    /* Translators: --import-file is an option; after why a mail program cannot take an account yet */
    g_printerr ("%s\n", _ ("--import-file writes the file for its import."));
  return status;
}

/* --- There and back --- */

static PlExit
apply (const PlExportOptions *options, PlExportPlan *plan, PlPaper *paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlExportReceipt) receipt = pl_export_plan_apply (plan, NULL, &error);
  const char *const *live = pl_export_plan_get_live_steps (plan);
  const char *const *steps = pl_export_plan_get_afterwards (plan);

  if (receipt == NULL)
    return print_apply_error (options, error);

  pl_export_report_write_plan (paper, plan, FALSE);
  pl_export_report_write_receipt (paper, receipt);
  if (live != NULL)
    steps = live;
  else if (!pl_export_receipt_changed_anything (receipt))
    return print (paper, PL_EXIT_DONE);

  pl_paper_write (paper, PL_INK_GOOD,
                  /* Translators: an account was handed to a mail program; a list of what comes next
                   * follows */
                  _ ("Done. What comes next:"));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_export_report_write_sentences (paper, steps);
  return print (paper, PL_EXIT_DONE);
}

static PlExit export(const PlExportOptions *options, PlExportPlace *place, PlExportAccount *account)
{
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlExportPlan) plan = NULL;

  if (!wait_for_end (options, place))
    return PL_EXIT_STOPPED;

  plan = pl_export_plan (place, account, NULL, &error);
  if (plan == NULL)
    return print_plan_error (options, place, error);
  if (pl_export_plan_get_refusal (plan) != NULL)
    {
      g_printerr ("postlotse: %s\n", pl_export_plan_get_refusal (plan));
      if (pl_export_plan_lacks_password (plan))
        /* Translators: --password-file is an option; there was nobody to ask for a password */
        g_printerr ("%s\n", _ ("--password-file names a file with the password."));
      return PL_EXIT_NOT_WORKING;
    }
  if (!options->dry_run)
    return apply (options, plan, paper);

  pl_export_report_write_plan (paper, plan, TRUE);
  return print (paper, PL_EXIT_DONE);
}

static PlExit
undo (const PlExportOptions *options, PlExportPlace *place, const char *address)
{
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlExportReceipt) receipt = NULL;

  if (!wait_for_end (options, place))
    return PL_EXIT_STOPPED;

  receipt = pl_export_receipt_find (place, address, &error);
  if (receipt == NULL)
    return print_error (error);
  if (options->dry_run ? !pl_export_receipt_check (receipt, &error)
                       : !pl_export_receipt_undo (receipt, NULL, &error))
    return print_apply_error (options, error);

  pl_export_report_write_return (paper, receipt);
  return print (paper, PL_EXIT_DONE);
}

/**
 * pl_cmd_export:
 *
 * `postlotse export`: hands checked settings to a mail program, or takes them back.
 */
int
pl_cmd_export (int argc, char **argv)
{
  g_auto (PlExportOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlExportAccount) account = NULL;
  g_autoptr (GPtrArray) places = NULL;
  PlExportPlace *place;

  if (!pl_export_options_parse (&options, argc, argv, &error))
    return pl_command_usage_error ("export", error->message);
  if (options.list)
    return list (&options);

  if (options.settings != NULL)
    {
      account = pl_export_options_load_account (&options, &error);
      if (account == NULL)
        return pl_command_usage_error ("export", error->message);
    }
  if (options.document != NULL || options.import_file != NULL)
    return write_file (&options, account);

  places = pl_export_find_places (options.target, NULL);
  place = pl_export_options_choose_place (&options, places, &error);
  if (place == NULL)
    return print_error (error);
  return options.undo ? undo (&options, place,
                              account != NULL ? pl_export_account_get_address (account) : NULL)
                      : export(&options, place, account);
}
