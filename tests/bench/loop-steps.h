// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a person does, in one turn of the main loop. */
typedef void (*Step) (GtkWidget *window, const char *argument);

void step_nothing (GtkWidget *window, const char *unused);
void step_focus (GtkWidget *window, const char *filled);
void step_type (GtkWidget *window, const char *letters);
void step_act (GtkWidget *window, const char *action);
void step_go_to (GtkWidget *window, const char *page);
void step_press (GtkWidget *window, const char *label);
void step_unfold_next (GtkWidget *window, const char *unused);
void step_close (GtkWidget *window, const char *unused);

gboolean steps_can_press (GtkWidget *window, const char *label);
GtkWidget *steps_find_dialog (GtkWidget *window);

G_END_DECLS
