// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-json.h"
#include "cli/pl-runner.h"
#include "cli/pl-practice-network.h"
#include "cli/pl-progress.h"
#include "cli/pl-report-text-parts.h"
#include "cli/pl-report-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define NAME_COLUMNS 29

static void
write_account (PlPaper *paper, const PlPracticeAccount *account)
{
  pl_paper_write_padded (paper, PL_INK_STRONG, account->id, NAME_COLUMNS);
  if (account->title != NULL)
    pl_paper_write (paper, PL_INK_PLAIN, account->title);
  else if (account->code != NULL)
    pl_paper_write (paper, PL_INK_PLAIN, account->code);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

static const PlPracticeAccount *
get_accounts (gboolean scenarios, guint *n_accounts)
{
  return scenarios ? pl_practice_get_scenarios (n_accounts) : pl_practice_get_accounts (n_accounts);
}

static int
list_accounts (gboolean scenarios)
{
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  guint n_accounts;
  const PlPracticeAccount *accounts = get_accounts (scenarios, &n_accounts);

  pl_paper_write_wrapped (
      paper, 0, NULL,
      scenarios
          /* Translators: heads the list of scenarios in the terminal; the command in “” stays */
          ? _ ("Each scenario is one of the many faults that servers have, with the cause that is to "
               "be found. “postlotse practice NAME” plays one of them.")
          /* Translators: heads the list of practice accounts in the terminal; the commands in “” stay */
          : _ ("Practice accounts live on this computer only. “postlotse practice NAME” checks one of "
               "them, “postlotse practice --all” all of them, and “postlotse add --practice” tries them "
               "in the window."));
  for (guint i = 0; i < n_accounts; i++)
    {
      if (i == 0 || accounts[i].group != accounts[i - 1].group)
        pl_report_text_write_heading (paper, pl_practice_group_to_words (accounts[i].group));
      write_account (paper, &accounts[i]);
    }

  pl_paper_print (paper, STDOUT_FILENO);
  return PL_EXIT_DONE;
}

static void
write_json_server (JsonBuilder *builder,
                   const char *key,
                   const char *protocol,
                   const char *host,
                   guint16 port,
                   const char *security)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  pl_json_add_string (builder, "protocol", protocol);
  pl_json_add_string (builder, "host", host);
  pl_json_add_int (builder, "port", port);
  pl_json_add_string (builder, "security", security);
  json_builder_end_object (builder);
}

/* For programs that try us; the passwords are made up and work nowhere else. */
static void
write_json_account (JsonBuilder *builder, const PlPracticeAccount *account)
{
  json_builder_begin_object (builder);
  pl_json_add_string (builder, "id", account->id);
  pl_json_add_string (builder, "code", account->code);
  pl_json_add_string (builder, "group", pl_practice_group_to_nick (account->group));
  pl_json_add_string (builder, "title", account->title);
  pl_json_add_string (builder, "address", account->address);
  pl_json_add_string (builder, "password", account->password);
  pl_json_add_string (builder, "username", account->username);
  pl_json_add_string (builder, "provider", account->provider);
  pl_json_add_string (builder, "auth", account->auth);
  pl_json_add_string (builder, "only", account->only);
  pl_json_add_boolean (builder, "allow_cleartext", account->allow_cleartext);
  pl_json_add_boolean (builder, "send_test", account->send_test);
  write_json_server (builder, "incoming", account->incoming_service, account->incoming_host,
                     account->incoming_port, account->incoming_security);
  write_json_server (builder, "outgoing", "smtp", account->outgoing_host, account->outgoing_port,
                     account->outgoing_security);
  json_builder_end_object (builder);
}

static int
list_accounts_as_json (gboolean scenarios)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_accounts;
  const PlPracticeAccount *accounts = get_accounts (scenarios, &n_accounts);
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  g_autofree char *json = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < n_accounts; i++)
    write_json_account (builder, &accounts[i]);
  json_builder_end_array (builder);

  json = pl_json_finish (builder, TRUE);
  pl_paper_write (paper, PL_INK_PLAIN, json);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_print (paper, STDOUT_FILENO);
  return PL_EXIT_DONE;
}

