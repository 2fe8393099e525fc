// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void pl_program_occupy_standard_descriptors (void);
char *pl_program_find (const char *name, const char *installed_in);

G_END_DECLS
