// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pl_report_button_new (PlSetup *setup);

G_END_DECLS
