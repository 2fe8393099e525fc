// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_above_go_with_parent (GtkWindow *window);

G_END_DECLS
