// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/account/pl-account-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlLookUpPanel:
 *
 * What can be done about an address whose domain does not tell the provider: choose the provider by
 * name, see whom the look-up asks, have it ask nobody.
 *
 * Signals: `restart`: what was looked up holds no longer; `provider-chosen`: by name, or taken back.
 */
#define PL_TYPE_LOOK_UP_PANEL (pl_look_up_panel_get_type ())
G_DECLARE_FINAL_TYPE (PlLookUpPanel, pl_look_up_panel, PL, LOOK_UP_PANEL, GtkWidget)

GtkWidget *pl_look_up_panel_new (PlSetup *setup);
void pl_look_up_panel_update (PlLookUpPanel *panel, PlAccountState state);

G_END_DECLS
