// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pl_step_new (guint number, const char *text);
GtkWidget *pl_step_link_new (const char *label, const char *url);

G_END_DECLS
