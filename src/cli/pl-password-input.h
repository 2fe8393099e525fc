// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

PlSecret *pl_password_input_read_file (const char *path, GError **error);
gboolean pl_password_input_can_read (const char *path, GError **error);
PlSecret *pl_password_input_ask (const char *question, GError **error);

G_END_DECLS
