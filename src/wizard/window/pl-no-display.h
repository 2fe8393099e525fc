// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pl_no_display_is_service (char **arguments);
int pl_no_display_run (void);

G_END_DECLS
