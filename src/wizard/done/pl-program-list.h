// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlProgramList:
 *
 * The mail programs of this computer, one switch each: in front those that are in use, further
 * profiles behind a button.
 *
 * Signals: `changed`: one of them stands elsewhere now.
 */
#define PL_TYPE_PROGRAM_LIST (pl_program_list_get_type ())
G_DECLARE_FINAL_TYPE (PlProgramList, pl_program_list, PL, PROGRAM_LIST, GtkWidget)

void pl_program_list_look (PlProgramList *list, PlSetup *setup, const char *caller);
void pl_program_list_set_apart (PlProgramList *list, PlExportPlace *place);
void pl_program_list_forget (PlProgramList *list);
gboolean pl_program_list_is_undecided (PlProgramList *list);
gboolean pl_program_list_is_waiting (PlProgramList *list);

G_END_DECLS
