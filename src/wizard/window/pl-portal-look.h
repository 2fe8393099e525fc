// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pl_portal_look_follow (GtkSettings *settings);

G_END_DECLS
