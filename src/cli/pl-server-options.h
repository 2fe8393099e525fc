// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-terms.h"

G_BEGIN_DECLS

/**
 * PlServerOptions:
 *
 * What was given for one direction; %NULL or 0 where nothing was.
 */
typedef struct
{
  char *host; /* owned */
  int port; /* 0: not given */
  char *security; /* owned */
  char *username; /* owned */
  char *auth; /* owned */
  char *trust_fingerprint; /* owned */
} PlServerOptions;

void pl_server_options_init (PlServerOptions *options);
void pl_server_options_clear (PlServerOptions *options);
void pl_server_options_add_entries (PlServerOptions *options,
                                    PlDirection direction,
                                    GOptionContext *context);
gboolean pl_server_options_check (PlServerOptions *options, PlDirection direction, GError **error);

G_END_DECLS
