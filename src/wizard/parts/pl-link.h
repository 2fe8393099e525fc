// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_link_open (GtkWindow *window, const char *url);

G_END_DECLS
