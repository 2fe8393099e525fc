// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-json.h"
#include "cli/pl-runner.h"
#include "cli/pl-practice-network.h"
#include "cli/pl-progress.h"
#include "cli/pl-report-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static void
write_account (PlPaper *paper, const PlPracticeAccount *account)
{
  g_autofree char *name = g_strdup_printf ("%-26s ", account->id);

  pl_paper_write (paper, PL_INK_STRONG, name);
  pl_paper_write (paper, PL_INK_PLAIN, account->title);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

static int
list_accounts (void)
{
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  guint n_accounts;
  const PlPracticeAccount *accounts = pl_practice_get_accounts (&n_accounts);

  pl_paper_write_wrapped (
      paper, 0, NULL,
      /* Translators: heads the list of practice accounts in the terminal; the commands in “” stay */
      _ ("Practice accounts live on this computer only. “postlotse practice NAME” checks one of "
         "them, “postlotse practice --all” all of them, and “postlotse add --practice” tries them "
         "in the window."));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  for (guint i = 0; i < n_accounts; i++)
    write_account (paper, &accounts[i]);

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
static int
list_accounts_as_json (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_accounts;
  const PlPracticeAccount *accounts = pl_practice_get_accounts (&n_accounts);
  g_autofree char *json = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < n_accounts; i++)
    {
      const PlPracticeAccount *account = &accounts[i];

      json_builder_begin_object (builder);
      pl_json_add_string (builder, "id", account->id);
      pl_json_add_string (builder, "code", account->code);
      pl_json_add_string (builder, "title", account->title);
      pl_json_add_string (builder, "address", account->address);
      pl_json_add_string (builder, "password", account->password);
      write_json_server (builder, "incoming", account->incoming_service, account->incoming_host,
                         account->incoming_port, account->incoming_security);
      write_json_server (builder, "outgoing", "smtp", account->outgoing_host,
                         account->outgoing_port, account->outgoing_security);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  json = pl_json_finish (builder, TRUE);
  g_print ("%s\n", json);
  return PL_EXIT_DONE;
}

static gboolean
set_server (PlSetup *setup,
            const char *service,
            const char *host,
            guint16 port,
            const char *security,
            const char *username,
            GError **error)
{
  PlServerFields fields = { .host = host, .port = port, .username = username };

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

  if (!set_server (setup, account->incoming_service, account->incoming_host, account->incoming_port,
                   account->incoming_security, account->address, error) ||
      !set_server (setup, "smtp", account->outgoing_host, account->outgoing_port,
                   account->outgoing_security, account->address, error))
    return NULL;
  return g_steal_pointer (&setup);
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
  PlExit status;

  if (setup == NULL)
    {
      g_printerr ("postlotse: %s\n", error->message);
      return FALSE;
    }

  write_account (paper, account);
  pl_report_text_begin (paper, setup);
  pl_report_text_servers (paper, setup, PL_DIRECTIONS_BOTH);
  pl_paper_print (paper, STDOUT_FILENO);
  pl_progress_follow (setup, STDOUT_FILENO);
  status = pl_runner_check (setup, PL_DIRECTIONS_BOTH, PL_DIRECTIONS_BOTH);
  pl_report_text_end (paper, setup, status);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_print (paper, STDOUT_FILENO);

  if (account->code == NULL)
    return status == PL_EXIT_DONE;
  return g_strcmp0 (get_first_code (setup), account->code) == 0;
}

static int
check_all (PlNetwork *network)
{
  guint n_accounts;
  const PlPracticeAccount *accounts = pl_practice_get_accounts (&n_accounts);
  g_autoptr (GPtrArray) unexpected = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = 0; i < n_accounts; i++)
    if (!check_account (network, &accounts[i]))
      g_ptr_array_add (unexpected, (gpointer) accounts[i].id);
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

/**
 * pl_cmd_practice:
 *
 * `postlotse practice`, `postlotse practice NAME`, `postlotse practice --all`. Done when the check
 * finds what the account is made to show.
 */
int
pl_cmd_practice (int argc, char **argv)
{
  gboolean all = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    /* Translators: help of the options of “postlotse practice” */
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Check all practice accounts"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("List them as JSON, with their passwords"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context
      /* Translators: what stands behind “postlotse practice” in its help */
      = g_option_context_new (_ ("[NAME] – check a practice account"));
  g_autoptr (GError) error = NULL;
  g_autoptr (PlPractice) practice = NULL;
  g_autoptr (PlNetwork) network = NULL;
  const PlPracticeAccount *account;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return pl_command_usage_error ("practice", error->message);
  if (argc > 2 || (argc == 2) + all + json > 1)
    /* Translators: --all is an option and stays */
    return pl_command_usage_error ("practice", _ ("Name one practice account, or use --all"));
  if (argc < 2 && !all)
    return json ? list_accounts_as_json () : list_accounts ();

  account = all ? NULL : pl_practice_find_account (argv[1]);
  if (account == NULL && !all)
    return pl_command_usage_error (
        /* Translators: the command in “” stays */
        "practice", _ ("There is no such practice account; “postlotse practice” lists them"));

  practice = pl_practice_start (&error);
  if (practice == NULL)
    return pl_command_usage_error (NULL, error->message);
  network = pl_practice_network_new (practice);
  if (all)
    return check_all (network);
  return check_account (network, account) ? PL_EXIT_DONE : PL_EXIT_NOT_WORKING;
}
