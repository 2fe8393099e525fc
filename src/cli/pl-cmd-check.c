// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-check-options.h"
#include "cli/pl-check-write-back.h"
#include "cli/pl-fix-loop.h"
#include "cli/pl-new-file.h"
#include "cli/pl-password-input.h"
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

/* One call of the command. All borrowed. */
typedef struct
{
  const PlCheckOptions *options;
  PlSetup *setup;
  PlPaper *paper;
  PlDirections directions;
  gboolean can_ask; /* questions, of the person at the terminal */
  PlNewFile *report; /* nullable */
  PlNewFile *saved; /* nullable */
  PlCheckFrom *from; /* nullable: the account is one of a mail program */
  GPtrArray *applied; /* PlFixApplied */
  gboolean interrupted; /* one of them was answered with Ctrl+C */
} Session;

/* --- The servers --- */

/* A mere question: nothing was looked up yet, and the address may be right. */
static void
ask_about_typo (Session *session)
{
  g_autofree char *corrected = pl_setup_dup_corrected_address (session->setup);
  g_autofree char *question = NULL;

  if (corrected == NULL || session->options->account.json)
    return;

  /* Translators: %s is an e-mail address whose domain is spelt a little differently */
  question = g_strdup_printf (_ ("Did you mean %s?"), corrected);
  if (!session->can_ask)
    {
      pl_paper_write (session->paper, PL_INK_CAREFUL, question);
      pl_paper_write (session->paper, PL_INK_PLAIN, "\n");
      pl_paper_print (session->paper, STDOUT_FILENO);
    }
  else if (pl_question_ask (question, &session->interrupted))
    {
      pl_setup_set_address (session->setup, corrected);
    }
}

/* Returns: %PL_EXIT_STOPPED when the person has ended it */
static PlExit
discover (Session *session)
{
  g_auto (GStrv) hosts = pl_setup_dup_hosts_to_ask (session->setup);

  if (!session->options->account.json)
    {
      pl_report_text_write_hosts_to_ask (session->paper, (const char *const *) hosts);
      pl_paper_print (session->paper, STDOUT_FILENO);
    }
  return pl_runner_discover (session->setup);
}

static PlExit
propose (Session *session)
{
  if (pl_check_options_need_discovery (session->options, session->setup))
    return discover (session);

  (void) pl_setup_propose (session->setup, NULL);
  return PL_EXIT_DONE;
}

static PlExit
find_servers (Session *session)
{
  g_auto (GStrv) beyond = NULL;
  PlExit exit;

  /* What a mail program has is tested as it is. */
  if (session->from != NULL)
    return PL_EXIT_DONE;

  ask_about_typo (session);
  if (session->interrupted)
    return PL_EXIT_STOPPED;

  exit = propose (session);
  beyond = pl_setup_dup_hosts_beyond (session->setup);
  if (exit == PL_EXIT_DONE && !session->options->account.json)
    {
      pl_report_text_write_hosts_beyond (session->paper, (const char *const *) beyond);
      pl_paper_print (session->paper, STDOUT_FILENO);
    }
  return exit;
}

/* --- Before the password --- */

/* In full what everybody has to do; of what only some have to, that it may be so. */
static void
write_requirements (Session *session)
{
  g_autoptr (GPtrArray) requirements = pl_setup_dup_requirements (session->setup);
  gboolean asks = session->options->password_file == NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < requirements->len; i++)
    {
      PlRequirementFields fields;

      pl_requirement_peek_fields (requirements->pdata[i], &fields);
      if (!fields.blocking && !asks)
        continue;
      any = TRUE;
      if (!fields.conditional)
        pl_report_text_write_requirement (session->paper, requirements->pdata[i]);
      else
        pl_paper_write_wrapped (session->paper, 2, "· ", fields.title);
    }
  if (any)
    pl_paper_write (session->paper, PL_INK_PLAIN, "\n");
}

/* Whether @host is a server of a direction that is to be checked. */
static gboolean
is_checked (Session *session, const char *host)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_setup_get_server (session->setup, (PlDirection) i);

      if ((session->directions & (1u << i)) != 0 && server != NULL &&
          g_str_equal (pl_server_settings_get_host (server), host))
        return TRUE;
    }

  return FALSE;
}

