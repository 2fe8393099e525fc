// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *pl_fingerprint_format (const char *digits);

G_END_DECLS