static gboolean
set_server (PlSetup *setup, const PlPracticeAccount *account, PlDirection direction, GError **error)
{
  gboolean incoming = direction == PL_DIRECTION_INCOMING;
  const char *service = incoming ? account->incoming_service : "smtp";
  const char *security = incoming ? account->incoming_security : account->outgoing_security;
  gboolean signs_in = g_strcmp0 (account->auth, "none") != 0;
  PlServerFields fields = {
    .host = incoming ? account->incoming_host : account->outgoing_host,
    .port = incoming ? account->incoming_port : account->outgoing_port,
    .username = account->username != NULL ? account->username : account->address,
    .auth = signs_in ? account->auth : NULL,
    .allow_cleartext = account->allow_cleartext,
  };

  if (!incoming && !signs_in)
    fields.username = NULL;
  if (!pl_service_from_nick (service, &fields.service) ||
      !pl_security_from_nick (security, &fields.security))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The practice account is broken");
      return FALSE;
    }
  return pl_setup_set_server (setup, &fields, error);
}

static PlSetup *
make_setup (PlNetwork *network, const PlPracticeAccount *account, GError **error)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlSecret) password = pl_secret_new (account->password, -1);
  PlService service;

  if (pl_service_from_nick (account->incoming_service, &service))
    pl_setup_set_incoming_service (setup, service);
  pl_setup_set_address (setup, account->address);
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  pl_setup_set_send_test (setup, account->send_test);
  if (account->provider != NULL)
    (void) pl_setup_choose_provider (setup, account->provider);

  if (!set_server (setup, account, PL_DIRECTION_INCOMING, error) ||
      !set_server (setup, account, PL_DIRECTION_OUTGOING, error))
    return NULL;
  return g_steal_pointer (&setup);
}

static PlDirections
get_directions (const PlPracticeAccount *account)
{
  if (account->only == NULL)
    return PL_DIRECTIONS_BOTH;
  return g_str_equal (account->only, "incoming") ? PL_DIRECTIONS_INCOMING : PL_DIRECTIONS_OUTGOING;
}

static const char *
get_first_code (PlSetup *setup)
{
  g_autoptr (PlFinding) first = g_list_model_get_item (pl_setup_get_findings (setup), 0);

  return first != NULL ? pl_finding_get_code (first) : NULL;
}

/* Returns whether the check ended as the account is meant to show. */
static gboolean
check_account (PlNetwork *network, const PlPracticeAccount *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlSetup) setup = make_setup (network, account, &error);
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  PlDirections directions = get_directions (account);
  PlExit status;

  if (setup == NULL)
    {
      g_printerr ("postlotse: %s\n", error->message);
      return FALSE;
    }

  write_account (paper, account);
  pl_report_text_begin (paper, setup);
  pl_report_text_servers (paper, setup, directions);
  pl_paper_print (paper, STDOUT_FILENO);
  pl_progress_follow (setup, STDOUT_FILENO);
  status = pl_runner_check (setup, directions, directions);
  pl_report_text_end (paper, setup, status);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_print (paper, STDOUT_FILENO);

  if (account->code == NULL)
    return status == PL_EXIT_DONE;
  return g_strcmp0 (get_first_code (setup), account->code) == 0;
}

/* A scenario has servers of its own; those of the accounts stand side by side. */
static gboolean
check_scenario (const PlPracticeAccount *scenario)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlPractice) practice = pl_practice_start_for (scenario->id, &error);
  g_autoptr (PlNetwork) network = practice != NULL ? pl_practice_network_new (practice) : NULL;

  if (network == NULL)
    {
      g_printerr ("postlotse: %s\n", error->message);
      return FALSE;
    }
  return check_account (network, scenario);
}