/* A server that was learnt from the network gets the password only from somebody who was asked. */
static void
ask_about_foreign_hosts (Session *session)
{
  g_auto (GStrv) hosts = pl_setup_dup_foreign_hosts (session->setup);
  g_autoptr (PlAddress) address = pl_setup_parse_address (session->setup, NULL);
  gboolean all = TRUE;

  for (guint i = 0; session->can_ask && address != NULL && hosts[i] != NULL && all; i++)
    {
      g_autofree char *question = NULL;

      if (!is_checked (session, hosts[i]))
        continue;

      question = g_strdup_printf (
          /* Translators: the first %s is a server, the second the domain of the address */
          _ ("%s does not belong to %s. May it have your password?"), hosts[i],
          pl_address_get_domain (address));

      all = pl_question_ask (question, &session->interrupted);
      if (all)
        pl_setup_approve_host (session->setup, hosts[i]);
    }
}

static gboolean
is_foreign (Session *session, PlServerSettings *server)
{
  g_auto (GStrv) hosts = pl_setup_dup_foreign_hosts (session->setup);

  return g_strv_contains ((const char *const *) hosts, pl_server_settings_get_host (server));
}

/* Whether a password would be of any use. */
static gboolean
needs_password (Session *session)
{
  if (pl_setup_get_password_kind (session->setup) == PL_PASSWORD_KIND_NONE ||
      pl_setup_has_tokens (session->setup))
    return FALSE;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_setup_get_server (session->setup, (PlDirection) i);

      if ((session->directions & (1u << i)) != 0 && server != NULL &&
          pl_server_settings_get_username (server) != NULL && !is_foreign (session, server))
        return TRUE;
    }

  return FALSE;
}

static char *
make_password_question (PlSetup *setup)
{
  const char *address = pl_setup_get_address (setup);

  switch (pl_setup_get_password_kind (setup))
    {
    case PL_PASSWORD_KIND_APP:
      /* Translators: asked on the terminal; %s is the address; keep the blank at the end */
      return g_strdup_printf (_ ("App password for %s: "), address);
    case PL_PASSWORD_KIND_MAIL:
      /* Translators: asked on the terminal; %s is the address; keep the blank at the end */
      return g_strdup_printf (_ ("E-mail password for %s (not the customer password): "), address);
    case PL_PASSWORD_KIND_BRIDGE:
      /* Translators: asked on the terminal; %s is the address; keep the blank at the end */
      return g_strdup_printf (_ ("Password that the Bridge shows for %s: "), address);
    case PL_PASSWORD_KIND_USUAL:
    case PL_PASSWORD_KIND_NONE:
    default:
      /* Translators: asked on the terminal; %s is the address; keep the blank at the end */
      return g_strdup_printf (_ ("Password for %s: "), address);
    }
}

/* Those that the mail program has stored, unless others are given. */
static gboolean
has_stored_passwords (Session *session)
{
  const PlCheckOptions *options = session->options;

  if (session->from == NULL || options->password_file != NULL ||
      options->outgoing_password_file != NULL ||
      !pl_check_from_use_passwords (session->from, session->setup, session->directions))
    return FALSE;

  if (!options->account.json)
    {
      pl_check_from_write_password (session->from, session->paper);
      pl_paper_print (session->paper, STDOUT_FILENO);
    }
  return TRUE;
}

/* The passwords, from files, or asked for; none where none is of use. */
static gboolean
read_passwords (Session *session, GError **error)
{
  const PlCheckOptions *options = session->options;
  g_autoptr (PlSecret) password = NULL;
  g_autoptr (PlSecret) outgoing = NULL;

  if (!needs_password (session) || has_stored_passwords (session))
    return TRUE;

  if (options->password_file != NULL)
    {
      password = pl_password_input_read_file (options->password_file, error);
    }
  else
    {
      g_autofree char *question = make_password_question (session->setup);

      password = pl_password_input_ask (question, error);
    }
  if (password == NULL)
    return FALSE;
  pl_setup_set_password (session->setup, PL_DIRECTION_INCOMING, password);

  if (options->outgoing_password_file == NULL)
    return TRUE;

  outgoing = pl_password_input_read_file (options->outgoing_password_file, error);
  if (outgoing == NULL)
    return FALSE;
  pl_setup_set_password (session->setup, PL_DIRECTION_OUTGOING, outgoing);
  return TRUE;
}

