// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-heading.h"

G_BEGIN_DECLS

void pl_result_scroll_to (GtkWidget *whole);
void pl_result_show (GtkWidget *heading, GtkWidget *whole);
void pl_result_say (PlHeading *heading,
                    const char *title,
                    GtkLabel *label,
                    const char *text,
                    GtkWidget *whole);

G_END_DECLS
