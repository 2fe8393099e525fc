// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-account-options.h"
#include "cli/pl-check-from.h"
#include "cli/pl-server-options.h"

G_BEGIN_DECLS

/**
 * PlCheckOptions:
 *
 * The options of `postlotse check` (product.md), as they were typed.
 */
typedef struct
{
  PlAccountOptions account;
  PlFromOptions from;
  char *password_file; /* owned */
  char *outgoing_password_file; /* owned */
  PlServerOptions servers[2]; /* by PlDirection */
  gboolean allow_cleartext;
  char *only; /* owned */
  gboolean send_test;
  gboolean delete_test; /* sends one, too */
  gboolean sign_in_browser;
  gboolean apply_fixes;
  gboolean yes; /* sign in again although sign-ins were refused */
  char *report; /* owned: path */
  char *save; /* owned: path */
  gboolean report_address;
} PlCheckOptions;

PlCheckOptions *pl_check_options_parse (int argc, char **argv, GError **error);
void pl_check_options_free (PlCheckOptions *options);
gboolean
pl_check_options_apply_account (const PlCheckOptions *options, PlSetup *setup, GError **error);
gboolean pl_check_options_need_discovery (const PlCheckOptions *options, PlSetup *setup);
gboolean
pl_check_options_apply_servers (const PlCheckOptions *options, PlSetup *setup, GError **error);
gboolean pl_check_options_take_account (PlCheckOptions *options, PlImportAccount *account);
PlDirections pl_check_options_get_directions (const PlCheckOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlCheckOptions, pl_check_options_free)

G_END_DECLS
