// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*PlPracticeChosen) (GtkWidget *page, const char *id);

void pl_practice_list_fill (GtkBox *list, GtkWidget *page, PlPracticeChosen chosen);

G_END_DECLS
