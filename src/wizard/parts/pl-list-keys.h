// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_list_keys_add (GtkWidget *window, GtkWidget *search, GtkWidget *list);

G_END_DECLS
