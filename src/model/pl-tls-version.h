// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *pl_tls_version_to_nick (const char *version);
const char *pl_tls_version_from_nick (const char *nick);

G_END_DECLS
