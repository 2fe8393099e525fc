// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name that is there for as long as there are names: whoever does not know it knows none. Its keeper
 * gives out the others, and nobody filters it. Only the name server learns that it was looked up. */
#define PL_DOMAIN_ALWAYS_THERE "iana.org"

const char *pl_domain_get_registrable (const char *host);
gboolean pl_domain_is_same_registrable (const char *host, const char *other);
gboolean pl_domain_is_top_level (const char *label);
gboolean pl_domain_is_public (const char *host);

G_END_DECLS