/* From the third refused sign-in on a person at the terminal decides; where nobody can be asked it is
 * said and done: who wrote the script has the count in the JSON. */
static gboolean
may_sign_in (Session *session)
{
  g_autofree char *warning = NULL;

  if (session->options->yes || !needs_password (session))
    return TRUE;

  pl_setup_load_attempts (session->setup);
  warning = pl_setup_dup_attempt_warning (session->setup, session->directions);
  if (warning == NULL)
    return TRUE;
  g_printerr ("postlotse: %s\n", warning);
  /* Translators: question after a warning */
  return !session->can_ask || pl_question_ask (_ ("Sign in all the same?"), &session->interrupted);
}

/* In the browser, if that is asked for. What went wrong there is said; the check then goes on without,
 * and shows the rest. */
static void
sign_in_in_browser (Session *session)
{
  int fd = session->options->account.json ? STDERR_FILENO : STDOUT_FILENO;
  g_autoptr (GError) error = NULL;

  if (!session->options->sign_in_browser || pl_runner_sign_in (session->setup, fd, &error))
    return;

  session->interrupted = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    /* Translators: oauth2.conf is the name of a file and stays */
    g_printerr ("postlotse: %s\n", _ ("Nobody has set up sign-in in the browser for these servers; "
                                      "an administrator can, in oauth2.conf."));
  else if (!session->interrupted)
    g_printerr ("postlotse: %s\n", error->message);
}

/* --- The check --- */

static void
write_report_file (Session *session)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (session->report == NULL)
    return;

  text = pl_setup_dup_report (session->setup, session->options->report_address);
  if (!pl_new_file_write (session->report, text, &error))
    g_printerr ("postlotse: %s\n", error->message);
}

/* Only what was checked can be handed on, so a check that failed leaves no file. */
static void
save_settings (Session *session)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  if (session->saved == NULL)
    return;

  json = pl_setup_dup_handover_json (session->setup);
  if (json == NULL)
    g_printerr ("postlotse: %s\n",
                /* Translators: --save is an option; said after a check that found a fault */
                _ ("--save: the account does not work yet, so nothing was saved."));
  else if (!pl_new_file_write (session->saved, json, &error))
    g_printerr ("postlotse: %s\n", error->message);
}

static void
tell_applied (const PlFixApplied *applied, gpointer user_data)
{
  Session *session = user_data;
  PlDirection direction = pl_service_get_direction (pl_fix_get_service (applied->fix));
  g_autofree char *line = NULL;

  if (session->options->account.json)
    return;

  /* Translators: said when --apply-fixes changes something: “Receiving” or “Sending”, and what a
   * button would say, such as “Use port 993” */
  line = g_strdup_printf (_ ("Changed for %s: %s"), pl_direction_to_words (direction),
                          pl_fix_get_label (applied->fix));
  pl_paper_write (session->paper, PL_INK_CAREFUL, line);
  pl_paper_write (session->paper, PL_INK_PLAIN, "\n");
  pl_paper_print (session->paper, STDOUT_FILENO);
}

static PlExit
check (Session *session)
{
  PlExit status = pl_runner_check (session->setup, session->directions, session->directions);

  if (session->options->apply_fixes)
    status = pl_fix_loop_run (session->setup, session->directions, status, session->applied,
                              tell_applied, session);
  return status;
}

static PlExit
report (Session *session, PlExit status)
{
  write_report_file (session);
  save_settings (session);
  if (session->options->account.json)
    {
      g_autofree char *json =
          pl_report_json (session->setup, status == PL_EXIT_DONE, session->applied);

      pl_paper_write (session->paper, PL_INK_PLAIN, json);
    }
  else
    {
      pl_report_text_end (session->paper, session->setup, status);
    }
  pl_paper_print (session->paper, STDOUT_FILENO);
  if (session->from == NULL)
    return status;
  return pl_check_write_back (session->from, session->setup, session->options, status);
}

