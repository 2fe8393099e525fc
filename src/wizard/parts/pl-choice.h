// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlChoice:
 *
 * A choice between a few options, each a toggle button of one group. Check buttons and drop-downs
 * of GTK 4.8 cannot be operated over the accessibility bus; toggle buttons can.
 *
 * Properties: `orientation` (options beside each other, linked, or below each other). Signals:
 * `changed`: the person chose another one (not pl_choice_set()).
 */
#define PL_TYPE_CHOICE (pl_choice_get_type ())
G_DECLARE_FINAL_TYPE (PlChoice, pl_choice, PL, CHOICE, GtkWidget)

void pl_choice_add (PlChoice *choice, int value, const char *label);
void pl_choice_add_described (PlChoice *choice,
                              int value,
                              const char *label,
                              const char *tag,
                              const char *text);
void pl_choice_clear (PlChoice *choice);
int pl_choice_get (PlChoice *choice);
void pl_choice_set (PlChoice *choice, int value);
void pl_choice_unset (PlChoice *choice);
void pl_choice_set_label (PlChoice *choice, GtkLabel *label);

G_END_DECLS
