// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-terminal.h"
#include "export/import/pl-import.h"
#include "setup/pl-setup-import.h"

G_BEGIN_DECLS

/**
 * PlFromOptions:
 *
 * The options of `postlotse check --from`, as they were typed; strings are owned and nullable.
 */
typedef struct
{
  char *program;
  char *account;
  char *profile;
  gboolean write_back;
} PlFromOptions;

void pl_check_from_add_entries (PlFromOptions *options, GOptionContext *context);
gboolean
pl_check_from_check_options (const PlFromOptions *options, const char *email, GError **error);
void pl_check_from_clear_options (PlFromOptions *options);

/**
 * PlCheckFrom:
 *
 * An account of a mail program, and where it was read.
 */
typedef struct _PlCheckFrom PlCheckFrom;

PlCheckFrom *pl_check_from_new (const PlFromOptions *options, GError **error);
void pl_check_from_free (PlCheckFrom *from);
PlExportPlace *pl_check_from_get_place (PlCheckFrom *from);
PlImportAccount *pl_check_from_get_account (PlCheckFrom *from);

void pl_check_from_write_remarks (PlCheckFrom *from, PlPaper *paper);
gboolean pl_check_from_use_passwords (PlCheckFrom *from, PlSetup *setup, PlDirections directions);
void pl_check_from_write_password (PlCheckFrom *from, PlPaper *paper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlCheckFrom, pl_check_from_free)

G_END_DECLS
