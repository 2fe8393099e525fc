// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/done/pl-program-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_program_panel_fill (GtkBox *box, PlProgramJob *job);

G_END_DECLS
