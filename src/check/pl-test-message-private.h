// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-address.h"

G_BEGIN_DECLS

char *pl_test_message_make_id (PlAddress *address);
char *pl_test_message_make (PlAddress *address, const char *id);

G_END_DECLS
