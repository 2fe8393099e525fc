// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-check-call.h"

G_BEGIN_DECLS

void pl_check_secrets_write_requirements (PlCheckCall *call);
void pl_check_secrets_ask_about_hosts (PlCheckCall *call);
gboolean pl_check_secrets_may_sign_in (PlCheckCall *call);
void pl_check_secrets_sign_in (PlCheckCall *call);
gboolean pl_check_secrets_read (PlCheckCall *call, GError **error);

G_END_DECLS
