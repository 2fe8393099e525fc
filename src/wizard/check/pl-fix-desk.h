// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlFixDesk:
 *
 * Does what a fix says, after the question that belongs to it.
 *
 * Signals: `touched` (#PlDirections as uint): these are to be checked now; `other-account`: the fix was
 * another address.
 */
#define PL_TYPE_FIX_DESK (pl_fix_desk_get_type ())
G_DECLARE_FINAL_TYPE (PlFixDesk, pl_fix_desk, PL, FIX_DESK, GObject)

PlFixDesk *pl_fix_desk_new (PlSetup *setup);
void pl_fix_desk_take (PlFixDesk *desk, GtkWindow *window, PlFix *fix);

G_END_DECLS
