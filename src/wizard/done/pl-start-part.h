// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlStartPart:
 *
 * Starts the mail program that has the account now: a button, where the program can be started from here,
 * and then what became of it.
 */
#define PL_TYPE_START_PART (pl_start_part_get_type ())
G_DECLARE_FINAL_TYPE (PlStartPart, pl_start_part, PL, START_PART, GtkWidget)

GtkWidget *pl_start_part_new (PlSetup *setup, PlExportPlace *place);

G_END_DECLS
