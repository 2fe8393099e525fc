// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_appearance_install (GdkDisplay *display);
void pl_appearance_follow (GtkWidget *window);

G_END_DECLS
