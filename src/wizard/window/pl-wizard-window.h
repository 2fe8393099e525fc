// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"
#include "wizard/launch/pl-launch-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlWizardWindow:
 *
 * The one window: shows the pages of pl-pages.c in turn, asks them what its buttons say, and keeps
 * the way back.
 */
#define PL_TYPE_WIZARD_WINDOW (pl_wizard_window_get_type ())
G_DECLARE_FINAL_TYPE (PlWizardWindow, pl_wizard_window, PL, WIZARD_WINDOW, GtkApplicationWindow)

GtkWidget *pl_wizard_window_new (GtkApplication *application, PlSetup *setup);
void pl_wizard_window_set_practice (PlWizardWindow *window, const char *account_id);
void pl_wizard_window_check_existing (PlWizardWindow *window);
PlSetup *pl_wizard_window_get_setup (PlWizardWindow *window);
void pl_wizard_window_set_launch (PlWizardWindow *window, PlLaunchJob *job);

G_END_DECLS
