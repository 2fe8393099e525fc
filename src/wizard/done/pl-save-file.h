// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_save_file_async (GtkWidget *near,
                         const char *title,
                         const char *name,
                         GBytes *contents,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
char *pl_save_file_finish (GtkWidget *near, GAsyncResult *result, GError **error);

G_END_DECLS
