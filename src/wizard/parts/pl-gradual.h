// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_gradual_append (GtkBox *box, GtkWidget *child);
gboolean pl_gradual_is_busy (GtkWidget *widget);
void pl_gradual_remove (GtkWidget *child);

G_END_DECLS
