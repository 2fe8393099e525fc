// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_field_show_text (GtkEditable *field, const char *text);
void pl_field_show_hint (GtkWidget *field, GtkLabel *label, const char *hint, gboolean problem);

const char *pl_field_get_failed_words (void);

gboolean pl_field_move_focus (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
