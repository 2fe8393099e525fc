// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-finding.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pl_alternative_list_new (PlFinding *finding);

G_END_DECLS
