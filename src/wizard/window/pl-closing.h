// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/window/pl-draft-keeper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlClosing:
 *
 * How a window closes: at once, or when the person has answered the one question before it.
 */
#define PL_TYPE_CLOSING (pl_closing_get_type ())
G_DECLARE_FINAL_TYPE (PlClosing, pl_closing, PL, CLOSING, GObject)

PlClosing *pl_closing_new (GtkWindow *window, PlDraftKeeper *drafts);
gboolean pl_closing_allow (PlClosing *closing, gboolean waits, gboolean loses);

G_END_DECLS
