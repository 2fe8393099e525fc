// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlProviderChooser:
 *
 * The mail providers by name, with a search, in a window above the wizard. Each is a button, because
 * the rows of a list cannot be operated over the accessibility bus of GTK 4.8; so only the first few
 * that match are there at a time.
 *
 * Signals: `chosen` (id of a provider): once; the window closes itself then.
 */
#define PL_TYPE_PROVIDER_CHOOSER (pl_provider_chooser_get_type ())
G_DECLARE_FINAL_TYPE (PlProviderChooser, pl_provider_chooser, PL, PROVIDER_CHOOSER, GtkWindow)

PlProviderChooser *pl_provider_chooser_new (GtkWindow *parent, PlSetup *setup);

G_END_DECLS
