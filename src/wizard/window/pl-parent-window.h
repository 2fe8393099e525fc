// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_parent_window_set (GtkWindow *window, const char *handle, gboolean modal);

G_END_DECLS