static int
report_all (GPtrArray *unexpected, guint n_accounts)
{
  g_autofree char *names = NULL;

  if (unexpected->len == 0)
    {
      /* Translators: closes the practice run; %u is the number of practice accounts */
      g_print (ngettext ("The practice account was understood.\n",
                         "All %u practice accounts were understood.\n", n_accounts),
               n_accounts);
      return PL_EXIT_DONE;
    }

  g_ptr_array_add (unexpected, NULL);
  names = g_strjoinv (", ", (char **) unexpected->pdata);
  /* Translators: closes the practice run; %s are names of practice accounts */
  g_print (_ ("These practice accounts were not understood: %s\n"), names);
  return PL_EXIT_NOT_WORKING;
}

/* @network: (nullable): %NULL for scenarios */
static int
check_all (PlNetwork *network)
{
  guint n_accounts;
  const PlPracticeAccount *accounts = get_accounts (network == NULL, &n_accounts);
  g_autoptr (GPtrArray) unexpected = g_ptr_array_new ();

  for (guint i = 0; i < n_accounts; i++)
    if (network != NULL ? !check_account (network, &accounts[i]) : !check_scenario (&accounts[i]))
      g_ptr_array_add (unexpected, (gpointer) accounts[i].id);
  return report_all (unexpected, n_accounts);
}

/* What was asked for. */
typedef struct
{
  gboolean all;
  gboolean scenarios;
  gboolean json;
} Options;

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    /* Translators: help of the options of “postlotse practice” */
    { "all", 0, 0, G_OPTION_ARG_NONE, &options->all, N_ ("Check all practice accounts"), NULL },
    /* Translators: as above; a scenario is one fault of a server, for those who want to see many */
    { "scenarios", 0, 0, G_OPTION_ARG_NONE, &options->scenarios,
      N_ ("The many scenarios instead of the practice accounts"), NULL },
    /* Translators: as above */
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json,
      N_ ("List them as JSON, with their passwords"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context
      /* Translators: what stands behind “postlotse practice” in its help */
      = g_option_context_new (_ ("[NAME] – check a practice account"));

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 2 || (*argc == 2) + options->all + options->json > 1 ||
      (*argc == 2 && options->scenarios))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           /* Translators: --all is an option and stays */
                           _ ("Name one practice account, or use --all"));
      return FALSE;
    }
  return TRUE;
}

/* @account: (nullable): %NULL for all */
static int
check_accounts (const PlPracticeAccount *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlPractice) practice = pl_practice_start (&error);
  g_autoptr (PlNetwork) network = NULL;

  if (practice == NULL)
    return pl_command_usage_error (NULL, error->message);

  network = pl_practice_network_new (practice);
  if (account == NULL)
    return check_all (network);
  return check_account (network, account) ? PL_EXIT_DONE : PL_EXIT_NOT_WORKING;
}

/**
 * pl_cmd_practice:
 *
 * `postlotse practice`, `postlotse practice NAME`, `postlotse practice --all`, each of the first and
 * last with `--scenarios`. Done when the check finds what the account is made to show.
 */
int
pl_cmd_practice (int argc, char **argv)
{
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  const PlPracticeAccount *account;
  const PlPracticeAccount *scenario;

  if (!parse_options (&options, &argc, &argv, &error))
    return pl_command_usage_error ("practice", error->message);
  if (argc < 2 && options.all)
    return options.scenarios ? check_all (NULL) : check_accounts (NULL);
  if (argc < 2)
    return options.json ? list_accounts_as_json (options.scenarios)
                        : list_accounts (options.scenarios);

  account = pl_practice_find_account (argv[1]);
  scenario = account == NULL ? pl_practice_find_scenario (argv[1]) : NULL;
  if (scenario != NULL)
    return check_scenario (scenario) ? PL_EXIT_DONE : PL_EXIT_NOT_WORKING;
  if (account == NULL)
    return pl_command_usage_error (
        /* Translators: the command in “” stays */
        "practice", _ ("There is no such practice account; “postlotse practice” lists them"));
  return check_accounts (account);
}
