// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_result_scroll_to (GtkWidget *whole);
void pl_result_show (GtkWidget *heading, GtkWidget *whole);

G_END_DECLS
