// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-import.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlExistingWindow:
 *
 * A window with the accounts that the mail programs of this computer have, to choose one from. They are
 * read in a thread once it is shown.
 *
 * Signals: `chosen` (#PlImportAccount, #PlExportPlace): the person wants this one checked; the window
 * goes.
 */
#define PL_TYPE_EXISTING_WINDOW (pl_existing_window_get_type ())
G_DECLARE_FINAL_TYPE (PlExistingWindow, pl_existing_window, PL, EXISTING_WINDOW, GtkWindow)

PlExistingWindow *pl_existing_window_new (GtkWindow *parent, PlSetup *setup);

G_END_DECLS
