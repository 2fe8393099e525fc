// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean pl_lane_details_is_anything_known (PlSetup *setup, PlService service);
GtkWidget *pl_lane_details_new (PlSetup *setup, PlService service);

G_END_DECLS
