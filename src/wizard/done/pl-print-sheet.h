// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkPrintOperation *pl_print_sheet_new_operation (PlSheet *sheet);

G_END_DECLS
