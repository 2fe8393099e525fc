// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlPaperPart:
 *
 * All settings on a sheet: printed, or saved as a page. There is no password on it.
 */
#define PL_TYPE_PAPER_PART (pl_paper_part_get_type ())
G_DECLARE_FINAL_TYPE (PlPaperPart, pl_paper_part, PL, PAPER_PART, GtkWidget)

void pl_paper_part_update (PlPaperPart *part, PlSetup *setup);
void pl_paper_part_forget (PlPaperPart *part);

G_END_DECLS
