// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

/**
 * PlAccountOptions:
 * @deadline_ms: milliseconds; 0 when none was given
 *
 * Which account, and how to find out about it: what `check` and `discover` have in common, as it was
 * typed.
 */
typedef struct
{
  char *email; /* owned, nullable */
  char *protocol; /* owned, nullable */
  char *provider; /* owned, nullable */
  gboolean offline_discovery;
  char *deadline; /* owned, nullable */
  gint64 deadline_ms;
  gboolean json;
  gboolean practice;
} PlAccountOptions;

void pl_account_options_init (PlAccountOptions *options);
void pl_account_options_clear (PlAccountOptions *options);
void pl_account_options_add_entries (PlAccountOptions *options, GOptionContext *context);
gboolean pl_account_options_check (PlAccountOptions *options, GError **error);
gboolean pl_account_options_apply (const PlAccountOptions *options, PlSetup *setup, GError **error);
gboolean pl_account_options_is_protocol (const PlAccountOptions *options, PlService service);
gboolean pl_account_options_is_one_of (const char *option,
                                       const char *value,
                                       const char *first,
                                       const char *second,
                                       GError **error);

G_END_DECLS
