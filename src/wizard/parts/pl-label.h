// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pl_label_new (const char *text, const char *style);
GtkWidget *pl_label_new_verbatim (const char *text);

G_END_DECLS
