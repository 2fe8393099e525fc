// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_export_preview_add_summary (GtkBox *box, PlExportPlan *plan);
void pl_export_preview_add_details (GtkBox *box, PlExportPlan *plan);
void pl_export_preview_add_text (GtkBox *box, const char *text, const char *style);
void pl_export_preview_add_steps (GtkBox *box, const char *const *steps);
void pl_export_preview_add_backups (GtkBox *box, PlExportReceipt *receipt);

G_END_DECLS
