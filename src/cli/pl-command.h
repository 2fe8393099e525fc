// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit status of every subcommand but `add` (product.md) */
typedef enum
{
  PL_EXIT_DONE = 0, /* verified, or done */
  PL_EXIT_NOT_WORKING = 1, /* checked and not working */
  PL_EXIT_USAGE = 2, /* wrong usage, or a file that cannot be read or written */
  PL_EXIT_STOPPED = 3, /* by the deadline or a signal */
} PlExit;

/**
 * PlCommand:
 * @name: what is typed
 * @summary: one line for the overview; translatable
 * @run: takes the command's own arguments, its name in argv[0]
 *
 * A subcommand; all of them stand in the table of pl-command.c.
 */
typedef struct
{
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
} PlCommand;

int pl_cmd_add (int argc, char **argv);
int pl_cmd_check (int argc, char **argv);
int pl_cmd_discover (int argc, char **argv);
int pl_cmd_explain (int argc, char **argv);
int pl_cmd_export (int argc, char **argv);
int pl_cmd_integrate (int argc, char **argv);
int pl_cmd_practice (int argc, char **argv);

const PlCommand *pl_command_find (const char *name);
char *pl_command_dup_overview (void);
int pl_command_usage_error (const char *command, const char *message);

G_END_DECLS
