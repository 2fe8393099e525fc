// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlFoundList:
 *
 * The proposals that a look-up has found, to choose from, each with who says so.
 */
#define PL_TYPE_FOUND_LIST (pl_found_list_get_type ())
G_DECLARE_FINAL_TYPE (PlFoundList, pl_found_list, PL, FOUND_LIST, GtkWidget)

GtkWidget *pl_found_list_new (PlSetup *setup);
gboolean pl_found_list_update (PlFoundList *list);

G_END_DECLS
