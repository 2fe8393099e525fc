// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-command.h"

#include <glib/gi18n.h>

static const PlCommand commands[] = {
  /* Translators: one line each, for the overview of the terminal program's commands */
  { "check", N_ ("test an account: receiving and sending, for real"), pl_cmd_check },
  { "discover", N_ ("find the servers of an account, and what its provider wants"),
    pl_cmd_discover },
  { "explain", N_ ("explain a cause, or list all of them"), pl_cmd_explain },
  { "export", N_ ("hand an account to a mail program, or take it back"), pl_cmd_export },
  { "integrate", N_ ("put an entry into a mail program's menu that opens Postlotse"),
    pl_cmd_integrate },
  { "practice", N_ ("try it on practice accounts that work or fail"), pl_cmd_practice },
  { "add", N_ ("open the window (also without any command)"), pl_cmd_add },
};

/**
 * pl_command_find:
 *
 * Returns: (transfer none) (nullable):
 */
const PlCommand *
pl_command_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}

/**
 * pl_command_dup_overview:
 *
 * Returns: (transfer full): what `postlotse --help` prints
 */
char *
pl_command_dup_overview (void)
{
  GString *text = g_string_new (NULL);

  /* Translators: help of the terminal program; `postlotse` and what is in capitals stay */
  g_string_append (text, _ ("Usage: postlotse [COMMAND] [OPTION…]\n\n"
                            "Sets up an e-mail account: finds out what works, says what does not "
                            "and why.\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-10s %s\n", commands[i].name, _ (commands[i].summary));
  /* Translators: last line of the terminal program's help */
  g_string_append (text, _ ("\n“postlotse COMMAND --help” says more about one of them.\n"));

  return g_string_free (text, FALSE);
}

/**
 * pl_command_usage_error:
 * @command: (nullable): the subcommand whose help to point to
 * @message: one sentence in the person's language
 *
 * Returns: the exit status for wrong usage
 */
int
pl_command_usage_error (const char *command, const char *message)
{
  g_printerr ("postlotse: %s\n", message);
  if (command != NULL)
    /* Translators: %s is the command, such as "check" */
    g_printerr (_ ("“postlotse %s --help” shows all options.\n"), command);

  return PL_EXIT_USAGE;
}
