// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-requirement.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pl_requirement_card_new (PlRequirement *requirement);

G_END_DECLS
