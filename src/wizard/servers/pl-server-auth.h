// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-terms.h"
#include "wizard/parts/pl-choice.h"

G_BEGIN_DECLS

void pl_server_auth_offer (PlChoice *choice, PlService service);
void pl_server_auth_set (PlChoice *choice, const char *auth);
const char *pl_server_auth_get (PlChoice *choice);
char *pl_server_auth_describe (PlChoice *choice);

G_END_DECLS
