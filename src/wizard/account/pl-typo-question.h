// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlTypoQuestion:
 *
 * A mere question below the address, with a button that takes the address that was probably meant.
 *
 * Signals: `taken` (the address).
 */
#define PL_TYPE_TYPO_QUESTION (pl_typo_question_get_type ())
G_DECLARE_FINAL_TYPE (PlTypoQuestion, pl_typo_question, PL, TYPO_QUESTION, GtkWidget)

GtkWidget *pl_typo_question_new (void);
void pl_typo_question_update (PlTypoQuestion *question, const char *address);

G_END_DECLS
