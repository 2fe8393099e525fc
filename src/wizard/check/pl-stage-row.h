// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-terms.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlStageRow:
 *
 * One stage of one lane: a mark, what is being or was done, and how long it took.
 */
#define PL_TYPE_STAGE_ROW (pl_stage_row_get_type ())
G_DECLARE_FINAL_TYPE (PlStageRow, pl_stage_row, PL, STAGE_ROW, GtkWidget)

void pl_stage_row_prepare (GtkWidget *widget);
GtkWidget *pl_stage_row_new (PlStage stage);
PlStage pl_stage_row_get_stage (PlStageRow *row);
PlStageState pl_stage_row_get_state (PlStageRow *row);
gint64 pl_stage_row_get_begun_at (PlStageRow *row);
void pl_stage_row_set_state (PlStageRow *row, PlStageState state, double ms);
void pl_stage_row_set_words (PlStageRow *row, const char *words);
void pl_stage_row_set_addition (PlStageRow *row, const char *addition);
void pl_stage_row_tick (PlStageRow *row, gint64 now_us);

G_END_DECLS
