// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/window/pl-wizard-window.h"

G_BEGIN_DECLS

PlLaunchJob *pl_launched_window_attach (PlWizardWindow *window, PlLaunchRequest *request);

G_END_DECLS
