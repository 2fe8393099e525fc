// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *pl_interceptor_find (const char *issuer);

G_END_DECLS
