// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void plenty_add_findings (GListStore *findings, guint n);
void plenty_begin (GListStore *findings, PlSetup *setup);
void plenty_show_findings (GtkWidget *unused, const char *unused_too);
void plenty_begin_log (void);
void plenty_show_log (GtkWidget *unused, const char *unused_too);
GtkWidget *plenty_get_window (void);

G_END_DECLS
