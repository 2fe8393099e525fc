// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *pl_hostname_to_ascii (const char *name, GError **error);
char *pl_hostname_to_display (const char *ascii_name);
gboolean pl_hostname_is_address (const char *name);

G_END_DECLS
