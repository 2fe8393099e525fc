// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlLaunch:
 *
 * What the wizard is started with: fields to fill in, nothing else. There is no place for a password
 * here, and nothing is looked up or sent because of it.
 */
typedef struct
{
  char *address; /* owned, nullable */
  char *name; /* owned, nullable */
} PlLaunch;

void pl_launch_clear (PlLaunch *launch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlLaunch, pl_launch_clear)

gboolean pl_launch_parse_link (const char *link, PlLaunch *launch, GError **error);
gboolean pl_launch_open (const char *link_or_file, PlLaunch *launch, GError **error);
gboolean pl_launch_check_field (const char *value, GError **error);

G_END_DECLS
