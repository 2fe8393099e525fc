// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-check-from.h"
#include "cli/pl-check-options.h"
#include "cli/pl-new-file.h"
#include "cli/pl-terminal.h"

G_BEGIN_DECLS

/**
 * PlCheckCall:
 *
 * One call of `postlotse check`. All borrowed.
 */
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
} PlCheckCall;

G_END_DECLS
