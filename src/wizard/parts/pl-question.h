// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlQuestion:
 *
 * A question of our own in a window above the wizard: before something that cannot be taken back or
 * is not safe. The safe answer has the focus, and closing the window is that answer. (GtkDialog is
 * on its way out, its successor is newer than GTK 4.8.)
 *
 * Signals: `answered` (boolean: go ahead): once; the window closes itself then. `other`: in its place, when
 * the third button was pressed.
 */
#define PL_TYPE_QUESTION (pl_question_get_type ())
G_DECLARE_FINAL_TYPE (PlQuestion, pl_question, PL, QUESTION, GtkWindow)

PlQuestion *pl_question_new (GtkWindow *parent,
                             const char *heading,
                             const char *text,
                             const char *stay_label,
                             const char *go_label);
void pl_question_add_other (PlQuestion *question, const char *label);
void pl_question_set_value (PlQuestion *question, const char *value);
void pl_question_set_harmless (PlQuestion *question);

G_END_DECLS
