// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/done/pl-program-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlProgramRow:
 *
 * One mail program or profile: a button that stays pressed, and below it, while it does, what an
 * export would change there, the button that does it, and what came of it. A result takes the focus
 * where that is in the row.
 *
 * Signals: `changed`: it stands elsewhere now.
 */
#define PL_TYPE_PROGRAM_ROW (pl_program_row_get_type ())
G_DECLARE_FINAL_TYPE (PlProgramRow, pl_program_row, PL, PROGRAM_ROW, GtkWidget)

GtkWidget *pl_program_row_new (PlProgramJob *job);
PlProgramJob *pl_program_row_get_job (PlProgramRow *row);
gboolean pl_program_row_is_undecided (PlProgramRow *row);

G_END_DECLS
