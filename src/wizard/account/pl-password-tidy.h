// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"

G_BEGIN_DECLS

PlSecret *pl_password_tidy (const PlSecret *password);

G_END_DECLS
