// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *pl_export_zip_file (const char *name, GBytes *contents);

G_END_DECLS
