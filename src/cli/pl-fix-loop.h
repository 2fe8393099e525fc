// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-command.h"
#include "setup/pl-setup.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PlFixApplied:
 * @code: static: the cause that it was against
 * @fix: owned
 *
 * One change that `--apply-fixes` has made.
 */
typedef struct
{
  const char *code;
  PlFix *fix;
} PlFixApplied;

/**
 * PlFixToldFunc:
 *
 * Told of a change before it is tested.
 */
typedef void (*PlFixToldFunc) (const PlFixApplied *applied, gpointer data);

PlExit pl_fix_loop_run (PlSetup *setup,
                        PlDirections wanted,
                        PlExit status,
                        GPtrArray *applied,
                        PlFixToldFunc told,
                        gpointer data);
GPtrArray *pl_fix_loop_new_list (void);

G_END_DECLS
