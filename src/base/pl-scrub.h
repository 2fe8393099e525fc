// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stands where a secret stood. */
#define PL_SCRUBBED "•••"

char *pl_scrub_text (const char *bytes, gssize length);

G_END_DECLS
