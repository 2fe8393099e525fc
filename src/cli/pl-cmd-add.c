// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-command.h"

#include "base/pl-program.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define WIZARD "postlotse-wizard"
#define EXIT_NO_WINDOW 69 /* EX_UNAVAILABLE of sysexits.h; handover.md 2.1 */

/* What is answered on the terminal needs no screen. */
static gboolean
wants_words_only (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "-h") || g_str_has_prefix (argv[i], "--help"))
      return TRUE;

  return FALSE;
}

/* A caller that cancels while the one program becomes the other gets its answer from the other, which takes
 * the signals when it can give it. */
static void
hold_signals (int argc, char **argv)
{
  sigset_t set;
  gboolean spawned = FALSE;

  for (int i = 1; i < argc; i++)
    spawned = spawned || g_str_has_prefix (argv[i], "--output");
  if (!spawned)
    return;

  sigemptyset (&set);
  sigaddset (&set, SIGTERM);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGHUP);
  (void) sigprocmask (SIG_BLOCK, &set, NULL);
}

/**
 * pl_cmd_add:
 *
 * Becomes the wizard, which is a program of its own so that this one needs no GTK. All options are
 * the wizard's.
 */
int
pl_cmd_add (int argc, char **argv)
{
  g_autofree char *wizard = pl_program_find (WIZARD, PL_LIBEXECDIR);

  if (!wants_words_only (argc, argv) && g_getenv ("DISPLAY") == NULL &&
      g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      /* Translators: there is no graphical desktop; the commands in “” stay */
      g_printerr (_ ("postlotse: there is no screen to open the window on. In a terminal, use "
                     "“postlotse check --email ADDRESS”, or try “postlotse practice”.\n"));
      return EXIT_NO_WINDOW;
    }

  hold_signals (argc, argv);
  /* In its help it is called what was typed. */
  argv[0] = wants_words_only (argc, argv) ? (char *) "postlotse add" : wizard;
  execv (wizard, argv);

  /* Translators: %s are a file name and the system's reason */
  g_printerr (_ ("postlotse: the window could not be opened: %s: %s\n"), wizard,
              g_strerror (errno));
  /* Nothing was written, which with 2 a caller would wait for. */
  return EXIT_NO_WINDOW;
}
