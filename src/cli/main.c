// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-locale.h"
#include "base/pl-program.h"
#include "base/pl-secret.h"
#include "cli/pl-command.h"
#include "cli/pl-terminal.h"

#include <glib/gi18n.h>
#include <signal.h>

static int
print_overview (void)
{
  g_autofree char *overview = pl_command_dup_overview ();

  g_print ("%s", overview);
  return PL_EXIT_DONE;
}

/* What did not arrive was not done: half an object on a full disk is none. */
static int
finish (int status)
{
  int fault = pl_paper_get_fault ();

  if (fault == 0)
    return status;

  /* Translators: the output of the terminal program went into a file, on a full disk for example; %s is
   * the system's reason */
  g_printerr (_ ("postlotse: the output could not be written: %s\n"), g_strerror (fault));
  return PL_EXIT_USAGE;
}

/* `postlotse check --help` and its messages name the command as it is typed. */
static int
run (const PlCommand *command, int argc, char **argv)
{
  g_autofree char *name = g_strdup_printf ("postlotse %s", command->name);

  g_set_prgname (name);
  return finish (command->run (argc, argv));
}

int
main (int argc, char **argv)
{
  const PlCommand *command;
  g_autofree char *message = NULL;
  const char *word = argc > 1 ? argv[1] : NULL;

  pl_program_occupy_standard_descriptors ();
  pl_locale_init ();
  pl_secret_protect_process ();
  signal (SIGPIPE, SIG_IGN);
  g_set_prgname ("postlotse");

  if (g_strcmp0 (word, "--help") == 0 || g_strcmp0 (word, "-h") == 0 ||
      g_strcmp0 (word, "help") == 0)
    return print_overview ();
  if (g_strcmp0 (word, "--version") == 0)
    {
      g_print ("Postlotse %s\n", PL_VERSION);
      return PL_EXIT_DONE;
    }

  /* Without a command, and with options only, it is the window that is wanted. */
  if (word == NULL || *word == '-')
    return pl_cmd_add (argc, argv);

  command = pl_command_find (word);
  if (command != NULL)
    return run (command, argc - 1, argv + 1);

  /* Translators: %s is what was typed instead of a command */
  message = g_strdup_printf (_ ("There is no command “%s”."), word);
  g_printerr ("postlotse: %s\n", message);
  print_overview ();
  return PL_EXIT_USAGE;
}