static void
write_beginning (Session *session)
{
  if (session->options->account.json)
    return;

  pl_report_text_begin (session->paper, session->setup);
  if (session->from != NULL)
    pl_check_from_write_remarks (session->from, session->paper);
  pl_paper_print (session->paper, STDOUT_FILENO);
  pl_progress_follow (session->setup, STDOUT_FILENO);
}

/* What the person should know, and may be asked, before the password. */
static void
write_servers (Session *session)
{
  if (session->options->account.json)
    return;

  pl_report_text_servers (session->paper, session->setup, session->directions);
  write_requirements (session);
  if (pl_setup_can_sign_in_in_browser (session->setup) && !session->options->sign_in_browser)
    pl_paper_write (
        session->paper, PL_INK_PLAIN,
        /* Translators: --sign-in-browser is an option and stays */
        _ ("Sign-in in the browser is set up for these servers: --sign-in-browser\n\n"));
  pl_paper_print (session->paper, STDOUT_FILENO);
  ask_about_foreign_hosts (session);
}

static PlExit
run (Session *session)
{
  g_autoptr (GError) error = NULL;

  write_beginning (session);
  if (find_servers (session) == PL_EXIT_STOPPED)
    return report (session, PL_EXIT_STOPPED);
  if (!pl_check_options_apply_servers (session->options, session->setup, &error))
    {
      /* Where nothing at all was found, what is known of the domain says why; where half is missing,
       * the person has to name that. */
      if (pl_setup_get_proposal (session->setup) == NULL &&
          g_list_model_get_n_items (pl_setup_get_findings (session->setup)) > 0)
        return report (session, PL_EXIT_NOT_WORKING);
      return pl_command_usage_error ("check", error->message);
    }

  write_servers (session);
  if (!session->interrupted)
    sign_in_in_browser (session);
  if (session->interrupted)
    return report (session, PL_EXIT_STOPPED);
  if (!may_sign_in (session))
    return report (session, session->interrupted ? PL_EXIT_STOPPED : PL_EXIT_NOT_WORKING);
  if (!read_passwords (session, &error))
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
               ? PL_EXIT_STOPPED
               : pl_command_usage_error ("check", error->message);

  return report (session, check (session));
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
      g_printerr ("postlotse: %s\n", error->message);
      return PL_EXIT_NOT_WORKING;
    }
  if (*from == NULL)
    return pl_command_usage_error ("check", error->message);
  if (!pl_check_options_take_account (options, pl_check_from_get_account (*from)))
    return pl_command_usage_error (
        /* Translators: --only is an option; of an account in a mail program */
        "check", _ ("This account has no server for sending, which --only asks for"));
  return PL_EXIT_DONE;
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
  Session session;
  PlExit found;

  if (options == NULL)
    return pl_command_usage_error ("check", error->message);
  found = take_from (options, &from);
  if (found != PL_EXIT_DONE)
    return found;

  if (options->account.practice)
    {
      practice = pl_practice_start_for (options->account.email, &error);
      if (practice == NULL)
        return pl_command_usage_error (NULL, error->message);
    }

  network = practice != NULL ? pl_practice_network_new (practice) : pl_network_new ();
  pl_network_prepare (network);
  setup = pl_setup_new (network);
  if (!pl_check_options_apply_account (options, setup, &error))
    return pl_command_usage_error ("check", error->message);

  if (from != NULL)
    (void) pl_setup_take_import (setup, pl_check_from_get_account (from));
  if (options->report != NULL)
    {
      file = pl_new_file_create ("--report", options->report, &error);
      if (file == NULL)
        return pl_command_usage_error ("check", error->message);
    }
  if (options->save != NULL)
    {
      saved = pl_new_file_create ("--save", options->save, &error);
      if (saved == NULL)
        return pl_command_usage_error ("check", error->message);
    }

  session = (Session){
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
  return run (&session);
}
