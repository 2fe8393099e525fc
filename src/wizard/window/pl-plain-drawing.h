// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void pl_plain_drawing_choose (void);
void pl_plain_drawing_forget_after_start (GApplication *application);

G_END_DECLS
