// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *pl_domain_get_registrable (const char *host);
gboolean pl_domain_is_same_registrable (const char *host, const char *other);
gboolean pl_domain_is_top_level (const char *label);

G_END_DECLS
