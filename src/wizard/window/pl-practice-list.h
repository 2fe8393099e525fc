// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlPracticeList:
 *
 * The practice accounts below a heading, a button for each.
 *
 * Signals: `chosen` (id): the person wants the practice account of that id.
 */
#define PL_TYPE_PRACTICE_LIST (pl_practice_list_get_type ())
G_DECLARE_FINAL_TYPE (PlPracticeList, pl_practice_list, PL, PRACTICE_LIST, GtkWidget)

GtkWidget *pl_practice_list_new (void);

G_END_DECLS
